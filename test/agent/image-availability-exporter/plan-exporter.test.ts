import { join } from 'node:path';
import { CaBundle } from '../../../src/agent';
import type { ExporterDeclaration } from '../../../src/agent';
import { audit } from '../../../src/audit';
import { printValuesYaml } from '../../../src/helm';
import { streamFromObjects } from '../../../src/manifest';
import { Registry } from '../../../src/registry';
import { Relocation } from '../../../src/relocate';
import { expectGolden } from '../../support/golden';
import { deploymentOf, errorOf, HARBOR, objectsOf, plan } from './support';

const EVERYTHING: Partial<ExporterDeclaration> = {
  labels: { team: 'platform' },
  serviceAccountAnnotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/images' },
  env: { NO_PROXY: '.example.com' },
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  checkInterval: '2m',
  caBundles: [CaBundle.configMap('corporate-ca'), CaBundle.secret('partner-ca', 'bundle.pem')],
  monitor: { labels: { release: 'kube-prometheus-stack' }, interval: '1m', scrapeTimeout: '20s' },
  alerts: { labels: { release: 'kube-prometheus-stack' }, runbookUrl: 'https://wiki.example.com/images', alertLabels: { team: 'platform' } },
  dashboard: { annotations: { grafana_folder: 'Platform' } },
  blindSpots: [
    { namespace: 'shop', image: 'harbor.example.com/tools/migrate:3', serviceAccountName: 'default', pullSecretNames: ['registry-pull'], usedBy: 'Job migrate, container run' },
  ],
};

/** Objects as YAML, with what they are in front of each. Alerts and dashboard have files of their own. */
function print(declaration: Partial<ExporterDeclaration>): string {
  const { objects, canaries } = plan({ ...declaration, alerts: undefined, dashboard: undefined });
  return [...objects, ...canaries].map(({ id, object }) => `# ${id}\n${printValuesYaml(object)}`).join('---\n');
}

test('the objects of a plain exporter', () => {
  expectGolden(join(__dirname, 'golden', 'plain.yaml'), print({}));
});

test('the objects of an exporter with everything', () => {
  expectGolden(join(__dirname, 'golden', 'everything.yaml'), print(EVERYTHING));
});

test('the image is moved with its tag, and nothing else is pulled', () => {
  const planned = plan();
  expect(planned.source).toEqual({
    registry: 'registry.deckhouse.io', repository: 'k8s-image-availability-exporter/k8s-image-availability-exporter', tag: 'v0.15.0',
  });
  expect(deploymentOf(planned).spec.template.spec.containers.map(({ image }) => image)).toEqual([
    'harbor.example.com/tools/k8s-image-availability-exporter/k8s-image-availability-exporter:v0.15.0',
  ]);
});

test('an image of one’s own is moved too, digest included, and one that is private stays', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const imageOf = (image: string) => deploymentOf(plan({ image })).spec.template.spec.containers[0].image;
  expect(imageOf(`ghcr.io/acme/exporter:0.16.0@${digest}`)).toBe(`harbor.example.com/tools/acme/exporter:0.16.0@${digest}`);
  expect(imageOf('harbor.example.com/tools/exporter:1')).toBe('harbor.example.com/tools/exporter:1');
});

test('it may list and watch what it keeps lists of, and nothing else', () => {
  const [role] = objectsOf(plan(), 'ClusterRole');
  expect(role?.rules).toEqual([
    { apiGroups: [''], resources: ['namespaces', 'serviceaccounts', 'secrets'], verbs: ['list', 'watch'] },
    { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'statefulsets'], verbs: ['list', 'watch'] },
    { apiGroups: ['batch'], resources: ['cronjobs'], verbs: ['list', 'watch'] },
  ]);
});

test('role, binding, account and pod belong together', () => {
  const planned = plan({ name: 'iae' });
  const [account] = objectsOf(planned, 'ServiceAccount');
  const [role] = objectsOf(planned, 'ClusterRole');
  const [binding] = objectsOf(planned, 'ClusterRoleBinding');
  expect(account).toMatchObject({ metadata: { name: 'iae', namespace: 'monitoring' } });
  expect(deploymentOf(planned).spec.template.spec.serviceAccountName).toBe('iae');
  expect(binding).toMatchObject({
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: (role?.metadata as { name: string }).name },
    subjects: [{ kind: 'ServiceAccount', name: 'iae', namespace: 'monitoring' }],
  });
  expect(role?.metadata).not.toHaveProperty('namespace');
});

test('two exporters share no cluster-scoped object', () => {
  const names = ['a', 'b'].map((namespace) => objectsOf(plan({ namespace }), 'ClusterRole').map(({ metadata }) => (metadata as { name: string }).name));
  expect(names).toEqual([['k8s-image-availability-exporter-a'], ['k8s-image-availability-exporter-b']]);
});

describe('the audit', () => {
  const verdict = (declaration: Partial<ExporterDeclaration>) => {
    const planned = plan(declaration);
    const { resources } = streamFromObjects([...planned.objects, ...planned.canaries].map(({ object }) => ({ object })));
    const declaredSecrets = [{ name: 'registry-pull', registries: ['harbor.example.com'] }];
    return audit({ resources, unparsed: [] }, { registries: [HARBOR], declaredSecrets, expected: [{ references: planned.references }] });
  };

  test('proves the objects, canaries included', () => {
    const { proven, findings, images, pods } = verdict(EVERYTHING);
    expect(findings).toEqual([]);
    expect(proven).toBe(true);
    expect(images.map(({ image }) => image)).toEqual([
      'harbor.example.com/tools/k8s-image-availability-exporter/k8s-image-availability-exporter:v0.15.0', 'harbor.example.com/tools/migrate:3',
    ]);
    expect(pods).toHaveLength(2);
  });

  test('refuses them without a pull secret', () => {
    expect(verdict({ pullSecretNames: [] }).findings.map(({ rule }) => rule)).toEqual(['pod-without-credential']);
  });

  test('takes no flag for an image', () => {
    expect(verdict({ imageMirrors: { 'docker.io/library/': 'harbor.example.com/tools/', 'quay.io/a/b:': 'harbor.example.com/tools/b:' } }).proven).toBe(true);
  });
});

describe('access to secrets can only be taken away where it can work', () => {
  const OFF = { unsafeWithoutSecretAccess: true, pullSecretNames: [] };

  test('with node identity, from 0.8.0 on', () => {
    const [role] = objectsOf(plan(OFF), 'ClusterRole');
    expect(JSON.stringify(role)).not.toContain('secrets');
  });

  test('not next to its own pull secret: it checks itself, and panics', () => {
    expect(errorOf(() => plan({ unsafeWithoutSecretAccess: true })).problems).toEqual([
      'unsafeWithoutSecretAccess: the exporter panics when it meets a workload with a pull secret, and its own pod has "registry-pull"',
    ]);
  });

  test('not next to canaries with pull secrets', () => {
    expect(errorOf(() => plan({ ...OFF, blindSpots: EVERYTHING.blindSpots })).problems).toEqual([
      'unsafeWithoutSecretAccess: the exporter panics when it meets a workload with a pull secret, and the canaries have some',
    ]);
  });

  test('not before 0.8.0', () => {
    expect(errorOf(() => plan({ ...OFF, release: '0.7.0' })).problems).toEqual([
      'unsafeWithoutSecretAccess: release 0.7.0 never becomes ready when it may not list secrets',
    ]);
  });
});

describe('refused are', () => {
  test.each<[string, Partial<ExporterDeclaration>, readonly string[]]>([
    ['names that are none', { name: 'A.b', namespace: 'B', pullSecretNames: ['C'] }, [
      'name must be made of at most 50 lower-case letters, digits and "-", starting with a letter: a Service has it too (got "A.b")',
      'namespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "B")',
      'pull secret name must be made of lower-case letters, digits, "-" and ".", starting and ending with a letter or digit (got "C")',
    ]],
    ['a name that is too long', { name: 'a'.repeat(51) }, [expect.stringContaining('name must be made of at most 50 lower-case letters') as string]],
    ['a login in the environment', { env: { 'HTTPS_PROXY': 'http://user:secret@proxy.example.com', 'NOT A NAME': '' } }, [
      'env: "HTTPS_PROXY" has a login in clear text, bring it in from a Secret with a patch of the Deployment',
      'env: "NOT A NAME" is no name of a variable',
    ]],
    ['canaries for a release that does not look at them', { release: '0.6.1', blindSpots: EVERYTHING.blindSpots },
      ['canaries have no pods, and -force-check-disabled-controllers needs release 0.7.0 of the exporter or newer, this is 0.6.1']],
    ['durations and namespaces of monitoring', { monitor: { interval: '1 m', namespace: 'X' }, alerts: { pendingFor: 'soon', severity: '' }, dashboard: { namespace: '' } }, [
      'monitor.namespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "X")',
      'dashboard.namespace must not be empty',
      'monitor.interval must be a duration of Prometheus, such as "15m" or "1h30m" (got "1 m")',
      'alerts.pendingFor must be a duration of Prometheus, such as "15m" or "1h30m" (got "soon")',
      'alerts.severity must not be empty',
    ]],
    ['a runbook that is no address', { alerts: { runbookUrl: '{{ x }}' } },
      ['alerts.runbookUrl must be an address such as "https://wiki.example.com/images" (got "{{ x }}")']],
  ])('%s', (_what, declaration, problems) => {
    expect(errorOf(() => plan(declaration))).toMatchObject({ code: 'exporter-invalid', problems });
  });

  test('an image that is none, and one that the registry cannot hold', () => {
    expect(errorOf(() => plan({ image: 'UPPER CASE' })).code).toBe('reference-invalid');
    const flatOnly = new Relocation({ registry: Registry.generic('reg.example.com', { maxDepth: 1 }) });
    expect(errorOf(() => plan({ relocation: flatOnly })).code).toBe('relocation-path');
  });
});
