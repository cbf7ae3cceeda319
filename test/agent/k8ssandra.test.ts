import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Agent, planInstall } from '../../src/agent';
import { PullproofError } from '../../src/error';
import { printReference } from '../../src/image';
import { isJsonObject } from '../../src/manifest';
import type { Json, JsonObject } from '../../src/manifest';
import { chart } from '../support/charts';
import { FIXTURE_RELEASES, HARBOR, monitoring, plan, STACK } from './k8ssandra-proof';

const HOST = 'harbor.example.com/agents';
const SECRETS = [{ name: 'registry-pull' }];
const RELEASES = ['1.3.0', '1.3.1', '1.3.2', '1.3.3', '1.4.0', '1.4.1', '1.5.0', '1.5.1', '1.5.2'];

/** What 1.3.0 and 1.5.2 have in common. */
function commonOverrides(versions: { readonly cassandra: string; readonly tag: string; readonly stargate: string; readonly certgen: string }) {
  return {
    global: { imagePullSecrets: SECRETS },
    cassandra: {
      serviceAccount: 'k8-cassandra',
      versionImageMap: { [versions.cassandra]: `${HOST}/k8ssandra/cass-management-api:${versions.tag}` },
      configBuilder: { image: { registry: HOST } },
      jmxCredentialsConfig: { image: { registry: `${HOST}/library` } },
      loggingSidecar: { image: { registry: HOST } },
    },
    stargate: {
      serviceAccount: 'k8-stargate',
      image: { registry: HOST, repository: 'stargateio/stargate-4_0', tag: versions.stargate },
      waitForCassandra: { image: { registry: `${HOST}/library` } },
    },
    reaper: { serviceAccount: 'k8-reaper', image: { registry: HOST } },
    cleaner: { serviceAccount: 'k8-cleaner-k8ssandra', image: { registry: HOST } },
    client: { serviceAccount: 'k8-crd-upgrader-k8ssandra', image: { registry: HOST } },
    'cass-operator': { imagePullSecrets: SECRETS, image: { registry: HOST } },
    'reaper-operator': { imagePullSecrets: SECRETS, image: { registry: HOST } },
    [STACK]: {
      prometheusOperator: {
        image: { repository: `${HOST}/prometheus-operator/prometheus-operator` },
        prometheusConfigReloaderImage: { repository: `${HOST}/prometheus-operator/prometheus-config-reloader` },
        admissionWebhooks: { patch: { image: { repository: `${HOST}/${versions.certgen}` } } },
      },
      prometheus: { prometheusSpec: { image: { repository: `${HOST}/prometheus/prometheus` } } },
      grafana: {
        image: { repository: `${HOST}/grafana/grafana`, pullSecrets: ['registry-pull'] },
        sidecar: { image: { repository: `${HOST}/kiwigrid/k8s-sidecar` } },
        testFramework: { image: `${HOST}/bats/bats` },
      },
    },
  };
}

describe('the catalogue', () => {
  test('has every release from 1.3.0 to 1.5.2', () => {
    expect(Agent.releases('k8ssandra')).toEqual(RELEASES);
    expect(Agent.k8ssandra('v1.4.1').release.chart).toMatchObject({ name: 'k8ssandra', version: '1.4.1' });
  });

  test.each(['1.2.0', '1.5', '1.6.0'])('refuses release %s, and names those it knows', (release) => {
    expect(() => Agent.k8ssandra(release)).toThrow(expect.objectContaining({ code: 'release-unknown', expected: expect.stringContaining('1.3.0, 1.3.1') as string }) as Error);
  });

  test.each(FIXTURE_RELEASES)('knows the defaults of %s as the chart has them', (release) => {
    const read = (path: string) => parse(readFileSync(join(chart(`k8ssandra-${release}`), path), 'utf8')) as JsonObject;
    const defaults = Agent.k8ssandra(release).release.defaults as JsonObject;
    const stack = { ...read(`charts/${STACK}/values.yaml`) };
    const below = (name: string, over: Json | undefined) => laidOver(read(`charts/${STACK}/charts/${name}/values.yaml`), over ?? {});
    const own = read('values.yaml');
    const whole = laidOver({
      'cass-operator': read('charts/cass-operator/values.yaml'), 'reaper-operator': read('charts/reaper-operator/values.yaml'),
      'medusa-operator': read('charts/medusa-operator/values.yaml'),
      [STACK]: {
        ...stack, grafana: below('grafana', stack.grafana),
        'prometheus-node-exporter': below('prometheus-node-exporter', {}), 'kube-state-metrics': below('kube-state-metrics', {}),
      },
    }, own);
    // The fixture has fewer versions of Cassandra.
    const { cassandra, ...known } = defaults;
    const { versionImageMap, ...rest } = cassandra as JsonObject;
    expect(whole).toMatchObject({ ...known, cassandra: rest });
    expect(versionImageMap).toMatchObject((whole.cassandra as JsonObject).versionImageMap as JsonObject);
  });
});

function laidOver(base: Json, over: Json): JsonObject {
  const result: JsonObject = isJsonObject(base) ? { ...base } : {};
  for (const [key, value] of Object.entries(over as JsonObject)) {
    result[key] = isJsonObject(value) && isJsonObject(result[key] ?? null) ? laidOver(result[key] ?? {}, value) : value;
  }
  return result;
}

describe('overrides', () => {
  test('of 1.3.0 are these and no more', () => {
    expect(plan('1.3.0').overrides).toEqual(commonOverrides({
      cassandra: '4.0.0', tag: '4.0.0-v0.1.27', stargate: 'v1.0.29', certgen: 'jettech/kube-webhook-certgen',
    }));
  });

  test('of 1.5.2 add Thanos and the work-around for the operator’s configuration', () => {
    const common = commonOverrides({ cassandra: '4.0.3', tag: '4.0.3-v0.1.37', stargate: 'v1.0.68', certgen: 'ingress-nginx/kube-webhook-certgen' });
    expect(plan('1.5.2').overrides).toEqual({
      ...common,
      'cass-operator': { imagePullSecrets: SECRETS, image: { registry: HOST, pullPolicy: '' } },
      [STACK]: { ...common[STACK], prometheusOperator: { ...common[STACK]?.prometheusOperator, thanosImage: { repository: `${HOST}/thanos/thanos` } } },
    });
  });

  test.each(['1.4.0', '1.4.1'])('of %s leave the pull policy alone, for that configuration is right', (release) => {
    expect(plan(release).overrides['cass-operator']).toEqual({ imagePullSecrets: SECRETS, image: { registry: HOST } });
  });

  test('with node identity name no account, no secret and no work-around', () => {
    const { overrides, accounts } = planInstall({ agent: Agent.k8ssandra('1.5.2'), relocation: HARBOR, namespace: 'db', releaseName: 'k8' });
    expect(JSON.stringify(overrides)).not.toMatch(/serviceAccount|[pP]ullSecrets|pullPolicy/);
    expect(accounts.filter(({ create, pullSecretNames }) => create || pullSecretNames.length > 0)).toEqual([]);
    expect(accounts.find(({ workloads }) => workloads.includes('cleaner'))).toMatchObject({ name: 'k8-cleaner-k8ssandra', createdByChart: true });
  });

  test.each([
    ['3.11.10', 'stargate-3_11', '3.11.10-v0.1.27'],
    ['4.0.1', 'stargate-4_0', '4.0.1-v0.1.37'],
  ])('for Cassandra %s take %s', (version, stargate, tag) => {
    const { overrides } = plan('1.5.2', { cassandra: { version } });
    expect(overrides).toMatchObject({
      cassandra: { versionImageMap: { [version]: `${HOST}/k8ssandra/cass-management-api:${tag}` } },
      stargate: { image: { repository: `stargateio/${stargate}`, tag: 'v1.0.68' } },
    });
  });

  test('complete an image of Cassandra that has no tag, and say so', () => {
    const { overrides, notes } = plan('1.5.2', { cassandra: { image: { registry: HOST, repository: 'k8ssandra/cass-management-api' } } });
    expect(overrides.cassandra).toMatchObject({ image: { tag: '4.0.3-v0.1.37' } });
    expect(overrides.cassandra).not.toHaveProperty('versionImageMap');
    expect(notes).toContainEqual({ path: 'cassandra.image.tag', text: expect.stringContaining('`latest`') as string });
  });

  test('move containers of the user with the list around them', () => {
    const initContainers: Json[] = [{ name: 'a', image: 'ghcr.io/acme/a:1' }, { name: 'b', image: `${HOST}/acme/b:2` }, { name: 'server-config-init' }];
    expect(plan('1.3.0', { cassandra: { initContainers } }).overrides.cassandra).toMatchObject({
      initContainers: [{ name: 'a', image: `${HOST}/acme/a:1` }, { name: 'b', image: `${HOST}/acme/b:2` }, { name: 'server-config-init' }],
    });
  });

  test('of 1.3.x name Thanos, which the operator has compiled in, with the version of the user', () => {
    const thanos = (values: JsonObject) => (plan('1.3.0', monitoring({ prometheus: { prometheusSpec: { thanos: values } } })).overrides[STACK] as JsonObject).prometheus;
    expect(thanos({ logLevel: 'info' })).toMatchObject({ prometheusSpec: { thanos: { image: `${HOST}/thanos/thanos:v0.17.1` } } });
    expect(thanos({ version: 'v0.20.0' })).toMatchObject({ prometheusSpec: { thanos: { image: `${HOST}/thanos/thanos:v0.20.0` } } });
    expect(thanos({ baseImage: 'quay.io/thanos/thanos' })).toMatchObject({ prometheusSpec: { thanos: { baseImage: `${HOST}/thanos/thanos` } } });
  });
});

test('a values file for others moves every image, and switches nothing on', () => {
  const { overrides, images } = planInstall({
    agent: Agent.k8ssandra('1.3.0'), relocation: HARBOR, namespace: 'db', releaseName: 'k8', pullSecretName: 'registry-pull', values: {}, scope: 'all',
  });
  expect(images.filter(({ id }) => ['medusa', 'alertmanager', 'node-exporter', 'grafana-renderer'].includes(id))).toHaveLength(4);
  expect(overrides).toMatchObject({
    medusa: { image: { registry: HOST } },
    [STACK]: { alertmanager: { alertmanagerSpec: { image: { repository: `${HOST}/prometheus/alertmanager` } } } },
  });
  expect(JSON.stringify(overrides)).not.toMatch(/enabled|thanos/);
});

describe('images', () => {
  test.each(RELEASES)('%s: every reference parses, and the required ones have a private name', (release) => {
    const { images, conflicts } = plan(release);
    expect(conflicts).toEqual([]);
    expect(images.filter(({ required }) => required).every(({ target }) => printReference(target).startsWith(`${HOST}/`))).toBe(true);
    expect(images.map(({ id }) => id)).toEqual(expect.arrayContaining(['cassandra', 'stargate', 'reaper', 'medusa', 'webhook-certgen', 'grafana-test', 'node-exporter']));
  });

  test('the digest of the certificate generator stays', () => {
    const certgen = plan('1.5.2').images.find(({ id }) => id === 'webhook-certgen');
    expect(certgen && printReference(certgen.target)).toBe(
      `${HOST}/ingress-nginx/kube-webhook-certgen:v1.0@sha256:f3b6b39a6062328c095337b4cadcefd1612348fdd5190b1dcbcb9b9e90bd8068`);
  });

  test('what no value moves is said, with the reason and the place', () => {
    const unmovable = (release: string, values: JsonObject = {}) => plan(release, values).images
      .flatMap(({ source, unmovable: why }) => (why === undefined || source === undefined ? [] : [[printReference(source), why.standsIn]]));
    const place = 'ConfigMap k8-cass-operator-manager-config, image_config.yaml';
    expect(unmovable('1.5.2')).toEqual([
      ['docker.io/k8ssandra/system-logger:v1.13.1', place], ['docker.io/datastax/cass-config-builder:1.0.5-ubi7', place],
    ]);
    expect(unmovable('1.3.0')).toEqual([]);
    expect(unmovable('1.3.0', { medusa: { enabled: true } })).toEqual([['docker.io/k8ssandra/system-logger:9c4c3692', undefined]]);
    expect(plan('1.5.2').notes.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^no value of the chart moves docker\.io\/k8ssandra\/system-logger:v1\.13\.1, because /) as string);
  });
});

describe('accounts', () => {
  test('five have to be created with the pull secrets, two of them for hooks', () => {
    expect(plan('1.5.2').accounts.filter(({ create }) => create)).toEqual([
      { name: 'k8-cassandra', workloads: ['cassandra'], hooks: [] },
      { name: 'k8-stargate', workloads: ['stargate'], hooks: [] },
      { name: 'k8-reaper', workloads: ['reaper'], hooks: [] },
      { name: 'k8-cleaner-k8ssandra', workloads: ['cleaner'], hooks: ['pre-delete'] },
      { name: 'k8-crd-upgrader-k8ssandra', workloads: ['crd-upgrader'], hooks: ['pre-upgrade'] },
    ].map((account) => ({ ...account, namespace: 'db', createdByChart: false, create: true, pullSecretNames: ['registry-pull'] })));
  });

  test('those of the chart get the secrets by values, the one of the pre-install hook among them', () => {
    const account = plan('1.3.0').accounts.find(({ workloads }) => workloads.includes('admission-create'));
    expect(account).toEqual({
      name: 'k8-kube-prometheus-stack-admission', namespace: 'db', createdByChart: true, create: false, pullSecretNames: [],
      hooks: ['pre-install', 'pre-upgrade', 'post-install', 'post-upgrade'], workloads: ['admission-create', 'admission-patch'],
    });
  });

  test('one that the user names is his: it has to exist', () => {
    const { accounts, notes, overrides } = plan('1.5.2', { cassandra: { serviceAccount: 'mine' } });
    expect(accounts[0]).toMatchObject({ name: 'mine', create: false, createdByChart: false, pullSecretNames: ['registry-pull'] });
    expect(overrides.cassandra).not.toHaveProperty('serviceAccount');
    expect(notes.map(({ text }) => text)).toContainEqual(expect.stringContaining('service account mine in namespace db has to exist, with imagePullSecrets registry-pull') as string);
  });

  test.each([
    ['the operator’s account is not created', { prometheusOperator: { serviceAccount: { create: false, name: 'mine' } } }, 'mine'],
    ['the admission account is not created', { global: { rbac: { create: false } } }, 'k8-kube-prometheus-stack-admission'],
    ['node-exporter runs as default', { nodeExporter: { enabled: true }, 'prometheus-node-exporter': { serviceAccount: { create: false } } }, 'default'],
  ])('pods that only their account serves need it: %s', (_what, values, name) => {
    expect(plan('1.5.2', monitoring(values)).accounts).toContainEqual(expect.objectContaining({ name, create: false, createdByChart: false, pullSecretNames: ['registry-pull'] }));
  });

  test('the names of a long release are cut as the chart cuts them', () => {
    expect(plan('1.5.2', {}, { releaseName: 'a-release-with-a-very-long-name' }).accounts.map(({ name }) => name))
      .toContain('a-release-with-a-very-long-admission');
  });
});

describe('values that cannot work', () => {
  test.each<[string, string, JsonObject, string]>([
    ['names in a list of maps', '1.3.0', { global: { imagePullSecrets: ['registry-pull'] } }, 'global.imagePullSecrets'],
    ['names for an operator', '1.3.0', { 'reaper-operator': { imagePullSecrets: ['registry-pull'] } }, 'reaper-operator.imagePullSecrets'],
    ['maps in a list of names', '1.5.2', monitoring({ grafana: { image: { pullSecrets: SECRETS } } }), `${STACK}.grafana.image.pullSecrets`],
    ['another account for the cleaner', '1.5.2', { cleaner: { serviceAccount: 'cleaner' } }, 'cleaner.serviceAccount'],
    ['another account for the CRD upgrader', '1.3.0', { client: { serviceAccount: 'cleaner' } }, 'client.serviceAccount'],
    ['one account for two', '1.5.2', monitoring({ prometheusOperator: { serviceAccount: { name: 'p' } }, prometheus: { serviceAccount: { name: 'p' } } }), `${STACK}.prometheus.serviceAccount.name`],
    ['a version of Cassandra without image', '1.5.2', { cassandra: { version: '4.1.0' } }, 'cassandra.version'],
    ['an image of another major version', '1.3.0', { cassandra: { image: { repository: 'k8ssandra/cass-management-api', tag: '3.11.10-v0.1.27' } } }, 'cassandra.image.tag'],
    ['Stargate for another major version', '1.3.0', { stargate: { image: { repository: 'stargateio/stargate-3_11', tag: 'v1.0.29' } } }, 'stargate.image.repository'],
    ['a version of Stargate with `v`', '1.5.2', { stargate: { version: 'v1.0.68' } }, 'stargate.version'],
    ['a version of Stargate that is a number', '1.5.2', { stargate: { version: 1.1 } }, 'stargate.version'],
    ['a pull policy that breaks the configuration', '1.5.0', { 'cass-operator': { image: { pullPolicy: 'Always' } } }, 'cass-operator.image.pullPolicy'],
    ['a digest with its algorithm', '1.5.2', monitoring({ grafana: { image: { sha: `sha256:${'a'.repeat(64)}` } } }), `${STACK}.grafana.image.sha`],
  ])('%s', (_what, release, values, path) => {
    const { conflicts } = plan(release, values);
    expect(conflicts.map((conflict) => conflict.path)).toContain(path);
    expect(conflicts.every(({ remedy, reason }) => remedy !== '' && reason !== '')).toBe(true);
  });

  test('the same values are no conflict where they work', () => {
    expect(plan('1.4.1', { 'cass-operator': { image: { pullPolicy: 'Always' } } }).conflicts).toEqual([]);
    expect(plan('1.3.0', { cassandra: { version: '3.11.10', image: { repository: 'k8ssandra/cass-management-api', tag: '3.11.10-v0.1.27' } } }).conflicts).toEqual([]);
    expect(plan('1.5.2', { cleaner: { serviceAccount: 'k8-cleaner-k8ssandra' }, client: { serviceAccount: 'k8-crd-upgrader-k8ssandra' } }).conflicts).toEqual([]);
  });

  test('local backups without a volume are missing values, as the chart has it', () => {
    expect(plan('1.5.2', { medusa: { enabled: true, storage: 'local' } }).missing.map(({ oneOf }) => oneOf)).toEqual([['medusa.podStorage.storageClass'], ['medusa.podStorage.size']]);
    expect(plan('1.5.2', { medusa: { storage: 'local', podStorage: { storageClass: 'fast', size: '1Gi' } } }).missing).toEqual([]);
  });
});

describe('what a plan notes', () => {
  const notes = (release: string, values: JsonObject = {}): string[] => plan(release, values).notes.map(({ path, text }) => `${path ?? ''}: ${text}`);

  test.each(['1.3.0', '1.5.2'])('%s: by default the floating tag of the hooks and the download of Grafana’s plugin', (release) => {
    expect(notes(release)).toEqual(expect.arrayContaining([
      expect.stringMatching(/^: the hook jobs run k8ssandra-tools:latest/), expect.stringMatching(/^: Grafana downloads plugins from grafana\.com/),
    ]));
    const pinned = { cleaner: { image: { tag: 'v1' } }, client: { image: { tag: 'v1' } }, ...monitoring({ grafana: { plugins: [] } }) };
    expect(notes(release, pinned).filter((note) => !note.includes('no value of the chart moves'))).toEqual([]);
  });

  test.each<[string, string, JsonObject, RegExp]>([
    ['the registry override of 1.3', '1.3.3', { 'cass-operator': { image: { registryOverride: HOST } } }, /cass-operator-registry-override-regcred/],
    ['the registry override of 1.4', '1.4.0', { 'cass-operator': { image: { registryOverride: HOST } } }, /keeps their paths/],
    ['the registry override of 1.5', '1.5.1', { 'cass-operator': { image: { registryOverride: HOST } } }, /one level too deep/],
    ['a restore elsewhere', '1.4.0', { medusa: { enabled: true, bucketName: 'mine' } }, /`inPlace: false`.*registryOverride/],
    ['the bucket of the chart', '1.5.2', { medusa: { enabled: true } }, /are examples/],
    ['a digest that nothing reads', '1.3.0', monitoring({ prometheus: { prometheusSpec: { image: { sha: 'a'.repeat(64) } } } }), /does not look at/],
    ['a key of the guide', '1.5.2', monitoring({ prometheus: { image: { repository: 'x' } } }), /no template reads this key; the one that works is kube-prometheus-stack\.prometheus\.prometheusSpec\.image/],
    ['the account that goes with the cleaner’s', '1.5.2', { cleaner: { serviceAccount: 'k8-cleaner-k8ssandra' } }, /k8-crd-upgrader-k8ssandra/],
    ['the misspelt registry of Reaper', '1.3.0', { reaper: { image: { reigistry: 'docker.io' } } }, /wrong/],
    ['an account that the older sub-chart does not make', '1.3.0', monitoring({ kubeStateMetrics: { enabled: true }, 'kube-state-metrics': { serviceAccount: { name: 'x' } } }), /under its own name/],
    ['another patch version', '1.5.2', { cassandra: { image: { repository: 'k8ssandra/cass-management-api', tag: '4.0.1-v0.1.37' } } }, /does not start with cassandra\.version/],
    ['a floating renderer', '1.5.2', monitoring({ grafana: { imageRenderer: { enabled: true } } }), /image renderer runs the tag/],
    ['a digest where there is no place', '1.5.2', { reaper: { image: { digest: `sha256:${'a'.repeat(64)}` } } }, /no place for a digest/],
    ['a registry where there is no key', '1.5.2', monitoring({ grafana: { image: { registry: 'x' } } }), /no key for the registry/],
  ])('%s', (_what, release, values, text) => {
    expect(notes(release, values)).toContainEqual(expect.stringMatching(text) as string);
    expect(notes(release).filter((note) => text.test(note))).toEqual([]);
  });
});

test('an unknown release is one clear error', () => {
  try {
    Agent.k8ssandra('2.0.0');
    throw new Error('the release was found');
  } catch (error) {
    expect(PullproofError.isPullproofError(error) && error.message).toContain('K8ssandra');
  }
});
