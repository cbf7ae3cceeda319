import fc from 'fast-check';
import { absenceRulesOf, classifyRefusal, REASONS } from '../../../src/availability';
import type { RefusalEvidence } from '../../../src/availability';

const BASE: RefusalEvidence = {
  kindId: 'generic', from: 'registry', status: 401, codes: [], isRegistryError: true, message: '', scheme: 'bearer', challengeError: '',
  isRegistry: true, withLogin: true, rotating: false, login: 'accepted', pull: 'unknown',
};
const classify = (evidence: Partial<RefusalEvidence>): string => classifyRefusal({ ...BASE, ...evidence });

describe('classifyRefusal', () => {
  test.each<[string, Partial<RefusalEvidence>, string]>([
    ['401 for a good login', {}, 'hidden'],
    ['401 for a bad login', { login: 'refused' }, 'login-refused'],
    ['401 for a bad login of a registry with tokens that expire', { login: 'refused', rotating: true }, 'login-expired'],
    ['401 for a password of which nothing is known', { login: 'unknown', scheme: 'basic' }, 'login-refused'],
    ['401 for a token of which nothing is known', { login: 'unknown' }, 'hidden'],
    ['401 of the token server of which nothing is known', { login: 'unknown', from: 'token-server' }, 'login-refused'],
    ['401 of the token server for a good login', { from: 'token-server' }, 'hidden'],
    ['403 of the token server for a good login', { from: 'token-server', status: 403 }, 'hidden'],
    ['401 for nobody', { withLogin: false, login: 'refused', scheme: 'none' }, 'login-missing'],
    ['401 for nobody where anonymous clients are welcome', { withLogin: false }, 'hidden'],
    ['401 for nobody, of whom nothing is known', { withLogin: false, login: 'unknown', scheme: 'none' }, 'login-missing'],
    ['403 for nobody', { withLogin: false, status: 403, login: 'unknown', scheme: 'none' }, 'hidden'],
    ['403 for nobody where logins are wanted', { withLogin: false, status: 403, login: 'refused', scheme: 'none' }, 'login-missing'],
    ['401 for a token that is not taken', { challengeError: 'invalid_token' }, 'token-refused'],
    ['401 where no login could be sent', { scheme: 'none', login: 'unknown' }, 'no-usable-challenge'],
    ['403 for a good login', { status: 403 }, 'pull-denied'],
    ['403 of Artifact Registry', { status: 403, kindId: 'google-artifact-registry' }, 'hidden'],
    ['403 of gcr.io', { status: 403, kindId: 'google-gcr' }, 'hidden'],
    ['403 of GitHub', { status: 403, kindId: 'ghcr' }, 'hidden'],
    ['403 of GitLab', { status: 403, kindId: 'gitlab' }, 'hidden'],
    ['403 of Artifactory', { status: 403, kindId: 'jfrog' }, 'hidden'],
    ['403 of ECR', { status: 403, kindId: 'ecr' }, 'pull-denied'],
    ['403 of ECR for an old token', { status: 403, kindId: 'ecr', message: 'Your authorization token has expired.' }, 'login-expired'],
    ['401 with the right to pull', { pull: 'proven' }, 'manifest-unknown'],
    ['401 with the tag in the list', { pull: 'listed' }, 'pull-denied'],
    ['403 of Artifactory with the right to pull', { status: 403, kindId: 'jfrog', pull: 'proven' }, 'manifest-unknown'],
    ['404', { status: 404, codes: ['MANIFEST_UNKNOWN'] }, 'manifest-unknown'],
    ['404 without a known code', { status: 404 }, 'manifest-unknown'],
    ['404 of a repository', { status: 404, codes: ['NAME_UNKNOWN'] }, 'repository-unknown'],
    ['404 of GitLab', { status: 404, codes: ['NAME_UNKNOWN'], kindId: 'gitlab' }, 'hidden'],
    ['404 of GitLab with the right to pull', { status: 404, codes: ['NAME_UNKNOWN'], kindId: 'gitlab', pull: 'proven' }, 'repository-unknown'],
    ['404 of a name', { status: 404, codes: ['NAME_INVALID'] }, 'name-refused'],
    ['404 of a router', { status: 404, isRegistryError: false }, 'name-refused'],
    ['404 of a router, with the right to pull', { status: 404, isRegistryError: false, pull: 'proven' }, 'manifest-unknown'],
    ['404 of no registry', { status: 404, isRegistryError: false, isRegistry: false }, 'not-a-registry'],
    ['400 of a name', { status: 400, codes: ['TAG_INVALID'] }, 'name-refused'],
    ['400 of HTTPS', { status: 400, message: 'Client sent an HTTP request to an HTTPS server.' }, 'https-expected'],
    ['400', { status: 400 }, 'unexpected-status'],
    ['407', { status: 407 }, 'proxy'],
    ['412', { status: 412 }, 'policy-block'],
    ['418', { status: 418 }, 'unexpected-status'],
    ['a limit that is called 403', { status: 403, codes: ['TOOMANYREQUESTS'] }, 'too-many-requests'],
    ['404 of the token server', { status: 404, from: 'token-server' }, 'token-unreadable'],
  ])('%s', (_name, evidence, reason) => {
    expect(classify(evidence)).toBe(reason);
  });

  const evidence: fc.Arbitrary<RefusalEvidence> = fc.record({
    kindId: fc.constantFrom('generic', 'ecr', 'ghcr', 'gitlab', 'jfrog', 'constructor'),
    from: fc.constantFrom('token-server', 'registry'),
    status: fc.constantFrom(204, 302, 400, 401, 403, 404, 405, 407, 412, 451),
    codes: fc.subarray(['DENIED', 'UNAUTHORIZED', 'NAME_UNKNOWN', 'MANIFEST_UNKNOWN', 'NAME_INVALID', 'TOOMANYREQUESTS']),
    isRegistryError: fc.boolean(),
    message: fc.constantFrom('', 'Your authorization token has expired.', 'invalid repository name: x'),
    scheme: fc.constantFrom('none', 'basic', 'bearer'),
    challengeError: fc.constantFrom('', 'invalid_token', 'insufficient_scope'),
    isRegistry: fc.boolean(),
    withLogin: fc.boolean(),
    rotating: fc.boolean(),
    login: fc.constantFrom('accepted', 'refused', 'unknown'),
    pull: fc.constantFrom('proven', 'listed', 'unknown'),
  });

  test('a refusal is never an available image', () => {
    fc.assert(fc.property(evidence, (one) => {
      expect(REASONS[classifyRefusal(one)].state).not.toBe('available');
    }));
  });

  test('absence is claimed only after 404, or where pulling is proven to be allowed', () => {
    fc.assert(fc.property(evidence, (one) => {
      if (REASONS[classifyRefusal(one)].state === 'absent' && one.status !== 404) {
        expect(one.pull).toBe('proven');
      }
    }));
  });

  test('a login that the registry refuses is never called a missing right', () => {
    fc.assert(fc.property(evidence, (one) => {
      if (one.login === 'refused' && one.withLogin && one.status === 401) {
        expect(['denied_or_absent', 'authorization_failure', 'absent']).not.toContain(REASONS[classifyRefusal(one)].state);
      }
    }));
  });
});

test('kinds that nobody knows follow the specification', () => {
  expect(absenceRulesOf('toString')).toEqual({ deniedHides: false, unknownHides: false });
});
