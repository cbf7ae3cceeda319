import { parse } from 'yaml';
import { Agent, planInstall } from '../../src/agent';
import type { InstallPlan } from '../../src/agent';
import { audit } from '../../src/audit';
import { serviceAccountObject } from '../../src/credential';
import { renderChart } from '../../src/helm';
import { printReference } from '../../src/image';
import { findReferences, isJsonObject, parseManifests, streamFromObjects } from '../../src/manifest';
import type { FoundReference, JsonObject, Resource } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { Relocation } from '../../src/relocate';
import { chart, KUBE_VERSION } from '../support/charts';

export const HARBOR = new Relocation({ registry: Registry.harbor('harbor.example.com', { project: 'agents' }) });
export const STACK = 'kube-prometheus-stack';

/** Releases that have a fixture chart. */
export const FIXTURE_RELEASES = ['1.3.0', '1.5.2'] as const;

const POD_KINDS = ['Alertmanager', 'CassandraDatacenter', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'Prometheus', 'Reaper', 'StatefulSet'];

export interface Proven {
  readonly plan: InstallPlan;
  /** What Helm prints with the overrides. */
  readonly resources: readonly Resource[];
}

/** The values below the monitoring sub-chart. */
export function monitoring(values: JsonObject): JsonObject {
  return { [STACK]: values };
}

/** Where a plan differs from the usual. */
interface Unusual {
  readonly relocation?: Relocation;
  readonly releaseName?: string;
}

export function plan(release: string, values: JsonObject = {}, unusual: Unusual = {}): InstallPlan {
  return planInstall({
    agent: Agent.k8ssandra(release), relocation: HARBOR, namespace: 'db', releaseName: 'k8', pullSecretName: 'registry-pull', values, ...unusual,
  });
}

/** Renders a fixture twice, plain and with our overrides, and checks everything that a plan promises. */
export async function proveRelease(
  release: string, helmExecutable: string, values: JsonObject = {}, { relocation = HARBOR, releaseName = 'k8' } = {},
): Promise<Proven> {
  const planned = plan(release, values, { relocation, releaseName });
  expect(planned.conflicts).toEqual([]);
  const render = { chart: chart(`k8ssandra-${release}`), releaseName, namespace: 'db', kubeVersion: KUBE_VERSION, helmExecutable };
  const plain = parseManifests((await renderChart({ ...render, values })).manifests).resources;
  const moved = parseManifests((await renderChart({ ...render, values: planned.values })).manifests);
  expect(moved.unparsed).toEqual([]);

  expectMoved(plain, moved.resources, planned, relocation);
  expectNothingElse(plain, moved.resources);
  expectWorkloads(moved.resources, planned);
  expectCredentials(moved.resources, planned, relocation);
  return { plan: planned, resources: moved.resources };
}

/** Every reference is the private form of what it was, tag and digest included, and the plan knows exactly these. */
function expectMoved(plain: readonly Resource[], moved: readonly Resource[], planned: InstallPlan, relocation: Relocation): void {
  const before = references(plain);
  const after = references(moved);
  const required = planned.images.filter((image) => image.required && image.unmovable === undefined).map(({ target }) => printReference(target));
  const privateForm = ({ reference }: FoundReference): string => (reference === undefined ? '' : printReference(relocation.relocate(reference)));
  const expected = [...before].map(([place, found]) => [place, privateForm(found)]);
  expect([...after].filter(([place]) => before.has(place)).map(([place, found]) => [place, found.text])).toEqual(expected);
  // Thanos of the older operator is named nowhere before.
  expect([...after].filter(([place]) => !before.has(place)).every(([place]) => place.endsWith('spec.thanos.image'))).toBe(true);
  expect([...new Set(required)].sort()).toEqual([...new Set([...after.values()].map(({ text }) => text))].sort());
}

function references(resources: readonly Resource[]): Map<string, FoundReference> {
  // Text in the operator's configuration is no part of this: values do not move it, and the plan says so.
  const found = resources.filter(({ kind }) => kind !== 'ConfigMap').flatMap((resource) => findReferences(resource));
  return new Map(found.map((reference) => [`${reference.resource.kind}/${reference.resource.name} ${reference.path.join('.')}`, reference]));
}

/** Images, pull secrets, accounts and the pull policy of cass-operator aside, the objects are what they were. */
function expectNothingElse(plain: readonly Resource[], moved: readonly Resource[]): void {
  expect(rest(moved)).toEqual(rest(plain));
}

function rest(resources: readonly Resource[]): unknown {
  return resources
    .filter(({ kind, name }) => !(kind === 'ServiceAccount' && /-(?:cleaner|crd-upgrader)-k8ssandra$/.test(name)))
    .map(({ kind, name, object }) => (kind === 'ConfigMap' ? { kind, name } : without(object)));
}

const LEFT_OUT: ReadonlySet<string> = new Set([
  'image', 'serverImage', 'configBuilderImage', 'systemLoggerImage', 'imagePullSecrets', 'imagePullPolicy',
  'serviceAccount', 'serviceAccountName', 'ServiceAccountName',
]);

function without(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => without(item));
  }
  if (typeof value === 'string') {
    return value.replace(/^(--[a-z-]+)=.*/, '$1');
  }
  return isJsonObject(value as JsonObject)
    ? Object.fromEntries(Object.entries(value as JsonObject).filter(([key]) => !LEFT_OUT.has(key)).map(([key, item]) => [key, without(item)]))
    : value;
}

/** The workloads and accounts of the catalogue are the ones that are rendered. */
function expectWorkloads(moved: readonly Resource[], planned: InstallPlan): void {
  const seen = moved.filter(({ kind }) => POD_KINDS.includes(kind)).map((resource) => `${resource.kind} ${resource.name} as ${accountIn(resource)}`);
  expect(planned.workloads.map(({ kind, name, serviceAccountName }) => `${kind} ${name} as ${serviceAccountName}`).sort()).toEqual(seen.sort());
  const created = new Set(moved.filter(({ kind }) => kind === 'ServiceAccount').map(({ name }) => name));
  for (const { name, createdByChart } of planned.accounts) {
    expect([name, createdByChart]).toEqual([name, created.has(name)]);
  }
}

function accountIn({ object }: Resource): string {
  const spec = object.spec as JsonObject;
  const template = isJsonObject(spec.template) ? (spec.template.spec as JsonObject) : spec;
  return String(template.serviceAccountName ?? template.serviceAccount ?? template.ServiceAccountName ?? 'default');
}

/** With the accounts of the plan every pod can pull, and no account is there twice. */
function expectCredentials(moved: readonly Resource[], planned: InstallPlan, relocation: Relocation): void {
  const accounts = planned.accounts.filter(({ create }) => create)
    .map(({ name, namespace, pullSecretNames }) => serviceAccountObject({ name, namespace, pullSecrets: [...pullSecretNames] }));
  const rendered = moved.filter(({ kind }) => kind === 'ServiceAccount').map(({ name }) => name);
  const names = [...rendered, ...accounts.map(({ metadata }) => (metadata as JsonObject).name)];
  expect(new Set(names).size).toBe(names.length);
  const verdict = audit(streamFromObjects([...accounts, ...moved.map(({ object }) => object)].map((object) => ({ object }))), {
    registries: relocation.registries,
    namespace: 'db',
    declaredSecrets: [{ name: 'registry-pull', registries: relocation.registries.map(({ authKey }) => authKey), namespaces: ['db'] }],
  });
  expect(verdict.pods.filter(({ canPull }) => !canPull)).toEqual([]);
  expect(verdict.pods.length).toBeGreaterThan(1);
  const reaper = moved.find(({ kind }) => kind === 'Reaper');
  if (reaper !== undefined) {
    expect(planned.accounts).toContainEqual(expect.objectContaining({ name: accountIn(reaper), create: true, pullSecretNames: ['registry-pull'] }));
  }
}

/** The operator's configuration as it would read it. */
export function imageConfig(resources: readonly Resource[]): JsonObject {
  const config = resources.find(({ kind, name }) => kind === 'ConfigMap' && name.endsWith('-manager-config'));
  return parse(String((config?.object.data as JsonObject)['image_config.yaml'])) as JsonObject;
}
