import { createHash } from 'node:crypto';
import type { JsonObject } from '../../manifest';
import { dashboardPanels } from './dashboard-panels';
import type { ExporterDashboard } from './exporter-dashboard';
import type { ExporterFacts } from './exporter-facts';
import type { ExporterIdentity } from './exporter-identity';
import { metricNames } from './metrics';

/** The label that Grafana's sidecar looks for unless it is told another. */
const SIDECAR_LABELS = { grafana_dashboard: '1' };

/** The ConfigMap from which Grafana's sidecar loads the dashboard. */
export function dashboardObject(identity: ExporterIdentity, facts: ExporterFacts, dashboard: ExporterDashboard): JsonObject {
  const { name, namespace } = identity;
  const { labels = SIDECAR_LABELS, annotations, title = 'Image availability' } = dashboard;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${name}-dashboard`,
      namespace: dashboard.namespace ?? namespace,
      labels: { ...identity.labels, ...labels },
      ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
    },
    data: { [`${name}.json`]: `${JSON.stringify(dashboardModel(identity, facts, title), undefined, 2)}\n` },
  };
}

/** The dashboard itself, in the form that Grafana 9 and newer read. */
function dashboardModel({ name, namespace }: ExporterIdentity, facts: ExporterFacts, title: string): JsonObject {
  return {
    // The same dashboard at every synthesis, another one for another exporter.
    uid: createHash('sha256').update(`${namespace}/${name}`).digest('hex').slice(0, 16),
    title,
    tags: ['images', 'kubernetes'],
    schemaVersion: 37,
    version: 1,
    editable: true,
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    timezone: 'browser',
    templating: {
      list: [
        { name: 'datasource', label: 'Data source', type: 'datasource', query: 'prometheus' },
        {
          name: 'namespace',
          label: 'Namespace',
          type: 'query',
          datasource: { type: 'prometheus', uid: '${datasource}' },
          query: { query: `label_values({__name__=~"${metricNames(facts, ['available'])}"}, namespace)`, refId: 'namespaces' },
          includeAll: true,
          allValue: '.*',
          multi: true,
          refresh: 2,
          sort: 1,
          current: { text: 'All', value: '$__all' },
        },
      ],
    },
    annotations: { list: [] },
    panels: dashboardPanels(facts),
  };
}
