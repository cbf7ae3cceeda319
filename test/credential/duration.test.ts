import fc from 'fast-check';
import { parseDuration, tryParseDuration } from '../../src/credential';

describe('parseDuration', () => {
  test.each([
    ['0', 0], ['0s', 0], ['15m', 900], ['4h', 14400], ['1h30m', 5400], ['90s', 90], ['1.5h', 5400], ['.5m', 30], ['1.h', 3600], ['+1h', 3600],
    ['500ms', 0.5], ['1h1m1s', 3661], ['1m1m', 120],
  ])('%s is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each(['1us', '1\u00b5s', '1\u03bcs', '1000ns'])('%s is a millionth of a second', (text) => {
    expect(parseDuration(text)).toBeCloseTo(1e-6, 12);
  });

  test.each(['', '1', '1d', 'h', '-1h', '1 h', '1h ', ' 1h', '1h30', 'PT1H', '1,5h', '.h', '1H', '++1h', '1h-1m'])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'duration-invalid' }));
    expect(tryParseDuration(text)).toBeUndefined();
  });

  test('says what a duration looks like', () => {
    expect(() => parseDuration('1 day')).toThrow(
      '"1 day" is not a duration, expected numbers with units, such as "15m", "1h30m" or "90s" (h, m, s, ms; a day is "24h")');
  });

  test('whole hours, minutes and seconds add up', () => {
    fc.assert(fc.property(fc.nat(999), fc.nat(999), fc.nat(999), (h, m, s) => {
      expect(parseDuration(`${h}h${m}m${s}s`)).toBe(h * 3600 + m * 60 + s);
    }));
  });
});
