import * as fc from 'fast-check';
import { splitJson } from '../../../src/manifest/read/split-json';

describe('splitJson', () => {
  test.each(['', '{}', '{"a": 1}\n', 'a: {}', '{} x', '{} []', '[1] [2]', '{"a": 1', '{}{', '{}\n---\n{}'])('leaves %j to the YAML parser', (text) => {
    expect(splitJson(text)).toBeUndefined();
  });

  test('finds every object, whatever its strings hold', () => {
    fc.assert(fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 2, maxLength: 5 }), fc.constantFrom('', ' ', '\n', '\r\n\t'), (objects, between) => {
      const text = objects.map((object) => JSON.stringify(object)).join(between);
      const parts = splitJson(`\ufeff${between}${text}${between}`)?.map(({ start, end }) => `\ufeff${between}${text}`.slice(start, end));
      expect(parts).toEqual(objects.map((object) => JSON.stringify(object)));
    }));
  });
});
