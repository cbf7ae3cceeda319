import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { App } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Agent, CaBundle, ImagePattern, Layout } from '../../src';
import { AgentInstall, Deliver, ImageAvailabilityExporter, Proof, PullSecret, ServiceAccountBinding } from '../../src/cdk8s';
import type { ImageAvailabilityExporterProps } from '../../src/cdk8s';
import { chart as fixture, KUBE_VERSION } from '../support/charts';
import { HELM_4 } from '../support/tools';
import { ECR, errorOf, HARBOR, newApp, newChart, STORE, written, writtenNames } from './support';
import type { WrittenObject } from './support';

function pullIn(scope: Chart, ...namespaces: string[]): PullSecret {
  return new PullSecret(scope, 'Pull', { registry: HARBOR, credential: STORE, namespaces });
}

/** An exporter in the namespace `monitoring`, from Harbor unless told otherwise. */
function exporterIn(scope: Chart, props: Partial<ImageAvailabilityExporterProps> = {}): ImageAvailabilityExporter {
  return new ImageAvailabilityExporter(scope, 'Exporter', { registry: HARBOR, namespace: 'monitoring', ...props });
}

/** The images of the canaries of an app, by namespace and who pulls. */
function canaryImages(app: App): Record<string, string[]> {
  const canaries = written(app).filter(({ metadata }) => metadata.name.startsWith('image-canary-')) as unknown as (
    WrittenObject & { spec: { template: { spec: { serviceAccountName?: string; containers: { image: string }[] } } } })[];
  return Object.fromEntries(canaries.map(({ metadata, spec: { template: { spec } } }) => [
    [metadata.namespace, ...spec.serviceAccountName === undefined ? [] : [spec.serviceAccountName]].join('/'), spec.containers.map(({ image }) => image),
  ]));
}

test('writes what it needs, in order, after the pull secret, and is proven', () => {
  const app = newApp();
  const chart = new Chart(app, 'images');
  const exporter = exporterIn(chart, { pullSecrets: [pullIn(chart, 'monitoring')], monitor: {}, alerts: {}, dashboard: {} });

  expect(writtenNames(app)).toEqual([
    'ExternalSecret monitoring/pull-harbor-example-com', 'ServiceAccount monitoring/k8s-image-availability-exporter',
    'ClusterRole k8s-image-availability-exporter-monitoring', 'ClusterRoleBinding k8s-image-availability-exporter-monitoring',
    'Deployment monitoring/k8s-image-availability-exporter', 'Service monitoring/k8s-image-availability-exporter',
    'PodMonitor monitoring/k8s-image-availability-exporter', 'PrometheusRule monitoring/k8s-image-availability-exporter',
    'ConfigMap monitoring/k8s-image-availability-exporter-dashboard',
  ]);
  const verdict = Proof.of(app).verdict();
  expect(verdict.findings).toEqual([]);
  expect(verdict.proven).toBe(true);
  expect(exporter.images).toEqual([{
    id: 'exporter', required: true, reason: 'always',
    source: 'registry.deckhouse.io/k8s-image-availability-exporter/k8s-image-availability-exporter:v0.15.0',
    target: 'harbor.example.com/agents/k8s-image-availability-exporter/k8s-image-availability-exporter:v0.15.0',
  }]);
});

test('cluster-scoped objects stay so in a chart with a namespace', () => {
  const app = newApp();
  const chart = new Chart(app, 'images', { namespace: 'of-the-chart' });
  exporterIn(chart, { pullSecrets: [pullIn(chart, 'monitoring')] });
  expect(writtenNames(app).filter((name) => name.startsWith('ClusterRole'))).toEqual([
    'ClusterRole k8s-image-availability-exporter-monitoring', 'ClusterRoleBinding k8s-image-availability-exporter-monitoring',
  ]);
});

test('switches the proof on: without a pull secret the app does not synthesize', () => {
  const app = newApp();
  exporterIn(new Chart(app, 'images'));
  expect(() => app.synth()).toThrow(/images\/Exporter\/Resource: pod-without-credential: Deployment monitoring\/k8s-image-availability-exporter/);
});

test('with node identity it has no pull secret and needs none', () => {
  const app = newApp();
  const chart = new Chart(app, 'images');
  Proof.of(app).trustNodeIdentity(ECR.authKey);
  exporterIn(chart, { registry: ECR, unsafeWithoutSecretAccess: true });
  const [deployment] = written(app).filter(({ kind }) => kind === 'Deployment');
  expect(JSON.stringify(deployment)).not.toContain('imagePullSecrets');
  expect(JSON.stringify(written(app))).not.toContain('secrets');
  expect(Proof.of(app).verdict().proven).toBe(true);
});

test('takes the layout and the routes of its registry, and every flag', () => {
  const app = newApp();
  const chart = new Chart(app, 'images');
  const exporter = exporterIn(chart, {
    pullSecrets: [pullIn(chart, 'monitoring')], layout: Layout.flat(), release: '0.14.0', ignoredImages: [ImagePattern.below('legacy.example.com')],
    caBundles: [CaBundle.configMap('corporate-ca')],
  });
  expect(exporter.images[0]?.target).toBe('harbor.example.com/agents/k8s-image-availability-exporter:v0.14.0');
  expect(exporter.commandLine).toEqual(['-bind-address=:8080', '-ignored-images=^legacy\\.example\\.com/', '-capath=/etc/registry-ca/0.crt']);
  expect(Proof.of(app).verdict().proven).toBe(true);
});

test('its Deployment can be patched', () => {
  const app = newApp();
  const chart = new Chart(app, 'images');
  ApiObject.of(exporterIn(chart, { pullSecrets: [pullIn(chart, 'monitoring')] })).addJsonPatch(JsonPatch.add('/spec/template/spec/priorityClassName', 'system'));
  expect(written(app).find(({ kind }) => kind === 'Deployment')).toMatchObject({ spec: { template: { spec: { priorityClassName: 'system' } } } });
});

test('gives texts for a Prometheus without its operator', () => {
  const chart = newChart();
  const { scrapeConfig, ruleFile } = exporterIn(chart, { pullSecrets: [pullIn(chart, 'monitoring')], alerts: { severity: 'page' } });
  expect(scrapeConfig).toContain('job_name: k8s-image-availability-exporter');
  expect(ruleFile).toContain('severity: page');
});

describe('refuses, with its path', () => {
  test.each<[string, Partial<ImageAvailabilityExporterProps>, string]>([
    ['a flag that the release does not know', { release: '0.12.0', allowedImages: [ImagePattern.below('reg.example.com')] }, 'exporter-invalid'],
    ['a release that nobody knows', { release: '1.0.0' }, 'release-unknown'],
    ['an image that is none', { image: 'NO IMAGE' }, 'reference-invalid'],
    ['a canary that is none', { canaryImages: [{ namespace: 'shop', image: 'NO IMAGE' }] }, 'reference-invalid'],
    ['a namespace without the pull secret', { namespace: 'elsewhere' }, 'namespace-invalid'],
  ])('%s', (_what, props, code) => {
    const chart = newChart();
    const pull = pullIn(chart, 'monitoring');
    expect(errorOf(() => exporterIn(chart, { pullSecrets: [pull], ...props }))).toMatchObject({ code, where: 'test/Exporter' });
  });

  test('the same exporter twice', () => {
    const chart = newChart();
    exporterIn(chart);
    expect(errorOf(() => new ImageAvailabilityExporter(chart, 'Again', { registry: HARBOR, namespace: 'monitoring' })).code).toBe('object-clash');
  });
});

describe('what it watches', () => {
  const REQUIRED = { existingSecretName: 'cloudzero-api-key' };

  test('init containers and jobs of an application become canaries, which it is told to check', () => {
    const app = newApp();
    const chart = new Chart(app, 'shop');
    const pull = pullIn(chart, 'shop', 'monitoring');
    new kplus.Deployment(chart, 'Web', {
      metadata: { namespace: 'shop' }, dockerRegistryAuth: pull,
      containers: [{ image: 'harbor.example.com/agents/web:1', portNumber: 80 }], initContainers: [{ image: 'harbor.example.com/agents/wait:1', name: 'wait' }],
    });
    new kplus.Job(chart, 'Migrate', { metadata: { namespace: 'shop' }, dockerRegistryAuth: pull, containers: [{ image: 'harbor.example.com/agents/migrate:1' }] });

    const exporter = exporterIn(chart, { pullSecrets: [pull], watch: [chart] });

    expect(canaryImages(app)).toEqual({ shop: ['harbor.example.com/agents/wait:1', 'harbor.example.com/agents/migrate:1'] });
    expect(exporter.canaries).toEqual([expect.stringMatching(/^shop\/image-canary-pull-harbor-example-com-[0-9a-f]{6}$/)]);
    expect(exporter.commandLine).toContain('-force-check-disabled-controllers=Deployment');
    expect(Proof.of(app).verdict()).toMatchObject({ proven: true, findings: [] });
  });

  /** What K8ssandra runs by operators, hooks and init containers, by who pulls it. */
  const K8SSANDRA = [
    'db', 'db/k8ssandra-cassandra', 'db/k8ssandra-cleaner-k8ssandra', 'db/k8ssandra-crd-upgrader-k8ssandra', 'db/k8ssandra-reaper', 'db/k8ssandra-stargate',
  ];

  test.each<[string, Deliver]>([['Flux', Deliver.flux()], ['Argo CD', Deliver.argoCd()], ['nobody here', Deliver.valuesOnly()]])(
    'what %s will render is known from the catalogue', (name, deliver) => {
      const app = newApp();
      const chart = new Chart(app, 'db');
      const pull = pullIn(chart, 'db', 'monitoring');
      const install = new AgentInstall(chart, 'K8ssandra', { agent: Agent.k8ssandra('1.5.2'), registry: HARBOR, pullSecrets: [pull], namespace: 'db', deliver });
      if (name === 'nobody here') {
        // Then its accounts are not here either.
        K8SSANDRA.slice(1).forEach((account) => new ServiceAccountBinding(chart, account.replace('db/', ''), { namespace: 'db', pullSecrets: [pull] }));
      }

      exporterIn(chart, { pullSecrets: [pull], watch: [install] });
      Proof.of(app).acknowledge({ rule: 'release-image-not-private', reason: 'nothing restores a backup into another datacenter here' });

      const images = canaryImages(app);
      expect(Object.keys(images).sort()).toEqual(K8SSANDRA);
      expect(images['db/k8ssandra-cassandra']).toContain('harbor.example.com/agents/k8ssandra/cass-management-api:4.0.3-v0.1.37');
      expect(images['db/k8ssandra-cleaner-k8ssandra']).toEqual(['harbor.example.com/agents/k8ssandra/k8ssandra-tools:latest']);
      expect(Proof.of(app).verdict().proven).toBe(true);
    });

  test('a rendering for the proof is looked at too', () => {
    const app = newApp();
    const chart = new Chart(app, 'cloudzero');
    const pull = pullIn(chart, 'cloudzero', 'monitoring');
    const install = new AgentInstall(chart, 'CloudZero', {
      agent: Agent.cloudZero('1.2.12'), registry: HARBOR, pullSecrets: [pull], namespace: 'cloudzero', values: { ...REQUIRED, kubeStateMetrics: { imagePullSecrets: ['other'] } },
      deliver: Deliver.flux({ prove: { chart: fixture('cloudzero-agent-1.2.12'), kubeVersion: KUBE_VERSION, helmExecutable: HELM_4 } }),
    });
    expect(exporterIn(chart, { pullSecrets: [pull], watch: [install] }).canaries).toEqual([]);
  });

  test('a chart that is rendered here is read from its objects', () => {
    const app = newApp();
    const chart = new Chart(app, 'cloudzero');
    const pull = pullIn(chart, 'cloudzero', 'monitoring');
    const install = new AgentInstall(chart, 'CloudZero', {
      agent: Agent.cloudZero('1.2.13'), registry: HARBOR, pullSecrets: [pull], namespace: 'cloudzero', values: REQUIRED,
      deliver: Deliver.rendered({ chart: fixture('cloudzero-agent-1.2.13'), kubeVersion: KUBE_VERSION, helmExecutable: HELM_4 }),
    });
    // All jobs and init containers run the image of the checked Deployments, with the same list.
    expect(exporterIn(chart, { pullSecrets: [pull], watch: [install] }).canaries).toEqual([]);
    expect(Proof.of(app).verdict().proven).toBe(true);
  });

  test('an image that somebody declares is moved, and one that is private stays', () => {
    const app = newApp();
    const chart = new Chart(app, 'images');
    const pull = pullIn(chart, 'shop', 'monitoring');
    exporterIn(chart, {
      pullSecrets: [pull],
      canaryImages: [
        { namespace: 'shop', image: 'quay.io/team/hook:1', pullSecretNames: [pull.name] },
        { namespace: 'shop', image: 'harbor.example.com/agents/own:2', pullSecretNames: [pull.name], usedBy: 'the operator' },
      ],
    });
    expect(canaryImages(app)).toEqual({ shop: ['harbor.example.com/agents/team/hook:1', 'harbor.example.com/agents/own:2'] });
    expect(Proof.of(app).verdict()).toMatchObject({ proven: true, findings: [] });
  });

  test('a canary without a credential is a finding: whoever pulls the image has none either', () => {
    const app = newApp();
    const chart = new Chart(app, 'images');
    exporterIn(chart, { pullSecrets: [pullIn(chart, 'monitoring')], canaryImages: [{ namespace: 'shop', image: 'quay.io/team/hook:1' }] });
    expect(Proof.of(app).verdict().findings.map(({ rule, location }) => [rule, location.namespace])).toEqual([['pod-without-credential', 'shop']]);
  });
});
