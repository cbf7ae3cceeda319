import type { Json, JsonObject } from '../../manifest';
import { CHECKED_KINDS } from './check-flags';
import type { ExporterAlerts } from './exporter-alerts';
import type { ExporterFacts } from './exporter-facts';
import type { CheckedKind } from './exporter-flags';
import type { ExporterIdentity } from './exporter-identity';
import { FAILED_STATES, METRIC_PREFIX, metricNames, metricOf, nameLabel, ROUNDS } from './metrics';

/** Rounds may take long, when registries do not answer: 70 images and 15 seconds for each. */
const STALLED_AFTER = '30m';

/** The groups of rules for Prometheus: one alert for each kind of workload, and one for the exporter itself. */
export function ruleGroups(identity: ExporterIdentity, facts: ExporterFacts, alerts: ExporterAlerts): JsonObject[] {
  return [{
    name: `${identity.name}.rules`,
    rules: [...CHECKED_KINDS.map((kind) => unavailable(kind, identity, facts, alerts)), stalled(identity, alerts)],
  }];
}

function unavailable(kind: CheckedKind, identity: ExporterIdentity, facts: ExporterFacts, alerts: ExporterAlerts): JsonObject {
  const name = nameLabel(facts, kind);
  const workload = `${kind} {{ $labels.namespace }}/{{ $labels.${name} }}`;
  return {
    alert: `${kind}ImageUnavailable`,
    expr: `max by (namespace, ${name}, container, image) (${metricOf(facts, 'available', kind)}) == 0`,
    ...common(alerts, {
      summary: `An image of ${workload} cannot be pulled`,
      description: `The image {{ $labels.image }} of the container {{ $labels.container }} in ${workload} cannot be pulled${reason(facts, name)}.`
        + ' Pods that run keep running; the next one that starts elsewhere does not.',
      runbook: runbook(identity),
    }),
  };
}

/** The state of the image, asked when the alert is told; when there is none any more, nothing. */
function reason(facts: ExporterFacts, name: string): string {
  const names = metricNames(facts, FAILED_STATES.map(({ state }) => state));
  const selector = `{__name__=~"${names}",namespace="%s",${name}="%s",container="%s",image="%s"} == 1`;
  const query = `printf \`${selector}\` $labels.namespace $labels.${name} $labels.container $labels.image | query`;
  const prefix = `${METRIC_PREFIX}${facts.kindIsLabel ? '' : '[a-z]+_'}`;
  return `{{ with ${query} }}: {{ . | first | label "__name__" | reReplaceAll "^${prefix}" "" }}{{ end }}`;
}

function runbook({ name, namespace }: ExporterIdentity): string {
  return [
    'Look up the state that the description names:',
    ...FAILED_STATES.map(({ state, meaning }) => `- ${state}: ${meaning}.`),
    'absent: copy the image to the registry again, with the same tag or digest.',
    'authentication_failure, authorization_failure: compare the pull secrets of the workload with the registry; the exporter tries the first that fits, of all workloads'
      + ' that use the image.',
    `The log tells the answer of the registry: kubectl -n ${namespace} logs deployment/${name}`,
    'A Deployment called image-canary-… has no pods: it stands for init containers, jobs and hooks, which its annotation pullproof/checks names.',
  ].join('\n');
}

function stalled({ name, namespace }: ExporterIdentity, alerts: ExporterAlerts): JsonObject {
  return {
    alert: 'ImageAvailabilityExporterStalled',
    // What is gone by now has no rate, and what never was has neither.
    expr: `absent_over_time(${ROUNDS}[${STALLED_AFTER}]) or sum(increase(${ROUNDS}[${STALLED_AFTER}])) == 0`,
    ...common(alerts, {
      summary: 'Nobody checks whether images can be pulled',
      description: `The exporter ${namespace}/${name} has finished no round of checks for ${STALLED_AFTER}, or Prometheus does not read its metrics.`,
      runbook: [
        `See whether it runs: kubectl -n ${namespace} get pods,events`,
        `Read its log: kubectl -n ${namespace} logs deployment/${name} --previous`,
        'It panics when it may not read Secrets, and never becomes ready when it may not list one of the kinds it checks.',
        'See whether Prometheus selects it: the PodMonitor or ServiceMonitor needs the labels that the Prometheus resource asks for.',
      ].join('\n'),
    }),
  };
}

function common({ pendingFor = '15m', severity = 'critical', alertLabels = {}, runbookUrl }: ExporterAlerts, annotations: Record<string, Json>): JsonObject {
  return {
    for: pendingFor,
    labels: { ...alertLabels, severity },
    annotations: { ...annotations, ...(runbookUrl === undefined ? {} : { runbook_url: runbookUrl }) },
  };
}
