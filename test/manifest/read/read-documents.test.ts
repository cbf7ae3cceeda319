import { readDocuments } from '../../../src/manifest/read/read-documents';

function read(text: string): unknown[] {
  return [...readDocuments(text)].map(({ index, line, value, problem }) => [index, line, problem ?? value]);
}

describe('readDocuments', () => {
  test('counts empty documents', () => {
    expect(read('a: 1\n---\n---\nb: 2\n')).toEqual([[0, 1, { a: 1 }], [1, 2, null], [2, 4, { b: 2 }]]);
  });

  test('a document after an end marker needs no separator', () => {
    expect(read('a: 1\n...\nb: 2\n')).toEqual([[0, 1, { a: 1 }], [1, 3, { b: 2 }]]);
  });

  test('a line of its own for every value', () => {
    const [document] = [...readDocuments('a:\n  b: 1\n  c:\n  - x\n\n  - y\n')];
    expect([...document?.lines ?? []]).toEqual([1, 2, 2, 4, 4, 6]);
  });

  test.each(['{a: 1, a: 2}', 'x: &x {a: 1}\ny: {<<: *x}', '{"10": a, "2": b}'])('%j has no lines, because its values are not in the order of the text', (text) => {
    expect([...readDocuments(text)][0]?.lines).toBeUndefined();
  });
});
