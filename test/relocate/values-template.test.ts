import fc from 'fast-check';
import type { JsonObject } from '../../src/manifest';
import { checkValuesPath, fillPath, fillText, pathsInBraces, readValue } from '../../src/relocate';

const VALUES: JsonObject = { version: '4.0.3', name: 'app', empty: '', number: 4, app: { tag: 'v1' }, images: { '4.0.3': 'acme/db:4.0.3' }, list: [{ name: 'dc1' }] };

describe('a path with braces', () => {
  test.each([
    ['images.{version}', 'images.4\\.0\\.3'],
    ['{name}.tag', 'app.tag'],
    ['list[0].{name}', 'list[0].app'],
    ['no.braces', 'no.braces'],
  ])('%s becomes %s', (path, expected) => {
    expect(fillPath(path, VALUES)).toBe(expected);
  });

  test('leads to the value that the chart looks up', () => {
    expect(readValue(VALUES, fillPath('images.{version}', VALUES) ?? '')).toBe('acme/db:4.0.3');
  });

  test.each(['images.{absent}', 'images.{empty}', 'images.{number}', 'images.{app}'])('%s cannot be filled', (path) => {
    expect(fillPath(path, VALUES)).toBeUndefined();
  });

  test('any text becomes one step', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), (key) => {
      const values: JsonObject = Object.fromEntries([['key', key], ['map', Object.fromEntries([[key, 'found']])]]);
      expect(readValue(values, fillPath('map.{key}', values) ?? '')).toBe('found');
    }));
  });
});

describe('a text with braces', () => {
  test.each([
    ['quay.io/acme/app:{app.tag}', 'quay.io/acme/app:v1'],
    ['{name}-{list[0].name}', 'app-dc1'],
    ['nothing', 'nothing'],
  ])('%s becomes %s', (text, expected) => {
    expect(fillText(text, VALUES)).toBe(expected);
  });

  test('what is filled in is not filled again', () => {
    expect(fillText('{a}', { a: '{b}', b: 'x' })).toBe('{b}');
  });

  test.each(['{absent}', '{empty}', 'v{number}'])('%s cannot be filled', (text) => {
    expect(fillText(text, VALUES)).toBeUndefined();
  });

  test('its paths are known', () => {
    expect(pathsInBraces('a-{b.c}:{d}')).toEqual(['b.c', 'd']);
  });
});

describe('checking a path', () => {
  test.each(['a.b', 'images.{version}', 'a.{b[0].c}.d', 'containers[*].image'])('%s is one', (path) => {
    expect(() => checkValuesPath(path)).not.toThrow();
  });

  test.each(['', '.a', 'a..b', 'a.{}', 'a.{.b}', 'a[x]', '[*].image'])('%j is none', (path) => {
    expect(() => checkValuesPath(path)).toThrow(expect.objectContaining({ code: 'values-invalid' }) as Error);
  });
});
