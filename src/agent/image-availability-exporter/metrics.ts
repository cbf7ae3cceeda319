import type { ExporterFacts } from './exporter-facts';
import type { CheckedKind } from './exporter-flags';

/** What every metric of the exporter begins with. */
export const METRIC_PREFIX = 'k8s_image_availability_exporter_';

/** The states of an image, each a metric that is 1 for the images in it and 0 for the others, with what it means. */
export const FAILED_STATES = [
  { state: 'absent', meaning: 'the registry has no such image' },
  { state: 'authentication_failure', meaning: 'the registry wants a login: no pull secret of the workload opens it, or its password has changed' },
  { state: 'authorization_failure', meaning: 'the login may not pull this image' },
  { state: 'bad_image_format', meaning: 'the text is no image reference' },
  { state: 'unknown_error', meaning: 'the registry cannot be reached, is too slow, or answers with an error; the log of the exporter says more' },
] as const;

/** A state that the exporter declares and never sets; `pullproof check --metrics` does, by the same name. */
export const UNREACHABLE_STATE = 'registry_unavailable';

/** Rounds of checks that were finished; it stands still when the exporter hangs. */
export const ROUNDS = `${METRIC_PREFIX}completed_rechecks_total`;

/** A metric, for the workloads of a kind. Before 0.7.0 each kind had metrics of its own. */
export function metricOf(facts: ExporterFacts, state: string, kind: CheckedKind): string {
  return facts.kindIsLabel ? `${METRIC_PREFIX}${state}{kind="${kind.toLowerCase()}"}` : `${METRIC_PREFIX}${kind.toLowerCase()}_${state}`;
}

/** The label that holds the name of a workload. */
export function nameLabel(facts: ExporterFacts, kind: CheckedKind): string {
  return facts.kindIsLabel ? 'name' : kind.toLowerCase();
}

/** Regular expression of the names of a metric over all kinds, for `__name__`. */
export function metricNames(facts: ExporterFacts, states: readonly string[]): string {
  const state = states.length === 1 ? states[0] : `(${states.join('|')})`;
  return `${METRIC_PREFIX}${facts.kindIsLabel ? '' : '(deployment|statefulset|daemonset|cronjob)_'}${state}`;
}
