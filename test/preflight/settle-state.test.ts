import { AVAILABILITY_STATES } from '../../src/availability';
import type { AvailabilityAnswer, AvailabilityState } from '../../src/availability';
import type { CredentialStanding, ImagePull } from '../../src/preflight';
import { settleState } from '../../src/preflight/settle-state';

const use = { image: 'x', location: { apiVersion: 'v1', kind: 'Pod', name: 'p' }, namespace: 'n', container: 'c', sources: [], obstacles: [] };

function settle(standing: CredentialStanding, state: AvailabilityState, withLogin = false): string {
  const pull: ImagePull = { image: 'harbor.example.com/a:1', credentials: [], standing, platforms: [], uses: [use] };
  const answer = { state, reason: 'present', exporterState: 'available', cause: 'c', remedy: 'r', ...(withLogin && { credential: { index: 0, registry: 'x' } }) };
  return settleState(pull, answer as unknown as AvailabilityAnswer).state;
}

/** The states that stay as the registry says them. */
const kept = (standing: CredentialStanding, withLogin = false): AvailabilityState[] =>
  AVAILABILITY_STATES.filter((state) => settle(standing, state, withLogin) === state);
const others = (...states: AvailabilityState[]): AvailabilityState[] => AVAILABILITY_STATES.filter((state) => !states.includes(state));

test('every answer counts when all logins are known', () => {
  expect(kept('known')).toEqual(AVAILABILITY_STATES);
});

test('a login that may be there opens what is a matter of logins, and nothing else', () => {
  const matters = ['authentication_failure', 'authorization_failure', 'denied_or_absent', 'rate_limited'] as const;

  expect(kept('perhaps-more')).toEqual(others(...matters));
  expect(settle('perhaps-more', 'denied_or_absent')).toBe('unknown_credential');
});

test('a login that is there opens what an anonymous client may pull too: the cluster will not be anonymous', () => {
  const matters = ['authentication_failure', 'authorization_failure', 'denied_or_absent', 'rate_limited'] as const;

  expect(kept('more')).toEqual(others('available', ...matters));
  expect(kept('more', true)).toEqual(others(...matters));
});

test('nobody is asked where it does not come to a pull', () => {
  expect(settleState({ image: 'x', credentials: [], standing: 'refused', platforms: [], uses: [use] }, undefined)).toEqual({
    image: 'x', uses: [use], state: 'unusable_credential', exporterState: 'authentication_failure', reason: 'credential-unusable',
    cause: 'it does not come to a pull: a pull secret of the pods cannot be used, and spoils the others',
    remedy: 'mend the Secret, or take it off the list of the pods',
  });
});
