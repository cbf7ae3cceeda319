import { printReference } from '../../image';
import type { Json, JsonObject } from '../../manifest';
import type { SolvedPod, SolvedReference, TraceSolution } from '../../relocate';
import type { InstallPlan, TracedPlan } from '../install-plan';
import { isRequired, nameOf, sameObject, settledText } from './plan-traced';

/** Kinds whose pods stand under `spec.template`, with their API versions. */
const TEMPLATED: readonly string[] = ['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];

/**
 * The pods that an install of a traced chart will have, as far as its trace tells, for a proof only: they carry what
 * pulling an image depends on, and nothing else. References outside pods that no value moves become pods of their own,
 * because a proof must not pass over them.
 */
export function foreseeTraced({ namespace }: InstallPlan, { solution, pullSecretNames }: TracedPlan): JsonObject[] {
  const named = pullSecretNames.map((name) => ({ name }));
  return [
    ...accountsOf(solution, named, namespace),
    ...solution.pods.map((solved) => podOf(solved, solution, named, namespace)),
    ...solution.references.filter((solved) => solved.unmoved !== undefined && isRequired(solved) && !isOfPod(solved)).map((solved, index) => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name: `unmoved-${index + 1}`, namespace, annotations: { for: nameOf(solved.reference.object) } },
      spec: { imagePullSecrets: named, containers: [{ name: 'unmoved', image: solved.reference.text }] },
    })),
  ];
}

function isOfPod({ reference }: SolvedReference): boolean {
  return ['container', 'initContainer', 'ephemeralContainer', 'imageVolume'].includes(reference.place);
}

function accountsOf({ pods }: TraceSolution, named: Json[], namespace: string): JsonObject[] {
  const names = pods.filter(({ how }) => how === 'account').map(({ pod }) => JSON.stringify([pod.object.namespace ?? namespace, pod.account]));
  return [...new Set(names)].map((key) => {
    const [place, name] = JSON.parse(key) as [string, string];
    return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: place }, imagePullSecrets: named };
  });
}

function podOf({ pod, how }: SolvedPod, { references }: TraceSolution, named: Json[], namespace: string): JsonObject {
  const { apiVersion, kind, name } = pod.object;
  const own = [...pod.pullSecretNames.map((secret) => ({ name: secret })), ...(how === 'values' ? named : [])];
  const podSpec: JsonObject = {
    serviceAccountName: pod.account,
    ...(own.length === 0 ? {} : { imagePullSecrets: own }),
    containers: pod.images.map((text, index) => {
      const solved = references.find(({ reference }) => reference.text === text && sameObject(reference.object, pod.object));
      const reference = solved === undefined ? undefined : settledText(solved);
      return { name: `container-${index + 1}`, image: reference === undefined ? text : printReference(reference) };
    }),
  };
  const metadata = { name, namespace: pod.object.namespace ?? namespace };
  if (TEMPLATED.includes(kind)) {
    return { apiVersion, kind, metadata, spec: { template: { spec: podSpec } } };
  }
  return kind === 'CronJob'
    ? { apiVersion, kind, metadata, spec: { jobTemplate: { spec: { template: { spec: podSpec } } } } }
    : { apiVersion: 'v1', kind: 'Pod', metadata, spec: podSpec };
}
