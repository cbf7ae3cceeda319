import type { ValueCondition } from '../../relocate';
import type { MonitoringFacts } from './monitoring-facts';

/** Path of the monitoring sub-chart. */
export const STACK = 'kube-prometheus-stack';

/** Path of its Grafana. */
export const GRAFANA = `${STACK}.grafana`;

/** Something that never holds. */
export const NEVER: ValueCondition = { anyOf: [] };

/** The Cassandra datacenter. */
export const CASSANDRA = on('cassandra.enabled');

/** An image of Cassandra that the user names, in place of the one for the version. */
export const CASSANDRA_NAMED: ValueCondition = { path: 'cassandra.image', truthy: true };

/** Stargate, the API in front of Cassandra. */
export const STARGATE = all(on('stargate.enabled'), CASSANDRA);

/** Reaper, which repairs tables. */
export const REAPER = on('reaper.enabled');

/** The operator of Reaper. */
export const REAPER_OPERATOR = on('reaper-operator.enabled');

/** Medusa, which makes backups: its operator. */
export const MEDUSA = on('medusa.enabled');

/** Medusa in the pods of Cassandra. */
export const MEDUSA_IN_CASSANDRA = all(MEDUSA, CASSANDRA);

/** The container that writes JMX credentials. */
export const JMX = all(CASSANDRA, { anyOf: [on('cassandra.auth.enabled'), REAPER] });

/** The container that merges a cassandra.yaml of the user. */
export const CUSTOM_CONFIG = all(CASSANDRA, on('cassandra.cassandraYamlConfigMap'));

/** The operator of Cassandra. */
export const CASS_OPERATOR = on('cass-operator.enabled');

/** The Prometheus operator. */
export const PROMETHEUS_OPERATOR = monitoring('prometheusOperator.enabled');

/** Prometheus itself. */
export const PROMETHEUS = monitoring('prometheus.enabled');

/** Thanos beside Prometheus. */
export const THANOS = all(PROMETHEUS, on(`${STACK}.prometheus.prometheusSpec.thanos`));

/** Alertmanager. */
export const ALERTMANAGER = monitoring('alertmanager.enabled');

/** node-exporter on every node. */
export const NODE_EXPORTER = monitoring('nodeExporter.enabled');

/** kube-state-metrics. */
export const STATE_METRICS = monitoring('kubeStateMetrics.enabled');

/** kube-state-metrics in several pods. */
export const STATE_METRICS_SHARDED = all(STATE_METRICS, on(`${STACK}.kube-state-metrics.autosharding.enabled`));

/** Grafana. */
export const GRAFANA_ON = monitoring('grafana.enabled');

/** Grafana keeps its data in a StatefulSet of its own. */
export const GRAFANA_STATEFUL = all(
  GRAFANA_ON, on(`${GRAFANA}.persistence.enabled`),
  { path: `${GRAFANA}.persistence.type`, oneOf: ['statefulset'] }, { path: `${GRAFANA}.persistence.existingClaim`, truthy: false },
);

/** Grafana is a Deployment. */
export const GRAFANA_DEPLOYED = all(
  GRAFANA_ON, { anyOf: [{ path: `${GRAFANA}.persistence.enabled`, truthy: false }, { path: `${GRAFANA}.persistence.type`, oneOf: ['pvc'] }] },
);

/** The container of Grafana that reads dashboards from the cluster. */
export const DASHBOARDS_SIDECAR = grafana('sidecar.dashboards.enabled');

/** The container of Grafana that reads data sources from the cluster. */
export const DATASOURCES_SIDECAR = grafana('sidecar.datasources.enabled');

/** The container of Grafana that reads notifiers from the cluster. */
export const NOTIFIERS_SIDECAR = grafana('sidecar.notifiers.enabled');

/** Any of the three. */
export const ANY_SIDECAR = all(GRAFANA_ON, { anyOf: ['dashboards', 'datasources', 'notifiers'].map((name) => on(`${GRAFANA}.sidecar.${name}.enabled`)) });

/** The container of Grafana that downloads dashboards. */
export const DOWNLOADED_DASHBOARDS = grafana('dashboards');

/** The container of Grafana that prepares a volume. */
export const INIT_CHOWN = all(grafana('persistence.enabled'), grafana('initChownData.enabled'));

/** The test of Grafana. */
export const GRAFANA_TEST = grafana('testFramework.enabled');

/** The image renderer of Grafana. */
export const IMAGE_RENDERER = grafana('imageRenderer.enabled');

/** The hook jobs that make the certificate of the operator's webhook. */
export function admissionHooks({ hooksNeedOperator }: MonitoringFacts): ValueCondition {
  const webhooks = `${STACK}.prometheusOperator.admissionWebhooks`;
  return all(
    hooksNeedOperator ? PROMETHEUS_OPERATOR : on(`${STACK}.enabled`),
    on(`${webhooks}.enabled`), on(`${webhooks}.patch.enabled`), { path: `${webhooks}.certManager.enabled`, truthy: false },
  );
}

/** The value at a path is true, or set. */
export function on(path: string): ValueCondition {
  return { path, truthy: true };
}

/** All of them; conditions that are such lists themselves are taken apart, and nothing is asked twice. */
export function all(...conditions: ValueCondition[]): ValueCondition {
  const parts = conditions.flatMap((condition) => (Object.keys(condition).join() === 'allOf' ? condition.allOf ?? [] : [condition]));
  return { allOf: [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()] };
}

function monitoring(path: string): ValueCondition {
  return all(on(`${STACK}.enabled`), on(`${STACK}.${path}`));
}

function grafana(path: string): ValueCondition {
  return all(GRAFANA_ON, on(`${GRAFANA}.${path}`));
}
