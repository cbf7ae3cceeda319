import { stringify } from 'yaml';
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
   * Whether accounts that the chart does not make, `default` above all, are written with the pull secrets where the pods
   * of a custom resource run as them and get them in no other way. What else such an account has stays when it is applied.
   *
   * @default false - whoever installs binds them
   */
  readonly bindMissingAccounts?: boolean;
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
  const { relocation, solution, pullSecretNames, bindMissingAccounts = false, reader = new ManifestReader() } = completion;
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
  const missing = bindMissingAccounts ? [...ofOperators].filter((key) => !hasAccount.has(key)) : [];
  const bound = new Set([...hasAccount, ...missing]);
  const pods = (pod: PodTemplate): boolean => isUnbound(pod)
    && !(hasNoPlaceForList(pod) && bound.has(accountKey(pod.namespace, pod.serviceAccountName)));
  const accounts = ({ namespace, name }: Resource): boolean => ofOperators.has(accountKey(namespace, name));
  const completed = pullSecretNames.reduce<RewrittenStream>((before, name) => {
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
  return withAccounts(completed, missing, pullSecretNames);
}

/** Accounts in front of everything else, so that no operator makes a pod before them. */
function withAccounts(stream: RewrittenStream, keys: readonly string[], pullSecretNames: readonly string[]): RewrittenStream {
  if (keys.length === 0) {
    return stream;
  }
  const accounts = keys.map((key) => JSON.parse(key) as [namespace: string, name: string]);
  const texts = accounts.map(([namespace, name]) => `---\n${stringify({
    apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, ...(namespace === '' ? {} : { namespace }) },
    imagePullSecrets: pullSecretNames.map((secret) => ({ name: secret })),
  }, { lineWidth: 0 })}`);
  return {
    ...stream,
    text: `${texts.join('')}${/^\s*---/.test(stream.text) ? '' : '---\n'}${stream.text}`,
    changes: [...stream.changes, ...accounts.flatMap(([, name]) => pullSecretNames.map((to) => (
      { kind: 'pull-secret' as const, location: `ServiceAccount ${name}, which the chart does not make`, to })))],
    bound: { ...stream.bound, accounts: stream.bound.accounts + accounts.length },
  };
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
