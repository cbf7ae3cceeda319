import { digestOf, hasDigest, parseDigest } from '../../../src/availability/protocol/digest';

const EMPTY = 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

test('a digest is that of the raw bytes', () => {
  expect(digestOf(Buffer.alloc(0))).toBe(EMPTY);
  expect(hasDigest(Buffer.alloc(0), EMPTY)).toBe(true);
  expect(hasDigest(Buffer.from('x'), EMPTY)).toBe(false);
  expect(hasDigest(Buffer.from('x'), digestOf(Buffer.from('x'), 'sha512'))).toBe(true);
});

test('of an algorithm we do not know nothing is said', () => {
  expect(hasDigest(Buffer.from('x'), `multihash:${'a'.repeat(64)}`)).toBeUndefined();
});

test.each([EMPTY, `sha512:${'a'.repeat(128)}`])('%s is a digest', (text) => expect(parseDigest(text)).toBe(text));
test.each([undefined, '', 'sha256:short', EMPTY.toUpperCase(), `${EMPTY}0`, `sha512:${'a'.repeat(64)}`, `md5:${'a'.repeat(32)}`, '../x'])('%p is no digest', (text) => (
  expect(parseDigest(text)).toBeUndefined()));
