import { stringify } from 'yaml';
import type { Json, JsonObject } from '../../manifest';
import type { ChartTrace, Composition, TracedAccount, TracedKey, TracedObject, TracedPod, TracedReference } from '../trace/chart-trace';
import { printComposition } from './composition-text';

/** Version of the format of lock files. */
export const LOCK_VERSION = 1;

const HEADER = `# What rendering measured about charts: which values move which image, and which bring pull secrets to which pods.
# Made by "pullproof lock". Review it and commit it; it is made again when a chart or its values change.
`;

/**
 * Prints traces as a lock file: YAML, the charts in the order of their names, the same bytes for the same traces.
 */
export function printLock(traces: readonly ChartTrace[]): string {
  const charts = [...traces].sort((one, other) => compare(identity(one), identity(other))).map(chartOf);
  return HEADER + stringify({ version: LOCK_VERSION, charts }, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** What tells the entries of a lock file apart. */
export function identity({ subject }: ChartTrace): string {
  return [subject.chart, subject.namespace, subject.releaseName].join('\n');
}

function chartOf(trace: ChartTrace): JsonObject {
  const { subject } = trace;
  return {
    chart: subject.chart,
    version: subject.version,
    digest: subject.chartDigest,
    values: subject.valuesDigest,
    release: subject.releaseName,
    namespace: subject.namespace,
    ...optional('kubeVersion', subject.kubeVersion),
    ...unlessEmpty('apiVersions', [...subject.apiVersions ?? []]),
    renders: trace.renders,
    ...unlessEmpty('keys', trace.keys.map(keyOf)),
    ...unlessEmpty('references', trace.references.map(referenceOf)),
    ...unlessEmpty('pullSecretKeys', trace.pullSecretKeys.map(({ path, shape }) => ({ path, shape }))),
    ...unlessEmpty('pods', trace.pods.map(podOf)),
    ...unlessEmpty('accounts', trace.accounts.map(accountOf)),
    ...unlessEmpty('permissions', trace.permissions.map(({ path, value, reason }) => ({ path, value, reason }))),
    ...unlessEmpty('rejected', trace.rejected.map(({ path, reason, accepts }) => ({ path, reason, ...optional('accepts', accepts) }))),
    ...unlessEmpty('lists', trace.lists.map(({ path, value }) => ({ path, value }))),
  };
}

function keyOf({ path, text, within }: TracedKey): JsonObject {
  return { path, ...optional('text', text), ...(within === undefined ? {} : { within: { before: within.before, after: within.after } }) };
}

function referenceOf({ text, object, path, place, certainty, compositions, unreadable = [] }: TracedReference): JsonObject {
  return {
    text, in: objectOf(object), at: path, place, certainty,
    ...unlessEmpty('composed', compositions.map(compositionOf)), ...unlessEmpty('unreadable', [...unreadable]),
  };
}

function compositionOf(composition: Composition): Json {
  const text = printComposition(composition);
  return composition.given === undefined || composition.given.length === 0 ? text : { given: [...composition.given], as: text };
}

function podOf({ object, path, account, pullSecretNames, images, namedBy }: TracedPod): JsonObject {
  return {
    in: objectOf(object), at: path, account, images: [...images],
    ...unlessEmpty('pullSecrets', [...pullSecretNames]), ...unlessEmpty('namedBy', [...namedBy]),
  };
}

function accountOf({ object, pullSecretNames, namedBy }: TracedAccount): JsonObject {
  return { in: objectOf(object), ...unlessEmpty('pullSecrets', [...pullSecretNames]), ...unlessEmpty('namedBy', [...namedBy]) };
}

function objectOf({ apiVersion, kind, namespace, name, hooks }: TracedObject): JsonObject {
  return { apiVersion, kind, ...optional('namespace', namespace), name, ...unlessEmpty('hooks', [...hooks ?? []]) };
}

function optional(key: string, value: string | undefined): JsonObject {
  return value === undefined ? {} : { [key]: value };
}

function unlessEmpty(key: string, list: Json[]): JsonObject {
  return list.length === 0 ? {} : { [key]: list };
}

/** By code unit: the order must not depend on the language of a machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
