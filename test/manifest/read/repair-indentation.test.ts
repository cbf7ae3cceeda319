import { parseDocument } from 'yaml';
import { repairIndentation } from '../../../src/manifest/read/repair-indentation';

function repaired(text: string): [unknown, (offset: number) => number] | undefined {
  const firstError = (source: string): ReturnType<typeof parseDocument>['errors'][0] => parseDocument(source, { prettyErrors: false }).errors[0] as never;
  const result = repairIndentation(text, firstError(text), firstError);
  return result === undefined ? undefined : [parseDocument(result.text).toJS(), (offset) => result.toSource(result.text.indexOf('x', offset))];
}

describe('repairIndentation', () => {
  test.each([
    ['a: ["one;\n  two\n"]\nb: 1\n', { a: ['one; two '], b: 1 }],
    ['k:\n  a: [\'it\'\'s;\n  two\n  \']\n', { k: { a: ['it\'s; two '] } }],
    ['a: "one\n\ntwo \\"x\\"\n"\n', { a: 'one\ntwo "x" ' }],
    ['a: [\n1,\n2\n]\n', { a: [1, 2] }],
    ['a: {\n"b": 1,\n"c": [\n2\n]\n}\n', { a: { b: 1, c: [2] } }],
  ])('%j', (text, value) => {
    expect(repaired(text)?.[0]).toEqual(value);
  });

  test.each(['a: "open\nb: 1\n', 'a: b: c\n', 'a: [1\nb: 2\n', '\ta: 1\n'])('%j has another problem', (text) => {
    expect(repaired(text)).toBeUndefined();
  });

  test('every place leads back to where it was', () => {
    const text = 'a: "x\nx\n  x"\nb: x\n';
    const [, toSource] = repaired(text) ?? [];
    expect([toSource?.(0), toSource?.(5), toSource?.(210), toSource?.(412)]).toEqual([4, 6, 10, 16]);
  });
});
