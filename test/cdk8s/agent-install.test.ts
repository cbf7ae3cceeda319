import { ApiObject, Chart, JsonPatch, Testing } from 'cdk8s';
import { parse } from 'yaml';
import { Agent, Credential, Layout, Registry } from '../../src';
import { AgentInstall, Deliver, Proof, PullSecret } from '../../src/cdk8s';
import type { AgentInstallProps } from '../../src/cdk8s';
import { COLLECTOR } from './collector';
import { ECR, errorOf, HARBOR, newApp, newChart, STORE, written, writtenNames } from './support';

const CLOUDZERO = Agent.cloudZero('1.2.13');
const REQUIRED = { existingSecretName: 'cloudzero-api-key' };

function pullIn(chart: Chart, namespace = 'agents', registry = HARBOR): PullSecret {
  return new PullSecret(chart, `Pull ${registry.host}`, { registry, credential: STORE, namespaces: [namespace] });
}

/** Installs CloudZero by Flux unless told otherwise. */
function install(chart: Chart, props: Partial<AgentInstallProps> = {}): AgentInstall {
  return new AgentInstall(chart, 'CloudZero', {
    agent: CLOUDZERO, registry: HARBOR, namespace: 'agents', values: REQUIRED, deliver: Deliver.flux(), ...props,
  });
}

describe('Flux', () => {
  test('gets a source and a release with the values that move every image, after the pull secret', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');

    const cloudZero = install(chart, { pullSecrets: [pullIn(chart)] });

    const objects = written(app);
    expect(objects.map(({ kind, metadata: { name, namespace } }) => [kind, namespace, name])).toEqual([
      ['ExternalSecret', 'agents', 'pull-harbor-example-com'], ['HelmRepository', 'agents', 'cloudzero-agent'], ['HelmRelease', 'agents', 'cloudzero-agent'],
    ]);
    expect(objects[2]).toMatchObject({
      spec: { chart: { spec: { chart: 'cloudzero-agent', version: '1.2.13' } }, releaseName: 'cloudzero-agent', values: cloudZero.values },
    });
    expect(cloudZero.values).toEqual({ ...cloudZero.overrides, ...REQUIRED });
    expect(cloudZero.overrides).toMatchObject({ defaults: { image: { pullSecrets: [{ name: 'pull-harbor-example-com' }] } } });
  });

  test('null among the values of the user reaches the release: it removes a default of the chart', () => {
    const chart = newChart();

    install(chart, { values: { ...REQUIRED, 'server': { 'resources': null, 'nodeSelector': { 'a/b': null } } }, pullSecrets: [pullIn(chart)] });

    const release = Testing.synth(chart).at(-1) as { spec: { values: { server: unknown } } };
    expect(release.spec.values.server).toEqual({ resources: null, nodeSelector: { 'a/b': null } });
  });

  test('the options of Flux are taken over', () => {
    const chart = newChart();

    install(chart, {
      pullSecrets: [pullIn(chart)], releaseName: 'cz',
      deliver: Deliver.flux({ repository: 'oci://harbor.example.com/charts', interval: '10m', repositorySecret: 'login' }),
    });

    expect(Testing.synth(chart).slice(1)).toMatchObject([
      { kind: 'OCIRepository', metadata: { name: 'cz' }, spec: { url: 'oci://harbor.example.com/charts/cloudzero-agent', secretRef: { name: 'login' } } },
      { kind: 'HelmRelease', metadata: { name: 'cz' }, spec: { interval: '10m', chartRef: { kind: 'OCIRepository', name: 'cz' } } },
    ]);
  });

  test('the release can be patched', () => {
    const chart = newChart();
    ApiObject.of(install(chart, { pullSecrets: [pullIn(chart)] })).addJsonPatch(JsonPatch.add('/spec/timeout', '20m'));

    expect(Testing.synth(chart).at(-1)).toMatchObject({ kind: 'HelmRelease', spec: { timeout: '20m' } });
  });
});

describe('Argo CD', () => {
  test('gets an Application with the values as text, in its own namespace', () => {
    const chart = newChart({ namespace: 'of-the-chart' });

    const cloudZero = install(chart, { pullSecrets: [pullIn(chart)], deliver: Deliver.argoCd() });

    const application = Testing.synth(chart).at(-1) as { spec: { source: { helm: { values: string } } } };
    expect(application).toMatchObject({
      apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', metadata: { name: 'cloudzero-agent', namespace: 'argocd' },
      spec: { project: 'default', destination: { namespace: 'agents', server: 'https://kubernetes.default.svc' }, source: { targetRevision: '1.2.13' } },
    });
    expect(parse(application.spec.source.helm.values)).toEqual(cloudZero.values);
  });

  test('the options of Argo CD are taken over', () => {
    const chart = newChart();

    install(chart, {
      pullSecrets: [pullIn(chart)],
      deliver: Deliver.argoCd({ applicationNamespace: 'gitops', project: 'agents', server: 'https://other.example.com', repository: 'oci://harbor.example.com/charts' }),
    });

    expect(Testing.synth(chart).at(-1)).toMatchObject({
      metadata: { namespace: 'gitops' },
      spec: { project: 'agents', destination: { server: 'https://other.example.com' }, source: { repoURL: 'harbor.example.com/charts' } },
    });
  });
});

describe('values only', () => {
  test('nothing is written or proven, and the values are there to read, incomplete ones too', () => {
    const app = newApp();
    const cloudZero = install(new Chart(app, 'chart'), { values: {}, deliver: Deliver.valuesOnly() });

    expect(app.synthYaml()).toBe('');
    expect(cloudZero.overrides).toEqual({
      components: {
        agent: { image: { repository: 'harbor.example.com/agents/cloudzero/cloudzero-agent/cloudzero-agent' } },
        prometheus: { image: { repository: 'harbor.example.com/agents/prometheus/prometheus' } },
      },
      kubeStateMetrics: { image: { registry: 'harbor.example.com/agents' } },
    });
  });
});

describe('the proof', () => {
  test.each([['Flux', Deliver.flux(), 'HelmRelease agents/cloudzero-agent'], ['Argo CD', Deliver.argoCd(), 'Application argocd/cloudzero-agent']])(
    'sees the pods that %s will make, as the catalogue knows them', (_, deliver, release) => {
      const app = newApp();
      const chart = new Chart(app, 'chart');
      install(chart, { pullSecrets: [pullIn(chart)], deliver });

      app.synth();

      const verdict = Proof.of(app).verdict();
      expect(verdict.releases).toEqual([{
        release,
        by: 'CloudZero Agent 1.2.13 of the catalogue',
        images: expect.arrayContaining(['harbor.example.com/agents/prometheus/prometheus:v3.10.0-distroless']),
      }]);
      expect(verdict.pods).toHaveLength(9);
      expect(verdict.pods.every(({ canPull }) => canPull)).toBe(true);
      expect(Proof.of(app).toText()).toBe([
        'PROVEN  12 objects, 13 image references, 9 pods: all private, all able to pull'.replace('12', String(verdict.objects)), '',
        'by the catalogue:',
        '  ✓ harbor.example.com/agents/cloudzero/cloudzero-agent/cloudzero-agent:1.2.13 ×11',
        '  ✓ harbor.example.com/agents/kube-state-metrics/kube-state-metrics:v2.17.0',
        '  ✓ harbor.example.com/agents/prometheus/prometheus:v3.10.0-distroless', '',
        'taken for granted:',
        '  - ExternalSecret agents/pull-harbor-example-com finds the credential it names',
        `  - ${release} renders as CloudZero Agent 1.2.13 of the catalogue says`, '',
      ].join('\n'));
    },
  );

  test('an install without a pull secret does not synthesize, although no pod of it is in the app', () => {
    const app = newApp();
    install(new Chart(app, 'chart'));

    const { message } = errorOf(() => app.synth());

    expect(message).toContain('chart/CloudZero: pod-without-credential: ');
    expect(message.split('\n')).toHaveLength(10);
  });

  test('neither does one with the pull secret of another registry', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    install(chart, { pullSecrets: [pullIn(chart, 'agents', Registry.generic('other.example.com'))] });

    expect(() => app.synth()).toThrow('chart/CloudZero: pull-secret-no-entry: ');
  });

  test('nodes with an identity need none', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    const none = new PullSecret(chart, 'Pull', { registry: ECR, credential: Credential.nodeIdentity() });

    const cloudZero = install(chart, { registry: ECR, pullSecrets: [none] });

    expect(writtenNames(app)).toEqual(['HelmRepository agents/cloudzero-agent', 'HelmRelease agents/cloudzero-agent']);
    expect(JSON.stringify(cloudZero.values)).not.toContain('ullSecrets');
    expect(Proof.of(app).verdict().assumptions).toContain(`nodes pull from ${ECR.host} with their own identity`);
  });

  test('a release that nobody vouches for fails', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    install(chart, { pullSecrets: [pullIn(chart)] });
    new ApiObject(chart, 'Other', { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name: 'other', namespace: 'agents' }, spec: {} });

    expect(() => app.synth()).toThrow('chart/Other: release-not-rendered: HelmRelease agents/other');
  });
});

describe('what it tells', () => {
  test('the images with source, private name, and when they are pulled', () => {
    const chart = newChart();
    const { images, releaseName, namespace } = install(chart, { pullSecrets: [pullIn(chart)] });

    expect([releaseName, namespace]).toEqual(['cloudzero-agent', 'agents']);
    expect(images.filter(({ required }) => required)).toEqual([
      expect.objectContaining({ source: 'ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent:1.2.13', target: 'harbor.example.com/agents/cloudzero/cloudzero-agent/cloudzero-agent:1.2.13' }),
      expect.objectContaining({ source: 'quay.io/prometheus/prometheus:v3.10.0-distroless', target: 'harbor.example.com/agents/prometheus/prometheus:v3.10.0-distroless' }),
      expect.objectContaining({ source: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0', target: 'harbor.example.com/agents/kube-state-metrics/kube-state-metrics:v2.17.0' }),
    ]);
    expect(images.filter(({ required }) => !required).map(({ id }) => id)).toContain('kube-rbac-proxy');
  });

  test('values and overrides are copies, and those of the user are not touched', () => {
    const chart = newChart();
    const values = { ...REQUIRED, server: { nodeSelector: { disk: 'ssd' } } };
    const cloudZero = install(chart, { values, pullSecrets: [pullIn(chart)] });
    const before = cloudZero.values;

    (cloudZero.values as { server: { nodeSelector: object } }).server.nodeSelector = {};
    (cloudZero.overrides as { components: unknown }).components = 'changed';
    values.server.nodeSelector.disk = 'changed';

    expect(cloudZero.values).toEqual(before);
    expect(Testing.synth(chart).at(-1)).toMatchObject({ spec: { values: { server: { nodeSelector: { disk: 'ssd' } } } } });
    expect(values).toEqual({ ...REQUIRED, server: { nodeSelector: { disk: 'changed' } } });
  });

  test('layouts and routes: images of one host may come from another registry, with a pull secret of its own', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    const quay = Registry.generic('quay-mirror.example.com');

    const { images } = install(chart, {
      layout: Layout.flat(), routes: { 'quay.io': { registry: quay, layout: Layout.keep() } }, pullSecrets: [pullIn(chart), pullIn(chart, 'agents', quay)],
    });

    expect(images.filter(({ required }) => required).map(({ target }) => target)).toEqual([
      'harbor.example.com/agents/cloudzero-agent:1.2.13', 'quay-mirror.example.com/prometheus/prometheus:v3.10.0-distroless', 'harbor.example.com/agents/kube-state-metrics:v2.17.0',
    ]);
    expect(() => app.synth()).not.toThrow();
    expect(Proof.of(app).verdict().registries).toEqual(['harbor.example.com/agents', 'quay-mirror.example.com']);
  });
});

describe('an account that no value of the chart reaches', () => {
  test('is created with the pull secret, before the release whose pods need it', () => {
    const app = newApp();
    const chart = new Chart(app, 'chart');

    const collector = new AgentInstall(chart, 'Collector', {
      agent: Agent.custom(COLLECTOR), registry: HARBOR, namespace: 'agents', pullSecrets: [pullIn(chart)], values: { migrate: { enabled: true } }, deliver: Deliver.flux(),
    });

    const objects = written(app);
    expect(objects.map(({ kind }) => kind)).toEqual(['ExternalSecret', 'ServiceAccount', 'OCIRepository', 'HelmRelease']);
    expect(objects[1]).toEqual({
      apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'collector-migrate', namespace: 'agents' }, imagePullSecrets: [{ name: 'pull-harbor-example-com' }],
    });
    expect(collector.values).toMatchObject({ migrate: { account: 'collector-migrate', image: 'harbor.example.com/agents/acme/migrate:1.0' } });
    expect(Proof.of(app).verdict()).toMatchObject({ proven: true, findings: [] });
  });
});

describe('what is refused', () => {
  test('values that contradict the relocation, all of them in one error with the path of the construct', () => {
    const chart = newChart();
    const values = {
      ...REQUIRED, components: { prometheus: { image: { repository: 'quay.io/mine/prometheus' } } }, kubeStateMetrics: { image: { registry: 'gcr.io' } },
    };

    const error = errorOf(() => install(chart, { values, pullSecrets: [pullIn(chart)] }));

    expect(error).toMatchObject({ code: 'values-conflict', where: 'test/CloudZero', problems: { length: 2 } });
    expect(error.message).toContain('components.prometheus.image.repository: given "quay.io/mine/prometheus"');
    expect(error.message).toContain('kubeStateMetrics.image.registry: given "gcr.io"');
  });

  test('an install without the values that the chart cannot do without', () => {
    const chart = newChart();

    expect(errorOf(() => install(chart, { values: {}, pullSecrets: [pullIn(chart)] }))).toMatchObject({
      code: 'values-invalid',
      where: 'test/CloudZero',
      problems: ['existingSecretName or components.apiKey.secretProviderClass or apiKey: the API key of CloudZero, best in a Secret that exists already'],
    });
  });

  test('a pull secret that is not delivered to the namespace', () => {
    const chart = newChart();

    expect(errorOf(() => install(chart, { pullSecrets: [pullIn(chart, 'elsewhere')] }))).toMatchObject({
      code: 'namespace-invalid', where: 'test/CloudZero', problems: ['pull secret "pull-harbor-example-com" is not delivered there'],
    });
  });

  test('names that Helm and Kubernetes refuse', () => {
    expect(errorOf(() => install(newChart(), { releaseName: 'Cloud_Zero', namespace: 'A' }))).toMatchObject({ code: 'name-invalid', where: 'test/CloudZero', problems: { length: 2 } });
  });

  test('addresses and intervals that Flux refuses', () => {
    expect(errorOf(() => install(newChart(), { deliver: Deliver.flux({ repository: 'charts.example.com', interval: '1d' }) })))
      .toMatchObject({ code: 'delivery-invalid', where: 'test/CloudZero', problems: { length: 2 } });
  });

  test('two images that would become one', () => {
    const collision = Agent.custom({
      ...COLLECTOR, images: [{ id: 'collector', source: 'quay.io/acme/collector:3.2.0' }, { id: 'migrate', source: 'docker.io/other/collector:1.0' }],
      defaults: { image: { registry: 'quay.io', repository: 'acme/collector', tag: '3.2.0' }, migrate: { enabled: true, image: 'docker.io/other/collector:1.0' } },
    });

    expect(errorOf(() => install(newChart(), { agent: collision, layout: Layout.flat() }))).toMatchObject({ code: 'relocation-collision', where: 'test/CloudZero' });
  });

  test('an unknown release, with the known ones and the way out', () => {
    expect(errorOf(() => Agent.cloudZero('9.9.9'))).toMatchObject({
      code: 'release-unknown', expected: 'one of: 1.2.9, 1.2.10, 1.2.11, 1.2.12, 1.2.13', remedy: expect.stringContaining('Agent.custom'),
    });
  });

  test('the same release twice in a chart', () => {
    const chart = newChart();
    const pullSecrets = [pullIn(chart)];
    install(chart, { pullSecrets });

    const error = errorOf(() => new AgentInstall(chart, 'Again', { agent: CLOUDZERO, registry: HARBOR, namespace: 'agents', values: REQUIRED, pullSecrets, deliver: Deliver.flux() }));

    expect(error).toMatchObject({ code: 'object-clash', where: 'test/Again' });
    expect(error.problems).toEqual(['HelmRepository agents/cloudzero-agent is declared by test/CloudZero already', 'HelmRelease agents/cloudzero-agent is declared by test/CloudZero already']);
  });
});
