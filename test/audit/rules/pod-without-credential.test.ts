import { account, auditYaml, deployment, externalSecret, findingsOf, IMAGE, wordsOf } from '../support';

const RULE = 'pod-without-credential';

describe(RULE, () => {
  test('Noncompliant: the account is not part of the stream', () => {
    expect(findingsOf(RULE, deployment({ secrets: '' })).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec',
      image: IMAGE,
      reason: `the pod names no pull secret, and ServiceAccount agents/default is not part of the stream; needed for ${IMAGE}`,
      remedy: 'put imagePullSecrets on the pod, or on ServiceAccount agents/default',
    }]);
  });

  test.each([
    ['no list', ''],
    ['an empty list', 'imagePullSecrets: []'],
    ['a null list', 'imagePullSecrets: null'],
  ])('Noncompliant: the account has %s', (_, list) => {
    expect(findingsOf(RULE, [externalSecret(), account(list), deployment({ secrets: 'imagePullSecrets: []' })]).map(({ reason }) => reason))
      .toEqual([`neither the pod nor ServiceAccount agents/default names a pull secret; needed for ${IMAGE}`]);
  });

  test.each(['default', 'server'])('Noncompliant: the account %s of another namespace does not help', (name) => {
    const documents = [externalSecret(), account('imagePullSecrets: [{name: pull}]', { name, namespace: 'other' }), deployment({ secrets: `serviceAccountName: ${name}` })];
    expect(findingsOf(RULE, documents).map(({ reason }) => reason))
      .toEqual([`the pod names no pull secret, and ServiceAccount agents/${name} is not part of the stream; needed for ${IMAGE}`]);
  });

  test('Noncompliant: another account of the namespace does not help', () => {
    const documents = [externalSecret(), account('imagePullSecrets: [{name: pull}]'), deployment({ secrets: 'serviceAccountName: server' })];
    expect(findingsOf(RULE, documents)).toHaveLength(1);
  });

  test.each([
    ['a nameless entry', "imagePullSecrets: [{name: ''}]"],
    ['a null entry', 'imagePullSecrets: [null]'],
    ['an empty map', 'imagePullSecrets: [{}]'],
    ['a text', 'imagePullSecrets: pull'],
    ['texts', 'imagePullSecrets: [pull]'],
  ])('Noncompliant: %s hides the list of the account', (_, secrets) => {
    const verdict = auditYaml([externalSecret(), account('imagePullSecrets: [{name: pull}]'), deployment({ secrets })]);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.filter(({ rule }) => rule === RULE).map(({ reason, remedy }) => [reason, remedy])).toEqual([[
      `the pod's imagePullSecrets names no Secret, and hides the list of ServiceAccount agents/default; needed for ${IMAGE}`,
      'name a Secret in it, or remove it so that the list of ServiceAccount agents/default counts',
    ]]);
  });

  test('Noncompliant: node identity of another host', () => {
    expect(findingsOf(RULE, deployment({ secrets: '' }), { nodeIdentityHosts: ['*.harbor.example.com', 'harbor.example.com:443', 'example.com'] })).toHaveLength(1);
  });

  test('Compliant: the list of the pod, with an account that has none', () => {
    expect(auditYaml([externalSecret(), deployment()]).proven).toBe(true);
  });

  test.each(['', 'imagePullSecrets: []', 'imagePullSecrets: null'])('Compliant: the list of the account, the pod has %j', (secrets) => {
    expect(auditYaml([externalSecret(), account('imagePullSecrets: [{name: pull}]'), deployment({ secrets })]).proven).toBe(true);
  });

  test('Compliant: the old field serviceAccount', () => {
    const documents = [externalSecret(), account('imagePullSecrets: [{name: pull}]', { name: 'server' }), deployment({ secrets: 'serviceAccount: server' })];
    expect(auditYaml(documents).proven).toBe(true);
  });

  test.each(['harbor.example.com', '*.example.com', 'https://harbor.example.com', 'harbor.example.com/agents/'])('Compliant: node identity for %s', (host) => {
    const verdict = auditYaml(deployment({ secrets: '' }), { nodeIdentityHosts: [host] });
    expect(verdict.proven).toBe(true);
    expect(verdict.assumptions).toEqual([`nodes pull from ${host} with their own identity`]);
    expect(verdict.pods.map(({ credentials, canPull }) => [credentials, canPull])).toEqual([[[`${IMAGE}: node identity for ${host}`], true]]);
  });

  test('Compliant: an image that is not private has a rule of its own', () => {
    expect(findingsOf(RULE, deployment({ image: 'nginx:1', secrets: '' }))).toEqual([]);
  });
});
