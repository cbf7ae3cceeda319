import * as fc from 'fast-check';
import { explainHost, explainRepository } from '../../src/image';
import { CANARY_PASSWORD } from '../support/canary';
import { hosts, repositories } from './arbitraries';

describe('explainHost', () => {
  test('a host of the grammar has no problem', () => {
    fc.assert(fc.property(hosts, (host) => {
      expect(explainHost(host)).toEqual([]);
    }));
  });

  test('an empty host is named', () => {
    expect(explainHost('')).toEqual(['the host is empty']);
  });

  test('all problems are named at once', () => {
    expect(explainHost('-a..b_c:x')).toEqual([
      'host "-a..b_c:x" has "_", a host name is made of letters, digits, dots and dashes',
      'host "-a..b_c:x" has an empty label (a dot at its start or end, or two dots in a row)',
      'host "-a..b_c:x" has a label that begins or ends with a dash',
      'host "-a..b_c:x" has a port that is no number (a tag goes to the end)',
    ]);
  });

  test.each([
    ['https://quay.io', 'host "https://quay.io" has a scheme in front, leave it out'],
    ['quay.io/a', 'host "quay.io/a" holds a path, leave it out'],
    [`bob:${CANARY_PASSWORD}@quay.io`, 'host "…@quay.io" has a login in front, leave it out'],
    [`https://bob:${CANARY_PASSWORD}@quay.io`, 'host "https://…@quay.io" has a scheme in front, leave it out'],
  ])('a URL is no host (case %#)', (host, problem) => {
    expect(explainHost(host)).toEqual([problem]);
  });

  test('property: whatever the text, there is an answer', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'Z', '0', '.', '-', ':', '[', ']', '_', 'ü', 'ſ', 'K') }), (host) => {
      const plain = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::\d+)?$/i.test(host);
      expect(explainHost(host).length === 0).toBe(plain);
    }), { numRuns: 2_000 });
  });
});

describe('explainRepository', () => {
  test('property: a path of the grammar has no problem', () => {
    fc.assert(fc.property(repositories, (path) => {
      expect(explainRepository(path)).toEqual([]);
    }));
  });

  test('an empty path is named', () => {
    expect(explainRepository('')).toEqual(['the path is empty']);
  });

  test('a path that is wrong everywhere', () => {
    expect(explainRepository('/A//b:c/')).toEqual([
      'the path begins with a slash',
      'the path ends with a slash',
      'the path has two slashes in a row',
      'path component "A" has upper-case letters',
      'path component "b:c" may not hold ":"',
    ]);
  });
});
