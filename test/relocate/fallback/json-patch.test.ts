import fc from 'fast-check';
import type { Json } from '../../../src/manifest';
import { applyJsonPatch } from '../../../src/relocate/fallback/apply-json-patch';
import { diffJson } from '../../../src/relocate/fallback/json-patch';

describe('a diff', () => {
  test('of what is the same is empty', () => {
    expect(diffJson({ a: [1, null, { b: null }] }, { a: [1, null, { b: null }] })).toEqual([]);
  });

  test('tests a text before it replaces it', () => {
    expect(diffJson({ spec: { containers: [{ image: 'old' }, { image: 'same' }] } }, { spec: { containers: [{ image: 'new' }, { image: 'same' }] } })).toEqual([
      { op: 'test', path: '/spec/containers/0/image', value: 'old' },
      { op: 'replace', path: '/spec/containers/0/image', value: 'new' },
    ]);
  });

  test('adds a key, escaped', () => {
    expect(diffJson({ data: {} }, { data: { 'a/b~c': 1 } })).toEqual([{ op: 'add', path: '/data/a~1b~0c', value: 1 }]);
  });

  test('adds items behind those of a list, wherever that ends by then', () => {
    expect(diffJson({ list: [{ name: 'theirs' }] }, { list: [{ name: 'theirs' }, { name: 'pull' }] })).toEqual([{ op: 'add', path: '/list/-', value: { name: 'pull' } }]);
  });

  test('fills an empty value without asking how it is spelled', () => {
    expect(diffJson({ list: null }, { list: [1] })).toEqual([{ op: 'add', path: '/list', value: [1] }]);
  });

  test('replaces what lost something as a whole', () => {
    expect(diffJson({ a: { b: 1, c: 2 } }, { a: { b: 1 } })).toEqual([
      { op: 'test', path: '/a', value: { b: 1, c: 2 } }, { op: 'replace', path: '/a', value: { b: 1 } },
    ]);
    expect(diffJson({ a: [1, 2] }, { a: [1] })).toEqual([{ op: 'test', path: '/a', value: [1, 2] }, { op: 'replace', path: '/a', value: [1] }]);
  });
});

describe('a patch', () => {
  test('does not fit where a value is another one by now, and says where without repeating it', () => {
    expect(() => applyJsonPatch({ data: { key: 'newer' } }, diffJson({ data: { key: 'old' } }, { data: { key: 'new' } }))).toThrow(
      expect.objectContaining({ code: 'manifest-invalid', where: '/data/key', message: expect.not.stringContaining('newer') as string }),
    );
  });

  test.each([
    ['a missing key', { a: {} }, '/a/b'],
    ['an index behind the list', { a: [1] }, '/a/1'],
    ['no index', { a: [1] }, '/a/x'],
    ['a key of a text', { a: 'text' }, '/a/b'],
  ])('does not fit: %s', (_name, value, path) => {
    expect(() => applyJsonPatch(value, [{ op: 'replace', path, value: 1 }])).toThrow('the path leads nowhere');
  });

  test('adds an item in the middle of a list, as RFC 6902 has it', () => {
    expect(applyJsonPatch([1, 3], [{ op: 'add', path: '/1', value: 2 }])).toEqual([1, 2, 3]);
  });
});

test('the diff of any two values, applied to the first, gives the second, and leaves the first as it was', () => {
  fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
    const [from, to] = [before as Json, after as Json];
    const copy = structuredClone(from);

    expect(applyJsonPatch(from, diffJson(from, to))).toStrictEqual(to);
    expect(from).toStrictEqual(copy);
  }), { numRuns: 1000 });
});
