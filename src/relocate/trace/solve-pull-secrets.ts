import type { JsonObject } from '../../manifest';
import type { OverrideConflict } from '../override-plan';
import { planPullSecretSlot } from '../pull-secret-slot-plan';
import { parseValuesPath, readValue } from '../values-path';
import type { TracedAccount, TracedPod, TracedPullSecretKey } from './chart-trace';
import { choosePullSecretKeys } from './choose-pull-secret-keys';
import type { KeyReach } from './choose-pull-secret-keys';
import type { SolvedKey, SolvedPod } from './trace-solution';
import { objectIdentity } from './traced-object';

/** What is known about the pods of a chart, and what they need. */
export interface PullSecretRequest {
  /** The pods. */
  readonly pods: readonly TracedPod[];
  /** The accounts. */
  readonly accounts: readonly TracedAccount[];
  /** The values that name pull secrets; those that must be left alone are not among them. */
  readonly keys: readonly TracedPullSecretKey[];
  /** Names of the pull secrets; none when nodes pull with their own identity. */
  readonly names: readonly string[];
  /** The user's values. */
  readonly user: JsonObject;
  /** What stands at the keys for the templates: the user's values over the defaults. */
  readonly effective: JsonObject;
  /** Namespace of the release, for objects that name none. */
  readonly namespace: string;
}

/** How the pods of a chart get their pull secrets. */
export interface PullSecretSolution {
  /** Values to give. */
  readonly keys: readonly SolvedKey[];
  /** The pods that pull images. */
  readonly pods: readonly SolvedPod[];
  /** Accounts of the chart that a pod needs pull secrets from, and that lack them. */
  readonly unboundAccounts: readonly TracedAccount[];
  /** Values of the user that stand in the way. */
  readonly conflicts: readonly OverrideConflict[];
}

/**
 * Chooses the fewest values that give every pod its pull secrets, in the form that the chart takes, the user's own
 * entries kept. No pod names a secret twice: server-side apply refuses that.
 *
 * A pod gets those of its account only while it lists none itself.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#add-imagepullsecrets-to-a-service-account
 */
export function solvePullSecrets(request: PullSecretRequest): PullSecretSolution {
  const { pods, names, keys, user, effective } = request;
  if (names.length === 0) {
    return { keys: [], pods: pulling(pods).map((pod) => ({ pod, how: 'unneeded', by: [] })), unboundAccounts: [], conflicts: [] };
  }
  const plans = new Map(keys.map(({ path, shape }) => [path, planPullSecretSlot({ path, shape, reaches: [] }, names, { user, effective })]));
  const needy = pods.filter((pod) => !isListed(pod, request));
  const usable = keys.filter(({ path }) => plans.get(path)?.writes.length === 1 && !namesTwice(path, request));
  const reaches = usable.map(({ path }) => reachOf(path, needy, request));
  const chosen = choosePullSecretKeys(needy.filter((pod) => pod.images.length > 0), needy.filter((pod) => pod.images.length === 0), reaches);
  const solved = pulling(pods).map((pod) => solvePod(pod, chosen, request));
  return {
    keys: chosen.flatMap((reach) => (plans.get(reach.path)?.writes ?? []).map(({ path, value }) => ({ path, value, reason: reasonFor(reach) }))),
    pods: solved,
    unboundAccounts: unbound(solved, request),
    conflicts: conflictsOf(solved, plans, request),
  };
}

function pulling(pods: readonly TracedPod[]): TracedPod[] {
  return pods.filter(({ images }) => images.length > 0);
}

/** Whether a pod has all of them already, itself or from its account. */
function isListed(pod: TracedPod, { names, accounts, namespace }: PullSecretRequest): boolean {
  const listed = pod.pullSecretNames.length > 0 ? pod.pullSecretNames : accountOf(pod, accounts, namespace)?.pullSecretNames ?? [];
  return names.every((name) => listed.includes(name));
}

function accountOf(pod: TracedPod, accounts: readonly TracedAccount[], namespace: string): TracedAccount | undefined {
  return accounts.find(({ object }) => object.name === pod.account && (object.namespace ?? namespace) === (pod.object.namespace ?? namespace));
}

/** Whether a value would name a secret where another value names it already. */
function namesTwice(path: string, { pods, accounts, names, effective }: PullSecretRequest): boolean {
  const current = JSON.stringify(readValue(effective, path) ?? '');
  const added = names.filter((name) => !current.includes(JSON.stringify(name)));
  return [...pods, ...accounts].some(({ namedBy, pullSecretNames }) => (
    namedBy.includes(path) && added.some((name) => pullSecretNames.includes(name))
  ));
}

function reachOf(path: string, needy: readonly TracedPod[], { accounts, namespace }: PullSecretRequest): KeyReach {
  const direct = new Set(needy.filter((pod) => pod.namedBy.includes(path)));
  return {
    path,
    isGlobal: parseValuesPath(path)[0] === 'global',
    depth: parseValuesPath(path).length,
    direct,
    viaAccount: new Set(needy.filter((pod) => !direct.has(pod) && pod.pullSecretNames.length === 0
      && accountOf(pod, accounts, namespace)?.namedBy.includes(path) === true)),
    accounts: accounts.filter(({ namedBy }) => namedBy.includes(path)).map(({ object }) => objectIdentity(object)),
  };
}

function solvePod(pod: TracedPod, chosen: readonly KeyReach[], request: PullSecretRequest): SolvedPod {
  if (isListed(pod, request)) {
    return { pod, how: pod.pullSecretNames.length > 0 ? 'listed' : 'account', by: [] };
  }
  const direct = chosen.filter((key) => key.direct.has(pod)).map(({ path }) => path);
  if (direct.length > 0) {
    return { pod, how: 'values', by: direct };
  }
  const viaAccount = chosen.filter((key) => key.viaAccount.has(pod)).map(({ path }) => path);
  return viaAccount.length > 0 ? { pod, how: 'account', by: viaAccount } : { pod, how: 'bind', by: [] };
}

function reasonFor({ direct, viaAccount }: KeyReach): string {
  const pods = pulling([...direct]).length;
  const parts = [
    pods === 0 ? [] : [`names the pull secrets in ${counted(pods)}`],
    viaAccount.size === 0 ? [] : [`names the pull secrets in the account of ${counted(viaAccount.size)}`],
    pods === direct.size ? [] : ['tells a program which pull secrets there are'],
  ].flat();
  return parts.join(', and ');
}

function counted(pods: number): string {
  return pods === 1 ? 'one pod' : `${pods} pods`;
}

function unbound(solved: readonly SolvedPod[], { accounts, namespace }: PullSecretRequest): TracedAccount[] {
  const needed = solved.filter(({ how, pod }) => how === 'bind' && pod.pullSecretNames.length === 0).map(({ pod }) => accountOf(pod, accounts, namespace));
  return accounts.filter((account) => needed.includes(account));
}

/** What the user has at values that would have reached a pod which now has to be bound. */
function conflictsOf(
  solved: readonly SolvedPod[], plans: ReadonlyMap<string, ReturnType<typeof planPullSecretSlot>>, { accounts, namespace }: PullSecretRequest,
): OverrideConflict[] {
  const missed = solved.filter(({ how }) => how === 'bind')
    .flatMap(({ pod }) => [...pod.namedBy, ...accountOf(pod, accounts, namespace)?.namedBy ?? []]);
  return [...new Set(missed)].sort().flatMap((path) => plans.get(path)?.conflicts ?? []);
}
