import type { JsonObject } from '../../manifest';
import { metadataOf, METRICS_PORT } from './exporter-identity';
import type { ExporterIdentity } from './exporter-identity';
import type { ExporterMonitor } from './exporter-monitor';

/**
 * The object that makes Prometheus read the metrics.
 *
 * The labels `namespace` and `container` of the metrics name the workload that was checked. Prometheus has labels of the
 * same names for the exporter itself, and without `honorLabels` it would put those in their place.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 */
export function monitorObject(identity: ExporterIdentity, monitor: ExporterMonitor): JsonObject {
  const { kind = 'PodMonitor', namespace, labels, interval, scrapeTimeout } = monitor;
  const endpoint: JsonObject = {
    port: METRICS_PORT,
    path: '/metrics',
    honorLabels: true,
    ...(interval === undefined ? {} : { interval }),
    ...(scrapeTimeout === undefined ? {} : { scrapeTimeout }),
  };
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind,
    metadata: metadataOf(identity, { namespace, labels }),
    spec: {
      selector: { matchLabels: { ...identity.selector } },
      namespaceSelector: { matchNames: [identity.namespace] },
      [kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints']: [endpoint],
    },
  };
}
