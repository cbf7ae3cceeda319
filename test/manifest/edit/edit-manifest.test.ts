import { PullproofError } from '../../../src/error';
import { editManifest } from '../../../src/manifest';
import type { ManifestEdit } from '../../../src/manifest';

function edit(text: string, path: (string | number)[], to: string, more: Partial<ManifestEdit> = {}): string {
  return editManifest(text, [{ document: 0, path, to, ...more }]);
}

function problemsOf(text: string, edits: ManifestEdit[]): readonly string[] {
  try {
    editManifest(text, edits);
  } catch (error) {
    if (PullproofError.isPullproofError(error) && error.code === 'manifest-invalid') {
      return error.problems;
    }
    throw error;
  }
  return [];
}

describe('editManifest', () => {
  test.each([
    ['plain', 'a: old # c\nb: 1\n', 'new', 'a: new # c\nb: 1\n'],
    ['plain that needs quotes', 'a: old # c\n', '1.5', 'a: "1.5" # c\n'],
    ['plain that would be a boolean', 'a: old\n', 'yes', 'a: "yes"\n'],
    ['plain with a colon', 'a: old\n', 'x: y', 'a: "x: y"\n'],
    ['plain in a flow', '{a: old, b: [1]}\n', '[::1]:5000/x', '{a: "[::1]:5000/x", b: [1]}\n'],
    ['single quotes', 'a: \'old\'\n', 'it\'s', 'a: \'it\'\'s\'\n'],
    ['double quotes', 'a: "old" # c\n', 'say "hi"\n', 'a: "say \\"hi\\"\\n" # c\n'],
    ['a tag', 'a: !!str old\n', 'new', 'a: !!str new\n'],
    ['an anchor', 'a: &x old\nb: *x\n', 'new', 'a: &x new\nb: *x\n'],
    ['CRLF', 'a: old\r\nb: 1\r\n', 'new', 'a: new\r\nb: 1\r\n'],
    ['a document end', 'a: old', 'new', 'a: new'],
    ['the last of two keys', 'a: other\na: old\n', 'new', 'a: other\na: new\n'],
    ['JSON', '{"a":"old"}', 'new', '{"a":"new"}'],
    ['a byte order mark', '\ufeffa: old\n', 'new', '\ufeffa: new\n'],
  ])('%s', (_title, text, to, expected) => {
    expect(edit(text, ['a'], to)).toBe(expected);
  });

  test('part of a text', () => {
    expect(edit('a: --image=old --x\n', ['a'], 'new', { start: 8, length: 3 })).toBe('a: --image=new --x\n');
    expect(edit('a: "\\told"\n', ['a'], 'new', { start: 1 })).toBe('a: "\\tnew"\n');
    expect(edit('a: |\n  x\n  old y\n', ['a'], 'new', { start: 2, length: 3 })).toBe('a: |\n  x\n  new y\n');
    expect(edit('a: >-\n  x\n  old\n  y\n', ['a'], 'new', { start: 2, length: 3 })).toBe('a: >-\n  x\n  new\n  y\n');
  });

  test('a document inside a block keeps its comments and indentation', () => {
    const text = 'data:\n    file.yaml: |\n        # inner comment\n        x:\n            - image: \'old\' # old\n    other: 1\n';
    expect(edit(text, ['data', 'file.yaml'], 'new', { embedded: [{ document: 0, path: ['x', 0, 'image'] }] })).toBe(text.replace('\'old\'', '\'new\''));
  });

  test('a document inside a document inside JSON', () => {
    const text = JSON.stringify({ a: 'b: |\n  c: old\n---\nd: 1\n' });
    expect(edit(text, ['a'], 'n"w', { embedded: [{ document: 0, path: ['b'] }, { document: 0, path: ['c'] }] })).toBe('{"a":"b: |\\n  c: \\"n\\\\\\"w\\"\\n---\\nd: 1\\n"}');
  });

  test('several documents, several edits', () => {
    expect(editManifest('# 1\na: x\n---\na: [p, q]\n', [{ document: 1, path: ['a', 1], to: 'Q' }, { document: 0, path: ['a'], to: 'X' }, { document: 1, path: ['a', 0], to: 'P' }]))
      .toBe('# 1\na: X\n---\na: [P, Q]\n');
  });

  test('JSON objects without separators, and items of lists', () => {
    expect(editManifest('{"a":"x"}\n{"items":[{"b":"y"}]}\n', [{ document: 1, path: ['items', 0, 'b'], to: 'Y' }])).toBe('{"a":"x"}\n{"items":[{"b":"Y"}]}\n');
  });

  test('quotes that are indented less than YAML wants are edited in place', () => {
    expect(edit('x:\n  a: [\'sh\', \'run old;\n    done\n  \']\n', ['x', 'a', 1], 'new', { start: 4, length: 3 })).toBe('x:\n  a: [\'sh\', \'run new;\n    done\n  \']\n');
  });

  test('a text behind an alias changes at its anchor, wherever it is asked for', () => {
    const text = 'x: &i old\np: [*i]\nz: &m {k: old2}\nw: {<<: *m, v: 1}\n';
    expect(editManifest(text, [{ document: 0, path: ['p', 0], to: 'new' }, { document: 0, path: ['w', 'k'], to: 'new2' }])).toBe(text.replace('old\n', 'new\n').replace('old2', 'new2'));
    expect(editManifest(text, [{ document: 0, path: ['p', 0], to: 'new' }, { document: 0, path: ['x'], to: 'new' }])).toBe(text.replace('old\n', 'new\n'));
  });

  test('every edit that cannot be made is listed, and nothing is changed', () => {
    expect(problemsOf('a: &x old\nb: *x\nc: "\\x6fld"\nd: 5\n---\n- [\n', [
      { document: 0, path: ['a'], to: 'one' }, { document: 0, path: ['b'], to: 'two' }, { document: 0, path: ['c'], to: 'new' }, { document: 0, path: ['d'], to: 'new' },
      { document: 0, path: ['e', 'f'], to: 'new' }, { document: 1, path: [0], to: 'new' }, { document: 7, path: ['a'], to: 'new' },
    ])).toEqual([
      'document 1, d: there is no text at that path',
      'document 1, e.f: there is no text at that path',
      'document 2, [0]: it is not valid YAML: the indentation is wrong, or a bracket or brace is not closed',
      'document 8, a: there is no text at that path',
      'document 1, a: an anchor shares its text with a place that is to say something else',
      'document 1, b: an anchor shares its text with a place that is to say something else',
      'document 1, c: it is spelled with escapes, or runs over several lines',
    ]);
  });

  test('overlapping edits are refused', () => {
    expect(problemsOf('a: abcdef\n', [{ document: 0, path: ['a'], start: 0, length: 3, to: 'x' }, { document: 0, path: ['a'], start: 2, length: 2, to: 'y' }])).toEqual([
      'document 1, a: two changes overlap', 'document 1, a: two changes overlap',
    ]);
  });

  test('a line feed does not fit into a block', () => {
    expect(problemsOf('a: |\n  old\n', [{ document: 0, path: ['a'], start: 0, length: 3, to: 'x\ny' }])).toEqual(['document 1, a: its new text cannot be written in a block']);
  });

  test('no edits, no change', () => {
    expect(editManifest('a:   [ b ]  # c', [])).toBe('a:   [ b ]  # c');
  });
});
