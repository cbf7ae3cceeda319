import { Agent, blindSpotsOfPlan, canaryDeployments, findBlindSpots, planInstall } from '../../../src/agent';
import type { BlindSpot, BlindSpotOptions } from '../../../src/agent';
import { streamFromObjects } from '../../../src/manifest';
import type { JsonObject } from '../../../src/manifest';
import { RELOCATION } from './support';

const IN = 'harbor.example.com/tools';

/** A pod spec with a container of each given image. */
function pod(images: { containers?: readonly string[]; initContainers?: readonly string[] }, rest: JsonObject = {}): JsonObject {
  const list = (names: readonly string[]) => names.map((name) => ({ name, image: `${IN}/${name}:1` }));
  const { containers = [], initContainers } = images;
  return { containers: list(containers), ...(initContainers === undefined ? {} : { initContainers: list(initContainers) }), ...rest };
}

function workload(kind: string, name: string, spec: JsonObject, rest: JsonObject = {}, namespace = 'shop'): JsonObject {
  const metadata = { name, namespace };
  switch (kind) {
    case 'Pod':
      return { apiVersion: 'v1', kind, metadata, spec };
    case 'Job':
      return { apiVersion: 'batch/v1', kind, metadata, spec: { template: { spec }, ...rest } };
    case 'CronJob':
      return { apiVersion: 'batch/v1', kind, metadata, spec: { jobTemplate: { spec: { template: { spec } } }, ...rest } };
    default:
      return { apiVersion: 'apps/v1', kind, metadata, spec: { template: { spec }, ...rest } };
  }
}

function spots(objects: readonly JsonObject[], options: BlindSpotOptions = {}): readonly BlindSpot[] {
  return findBlindSpots(streamFromObjects(objects.map((object) => ({ object }))).resources, options);
}

/** What was found, without the place that all examples have. */
function images(objects: readonly JsonObject[], options: BlindSpotOptions = {}): string[] {
  return spots(objects, options).map(({ image, usedBy }) => `${image.replace(`${IN}/`, '')} ${usedBy}`);
}

const SECRETS = { imagePullSecrets: [{ name: 'registry-pull' }] };

describe('the exporter sees', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'])('the containers of a %s', (kind) => {
    expect(images([workload(kind, 'web', pod({ containers: ['app', 'sidecar'] }))])).toEqual([]);
  });

  test('a Deployment without replicas, since it is told to, and not a StatefulSet or a suspended CronJob, unless told', () => {
    const objects = [
      workload('Deployment', 'web', pod({ containers: ['a'] }), { replicas: 0 }),
      workload('StatefulSet', 'db', pod({ containers: ['b'] }), { replicas: 0 }),
      workload('CronJob', 'clean', pod({ containers: ['c'] }), { suspend: true }),
    ];
    expect(images(objects)).toEqual(['b:1 StatefulSet db, container b', 'c:1 CronJob clean, container c']);
    expect(images(objects, { checkedWhenDisabled: ['Deployment', 'StatefulSet', 'CronJob'] })).toEqual([]);
    expect(images(objects, { checkedWhenDisabled: [] })).toHaveLength(3);
  });
});

describe('the exporter does not see', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob'])('the init containers of a %s', (kind) => {
    expect(images([workload(kind, 'web', pod({ containers: ['app'], initContainers: ['wait'] }))])).toEqual([`wait:1 ${kind} web, init container wait`]);
  });

  test('a Job, a hook, or a bare pod', () => {
    const hook = { ...workload('Job', 'upgrade', pod({ containers: ['hook'] })), metadata: { name: 'upgrade', namespace: 'shop', annotations: { 'helm.sh/hook': 'pre-upgrade' } } };
    expect(images([workload('Job', 'migrate', pod({ containers: ['migrate'] })), hook, workload('Pod', 'debug', pod({ containers: ['shell'] }))])).toEqual([
      'migrate:1 Job migrate, container migrate', 'hook:1 Job upgrade, container hook', 'shell:1 Pod debug, container shell',
    ]);
  });

  test('an image volume', () => {
    const volumes = [{ name: 'models', image: { reference: `${IN}/models:1` } }];
    expect(images([workload('Deployment', 'web', pod({ containers: ['app'] }, { volumes }))])).toEqual(['models:1 Deployment web, image volume models']);
  });

  test('what an operator is told to run: by argument, environment or custom resource', () => {
    const containers = [{
      name: 'operator', image: `${IN}/operator:1`, args: [`--reloader-image=${IN}/reloader:2`], env: [{ name: 'SIDECAR_IMAGE', value: `${IN}/sidecar:3` }],
    }];
    const custom = { apiVersion: 'example.com/v1', kind: 'Database', metadata: { name: 'main', namespace: 'shop' }, spec: { image: `${IN}/database:4` } };
    expect(spots([workload('Deployment', 'operator', { containers, serviceAccountName: 'operator', ...SECRETS }), custom])).toEqual([
      { namespace: 'shop', image: `${IN}/reloader:2`, serviceAccountName: 'operator', pullSecretNames: ['registry-pull'], usedBy: 'Deployment operator, argument operator' },
      { namespace: 'shop', image: `${IN}/sidecar:3`, serviceAccountName: 'operator', pullSecretNames: ['registry-pull'], usedBy: 'Deployment operator, environment SIDECAR_IMAGE' },
      { namespace: 'shop', image: `${IN}/database:4`, serviceAccountName: 'default', pullSecretNames: ['registry-pull'], usedBy: 'Database main, field' },
    ]);
  });
});

describe('an image counts once', () => {
  test('when a checked workload with the same credentials has it', () => {
    expect(images([workload('Deployment', 'web', pod({ containers: ['app'], initContainers: ['app'] }, SECRETS)), workload('Job', 'once', pod({ containers: ['app'] }, SECRETS))]))
      .toEqual([]);
  });

  test.each<[string, JsonObject, string]>([
    ['another account', { serviceAccountName: 'jobs' }, 'shop'],
    ['other pull secrets', { imagePullSecrets: [{ name: 'other' }] }, 'shop'],
    ['another namespace', {}, 'jobs'],
  ])('but not with %s', (_what, rest, namespace) => {
    const web = workload('Deployment', 'web', pod({ containers: ['app'] }));
    expect(images([web, workload('Job', 'once', pod({ containers: ['app'] }, rest), {}, namespace)])).toEqual(['app:1 Job once, container app']);
  });

  test('nor where only an operator is told about it', () => {
    const containers = [{ name: 'operator', image: `${IN}/app:1`, args: [`--image=${IN}/app:1`] }];
    expect(images([workload('Deployment', 'operator', { containers })])).toEqual([]);
  });
});

describe('left alone are', () => {
  test('releases that a controller renders', () => {
    const values = { image: { repository: `${IN}/app`, tag: '1' } };
    expect(images([{ apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name: 'r', namespace: 'flux' }, spec: { values } }])).toEqual([]);
  });

  test('names without a tag, and texts that are no image', () => {
    const custom = { apiVersion: 'example.com/v1', kind: 'Database', metadata: { name: 'main', namespace: 'shop' }, spec: { image: `${IN}/database` } };
    expect(images([custom, workload('Job', 'x', { containers: [{ name: 'a', image: '{{ .Image }}' }] })])).toEqual([]);
  });
});

test('objects without a namespace get the one that is given', () => {
  const { metadata, ...job } = workload('Job', 'x', pod({ containers: ['a'] }));
  expect(metadata).toBeDefined();
  expect(spots([{ ...job, metadata: { name: 'x' } }], { namespace: 'release' })).toMatchObject([{ namespace: 'release' }]);
  expect(spots([{ ...job, metadata: { name: 'x' } }])).toMatchObject([{ namespace: 'default' }]);
});

describe('of the plan of an install', () => {
  const agent = Agent.cloudZero('1.2.13');
  const plan = planInstall({
    agent, relocation: RELOCATION, namespace: 'cloudzero', pullSecretName: 'registry-pull', releaseName: 'cz', values: { existingSecretName: 'key' },
  });

  test('init containers and jobs are found, with the pull secret that they get', () => {
    const found = blindSpotsOfPlan(agent, plan, ['registry-pull']);
    // All pods of this release share one image and one list, so the plain containers of its Deployments cover the jobs.
    expect(found).toEqual([]);
    const jobsOnly = { ...plan, workloads: plan.workloads.filter(({ kind }) => kind === 'Job') };
    expect([...new Set(blindSpotsOfPlan(agent, jobsOnly, ['registry-pull']).map(({ usedBy }) => usedBy))].slice(0, 4)).toEqual([
      'Job cz-backfill-*, container init-scrape', 'Job cz-init-cert-*, container init-cert', 'Job cz-confload-*, container run-validator', 'Job cz-helmless-*, container helmless',
    ]);
  });

  test('images that no container has are run by an operator, with the pull secrets of the install', () => {
    const noWorkloads = { ...plan, workloads: [] };
    expect(blindSpotsOfPlan(agent, noWorkloads, ['registry-pull']).slice(0, 1)).toEqual([{
      namespace: 'cloudzero', image: `${IN}/cloudzero/cloudzero-agent/cloudzero-agent:1.2.13`, serviceAccountName: 'default', pullSecretNames: ['registry-pull'],
      usedBy: 'CloudZero Agent 1.2.13, image agent, which its operator runs',
    }]);
  });
});

describe('canaries', () => {
  const spot = (image: string, rest: Partial<BlindSpot> = {}): BlindSpot => (
    { namespace: 'shop', image, serviceAccountName: 'default', pullSecretNames: ['registry-pull'], usedBy: 'Job migrate, container run', ...rest });
  interface Canary {
    readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: object; readonly annotations: object };
    readonly spec: {
      readonly replicas: number;
      readonly selector: { readonly matchLabels: object };
      readonly template: {
        readonly metadata: { readonly labels: object };
        readonly spec: { readonly containers: readonly { readonly name: string; readonly image: string }[]; readonly [key: string]: unknown };
      };
    };
  }
  const canaries = (list: readonly BlindSpot[]) => canaryDeployments(list) as unknown as Canary[];

  test('have no pods, and could not run any', () => {
    const [canary] = canaries([spot(`${IN}/a:1`)]);
    expect(canary?.spec.replicas).toBe(0);
    expect(canary?.spec.template.spec).toMatchObject({ nodeSelector: { 'pullproof/canary-never-runs': 'true' }, automountServiceAccountToken: false });
    expect(canary?.spec.selector.matchLabels).toEqual(canary?.spec.template.metadata.labels);
  });

  test('are one for each namespace and set of credentials', () => {
    const found = canaries([
      spot(`${IN}/a:1`), spot(`${IN}/b:1`, { serviceAccountName: 'ignored-beside-secrets' }), spot(`${IN}/a:1`, { namespace: 'other' }),
      spot(`${IN}/a:1`, { pullSecretNames: [] }), spot(`${IN}/a:1`, { pullSecretNames: [], serviceAccountName: 'jobs' }), spot(`${IN}/c:1`, { pullSecretNames: ['z', 'y'] }),
      spot(`${IN}/d:1`, { pullSecretNames: ['y', 'z'] }),
    ]);
    expect(found.map(({ metadata: { namespace, name }, spec: { template } }) => [
      namespace, name.replace(/-[0-9a-f]{6}$/, ''), template.spec.imagePullSecrets ?? template.spec.serviceAccountName, template.spec.containers.map(({ image }) => image.replace(`${IN}/`, '')),
    ])).toEqual([
      ['shop', 'image-canary-registry-pull', [{ name: 'registry-pull' }], ['a:1', 'b:1']],
      ['other', 'image-canary-registry-pull', [{ name: 'registry-pull' }], ['a:1']],
      ['shop', 'image-canary-default', 'default', ['a:1']],
      ['shop', 'image-canary-jobs', 'jobs', ['a:1']],
      ['shop', 'image-canary-z-y', [{ name: 'z' }, { name: 'y' }], ['c:1', 'd:1']],
    ]);
    expect(new Set(found.map(({ metadata: { namespace, name } }) => `${namespace}/${name}`)).size).toBe(5);
  });

  test('check an image once, and tell everybody who needs it', () => {
    const [canary] = canaries([spot(`${IN}/a:1`), spot(`${IN}/a:1`, { usedBy: 'Pod b, init container wait' }), spot(`${IN}/a:1`)]);
    expect(canary?.spec.template.spec.containers).toHaveLength(1);
    const [container] = canary?.spec.template.spec.containers ?? [];
    expect(canary?.metadata.annotations).toEqual({ 'pullproof/checks': `${container?.name}: Job migrate, container run; Pod b, init container wait` });
  });

  test('have names that Kubernetes takes, however long what they are made of is, and the same at every synthesis', () => {
    const long = 'x'.repeat(120);
    const list = [spot(`${IN}/a.b_c/d__e:1`), spot(`${IN}/${long}:1`), spot(`reg.example.com:5000/a@sha256:${'a'.repeat(64)}`), spot(`${IN}/a:2`), spot(`${IN}/a:1`)]
      .map((each) => ({ ...each, pullSecretNames: [long, 'b.c'] }));
    const [canary] = canaries(list);
    const names = canary?.spec.template.spec.containers.map(({ name }) => name) ?? [];
    expect(new Set(names).size).toBe(5);
    expect([...names, canary?.metadata.name].filter((name) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name ?? ''))).toEqual([]);
    expect(names.map((name) => name.replace(/-[0-9a-f]{6}$/, ''))).toEqual(['d-e', 'x'.repeat(56), 'a', 'a', 'a']);
    expect(canaries([...list].reverse())[0]?.metadata.name).toBe(canary?.metadata.name);
  });

  test('have the labels of the exporter’s objects, and are told apart from it', () => {
    const [canary] = canaryDeployments([spot(`${IN}/a:1`)], { 'team': 'platform', 'app.kubernetes.io/name': 'never' }) as unknown as Canary[];
    expect(canary?.metadata.labels).toMatchObject({ 'team': 'platform', 'app.kubernetes.io/name': 'image-canary' });
  });

  test('are none for no images', () => {
    expect(canaryDeployments([])).toEqual([]);
  });
});
