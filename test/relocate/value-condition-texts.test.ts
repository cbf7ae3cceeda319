import { describeCondition, holds } from '../../src/relocate';
import type { ValueCondition } from '../../src/relocate';

const VALUES = { version: '4.0.3', tag: '4.0.3-v1', images: { '4.0.3': 'a' }, number: 4, operator: 'v0.42.1' };

describe('conditions on texts', () => {
  test.each<[string, ValueCondition, boolean]>([
    ['version starts with 4', { path: 'version', startsWith: '4' }, true],
    ['version starts with 3', { path: 'version', startsWith: '3' }, false],
    ['tag starts with {version}', { path: 'tag', startsWith: '{version}' }, true],
    ['tag starts with {absent}', { path: 'tag', startsWith: '{absent}' }, false],
    ['tag ends with -v1', { path: 'tag', endsWith: '-v1' }, true],
    ['tag ends with -v2', { path: 'tag', endsWith: '-v2' }, false],
    ['number starts with 4', { path: 'number', startsWith: '4' }, false],
    ['absent starts with x', { path: 'absent', startsWith: 'x' }, false],
    ['operator is below 0.43.0', { path: 'operator', below: '0.43.0' }, true],
    ['operator is below 0.42.1', { path: 'operator', below: '0.42.1' }, false],
    ['tag is below 1', { path: 'images', below: '1' }, false],
    ['images.{version} is set', { path: 'images.{version}', truthy: true }, true],
    ['images.{absent} is not set', { path: 'images.{absent}', truthy: false }, true],
  ])('%s', (_what, condition, expected) => {
    expect(holds(condition, VALUES)).toBe(expected);
  });

  test.each<[ValueCondition, string]>([
    [{ path: 'tag', startsWith: '{version}' }, 'tag starts with {version}'],
    [{ path: 'tag', endsWith: '-v1' }, 'tag ends with -v1'],
    [{ path: 'operator', below: '0.43.0' }, 'operator is below 0.43.0'],
  ])('%j in words', (condition, words) => {
    expect(describeCondition(condition)).toBe(words);
  });
});
