import fc from 'fast-check';
import { valuesDigest } from '../../../src/relocate/trace/values-digest';

it('does not depend on the order of keys', () => {
  expect(valuesDigest({ a: 1, b: { c: [1, 2], d: null } })).toBe(valuesDigest({ b: { d: null, c: [1, 2] }, a: 1 }));
});

it('is the same for the same values on every machine', () => {
  expect(valuesDigest({ image: { tag: '1.2' }, args: ['-v'] })).toBe('sha256:04b549d024cc41e80b11671e8e88edd40e09745e843a8111363cc2c905255fb6');
});

it.each([
  [{ a: '1' }, { a: 1 }], [{ a: [1, 2] }, { a: [2, 1] }], [{ a: null }, {}], [{ a: {} }, { a: [] }], [{ a: { b: 1 } }, { a: [['b', 1]] }],
  [{ 10: 1, 9: 1 }, { 109: 1 }],
])('tells %j and %j apart', (one, other) => {
  expect(valuesDigest(one)).not.toBe(valuesDigest(other));
});

it('tells different values apart', () => {
  const values = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(fc.property(values, values, (one, other) => {
    const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
    expect(valuesDigest(one as never) === valuesDigest(other as never)).toBe(same);
  }));
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? { members: Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, member]) => [key, sorted(member)]) } : value;
}
