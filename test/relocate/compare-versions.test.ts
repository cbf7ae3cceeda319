import fc from 'fast-check';
import { compareVersions } from '../../src/relocate';

describe('versions', () => {
  test.each([
    ['v0.42.1', '0.43.0', -1], ['0.43.0', 'v0.43.0', 0], ['v0.44.0', '0.43.0', 1], ['2.5.2.9', '2.5.3.0', -1], ['2.5.3', '2.5.3.0', 0],
    ['1.10', '1.9', 1], ['1.4.0-rc1', '1.4.0', 0], ['1.4+build', '1.4', 0], ['10', '9.9.9.9', 1],
  ])('%s against %s', (first, second, expected) => {
    expect(Math.sign(compareVersions(first, second) ?? Number.NaN)).toBe(expected);
  });

  test.each([['master', '1'], ['1', ''], ['1..2', '1'], ['latest', 'latest'], ['1.x', '1']])('%s and %s cannot be compared', (first, second) => {
    expect(compareVersions(first, second)).toBeUndefined();
  });

  test('the order does not depend on the side', () => {
    const version = fc.array(fc.nat(50), { minLength: 1, maxLength: 5 }).map((numbers) => numbers.join('.'));
    fc.assert(fc.property(version, version, (a, b) => {
      expect(Math.sign(compareVersions(a, b) ?? 0) + Math.sign(compareVersions(b, a) ?? 0)).toBe(0);
      expect(compareVersions(a, a)).toBe(0);
    }));
  });
});
