import fc from 'fast-check';
import { blockedAt, parseValuesPath, printValuesPath, readValue, withValue } from '../../src/relocate/values-path';

describe('parseValuesPath', () => {
  test.each([
    ['a', ['a']],
    ['a.b-c.d_e', ['a', 'b-c', 'd_e']],
    ['a[0].b', ['a', 0, 'b']],
    ['a[1][2]', ['a', 1, 2]],
    ['a\\.b.c', ['a.b', 'c']],
    ['a\\[0\\]', ['a[0]']],
  ])('%s is %j', (path, steps) => {
    expect(parseValuesPath(path)).toEqual(steps);
  });

  test.each(['', '.', 'a.', '.a', 'a..b', 'a[', 'a[x]', 'a]', '[0]', 'a.[0]', 'a[0]b'])('%j is no path', (path) => {
    expect(() => parseValuesPath(path)).toThrow(/is no path in chart values/);
  });

  test('printing a path and parsing it again gives the same steps', () => {
    const key = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !text.includes('\n'));
    fc.assert(fc.property(key, fc.array(fc.oneof(key, fc.nat(99))), (first, rest) => {
      const steps = [first, ...rest];
      expect(parseValuesPath(printValuesPath(steps))).toEqual(steps);
    }));
  });
});

describe('readValue', () => {
  const values = { a: { b: [{ c: 1 }, null], text: 'x' } };

  test.each([
    ['a.b[0].c', 1],
    ['a.b[1]', null],
    ['a.b[2]', undefined],
    ['a.text.deeper', undefined],
    ['a.b.c', undefined],
    ['a.toString', undefined],
    ['absent', undefined],
  ])('%s is %j', (path, expected) => {
    expect(readValue(values, path)).toEqual(expected);
  });
});

describe('blockedAt', () => {
  test.each([
    [{ a: 'text' }, 'a.b.c', 'a'],
    [{ a: { b: ['x'] } }, 'a.b.c', 'a.b'],
    [{ a: { b: {} } }, 'a.b[0]', 'a.b'],
    [{ a: null }, 'a.b', undefined],
    [{}, 'a.b', undefined],
    [{ a: { b: 'text' } }, 'a.b', undefined],
  ])('in %j the path %s is blocked at %s', (values, path, expected) => {
    expect(blockedAt(values, path)).toBe(expected);
  });
});

describe('withValue', () => {
  test('maps grow, and the argument stays as it was', () => {
    const overrides = { a: { b: 1 } };
    expect(withValue(overrides, {}, 'a.c.d', 2)).toEqual({ a: { b: 1, c: { d: 2 } } });
    expect(overrides).toEqual({ a: { b: 1 } });
  });

  test('a path into a list takes the whole list along, because Helm replaces lists', () => {
    const effective = { a: { list: [{ image: 'x', name: 'one' }, { image: 'y', name: 'two' }] } };
    const once = withValue({}, effective, 'a.list[1].image', 'private/y');
    expect(once).toEqual({ a: { list: [{ image: 'x', name: 'one' }, { image: 'private/y', name: 'two' }] } });
    expect(withValue(once, effective, 'a.list[0].image', 'private/x'))
      .toEqual({ a: { list: [{ image: 'private/x', name: 'one' }, { image: 'private/y', name: 'two' }] } });
    expect(effective.a.list[1]).toEqual({ image: 'y', name: 'two' });
  });
});
