import { printValuesYaml } from '../../helm';
import type { JsonObject } from '../../manifest';
import { ruleGroups } from './alert-rules';
import type { ExporterAlerts } from './exporter-alerts';
import type { ExporterFacts } from './exporter-facts';
import { metadataOf } from './exporter-identity';
import type { ExporterIdentity } from './exporter-identity';

/** The alerts for prometheus-operator. */
export function prometheusRule(identity: ExporterIdentity, facts: ExporterFacts, alerts: ExporterAlerts): JsonObject {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: metadataOf(identity, alerts),
    spec: { groups: ruleGroups(identity, facts, alerts) },
  };
}

/** The same alerts as a file for `rule_files` of a Prometheus without its operator. */
export function ruleFileText(identity: ExporterIdentity, facts: ExporterFacts, alerts: ExporterAlerts): string {
  return printValuesYaml({ groups: ruleGroups(identity, facts, alerts) });
}
