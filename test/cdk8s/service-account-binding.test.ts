import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { Credential } from '../../src';
import { PullSecret, ServiceAccountBinding } from '../../src/cdk8s';
import { ECR, errorOf, HARBOR, newApp, newChart, STORE, written, writtenNames } from './support';

const ADOPTED = {
  'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false',
  'helm.sh/resource-policy': 'keep',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

function pullIn(chart: Chart, ...namespaces: string[]): PullSecret {
  return new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces, name: 'pull' });
}

test('an account has its pull secrets, and no field that nobody asked for', () => {
  const chart = newChart();
  const pull = pullIn(chart, 'agents');
  const other = new PullSecret(chart, 'Other', { registry: ECR, credential: STORE, namespaces: ['agents'], name: 'other' });

  const account = new ServiceAccountBinding(chart, 'agent', {
    namespace: 'agents', pullSecrets: [pull, other], labels: { team: 'x' }, annotations: { 'eks.amazonaws.com/role-arn': 'arn' },
  });

  expect(Testing.synth(chart).at(-1)).toEqual({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'agent', namespace: 'agents', labels: { team: 'x' }, annotations: { 'eks.amazonaws.com/role-arn': 'arn' } },
    imagePullSecrets: [{ name: 'pull' }, { name: 'other' }],
  });
  expect([account.name, account.namespace, account.pullSecretNames]).toEqual(['agent', 'agents', ['pull', 'other']]);
});

test('the name may differ from the id: one account per namespace', () => {
  const chart = newChart();
  const pull = pullIn(chart, 'a', 'b');

  for (const namespace of ['a', 'b']) {
    new ServiceAccountBinding(chart, `ns-${namespace}`, { name: 'agent', namespace, pullSecrets: [pull] });
  }

  expect(Testing.synth(chart).slice(1).filter(({ kind }: { kind: string }) => kind === 'ServiceAccount').map(({ metadata }: { metadata: object }) => metadata))
    .toEqual([{ name: 'agent', namespace: 'a' }, { name: 'agent', namespace: 'b' }]);
});

test('it is written after what makes its pull secret, although its scope was declared before', () => {
  const app = newApp();
  const chart = new Chart(app, 'test');
  const early = new Construct(chart, 'Early');
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a'], name: 'pull', createNamespaces: true });
  new ServiceAccountBinding(early, 'agent', { namespace: 'a', pullSecrets: [pull] });

  expect(writtenNames(app)).toEqual(['Namespace a', 'ExternalSecret a/pull', 'ServiceAccount a/agent']);
});

test('an account whose id is a number is written after its pull secret too, although cdk8s puts such ids first', () => {
  const app = newApp();
  const chart = new Chart(app, 'test');
  new ServiceAccountBinding(chart, '10', { namespace: 'a', pullSecrets: [pullIn(chart, 'a')] });
  new ServiceAccountBinding(chart, '9', { namespace: 'a', pullSecrets: [] });

  expect(writtenNames(app)).toEqual(['ServiceAccount a/9', 'ExternalSecret a/pull', 'ServiceAccount a/10']);
});

test('an account is written after the namespace that is created, whatever needs it earlier', () => {
  const app = newApp();
  const chart = new Chart(app, 'test');
  const first = new ApiObject(chart, 'first', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'first', namespace: 'a' } });
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a'], name: 'pull', createNamespaces: true });
  first.addDependency(new ServiceAccountBinding(chart, 'agent', { namespace: 'a', pullSecrets: [pull] }));

  expect(writtenNames(app)).toEqual(['Namespace a', 'ServiceAccount a/agent', 'ConfigMap a/first', 'ExternalSecret a/pull']);
});

test('one common maker of pull secrets comes before the accounts too, and so does the namespace that is created', () => {
  const app = newApp();
  const chart = new Chart(app, 'test');
  const early = new Construct(chart, 'Early');
  const pull = new PullSecret(chart, 'Pull', {
    registry: HARBOR, credential: STORE, namespaces: ['a'], namespaceSelector: { team: 'x' }, name: 'pull', createNamespaces: true,
  });
  new ServiceAccountBinding(early, 'agent', { namespace: 'a', pullSecrets: [pull] });

  expect(writtenNames(app)).toEqual(['Namespace a', 'ClusterExternalSecret pull', 'ServiceAccount a/agent']);
});

test('charts stay independent of each other: one dependency between two would become one between any two of their objects', () => {
  // GIVEN a pull secret for many namespaces in one chart, and the accounts in another
  const app = newApp();
  const namespaces = Array.from({ length: 2000 }, (_, index) => `ns-${index}`);
  const pull = pullIn(new Chart(app, 'secrets'), ...namespaces);
  const accounts = new Chart(app, 'accounts');
  namespaces.forEach((namespace) => new ServiceAccountBinding(accounts, namespace, { name: 'agent', namespace, pullSecrets: [pull] }));

  // THEN it synthesizes within the time and memory of a test
  expect(app.synthYaml().split('\n---\n')).toHaveLength(4000);
});

test('an account in a nested chart may have a pull secret of the outer one', () => {
  const app = newApp();
  const outer = new Chart(app, 'outer');
  new ServiceAccountBinding(new Chart(outer, 'inner'), 'agent', { namespace: 'a', pullSecrets: [pullIn(outer, 'a')] });

  expect(writtenNames(app).sort()).toEqual(['ExternalSecret a/pull', 'ServiceAccount a/agent']);
});

describe('an existing account', () => {
  test('gets the whole list, and tools are told to apply it on the server and never to remove it', () => {
    const chart = newChart();

    new ServiceAccountBinding(chart, 'default', { namespace: 'a', pullSecrets: [pullIn(chart, 'a')], existing: true, keep: ['default-dockercfg-x', 'pull'] });

    expect(Testing.synth(chart).at(-1)).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'default', namespace: 'a', annotations: ADOPTED },
      imagePullSecrets: [{ name: 'default-dockercfg-x' }, { name: 'pull' }],
    });
  });

  test('is left alone where nodes pull with their own identity: an empty list would take its own away', () => {
    const app = newApp();
    const chart = new Chart(app, 'test');
    const none = new PullSecret(chart, 'Pull', { registry: ECR, credential: Credential.nodeIdentity() });

    new ServiceAccountBinding(chart, 'default', { namespace: 'a', pullSecrets: [none], existing: true });
    new ServiceAccountBinding(chart, 'annotated', { namespace: 'a', pullSecrets: [none], existing: true, annotations: { mine: 'yes' } });
    new ServiceAccountBinding(chart, 'own', { namespace: 'a', pullSecrets: [none] });

    expect(written(app)).toEqual([
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'annotated', namespace: 'a', annotations: { ...ADOPTED, mine: 'yes' } } },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'own', namespace: 'a' } },
    ]);
  });
});

test('a namespace without the pull secret is refused; one chosen by labels may have it', () => {
  const chart = newChart();
  const pull = pullIn(chart, 'a');
  const byLabel = new PullSecret(chart, 'Labelled', { registry: HARBOR, credential: STORE, namespaceSelector: { team: 'x' }, name: 'labelled' });

  expect(errorOf(() => new ServiceAccountBinding(chart, 'agent', { namespace: 'b', pullSecrets: [pull, byLabel] }))).toMatchObject({
    code: 'namespace-invalid',
    where: 'test/agent',
    what: 'the pods of namespace "b" would find no pull secret',
    problems: ['pull secret "pull" is not delivered there'],
    remedy: 'add the namespace to the pull secret',
  });
  expect(() => new ServiceAccountBinding(chart, 'other', { namespace: 'b', pullSecrets: [byLabel] })).not.toThrow();
});

test('every bad name is in one error, with the path of the construct', () => {
  const chart = newChart();

  expect(errorOf(() => new ServiceAccountBinding(chart, 'My_Account', { namespace: 'A', pullSecrets: [], keep: ['_'] }))).toMatchObject({
    code: 'name-invalid', where: 'test/My_Account', problems: { length: 3 },
  });
});

test('the account can be patched', () => {
  const chart = newChart();
  const account = new ServiceAccountBinding(chart, 'agent', { namespace: 'a', pullSecrets: [pullIn(chart, 'a')] });

  ApiObject.of(account).addJsonPatch(JsonPatch.add('/automountServiceAccountToken', false));

  expect(Testing.synth(chart).at(-1)).toMatchObject({ automountServiceAccountToken: false, imagePullSecrets: [{ name: 'pull' }] });
});

test('it is a subject of RBAC', () => {
  const chart = newChart();
  const account = new ServiceAccountBinding(chart, 'agent', { namespace: 'a', pullSecrets: [] });

  expect(account.toSubjectConfiguration()).toEqual({ kind: 'ServiceAccount', name: 'agent', namespace: 'a', apiGroup: '' });
  expect(account.asApiResource()).toBe(account);
  expect(account.asNonApiResource()).toBeUndefined();
  expect(account.resourceName).toBe('agent');
});
