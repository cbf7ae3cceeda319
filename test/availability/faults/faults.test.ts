import { inspect } from 'node:util';
import type { AvailabilityAnswer } from '../../../src/availability';
import { holdsCanary } from '../../support/holds-canary';
import { AUTH, REGISTRY, runFault, TOKEN } from './fault-case';
import type { FaultCase } from './fault-case';
import { HOST_FAULTS } from './host-faults';
import { DOCUMENT_FAULTS, ELSEWHERE_FAULTS, STATUS_FAULTS } from './manifest-faults';
import { REALM_FAULTS, TOKEN_FAULTS } from './token-faults';

describe.each([
  ['hosts', HOST_FAULTS],
  ['addresses of token servers', REALM_FAULTS],
  ['tokens', TOKEN_FAULTS],
  ['statuses', STATUS_FAULTS],
  ['documents', DOCUMENT_FAULTS],
  ['other hosts', ELSEWHERE_FAULTS],
])('faults of %s', (_name, faults) => {
  test.each(faults.map((fault) => [fault.title, fault] as const))('%s', async (_title, fault) => {
    // WHEN
    const { answer, seen } = await runFault(fault);

    // THEN: the right answer, in words
    expect({ said: undefined, ...answer }).toMatchObject(fault.expected);
    expectWords(answer);
    // THEN: no endless conversation
    expect(seen.length).toBeLessThanOrEqual(fault.requests ?? 16);
    // THEN: the login went where it may go, and nowhere else; what came of it, to the registry only
    const gotLogin = new Set(seen.filter(({ authorization }) => authorization?.startsWith('Basic ') === true).map(({ host }) => host));
    expect([...gotLogin].sort()).toEqual([...loginGoesTo(fault)].sort());
    const gotToken = seen.filter(({ authorization }) => authorization?.startsWith('Bearer ') === true).map(({ host }) => host);
    expect(gotToken.filter((host) => host !== registryHost(fault))).toEqual([]);
    // THEN: the login is nowhere else: not in an address, not in another header, not in the answer
    expect(seen.filter(({ path, headers }) => holdsCanary(path + JSON.stringify({ ...headers, host: '', authorization: '' })))).toEqual([]);
    expect(holdsCanary(JSON.stringify(answer) + inspect(answer, { depth: 9, showHidden: true }))).toBe(false);
    expect(JSON.stringify(answer)).not.toContain(TOKEN);
  });
});

test('there are enough of them', () => {
  const titles = [HOST_FAULTS, REALM_FAULTS, TOKEN_FAULTS, STATUS_FAULTS, DOCUMENT_FAULTS, ELSEWHERE_FAULTS].flat().map(({ title }) => title);
  expect(titles.length).toBeGreaterThanOrEqual(80);
  expect(new Set(titles).size).toBe(titles.length);
});

function expectWords({ cause, remedy, attempts, exporterState }: AvailabilityAnswer): void {
  for (const text of [cause, remedy, ...attempts.map((attempt) => attempt.cause)]) {
    expect(text).toMatch(/^[^ ].{5,}[^.]$/);
    expect(text).not.toMatch(/undefined|NaN|\[object/);
  }
  expect(exporterState).toMatch(/^[a-z_]+$/);
}

function registryHost({ image }: FaultCase): string {
  const host = image?.split('/')[0] ?? REGISTRY;
  return host === 'docker.io' ? 'registry-1.docker.io' : host;
}

/** Unless a case says otherwise, the login goes to whoever the registry names, once the registry has asked. */
function loginGoesTo({ loginGoesTo: hosts, credentials, auth = 'bearer', expected, ping, manifest, token, tags }: FaultCase): readonly string[] {
  if (hosts !== undefined || credentials?.length === 0) {
    return hosts ?? [];
  }
  const beyondTheHost = manifest !== undefined || token !== undefined || tags !== undefined || expected.state === 'available' || ping === undefined;
  return !beyondTheHost || auth === 'open' ? [] : [auth === 'basic' ? REGISTRY : AUTH];
}
