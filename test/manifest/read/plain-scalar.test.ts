import { NOT_JSON, resolvePlainScalar } from '../../../src/manifest/read/plain-scalar';

describe('resolvePlainScalar', () => {
  // Every expectation was compared with what sigs.k8s.io/yaml v1.4.0 makes of the same text.
  test.each([
    ['', null], ['~', null], ['null', null], ['Null', null], ['nULL', 'nULL'],
    ['y', true], ['Y', true], ['yes', true], ['on', true], ['TRUE', true], ['tRUE', 'tRUE'],
    ['n', false], ['No', false], ['off', false], ['False', false],
    ['1', 1], ['+1', 1], ['-0', 0], ['1_000', 1000], ['1_', 1], ['_1', '_1'],
    ['0755', 493], ['-0755', -493], ['0o14', 12], ['0x1F', 31], ['0X1f', 31], ['-0x1f', -31], ['0b101', 5], ['-0b11', -3],
    ['08', 8], ['0o8', '0o8'], ['0x', '0x'], ['0b2', '0b2'],
    ['.5', 0.5], ['.5e3', 500], ['5.', 5], ['1e3', 1000], ['1.10', 1.1], ['.1_0', 0.1], ['0.1_5', 0.15], ['.', '.'], ['.e5', '.e5'],
    ['1.2.3', '1.2.3'], ['v1.2', 'v1.2'], ['-', '-'], ['+', '+'], ['1-2', '1-2'], ['1e400', '1e400'], ['Infinity', 'Infinity'],
    // Base-60 numbers and timestamps stay text.
    ['12:30:45', '12:30:45'], ['190:20:30', '190:20:30'], ['2001-12-14', '2001-12-14'], ['2001-12-14T21:59:43Z', '2001-12-14T21:59:43Z'],
  ])('%j is %j', (text, value) => {
    expect(resolvePlainScalar(text)).toBe(value);
  });

  test.each([['9007199254740991', 9007199254740991], ['9007199254740993', '9007199254740993'], ['-9007199254740993', '-9007199254740993'],
    ['18446744073709551616', '18446744073709551616'], ['0x20000000000001', '9007199254740993']])('the integer %s keeps every digit', (text, value) => {
    expect(resolvePlainScalar(text)).toBe(value);
  });

  test.each(['.inf', '-.inf', '+.INF', '.nan', '.NaN'])('%s has no JSON', (text) => {
    expect(resolvePlainScalar(text)).toBe(NOT_JSON);
  });
});
