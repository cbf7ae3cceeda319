import * as fc from 'fast-check';
import { ScalarMap, styleOf } from '../../../src/manifest/edit/scalar-map';
import { SourceText } from '../../../src/manifest/edit/source-text';

/** Where a word of the value of `a` stands in a text. */
function places(text: string, word: string): (number | undefined)[] {
  const source = new SourceText(text);
  const container = source.documents[0]?.value as { a: string };
  const node = source.nodeAt({ container, key: 'a' });
  const [start, end] = node?.range ?? [0, 0];
  if (node === undefined) {
    throw new Error('no text at a');
  }
  const map = new ScalarMap(text, start, end, styleOf(node), container.a);
  const result: (number | undefined)[] = [];
  for (let at = container.a.indexOf(word); at !== -1; at = container.a.indexOf(word, at + 1)) {
    const place = map.sourceOf(at, at + word.length);
    expect(place === undefined || text.startsWith(word, place)).toBe(true);
    result.push(place);
  }
  return result;
}

describe('ScalarMap', () => {
  test.each([
    ['plain', 'a: x word y', [5]], ['plain over lines', 'a: x\n  word\n\n  word', [7, 15]], ['single quotes', 'a: \'it\'\'s word\'', [10]], ['single quotes over lines', 'a: \'x\n   word \n   y\'', [9]],
    ['double quotes', 'a: "\\tword \\"word\\""', [6, 13]], ['double quotes over lines', 'a: "x\n  word\\\n   word"', [8, 17]], ['a literal block', 'a: |\n  x\n   word\n\n  word\n', [12, 20]],
    ['a literal block with an indicator', 'a: |2-\n   word\n  x', [10]], ['a folded block', 'a: >\n  x\n  word\n\n    word\n  y word\n', [11, 21, 30]], ['a block behind a comment', 'a: | # word\n  word\n', [14]],
    ['CRLF', 'a: |\r\n  x\r\n  word\r\n', [13]], ['a literal block that begins with empty lines', 'a: |\n\n\n  word\n', [9]],
  ])('%s', (_title, text, expected) => {
    expect(places(text, 'word')).toEqual(expected);
  });

  test('a word that is spelled with escapes has no place', () => {
    expect(places('a: "w\\x6frd"', 'word')).toEqual([undefined]);
  });

  test('in literal blocks and quotes every word has its place', () => {
    const value = fc.array(fc.string({ unit: fc.constantFrom('word', ' ', '\'', '"', '\\', '#', ':', '\t', 'é'), maxLength: 8 }), { minLength: 1, maxLength: 6 });
    fc.assert(fc.property(value, fc.constantFrom('\n', '\r\n'), (lines, lineEnd) => {
      const block = `a: |1\n${lines.map((line) => ` ${line}`).join('\n')}\nb: 1\n`.replaceAll('\n', lineEnd);
      expect(places(block, 'word')).not.toContain(undefined);
      expect(places(`a: ${JSON.stringify(lines.join('\n'))}`, 'word')).not.toContain(undefined);
      expect(places(`a: '${lines.join(' ').replaceAll('\'', '\'\'')}'`, 'word')).not.toContain(undefined);
    }));
  });
});
