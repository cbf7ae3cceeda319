import type { App} from 'cdk8s';
import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { Credential } from '../../src';
import { Proof, PullSecret, ServiceAccountBinding } from '../../src/cdk8s';
import { ECR, errorOf, HARBOR, newApp, STORE, written } from './support';

// That this file type-checks is half of the contract: no cast stands between our constructs and theirs.

const IMAGE = 'harbor.example.com/agents/app:1.0';
const CONTAINERS = [{ image: IMAGE, securityContext: { ensureNonRoot: false } }];

function appWithPull(): { app: App; chart: Chart; pull: PullSecret } {
  const app = newApp();
  const chart = new Chart(app, 'chart', { namespace: 'a' });
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a'], name: 'pull' });
  Proof.of(app).allowRegistry(HARBOR);
  return { app, chart, pull };
}

function podSpecOf(app: App, kind: string): Record<string, unknown> {
  const { spec } = written(app).find((object) => object.kind === kind) as unknown as { spec: { template: { spec: Record<string, unknown> } } };
  return spec.template.spec;
}

test('a Deployment takes our pull secret as dockerRegistryAuth, and is proven', () => {
  const { app, chart, pull } = appWithPull();

  new kplus.Deployment(chart, 'App', { dockerRegistryAuth: pull, containers: CONTAINERS });

  expect(podSpecOf(app, 'Deployment')['imagePullSecrets']).toEqual([{ name: 'pull' }]);
  expect(Proof.of(app).verdict()).toMatchObject({ proven: true, findings: [] });
});

test('a Deployment takes our account, and its pods pull with the list of the account', () => {
  const { app, chart, pull } = appWithPull();
  const account = new ServiceAccountBinding(chart, 'app', { namespace: 'a', pullSecrets: [pull] });

  new kplus.Deployment(chart, 'App', { serviceAccount: account, containers: CONTAINERS });

  expect(podSpecOf(app, 'Deployment')).toMatchObject({ serviceAccountName: 'app' });
  expect(Proof.of(app).verdict()).toMatchObject({ proven: true, pods: [{ serviceAccount: 'app', canPull: true }] });
});

test('a StatefulSet takes a pull secret that exists already', () => {
  const { app, chart } = appWithPull();
  const existing = PullSecret.fromSecretName(chart, 'Existing', { name: 'theirs', registry: HARBOR });
  new kplus.StatefulSet(chart, 'App', {
    service: new kplus.Service(chart, 'Service', { ports: [{ port: 80 }] }), dockerRegistryAuth: existing, containers: CONTAINERS,
  });

  expect(podSpecOf(app, 'StatefulSet')['imagePullSecrets']).toEqual([{ name: 'theirs' }]);
});

test('a Role reads our pull secret, and its binding names our account', () => {
  const { app, chart, pull } = appWithPull();
  const account = new ServiceAccountBinding(chart, 'app', { namespace: 'a', pullSecrets: [pull] });
  const role = new kplus.Role(chart, 'Role', { metadata: { name: 'reader' } });

  role.allowRead(pull);
  role.bind(account);

  const objects = written(app);
  expect(objects.find(({ kind }) => kind === 'Role')).toMatchObject({ rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['pull'], verbs: ['get', 'list', 'watch'] }] });
  expect(objects.find(({ kind }) => kind === 'RoleBinding')).toMatchObject({
    roleRef: { kind: 'Role', name: 'reader' }, subjects: [{ kind: 'ServiceAccount', name: 'app', namespace: 'a', apiGroup: '' }],
  });
});

test('a pull secret gives no environment value, and none at all where nodes have an identity', () => {
  const { chart, pull } = appWithPull();
  const none = new PullSecret(chart, 'None', { registry: ECR, credential: Credential.nodeIdentity() });

  expect(errorOf(() => kplus.EnvValue.fromSecretValue({ secret: pull, key: 'x' }) && pull.envValue())).toMatchObject({ code: 'delivery-invalid', where: 'chart/Pull' });
  expect(errorOf(() => new kplus.Deployment(chart, 'App', { dockerRegistryAuth: none, containers: CONTAINERS }).toString() && chart.toJson())).toMatchObject({
    message: expect.stringContaining('nodes pull with their own identity, so there is no Secret to name'),
  });
});

test('their own objects and ours live in one chart, in the order of their dependencies', () => {
  const { app, chart, pull } = appWithPull();
  const deployment = new kplus.Deployment(chart, 'App', { dockerRegistryAuth: pull, containers: CONTAINERS });
  const late = new PullSecret(chart, 'Late', { registry: HARBOR, credential: STORE, namespaces: ['a'], name: 'late' });
  ApiObject.of(deployment).addDependency(late);

  const kinds = written(app).map(({ kind, metadata: { name } }) => (kind === 'ExternalSecret' ? name : kind));

  expect(kinds.indexOf('late')).toBeLessThan(kinds.indexOf('Deployment'));
});
