import type { ImageReference } from '../../image';
import type { Json, JsonObject } from '../../manifest';
import type { OverrideConflict } from '../override-plan';
import type { TracedAccount, TracedPod, TracedReference } from './chart-trace';

/** One value of the overrides, and what it is for. */
export interface SolvedKey {
  /** Where it stands. */
  readonly path: string;
  /** What it becomes. */
  readonly value: Json;
  /** Why this one, for people: `moves 13 references, and nothing else of the chart`. */
  readonly reason: string;
}

/** What becomes of one reference. */
export interface SolvedReference {
  /** The reference as the chart renders it. */
  readonly reference: TracedReference;
  /**
   * Where it goes.
   *
   * @default - nowhere: the text is no reference
   */
  readonly target?: ImageReference;
  /** Paths of the values that move it there; empty when it is there already, or when no value does. */
  readonly by: readonly string[];
  /**
   * Why no value moves it there.
   *
   * @default - it is, or gets, where it belongs
   */
  readonly unmoved?: string;
}

/** How a pod gets its pull secrets. */
export interface SolvedPod {
  /** The pod. */
  readonly pod: TracedPod;
  /**
   * - `values`: values put them on the pod;
   * - `account`: values put them on the account of the chart that it runs as;
   * - `listed`: it lists them already;
   * - `bind`: its account has to be given them, by whoever installs; or the rendered pod has to be changed;
   * - `unneeded`: there are none.
   */
  readonly how: 'values' | 'account' | 'listed' | 'bind' | 'unneeded';
  /** Paths of the values, for `values` and `account`. */
  readonly by: readonly string[];
}

/** The smallest overrides for a traced chart, and what they do. */
export interface TraceSolution {
  /** The overrides alone; to be laid over the user's values. */
  readonly overrides: JsonObject;
  /** The user's values with the overrides over them, merged the way Helm merges. */
  readonly values: JsonObject;
  /** The values of the overrides, one by one. */
  readonly keys: readonly SolvedKey[];
  /** Every reference. */
  readonly references: readonly SolvedReference[];
  /** Every pod. */
  readonly pods: readonly SolvedPod[];
  /** Accounts that the chart makes and that lack pull secrets which a pod needs from them. */
  readonly unboundAccounts: readonly TracedAccount[];
  /** Values of the user that stand in the way. */
  readonly conflicts: readonly OverrideConflict[];
}
