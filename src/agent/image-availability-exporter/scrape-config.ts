import { printValuesYaml } from '../../helm';
import type { JsonObject } from '../../manifest';
import { METRICS_PORT } from './exporter-identity';
import type { ExporterIdentity } from './exporter-identity';

/**
 * The part of a Prometheus configuration that reads the metrics of an exporter, for a Prometheus without its operator: a
 * file for `scrape_config_files`, or entries for the list `scrape_configs`.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export function scrapeConfigText(identity: ExporterIdentity): string {
  return printValuesYaml({ scrape_configs: [scrapeConfig(identity)] });
}

function scrapeConfig({ name, namespace, selector }: ExporterIdentity): JsonObject {
  return {
    job_name: name,
    // `namespace` and `container` are those of the workload that was checked, not those of the exporter.
    honor_labels: true,
    kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: [namespace] } }],
    relabel_configs: [
      ...Object.entries(selector).map(([label, value]): JsonObject => ({
        source_labels: [`__meta_kubernetes_pod_label_${label.replace(/[^A-Za-z0-9_]/g, '_')}`], regex: value, action: 'keep',
      })),
      { source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: METRICS_PORT, action: 'keep' },
      { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
    ],
  };
}
