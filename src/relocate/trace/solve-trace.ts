import { mergeValues } from '../../helm';
import type { JsonObject } from '../../manifest';
import type { ImageMover } from '../override-plan';
import { withValue } from '../values-path';
import type { ChartTrace, TracedKey } from './chart-trace';
import { explainKey } from './solve/explain-key';
import { explainReferences } from './solve/explain-references';
import { imageGoals } from './solve/image-goal';
import { wholeText } from './solve/key-values';
import { solveImages } from './solve/solve-images';
import { solvePullSecrets } from './solve-pull-secrets';
import type { SolvedKey, TraceSolution } from './trace-solution';

/** What a trace is solved for. */
export interface SolveRequest {
  /** Decides where images go. */
  readonly relocation: ImageMover;
  /** Names of the pull secrets; none when nodes pull with their own identity. */
  readonly pullSecretNames: readonly string[];
  /** The user's values, the same that the chart was traced with. */
  readonly values: JsonObject;
}

/**
 * The smallest overrides that move every reference of a traced chart to where it belongs, and name the pull secrets.
 *
 * Pure: the same trace gives the same overrides, one that was saved and read again too. It throws nothing: what the
 * relocation refuses, and what no value moves, is told per reference.
 */
export function solveTrace(trace: ChartTrace, { pullSecretNames, relocation, values }: SolveRequest): TraceSolution {
  const keys = new Map(trace.keys.map((key): [string, TracedKey] => [key.path, key]));
  const rejected = new Set(trace.rejected.map(({ path }) => path));
  const goals = imageGoals(trace.references, relocation);
  const images = solveImages(goals, keys, trace.rejected);
  const references = explainReferences(goals, images, trace);
  const written = [...images.given].map(([path, inner]): SolvedKey => (
    { path, value: wholeText(keys.get(path), inner), reason: explainKey(path, references, values) }
  ));
  const effective = mergeValues(defaultsIn(trace), values);
  const secrets = solvePullSecrets({
    pods: trace.pods,
    accounts: trace.accounts,
    keys: trace.pullSecretKeys.filter(({ path }) => !rejected.has(path)),
    names: pullSecretNames,
    user: values,
    effective,
    namespace: trace.subject.namespace,
  });
  const permissions = written.length === 0 ? [] : trace.permissions.map(({ path, reason, value }): SolvedKey => (
    { path, value, reason: `without it the chart refuses other images: ${reason}` }
  ));
  const solved = [...written, ...secrets.keys, ...permissions].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const overrides = solved.reduce<JsonObject>((all, { path, value }) => withValue(all, effective, path, value), {});
  return {
    overrides,
    values: mergeValues(values, overrides),
    keys: solved,
    references,
    pods: secrets.pods,
    unboundAccounts: secrets.unboundAccounts,
    conflicts: secrets.conflicts,
  };
}

/** The default values of the chart, as far as the trace repeats them: texts, and lists which Helm replaces as a whole. */
function defaultsIn({ keys, lists }: ChartTrace): JsonObject {
  const texts = keys.flatMap(({ path, text }) => (text === undefined ? [] : [{ path, value: text }]));
  return [...lists, ...texts].reduce<JsonObject>((all, { path, value }) => withValue(all, {}, path, value), {});
}
