import { Chart } from 'cdk8s';
import type { App } from 'cdk8s';
import { Agent, Credential, harborRobotUsername, Registry } from '../../src';
import { AgentInstall, Deliver, HarborRegistry, Proof, PullSecret } from '../../src/cdk8s';
import { ECR, errorOf, HARBOR, newApp, newChart, written, writtenNames } from './support';

const CREDENTIAL = Credential.externalSecret({
  store: 'platform', key: 'registries/harbor/agents', username: harborRobotUsername({ project: 'agents', name: 'puller' }),
});

test('the project before the robot, and the robot\'s password from the store that the pull secrets read', () => {
  const app = newApp();
  const chart = new Chart(app, 'registry', { namespace: 'of-the-chart' });
  const harbor = new HarborRegistry(chart, 'Registry', { registry: HARBOR, robot: { name: 'puller', credential: CREDENTIAL }, immutableTags: [{}], retention: { rules: [{ keep: 'always' }] } });
  new PullSecret(chart, 'Pull', { registry: harbor.registry, credential: CREDENTIAL, namespaces: ['agents'] });
  const [, , , robotSecret, robot, pullSecret] = written(app) as unknown as { spec: { data?: unknown[]; forProvider?: object } }[];

  expect(writtenNames(app).map((name) => name.replace(/[0-9a-f]{8}$/, 'N'))).toEqual([
    'Project harbor-example-com.agents', 'RetentionPolicy harbor-example-com.agents', 'ImmutableTagRule harbor-example-com.agents.immutable-N',
    'ExternalSecret crossplane-system/harbor-example-com.agents.puller', 'RobotAccount harbor-example-com.agents.puller',
    'ExternalSecret agents/pull-harbor-example-com',
  ]);
  expect(robotSecret?.spec.data).toEqual(pullSecret?.spec.data);
  expect(robot?.spec.forProvider).toMatchObject({ secretSecretRef: { namespace: 'crossplane-system', name: 'harbor-example-com.agents.puller', key: 'password' } });
  expect([harbor.projects, harbor.robotUsername]).toEqual([['agents'], 'robot$agents+puller']);
});

test('proxy caches: an endpoint and a project per source host of an install', () => {
  const chart = newChart();
  const registry = Registry.harbor('cache.example.com', { proxyCache: true });
  const pull = new PullSecret(chart, 'Pull', { registry, credential: Credential.existingSecret(), namespaces: ['cloudzero-agent'] });
  const cloudZero = new AgentInstall(chart, 'CloudZero', {
    agent: Agent.cloudZero('1.2.13'), registry, pullSecrets: [pull], namespace: 'cloudzero-agent', deliver: Deliver.flux(),
    values: { existingSecretName: 'cloudzero-api-key', clusterName: 'prod-1' },
  });
  const harbor = new HarborRegistry(chart, 'Registry', { registry, imagesOf: [cloudZero], robot: { name: 'puller', connectionSecret: { namespace: 'crossplane-system', name: 'puller' } } });

  expect([harbor.projects, harbor.robotUsername]).toEqual([['ghcr', 'k8s', 'quay'], 'robot$puller']);
  expect(writtenNames(chart.node.root as App).slice(2)).toEqual([
    'Registry cache-example-com.ghcr', 'Project cache-example-com.ghcr', 'Registry cache-example-com.k8s', 'Project cache-example-com.k8s',
    'Registry cache-example-com.quay', 'Project cache-example-com.quay', 'RobotAccount cache-example-com.puller',
  ]);
  expect([Proof.of(chart).verdict().proven, /Robot|Project|Registry \(/.test(Proof.of(chart).toText())]).toEqual([true, false]);
});

test('projects that exist: only the robot is made', () => {
  const chart = newChart();
  new HarborRegistry(chart, 'Registry', { registry: HARBOR, existingProjects: true, robot: { name: 'puller', secretRef: { namespace: 'a', name: 'b', key: 'c' } } });

  expect(writtenNames(chart.node.root as App)).toEqual(['RobotAccount harbor-example-com.agents.puller']);
});

test('where something else provides the registry nothing is written', () => {
  const chart = newChart();
  const harbor = new HarborRegistry(chart, 'Registry', { registry: HARBOR, provision: false });

  expect([harbor.registry, harbor.projects, harbor.robotUsername, writtenNames(chart.node.root as App)]).toEqual([HARBOR, ['agents'], '', []]);
});

test('problems name the construct', () => {
  expect(errorOf(() => new HarborRegistry(newChart(), 'Registry', { registry: ECR }))).toMatchObject({ code: 'provision-invalid', where: 'test/Registry' });
  expect(errorOf(() => new HarborRegistry(newChart(), 'Registry', { registry: HARBOR, robot: { name: 'other', credential: CREDENTIAL } }))).toMatchObject({
    problems: ['the credential is for the user "robot$agents+puller", and the robot will be called "…agents+other"'],
  });
});
