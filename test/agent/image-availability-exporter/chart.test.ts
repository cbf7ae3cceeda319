import { Agent, CaBundle, checkChart, exporterChartValues, ImagePattern, planInstall } from '../../../src/agent';
import type { ExporterChartOptions, InstallPlan } from '../../../src/agent';
import { readChartSync, renderChartSync } from '../../../src/helm';
import { printReference } from '../../../src/image';
import { chart, KUBE_VERSION } from '../../support/charts';
import { loadObjects, renderedPods } from '../../support/pods';
import { helms } from '../../support/tools';
import { errorOf, RELOCATION } from './support';

const AGENT = Agent.imageAvailabilityExporter('0.18.0');
const CHART = chart('k8s-image-availability-exporter-0.18.0');
const PRIVATE = 'harbor.example.com/tools/k8s-image-availability-exporter/k8s-image-availability-exporter';
const RELEASES = Agent.releases('image-availability-exporter');

function planOf(values: Record<string, unknown> = {}, agent = AGENT, releaseName = 'rel'): InstallPlan {
  return planInstall({ agent, relocation: RELOCATION, namespace: 'monitoring', releaseName, pullSecretName: 'registry-pull', values });
}

describe('the catalogue', () => {
  test('has the releases that can be installed, each with the exporter that it brings', () => {
    expect(RELEASES.map((release) => [release, Agent.imageAvailabilityExporter(release).release.images[0]?.source?.replace(/^.*:v/, '')])).toEqual([
      ['0.9.2', '0.5.1'], ['0.10.0', '0.6.1'], ['0.10.1', '0.6.1'], ['0.11.0', '0.7.0'], ['0.12.0', '0.7.0'], ['0.13.0', '0.8.0'],
      ['0.14.0', '0.9.0'], ['0.15.0', '0.9.0'], ['0.16.0', '0.10.0'], ['0.17.0', '0.11.0'], ['0.18.0', '0.14.0'],
    ]);
  });

  test('knows it by name, and refuses others with the ones it knows', () => {
    expect(Agent.parse('image-availability-exporter', 'v0.18.0').version).toBe('0.18.0');
    expect(errorOf(() => Agent.imageAvailabilityExporter('0.9.1'))).toMatchObject({ code: 'release-unknown', message: expect.stringContaining('one of: 0.9.2, 0.10.0') as string });
  });

  test('recognises its chart', () => {
    const info = readChartSync({ chart: CHART, helmExecutable: helms[1]?.helmExecutable });
    expect(checkChart(AGENT, info)).toEqual([]);
    expect(checkChart(Agent.imageAvailabilityExporter('0.17.0'), info)).toEqual(['the chart has version "0.18.0", k8s-image-availability-exporter 0.17.0 has "0.17.0"']);
  });

  test('moves the image with two keys, and asks for nothing else', () => {
    expect(planOf().overrides).toEqual({ k8sImageAvailabilityExporter: { image: { repository: PRIVATE } }, imagePullSecrets: [{ name: 'registry-pull' }] });
  });
});

describe.each(helms)('with $name', ({ helmExecutable }) => {
  const render = (values: Record<string, unknown>, releaseName = 'rel') =>
    renderChartSync({ chart: CHART, releaseName, namespace: 'monitoring', kubeVersion: KUBE_VERSION, helmExecutable, values });

  test.each<[string, Record<string, unknown>, string]>([
    ['as it is', {}, 'rel'],
    ['a release named like the chart', {}, 'k8s-image-availability-exporter'],
    ['a name of one’s own', { fullnameOverride: 'iae' }, 'rel'],
    ['another name for the chart', { nameOverride: 'iae' }, 'rel'],
    ['a tag of one’s own', { k8sImageAvailabilityExporter: { image: { tag: 'v0.15.0' } } }, 'rel'],
    ['a long release name', {}, 'r'.repeat(53)],
  ])('the image is private and the pod has the secret: %s', (_what, values, releaseName) => {
    const plan = planOf(values, AGENT, releaseName);
    const { manifests, warnings } = render(plan.values, releaseName);
    const [pod] = renderedPods(manifests);
    expect([plan.conflicts, plan.missing, warnings]).toEqual([[], [], []]);
    expect(pod?.containers.map(({ image }) => image)).toEqual(plan.images.map(({ target }) => printReference(target)));
    expect(pod?.pullSecrets).toEqual([{ name: 'registry-pull' }]);
    expect(plan.workloads).toMatchObject([{ kind: 'Deployment', name: pod?.name, serviceAccountName: pod?.serviceAccountName }]);
    expect(plan.accounts).toMatchObject([{ name: pod?.serviceAccountName, createdByChart: true, create: false, pullSecretNames: [] }]);
  });

  test('the typed flags arrive as they are, although the chart prints them without quotes', () => {
    const values = exporterChartValues('0.18.0', {
      canaries: true, checkInterval: '2m', forceCheckDisabledControllers: ['CronJob'], ignoredImages: [ImagePattern.regularExpression('a: b #c'), ImagePattern.image('nginx:1')],
      caBundles: [CaBundle.configMap('corporate-ca')], env: { AWS_REGION: 'eu-west-1', FLAG: 'true', NUMBER: '1' }, resources: { limits: { memory: '128Mi' } },
      monitor: { labels: { release: 'kps' }, namespace: 'prometheus', interval: '1m', scrapeTimeout: '20s' },
    });
    const objects = loadObjects(render(planOf(values).values).manifests) as { kind: string; spec: { template: { spec: object } } }[];
    const deployment = objects.find(({ kind }) => kind === 'Deployment');
    expect(deployment?.spec.template.spec).toMatchObject({
      securityContext: { runAsNonRoot: true, runAsUser: 65532 },
      volumes: [{ name: 'registry-ca', projected: { sources: [{ configMap: { name: 'corporate-ca', items: [{ key: 'ca.crt', path: '0.crt' }] } }] } }],
      containers: [{
        args: ['-bind-address=:8080', '-check-interval=2m', '-force-check-disabled-controllers=Deployment,CronJob',
          '-ignored-images=a: b #c~^(?:(?:index\\.)?docker\\.io/)?(?:library/)?nginx:1$', '-capath=/etc/registry-ca/0.crt'],
        env: [{ name: 'AWS_REGION', value: 'eu-west-1' }, { name: 'FLAG', value: 'true' }, { name: 'NUMBER', value: '1' }],
        resources: { limits: { memory: '128Mi' } },
        securityContext: { readOnlyRootFilesystem: true },
        volumeMounts: [{ name: 'registry-ca', mountPath: '/etc/registry-ca', readOnly: true }],
      }],
    });
    expect(objects.find(({ kind }) => kind === 'ServiceMonitor')).toMatchObject({
      metadata: { namespace: 'prometheus', labels: { release: 'kps' } },
      spec: { endpoints: [{ port: 'http', honorLabels: true, interval: '1m', scrapeTimeout: '20s' }], namespaceSelector: { matchNames: ['monitoring'] } },
    });
  });

  test('without the quotes of the typed flags the chart breaks what it is given', () => {
    const values = { k8sImageAvailabilityExporter: { args: ['--ignored-images=a: b'], env: [{ name: 'NUMBER', value: '1' }] } };
    const [deployment] = loadObjects(render(values).manifests).filter(({ kind }) => kind === 'Deployment') as { spec: { template: { spec: { containers: unknown[] } } } }[];
    expect(deployment?.spec.template.spec.containers).toMatchObject([{ args: [{ '--ignored-images=a': 'b' }], env: [{ name: 'NUMBER', value: 1 }] }]);
  });

  test('the key of the pull policy is the one that the catalogue names', () => {
    const policy = (image: object) => {
      const [deployment] = loadObjects(render({ k8sImageAvailabilityExporter: { image } }).manifests).filter(({ kind }) => kind === 'Deployment');
      const { spec } = deployment as { spec: { template: { spec: { containers: { imagePullPolicy: unknown }[] } } } };
      return spec.template.spec.containers[0]?.imagePullPolicy;
    };
    expect(policy({ pullPolicy: 'Always' })).toBeNull();
    expect(policy({ imagePullPolicy: 'Always' })).toBe('Always');
  });
});

describe('traps', () => {
  const idsOf = (values: Record<string, unknown>, release = '0.18.0') => {
    const agent = Agent.imageAvailabilityExporter(release);
    const { notes, conflicts } = planOf(values, agent);
    const traps = agent.release.traps ?? [];
    const told = [...notes.map(({ text }) => text), ...conflicts.map(({ reason }) => reason)];
    return traps.filter(({ text }) => told.some((each) => each.startsWith(text))).map(({ id, severity }) => (severity === 'conflict' ? `${id}!` : id));
  };

  test.each<[string, Record<string, unknown>, readonly string[]]>([
    ['nothing', {}, []],
    ['the key that is never read', { k8sImageAvailabilityExporter: { image: { pullPolicy: 'Always' } } }, ['pull-policy-key']],
    ['the key that is read', { k8sImageAvailabilityExporter: { image: { imagePullPolicy: 'Always' } } }, []],
    ['a monitor that loses labels', { serviceMonitor: { enabled: true } }, ['monitor-labels']],
    ['a monitor that keeps them', { serviceMonitor: { enabled: true, honorLabels: true } }, []],
    ['the alerts of the chart', { prometheusRule: { enabled: true } }, ['alerts-at-once', 'alerts-without-labels']],
    ['alerts of one’s own', { prometheusRule: { enabled: true, defaultGroupsEnabled: false } }, ['alerts-without-labels']],
    ['no access to secrets', { k8sImageAvailabilityExporter: { useSecretsForPrivateRepositories: false } }, ['no-secret-access!']],
  ])('%s', (_what, values, ids) => {
    expect(idsOf(values)).toEqual(ids);
  });

  test('are those of the release', () => {
    const ids = (release: string) => (Agent.imageAvailabilityExporter(release).release.traps ?? []).map(({ id }) => id);
    expect(ids('0.18.0')).not.toContain('no-volumes');
    expect(ids('0.9.2')).toEqual(expect.arrayContaining(['no-volumes']));
    expect(ids('0.9.2')).not.toContain('no-secret-access');
    expect(ids('0.10.1')).toEqual(expect.arrayContaining(['capath-broken']));
    expect(idsOf({ k8sImageAvailabilityExporter: { useSecretsForPrivateRepositories: false } }, '0.11.0')).toEqual([]);
  });
});

describe('values for the chart', () => {
  test('are tight without options', () => {
    expect(exporterChartValues('0.18.0')).toEqual({
      k8sImageAvailabilityExporter: { args: ['"-bind-address=:8080"'] },
      podSecurityContext: { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, seccompProfile: { type: 'RuntimeDefault' } },
      securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
    });
  });

  test.each<[string, string, ExporterChartOptions, readonly unknown[]]>([
    ['a port that the chart does not know', '0.18.0', { port: 9090 }, ['port must be 8080: the chart has it in its templates']],
    ['a PodMonitor', '0.18.0', { monitor: { kind: 'PodMonitor' } }, ['monitor.kind: the chart has a ServiceMonitor only']],
    ['a bundle where nothing is mounted', '0.10.0', { caBundles: [CaBundle.configMap('ca')] },
      ['-capath needs release 0.7.0 of the exporter or newer, this is 0.6.1', 'caBundles: chart 0.10.0 mounts no files']],
    ['a flag that its exporter does not know', '0.17.0', { allowedImages: [ImagePattern.below('reg.example.com')] },
      ['-allowed-images needs release 0.13.0 of the exporter or newer, this is 0.11.0']],
    ['a login in the environment', '0.18.0', { env: { HTTPS_PROXY: 'http://user:secret@proxy.example.com' } },
      ['env: "HTTPS_PROXY" has a login in clear text, bring it in from a Secret with a patch of the Deployment']],
    ['canaries for an exporter that does not look at them', '0.10.1', { canaries: true },
      ['-force-check-disabled-controllers needs release 0.7.0 of the exporter or newer, this is 0.6.1']],
  ])('refuse %s', (_what, release, options, problems) => {
    expect(errorOf(() => exporterChartValues(release, options))).toMatchObject({ code: 'exporter-invalid', problems });
  });

  test('refuse a chart that the catalogue does not know', () => {
    expect(errorOf(() => exporterChartValues('9.9.9')).code).toBe('release-unknown');
  });
});
