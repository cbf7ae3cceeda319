import type { TracedPod } from './chart-trace';

/** What a value that names pull secrets would reach. */
export interface KeyReach {
  /** Where it stands. */
  readonly path: string;
  /** Whether it is a global value, which sub-charts that are switched on later read too. */
  readonly isGlobal: boolean;
  /** Keys on the way to it. */
  readonly depth: number;
  /** Pods that would list the secrets. */
  readonly direct: ReadonlySet<TracedPod>;
  /** Pods that list none, and whose account would. */
  readonly viaAccount: ReadonlySet<TracedPod>;
  /** The accounts that would. */
  readonly accounts: readonly string[];
}

/** Values that are tried as the first one; a common one is among them if there is one at all. */
const MOST_STARTS = 12;

/**
 * The fewest values that reach the most pods: one for all of them if there is one, else the widest first. Of values that
 * reach the same, one that is no global value is taken, and the one deepest down.
 *
 * No two values are chosen that reach the same pod or account: it would name a secret twice, or one of the two would
 * hide the other, and which of it is not known.
 *
 * @param pods pods that pull images
 * @param others what else would be told about the secrets, such as an operator that makes pods; it is served as far as
 *   that costs the pods nothing
 */
export function choosePullSecretKeys(pods: readonly TracedPod[], others: readonly TracedPod[], keys: readonly KeyReach[]): KeyReach[] {
  const ranked = [...keys].sort((a, b) => reached(b, pods) - reached(a, pods) || compareSpecific(a, b));
  let best: KeyReach[] = [];
  for (const start of ranked.filter((key) => reached(key, pods) > 0).slice(0, MOST_STARTS)) {
    const choice = withoutNeedless(extend([start], ranked, pods), pods);
    if (isBetter(choice, best, pods)) {
      best = choice;
    }
  }
  return extend(best, ranked, others).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Adds one value after the other, each time the one that reaches most of what is left. */
function extend(start: readonly KeyReach[], ranked: readonly KeyReach[], pods: readonly TracedPod[]): KeyReach[] {
  const chosen = [...start];
  for (;;) {
    const left = pods.filter((pod) => !chosen.some((key) => reaches(key, pod)));
    const fitting = ranked.filter((key) => !chosen.includes(key) && chosen.every((other) => !overlaps(key, other)));
    const next = fitting.reduce<KeyReach | undefined>((best, key) => (
      reached(key, left) > (best === undefined ? 0 : reached(best, left)) ? key : best
    ), undefined);
    if (next === undefined) {
      return chosen;
    }
    chosen.push(next);
  }
}

/** A value that was taken first may be covered by those that came later. */
function withoutNeedless(chosen: readonly KeyReach[], pods: readonly TracedPod[]): KeyReach[] {
  return chosen.reduce<KeyReach[]>((kept, key) => {
    const rest = kept.filter((other) => other !== key);
    return covered(rest, pods) === covered(kept, pods) ? rest : kept;
  }, [...chosen]);
}

function isBetter(choice: readonly KeyReach[], best: readonly KeyReach[], pods: readonly TracedPod[]): boolean {
  const more = covered(choice, pods) - covered(best, pods);
  const direct = listing(choice, pods) - listing(best, pods);
  return more > 0 || (more === 0 && (choice.length < best.length || (choice.length === best.length && direct > 0)));
}

function covered(keys: readonly KeyReach[], pods: readonly TracedPod[]): number {
  return pods.filter((pod) => keys.some((key) => reaches(key, pod))).length;
}

function listing(keys: readonly KeyReach[], pods: readonly TracedPod[]): number {
  return pods.filter((pod) => keys.some(({ direct }) => direct.has(pod))).length;
}

function reaches({ direct, viaAccount }: KeyReach, pod: TracedPod): boolean {
  return direct.has(pod) || viaAccount.has(pod);
}

function reached(key: KeyReach, pods: readonly TracedPod[]): number {
  return pods.filter((pod) => reaches(key, pod)).length;
}

function overlaps(a: KeyReach, b: KeyReach): boolean {
  return [...a.direct].some((pod) => pod.images.length > 0 && b.direct.has(pod)) || a.accounts.some((account) => b.accounts.includes(account));
}

/** The pod's own list is better than that of its account, a value of one chart better than a global one. */
function compareSpecific(a: KeyReach, b: KeyReach): number {
  return b.direct.size - a.direct.size || Number(a.isGlobal) - Number(b.isGlobal) || b.depth - a.depth || (a.path < b.path ? -1 : 1);
}
