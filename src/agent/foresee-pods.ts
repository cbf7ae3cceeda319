import { coalesceValues } from '../helm';
import { printReference } from '../image';
import type { Json, JsonObject } from '../manifest';
import { readValue } from '../relocate';
import type { PullSecretSlot } from '../relocate';
import type { Agent } from './agent';
import type { InstallPlan, PlannedWorkload } from './install-plan';
import { servingSlots } from './plan-accounts';
import { foreseeTraced } from './traced/foresee-traced';

/** API versions of the kinds whose pods stand under `spec.template`. */
const TEMPLATED: Readonly<Record<string, string>> = {
  DaemonSet: 'apps/v1', Deployment: 'apps/v1', Job: 'batch/v1', ReplicaSet: 'apps/v1', StatefulSet: 'apps/v1',
};

/**
 * The workloads that an install will have, as far as the catalogue knows them: who renders the chart later, in the
 * cluster, makes pods of this form.
 *
 * For a proof only: the objects carry what pulling an image depends on (images, pull secrets, account) and nothing else.
 */
export function foreseePods(agent: Agent, plan: InstallPlan): JsonObject[] {
  if (plan.traced !== undefined) {
    return foreseeTraced(plan, plan.traced);
  }
  const { release } = agent;
  const effective = coalesceValues((release.defaults ?? {}) as JsonObject, plan.values);
  const slots = servingSlots(release, effective);
  return plan.workloads.map((workload) => objectOf(workload, plan, {
    serviceAccountName: workload.serviceAccountName,
    ...listOf(slots.filter(({ reaches }) => reaches.includes(workload.id)).flatMap((slot) => namesAt(effective, slot))),
    ...containersOf(workload, plan),
  }));
}

/**
 * Pods of images that stand in no rendered object, because they are compiled into an operator: nothing moves them, and a
 * proof must not pass over them.
 */
export function foreseeCompiledIn({ images, namespace }: InstallPlan): JsonObject[] {
  return images
    .filter(({ required, unmovable }) => required && unmovable !== undefined && unmovable.standsIn === undefined)
    .map(({ id, source, target }) => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: id, namespace },
      spec: { containers: [{ name: id, image: printReference(source ?? target) }] },
    }));
}

function objectOf({ kind, name }: PlannedWorkload, { namespace }: InstallPlan, podSpec: JsonObject): JsonObject {
  const metadata = { name, namespace };
  const template = { spec: podSpec };
  const apiVersion = TEMPLATED[kind];
  if (apiVersion !== undefined) {
    return { apiVersion, kind, metadata, spec: { template } };
  }
  return kind === 'CronJob'
    ? { apiVersion: 'batch/v1', kind, metadata, spec: { jobTemplate: { spec: { template } } } }
    : { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec };
}

function containersOf({ containers }: PlannedWorkload, plan: InstallPlan): JsonObject {
  const written = (init: boolean): Json[] => containers
    .filter((container) => container.init === init)
    .map(({ name, image }) => ({ name, image: imageOf(image, name, plan) }));
  const initContainers = written(true);
  return { ...(initContainers.length === 0 ? {} : { initContainers }), containers: written(false) };
}

/** One image may have several references, when values of a user move some of its containers elsewhere. */
function imageOf(id: string, container: string, { images }: InstallPlan): string {
  const candidates = images.filter((image) => image.id === id);
  const own = candidates.find(({ reaches }) => reaches?.includes(container))
    ?? candidates.find(({ reaches }) => reaches === undefined) ?? candidates[0];
  if (own === undefined) {
    return '';
  }
  return printReference(own.unmovable === undefined ? own.target : own.source ?? own.target);
}

function namesAt(effective: JsonObject, { path }: PullSecretSlot): string[] {
  const value = readValue(effective, path);
  const entries = Array.isArray(value) ? value : [value];
  return entries.flatMap((entry) => {
    const name = typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? entry.name : entry;
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
}

function listOf(names: readonly string[]): JsonObject {
  return names.length === 0 ? {} : { imagePullSecrets: [...new Set(names)].map((name) => ({ name })) };
}
