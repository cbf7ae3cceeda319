import { findPodTemplates, formatPath, ManifestReader } from '../../manifest';
import type { PodTemplate, Resource } from '../../manifest';
import { rewriteManifest } from '../../relocate';
import type { ManifestChange, Relocation, RewrittenStream, TraceSolution } from '../../relocate';

/** What a rendered chart is completed with. */
export interface Completion {
  /** Where images go. */
  readonly relocation: Relocation;
  /** What the values did already. */
  readonly solution: TraceSolution;
  /** Names of the pull secrets. */
  readonly pullSecretNames: readonly string[];
  /**
   * Reads the text. One that has met its documents before need not read them again.
   *
   * @default - a new one
   */
  readonly reader?: ManifestReader;
}

/**
 * Does in the rendered objects what values could not do: moves the references that are left, and names the pull secrets
 * in the pods that no value reaches. A pod's own list is enough; only where an operator makes the pods of a custom
 * resource, which may not know the key, the account that the chart makes for them is given the list.
 *
 * @param text what Helm printed with the overrides of the solution
 * @throws PullproofError what the relocation refuses, `manifest-invalid`
 */
export function completeRendered(text: string, completion: Completion): RewrittenStream {
  const { relocation, solution, pullSecretNames, reader = new ManifestReader() } = completion;
  const unbound = new Set(solution.pods.filter(({ how }) => how === 'bind').map(({ pod }) => keyOf(pod.object, pod.path)));
  const isUnbound = ({ resource, path }: PodTemplate): boolean => unbound.has(keyOf(resource, formatPath(path)));
  const moved = rewriteManifest(text, { relocation, reader });
  if (pullSecretNames.length === 0) {
    return moved;
  }
  const { resources } = reader.parse(text);
  const ofOperators = new Set(unbound.size === 0 ? [] : resources.flatMap((resource) => findPodTemplates(resource)
    .filter((pod) => isUnbound(pod) && hasNoPlaceForList(pod))
    .map(({ namespace, serviceAccountName }) => accountKey(namespace, serviceAccountName))));
  const hasAccount = new Set(resources.filter(isAccount).map(({ namespace, name }) => accountKey(namespace, name)));
  const pods = (pod: PodTemplate): boolean => isUnbound(pod)
    && !(hasNoPlaceForList(pod) && hasAccount.has(accountKey(pod.namespace, pod.serviceAccountName)));
  const accounts = ({ namespace, name }: Resource): boolean => ofOperators.has(accountKey(namespace, name));
  return pullSecretNames.reduce<RewrittenStream>((before, name) => {
    const after = rewriteManifest(before.text, { relocation, reader, pullSecret: { name, accounts, pods } });
    return {
      ...after,
      changes: [...before.changes, ...after.changes],
      skipped: distinct([...before.skipped, ...after.skipped]),
      bound: {
        accounts: Math.max(before.bound.accounts, after.bound.accounts),
        pods: Math.max(before.bound.pods, after.bound.pods),
        nested: Math.max(before.bound.nested, after.bound.nested),
      },
    };
  }, moved);
}

/** Whether it is a custom resource that shows nothing of a list of pull secrets. */
function hasNoPlaceForList({ certainty, imagePullSecrets }: PodTemplate): boolean {
  return certainty === 'likely' && imagePullSecrets === undefined;
}

function isAccount({ apiVersion, kind }: Resource): boolean {
  return apiVersion === 'v1' && kind === 'ServiceAccount';
}

function accountKey(namespace: string | undefined, name: string): string {
  return JSON.stringify([namespace ?? '', name]);
}

/** What tells pods apart: two objects of one name in one stream are told apart by nothing else either. */
function keyOf({ apiVersion, kind, namespace, name }: Pick<PodTemplate['resource'], 'apiVersion' | 'kind' | 'namespace' | 'name'>, path: string): string {
  return JSON.stringify([apiVersion, kind, namespace ?? '', name, path]);
}

function distinct<T>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}

/** Changes of a completion in words for people. */
export function describeChanges(changes: readonly ManifestChange[]): string[] {
  return changes.map(({ kind, location, from, to }) => (kind === 'image'
    ? `no value moves ${from ?? 'an image'}, so it was moved to ${to} in the rendered objects (${location})`
    : `no value brings pull secret ${to} there, so it was named in the rendered objects (${location})`));
}
