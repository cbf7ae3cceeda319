import { Registry } from '../../../src/registry';
import { CANARY_PASSWORD } from '../../support/canary';
import { auditYaml, deployment, externalSecret, findingsOf, HARBOR, LOUD, pullSecret, TEMPLATE, wordsOf } from '../support';

const RULE = 'credential-expiring';
const HOST = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const ECR = { registries: [Registry.ecr({ account: '123456789012', region: 'eu-west-1' })] };
const RENEW = 'renew it from a generator, at an interval well below the lifetime of the token';

/** An ExternalSecret whose login comes from a generator. */
function generated(kind: string, refresh: string, { host = HOST, target = '' } = {}): string {
  return externalSecret({ template: TEMPLATE.replace('harbor.example.com', host), refresh, store: '', target }).replace(/  data:\n    - \{secretKey[^]*$/,
    `  dataFrom: [{sourceRef: {generatorRef: {apiVersion: generators.external-secrets.io/v1alpha1, kind: ${kind}, name: g}}}]`);
}

describe(RULE, () => {
  test.each([
    ['AWS', 'an ECR token, which expires after 12 hours'],
    ['oauth2accesstoken', 'a Google access token, which expires after an hour'],
    ['00000000-0000-0000-0000-000000000000', 'an Entra token, which expires after about three hours'],
    ['cr_temp_user', 'an Alibaba temporary token, which expires after an hour'],
  ])('Noncompliant: a Secret with the user %s', (username, what) => {
    const content = JSON.stringify({ auths: { 'harbor.example.com': { username, password: CANARY_PASSWORD } } });
    const verdict = auditYaml([pullSecret(content), deployment()], LOUD);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Secret agents/pull',
      reason: `the entry "harbor.example.com" holds ${what}, and nothing renews it`,
      remedy: 'use node identity, a generator of External Secrets, or a static robot account',
    }]);
  });

  test('Noncompliant: a stored value for ECR, which has tokens only', () => {
    const template = TEMPLATE.replace('harbor.example.com', HOST);
    expect(auditYaml([externalSecret({ template }), deployment({ image: `${HOST}/a:1` })], ECR).findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'ExternalSecret agents/pull',
      reason: `every login of "${HOST}" expires after 12 h, but Secret pull is filled from a stored value`,
      remedy: RENEW,
    }]);
  });

  test.each(['*.dkr.ecr.eu-west-1.amazonaws.com', '*.dkr.ecr.*.amazonaws.com', `https://${HOST}`, '*.*.*.*.amazonaws.com'])('Noncompliant: a stored value under %s', (key) => {
    const template = TEMPLATE.replace('harbor.example.com', key);
    expect(findingsOf(RULE, [externalSecret({ template }), deployment({ image: `${HOST}/a:1` })], ECR)).toHaveLength(1);
  });

  test('Noncompliant: a sealed secret that is declared for ECR', () => {
    const sealed = 'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: {name: pull, namespace: agents}\nspec: {template: {type: kubernetes.io/dockerconfigjson}}';
    expect(findingsOf(RULE, [sealed, deployment({ image: `${HOST}/a:1` })], { ...ECR, declaredSecrets: [{ name: 'pull', registries: [HOST] }] })).toHaveLength(1);
  });

  test.each([
    ['a generator that makes no logins', generated('Password', 'refreshInterval: 1h'), `every login of "${HOST}" expires after 12 h, but Secret pull is filled from a stored value`],
    ['refreshInterval 0', generated('ECRAuthorizationToken', 'refreshInterval: "0"'), 'the token in Secret pull expires after 12 h, and is never renewed'],
    ['refreshInterval 0s', generated('ECRAuthorizationToken', 'refreshInterval: 0s'), 'the token in Secret pull expires after 12 h, and is never renewed'],
    ['a number', generated('ECRAuthorizationToken', 'refreshInterval: 0'), 'the token in Secret pull expires after 12 h, and how often it is renewed cannot be read'],
    ['no duration', generated('ECRAuthorizationToken', 'refreshInterval: 1d'), 'the token in Secret pull expires after 12 h, and how often it is renewed cannot be read'],
    ['refreshPolicy CreatedOnce', generated('ECRAuthorizationToken', 'refreshPolicy: CreatedOnce'), 'the token in Secret pull expires after 12 h, and is never renewed'],
    ['refreshPolicy OnChange', generated('ECRAuthorizationToken', 'refreshPolicy: OnChange'), 'the token in Secret pull expires after 12 h, and is never renewed'],
    ['an interval of its lifetime', generated('ECRAuthorizationToken', 'refreshInterval: 12h'), 'the token in Secret pull expires after 12 h, and is renewed only every 12 h'],
    ['an interval with no margin', generated('ECRAuthorizationToken', 'refreshInterval: 11h59m'), 'the token in Secret pull expires after 12 h, and is renewed only every 12 h'],
    ['an immutable Secret', generated('ECRAuthorizationToken', 'refreshInterval: 4h', { target: 'immutable: true' }),
      'the token in Secret pull expires after 12 h, and is never renewed, because the Secret is immutable'],
  ])('Noncompliant: %s', (_, document, reason) => {
    const verdict = auditYaml([document, deployment({ image: `${HOST}/a:1` })], ECR);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.filter(({ rule }) => rule === RULE).map((finding) => finding.reason)).toEqual([reason]);
  });

  test('Noncompliant: the token of a generator ends sooner than the host tells', () => {
    const documents = [generated('QuayAccessToken', 'refreshInterval: 4h', { host: 'harbor.example.com' }), deployment()];
    expect(findingsOf(RULE, documents).map(({ reason }) => reason)).toEqual(['the token in Secret pull expires after 1 h, and is renewed only every 4 h']);
  });

  test.each([
    ['the default interval', generated('ECRAuthorizationToken', 'refreshPolicy: Periodic')],
    ['four hours', generated('ECRAuthorizationToken', 'refreshInterval: 4h')],
    ['a ClusterGenerator', generated('ClusterGenerator', 'refreshInterval: 4h')],
  ])('Compliant: ECR tokens renewed by %s', (_, document) => {
    expect(auditYaml([document, deployment({ image: `${HOST}/a:1` })], ECR)).toMatchObject({ proven: true, findings: [] });
  });

  test('Compliant: a static robot, even one that is never read again', () => {
    for (const refresh of ['refreshInterval: 1h', 'refreshInterval: "0"', 'refreshPolicy: CreatedOnce']) {
      expect(auditYaml([externalSecret({ refresh }), deployment()]).proven).toBe(true);
    }
    expect(findingsOf(RULE, pullSecret())).toEqual([]);
  });

  test('Compliant: a stored value for a host that has lasting passwords too', () => {
    const host = 'europe-west1-docker.pkg.dev';
    const registries = [HARBOR, Registry.parse(`${host}/project/images`)];
    const documents = [externalSecret({ template: TEMPLATE.replace('harbor.example.com', host) }), deployment({ image: `${host}/project/images/a:1` })];
    expect(auditYaml(documents, { registries }).proven).toBe(true);
  });
});
