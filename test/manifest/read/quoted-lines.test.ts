import { parseManifests } from '../../../src/manifest';
import { quotedLinesAfter } from '../../../src/manifest/read/quoted-lines';

function linesIn(text: string): string[] {
  return quotedLinesAfter(text, 0).map((start) => text.slice(start).split('\n')[0] ?? '');
}

describe('lines that continue a quoted value', () => {
  test('are found behind keys, in both kinds of quotes, to the closing quote', () => {
    expect(linesIn("x: 1\na: 'one\ntwo ''quoted''\nthree'\nb: \"four\nfive \\\" six\"\nc: 'seven'\n- d: 'eight\nnine'\n"))
      .toEqual(["two ''quoted''", "three'", 'five \\" six"', "nine'"]);
  });

  test('are not looked for in block scalars', () => {
    expect(linesIn("x: 1\nscript: |\n  a: 'not\n  closed\nb: 'one\ntwo'\n")).toEqual(["two'"]);
  });

  test('a definition with hundreds of badly indented descriptions is read', () => {
    const property = (number: number): string => `        p${number}:\n          description: 'It''s number ${number}\n          of many.'\n          type: string\n`;
    const properties = Array.from({ length: 300 }, (_, number) => property(number)).join('');
    const text = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: a.b.c}\nspec:\n  schema:\n      properties:\n${properties}`;
    const { resources, unparsed } = parseManifests(text);
    expect(unparsed).toEqual([]);
    expect(resources[0]?.object).toMatchObject({ spec: { schema: { properties: { p299: { description: "It's number 299 of many.", type: 'string' } } } } });
  });
});
