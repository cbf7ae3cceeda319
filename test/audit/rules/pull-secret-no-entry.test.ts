import { Registry } from '../../../src/registry';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../../support/canary';
import { auditYaml, deployment, dockerConfig, externalSecret, findingsOf, HARBOR, IMAGE, LOUD, pullSecret, TEMPLATE, wordsOf } from '../support';

const RULE = 'pull-secret-no-entry';

/** A configuration as somebody may write it by hand. */
function config(key: string, entry: object = { username: CANARY_USERNAME, password: CANARY_PASSWORD }): string {
  return JSON.stringify({ auths: { [key]: entry } });
}

describe(RULE, () => {
  test.each([
    'harbor.example.com:443', 'harbor.example.com:5000', 'HARBOR.example.com', 'example.com', '*.com', '*', 'harbor.example.com/Agents/',
    'harbor.example.com/agents-b/', 'harbor.example.com/agents/*', 'https://harbor.example.com/v2', 'harbor.example.com:*', 'quay.io',
    'https://index.docker.io/v1/', 'ftp://harbor.example.com', 'a.harbor.example.com', '',
  ])('Noncompliant: the key %j', (key) => {
    expect(findingsOf(RULE, [pullSecret(config(key)), deployment()], LOUD).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec',
      image: IMAGE,
      reason: `Secret agents/pull has entries for ${JSON.stringify(key)} only; needed for ${IMAGE}`,
      remedy: 'add an entry whose key is exactly host[:port] of the image, without a default port',
    }]);
  });

  test.each(['{"auths":{}}', '{}', 'null', '{"auths":null}', '{"credsStore":"desktop"}'])('Noncompliant: no entry in %s', (content) => {
    expect(findingsOf(RULE, [pullSecret(content), deployment()]).map(({ reason }) => reason))
      .toEqual([`Secret agents/pull has no entry; needed for ${IMAGE}`]);
  });

  test.each([
    ['no password', { username: CANARY_USERNAME }],
    ['an empty password', { username: CANARY_USERNAME, password: '' }],
    ['no user name', { password: CANARY_PASSWORD }],
    ['an identity token alone', { identitytoken: CANARY_PASSWORD }],
    ['nothing', {}],
    ['an auth without password', { auth: Buffer.from(`${CANARY_USERNAME}:`).toString('base64') }],
    ['an auth without password over a password', { username: 'a', password: CANARY_PASSWORD, auth: Buffer.from('a:').toString('base64') }],
  ])('Noncompliant: an entry with %s', (_, entry) => {
    const verdict = auditYaml([pullSecret(config('harbor.example.com', entry)), deployment()], LOUD);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec',
      image: IMAGE,
      reason: `the entry "harbor.example.com" of Secret agents/pull lacks a user name or a password; needed for ${IMAGE}`,
      remedy: 'write both; the kubelet reads neither credential helpers nor identity tokens',
    }]);
  });

  test('Noncompliant: the template of an ExternalSecret for another host', () => {
    const template = TEMPLATE.replace('harbor.example.com', 'quay.io');
    expect(findingsOf(RULE, [externalSecret({ template }), deployment()]).map(({ reason }) => reason))
      .toEqual([`Secret agents/pull has entries for "quay.io" only; needed for ${IMAGE}`]);
  });

  test('Noncompliant: a declared secret for another host', () => {
    expect(findingsOf(RULE, deployment(), { declaredSecrets: [{ name: 'pull', registries: ['quay.io'] }] })).toHaveLength(1);
  });

  test('Noncompliant: one finding per Secret, with the images it fails', () => {
    const pod = `
apiVersion: v1
kind: Pod
metadata: {name: a, namespace: agents}
spec:
  imagePullSecrets: [{name: pull}, {name: second}]
  containers: [{name: a, image: "harbor.example.com/agents/a:1"}, {name: b, image: "harbor.example.com/agents/b:1"}]`;
    const documents = [pullSecret(config('quay.io')), pullSecret(config('ghcr.io'), { name: 'second' }), pod];
    expect(findingsOf(RULE, documents).map(({ reason, image }) => [reason, image])).toEqual([
      ['Secret agents/pull has entries for "quay.io" only; needed for harbor.example.com/agents/a:1, harbor.example.com/agents/b:1', undefined],
      ['Secret agents/second has entries for "ghcr.io" only; needed for harbor.example.com/agents/a:1, harbor.example.com/agents/b:1', undefined],
    ]);
  });

  test.each([
    'harbor.example.com', 'https://harbor.example.com', 'http://harbor.example.com/', 'https://harbor.example.com/v2/', '*.example.com',
    'harbor.example.com/agents/', 'https://harbor.example.com/v2/agents/',
  ])('Compliant: the key %j', (key) => {
    expect(auditYaml([pullSecret(config(key)), deployment()], LOUD).proven).toBe(true);
  });

  test.each(['https://index.docker.io/v1/', 'index.docker.io', 'docker.io', 'docker.io/acme/'])('Compliant: the key %j for Docker Hub', (key) => {
    const registries = [Registry.dockerHub({ namespace: 'acme' })];
    expect(auditYaml([pullSecret(config(key)), deployment({ image: 'acme/server:1' })], { ...LOUD, registries }).proven).toBe(true);
  });

  test.each(['https://index.docker.io/v1', 'registry-1.docker.io', 'index.docker.io/acme/'])('Noncompliant: the key %j for Docker Hub', (key) => {
    const registries = [Registry.dockerHub({ namespace: 'acme' })];
    expect(auditYaml([pullSecret(config(key)), deployment({ image: 'acme/server:1' })], { ...LOUD, registries }).proven).toBe(false);
  });

  test('Noncompliant: a direct entry of one secret hides the default entry of another, as in the kubelet', () => {
    const documents = [
      pullSecret(config('docker.io', { username: 'a' }), { name: 'half' }), pullSecret(config('https://index.docker.io/v1/')),
      deployment({ image: 'acme/server:1', secrets: 'imagePullSecrets: [{name: pull}, {name: half}]' }),
    ];
    expect(auditYaml(documents, { clearText: 'warning', registries: [Registry.dockerHub({ namespace: 'acme' })] }).proven).toBe(false);
  });

  test('Compliant: one of several entries is whole', () => {
    const content = JSON.stringify({ auths: { 'harbor.example.com/agents/': { username: 'a' }, ...(JSON.parse(dockerConfig('harbor.example.com')) as { auths: object }).auths } });
    const verdict = auditYaml([pullSecret(content), deployment()], { registries: [HARBOR], ...LOUD });
    expect(verdict.pods.map(({ credentials }) => credentials)).toEqual([[`${IMAGE}: pod → Secret agents/pull → harbor.example.com`]]);
    expect(verdict.proven).toBe(true);
  });

  test('a login in a key is not repeated', () => {
    const login = `https://user:${CANARY_PASSWORD}@`;
    const [finding] = findingsOf(RULE, [pullSecret(config(`${login}quay.io`)), deployment()]);
    expect(finding?.reason).toBe(`Secret agents/pull has entries for "https://…@quay.io" only; needed for ${IMAGE}`);
    const verdict = auditYaml([pullSecret(config(`${login}harbor.example.com`)), deployment()], LOUD);
    expect(verdict.pods.map(({ credentials }) => credentials)).toEqual([[`${IMAGE}: pod → Secret agents/pull → https://…@harbor.example.com`]]);
    auditYaml([pullSecret(config(`${login}harbor.example.com`, { auth: '?' })), deployment()]);
    auditYaml([pullSecret(config(`${login}harbor.example.com/agents`)), deployment()]);
  });
});
