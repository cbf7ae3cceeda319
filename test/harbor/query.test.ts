import fc from 'fast-check';
import { harborQuery } from '../../src/harbor/client/query';
import { parametersOf, parseQ } from '../support/harbor/harbor-query';

/** What a Harbor makes of a condition: the URL is unescaped, and then the value once more. */
function asHarborReads(conditions: Record<string, string>): Record<string, string> {
  const url = `/api/v2.0/robots?q=${encodeURIComponent(harborQuery(conditions))}`;
  return Object.fromEntries(parseQ(parametersOf(url).get('q') ?? ''));
}

test('the name of a project\'s robot keeps its plus', () => {
  const conditions = { Level: 'project', ProjectID: '1', name: 'agents+puller' };

  expect(encodeURIComponent(harborQuery(conditions))).toBe('Level%3Dproject%2CProjectID%3D1%2Cname%3Dagents%252Bpuller');
  expect(asHarborReads(conditions)).toEqual(conditions);
});

test('a text that looks like another kind of condition is a text', () => {
  expect(asHarborReads({ name: '~fuzzy' })).toEqual({ name: '~fuzzy' });
  expect(asHarborReads({ name: '[1~2]' })).toEqual({ name: '[1~2]' });
});

test('any name without a comma comes through', () => {
  fc.assert(fc.property(fc.string({ minLength: 1, unit: 'grapheme-ascii' }).filter((name) => !name.includes(',')), (name) => {
    expect(asHarborReads({ name })).toEqual({ name });
  }));
});
