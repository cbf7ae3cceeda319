import { describeCondition, holds, isTruthy } from '../../src/relocate';

describe('holds', () => {
  const values = { on: true, off: false, text: 'x', empty: '', list: [], map: { a: 1 }, zero: 0, nothing: null };

  test.each([
    [undefined, true],
    [{}, true],
    [{ path: 'on', truthy: true }, true],
    [{ path: 'off', truthy: true }, false],
    [{ path: 'absent', truthy: false }, true],
    [{ path: 'text', oneOf: ['x', 'y'] }, true],
    [{ path: 'text', oneOf: ['z'] }, false],
    [{ path: 'absent', oneOf: [null] }, true],
    [{ path: 'nothing', oneOf: [null] }, true],
    [{ path: 'off', oneOf: [null] }, false],
    [{ allOf: [{ path: 'on', truthy: true }, { path: 'text', truthy: true }] }, true],
    [{ allOf: [{ path: 'on', truthy: true }, { path: 'off', truthy: true }] }, false],
    [{ anyOf: [{ path: 'off', truthy: true }, { path: 'on', truthy: true }] }, true],
    [{ anyOf: [] }, false],
    [{ not: { path: 'off', truthy: true } }, true],
    [{ path: 'on', truthy: true, not: { path: 'text', truthy: true } }, false],
  ])('%j is %s', (condition, expected) => {
    expect(holds(condition, values)).toBe(expected);
  });

  test.each([['', false], [0, false], [[], false], [{}, false], [null, false], [undefined, false], ['false', true], [[0], true], [{ a: null }, true], [-1, true]])(
    'truth of %j is that of Go templates', (value, expected) => {
      expect(isTruthy(value)).toBe(expected);
    });
});

describe('describeCondition', () => {
  test.each([
    [{ path: 'a.b', truthy: true }, 'a.b is set'],
    [{ path: 'a', oneOf: ['x', null] }, 'a is x or not set'],
    [{ not: { path: 'a', oneOf: ['x'] } }, 'not (a is x)'],
    [{ allOf: [{ path: 'a', truthy: true }, { anyOf: [{ path: 'b', truthy: true }, { path: 'c', truthy: false }] }] }, 'a is set and (b is set or c is not set)'],
    [{}, 'always'],
  ])('%j reads "%s"', (condition, text) => {
    expect(describeCondition(condition)).toBe(text);
  });
});
