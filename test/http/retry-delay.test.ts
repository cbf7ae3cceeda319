import fc from 'fast-check';
import { backOffMs, isPassing, parseRetryAfter } from '../../src/http/retry-delay';

const NOW = Date.UTC(2030, 0, 1);

test.each([
  ['3', 3000], ['0', 0], [' 7 ', 7000], ['Tue, 01 Jan 2030 00:01:00 GMT', 60_000], ['Mon, 31 Dec 2029 23:00:00 GMT', 0],
  [undefined, undefined], ['', undefined], ['soon', undefined], ['-5', undefined], ['1.5', undefined], ['2030', 2_030_000], ['99999999999', undefined],
])('Retry-After: %s asks for %s ms', (header, expected) => {
  expect(parseRetryAfter(header, NOW)).toBe(expected);
});

test('the back-off doubles, stays within its half, and ends at 10 s', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 60].map((repetition) => backOffMs(repetition, 0))).toEqual([250, 500, 1000, 2000, 4000, 5000, 5000, 5000]);
  fc.assert(fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (repetition, random) => {
    const delay = backOffMs(repetition, random);
    expect(delay).toBeGreaterThanOrEqual(backOffMs(repetition, 0));
    expect(delay).toBeLessThanOrEqual(Math.min(10_000, 500 * 2 ** (repetition - 1)));
  }));
});

test('limits and errors of the server pass, refusals do not', () => {
  expect([408, 429, 500, 502, 503, 504].every(isPassing)).toBe(true);
  expect([200, 302, 400, 401, 403, 404, 405, 412, 501].some(isPassing)).toBe(false);
});
