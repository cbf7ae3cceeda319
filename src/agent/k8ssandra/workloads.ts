import type { AgentContainer, AgentWorkload } from '../agent-release';
import {
  admissionHooks, ALERTMANAGER, all, CASS_OPERATOR, CASSANDRA, CUSTOM_CONFIG, DASHBOARDS_SIDECAR, DATASOURCES_SIDECAR, DOWNLOADED_DASHBOARDS,
  GRAFANA_DEPLOYED, GRAFANA_STATEFUL, GRAFANA_TEST, IMAGE_RENDERER, INIT_CHOWN, JMX, MEDUSA, MEDUSA_IN_CASSANDRA, NODE_EXPORTER, NOTIFIERS_SIDECAR,
  on, PROMETHEUS, PROMETHEUS_OPERATOR, REAPER, REAPER_OPERATOR, STACK, STARGATE, STATE_METRICS, STATE_METRICS_SHARDED, THANOS,
} from './conditions';
import type { K8ssandraFacts } from './facts';

/**
 * Every pod of a release. Those of Cassandra, Reaper, Prometheus and Alertmanager are made by operators, from the
 * objects that are named here.
 */
export function k8ssandraWorkloads(facts: K8ssandraFacts): AgentWorkload[] {
  return [...ownWorkloads(facts), ...monitoringWorkloads(facts)];
}

function ownWorkloads(facts: K8ssandraFacts): AgentWorkload[] {
  return [
    {
      id: 'cassandra', kind: 'CassandraDatacenter', name: '{cassandra.datacenters[0].name}', account: 'cassandra', when: CASSANDRA,
      containers: [
        { name: 'base-config-init', image: 'cassandra', init: true },
        { name: 'server-config-init', image: 'config-builder', init: true },
        ...(facts.yqTag === undefined ? [] : [{ name: 'apply-custom-config', image: 'custom-config', init: true, when: CUSTOM_CONFIG }]),
        { name: 'jmx-credentials', image: 'jmx-credentials', init: true, when: JMX },
        { name: 'medusa-restore', image: 'medusa', init: true, when: MEDUSA_IN_CASSANDRA },
        { name: 'cassandra', image: 'cassandra' },
        { name: 'medusa', image: 'medusa', when: MEDUSA_IN_CASSANDRA },
        { name: 'server-system-logger', image: 'system-logger', when: on('cassandra.loggingSidecar.enabled') },
      ],
    },
    {
      id: 'stargate', kind: 'Deployment', name: '{release}-{cassandra.datacenters[0].name}-stargate', account: 'stargate', when: STARGATE,
      containers: [
        { name: 'wait-for-cassandra', image: 'wait-for-cassandra', init: true },
        { name: '{release}-{cassandra.datacenters[0].name}-stargate', image: 'stargate' },
      ],
    },
    {
      id: 'reaper', kind: 'Reaper', name: '{release}-reaper', account: 'reaper', when: REAPER,
      containers: [{ name: 'reaper-schema-init', image: 'reaper', init: true }, { name: 'reaper', image: 'reaper' }],
    },
    one('cleaner', 'Job', '{release}-cleaner-job-k8ssandra', { name: 'cleaner-job-k8ssandra', image: 'cleaner' }, { hooks: ['pre-delete'] }),
    one('crd-upgrader', 'Job', '{release}-crd-upgrader-job-k8ssandra', { name: 'crd-upgrade-job-k8ssandra', image: 'crd-upgrader' }, { hooks: ['pre-upgrade'] }),
    ...[['cass-operator', CASS_OPERATOR] as const, ['reaper-operator', REAPER_OPERATOR] as const, ['medusa-operator', MEDUSA] as const]
      .map(([id, when]) => one(id, 'Deployment', `{fullname ${id}}`, { name: id, image: id }, { when })),
  ];
}

function monitoringWorkloads({ monitoring: facts }: K8ssandraFacts): AgentWorkload[] {
  const stack = `{fullname ${STACK} 26}`;
  const reloader: AgentContainer = { name: 'config-reloader', image: 'config-reloader' };
  const hooks = admissionHooks(facts);
  return [
    one('prometheus-operator', 'Deployment', `${stack}-operator`, { name: STACK, image: 'prometheus-operator' }, { when: PROMETHEUS_OPERATOR }),
    {
      id: 'prometheus', kind: 'Prometheus', name: `${stack}-prometheus`, account: 'prometheus', when: PROMETHEUS,
      containers: [{ name: 'prometheus', image: 'prometheus' }, reloader, { name: 'thanos-sidecar', image: 'thanos', when: THANOS }],
    },
    {
      id: 'alertmanager', kind: 'Alertmanager', name: `${stack}-alertmanager`, account: 'alertmanager', when: ALERTMANAGER,
      containers: [{ name: 'alertmanager', image: 'alertmanager' }, reloader],
    },
    {
      ...one('admission-create', 'Job', `${stack}-admission-create`, { name: 'create', image: 'webhook-certgen' }, { hooks: ['pre-install', 'pre-upgrade'] }),
      account: 'admission', when: hooks,
    },
    {
      ...one('admission-patch', 'Job', `${stack}-admission-patch`, { name: 'patch', image: 'webhook-certgen' }, { hooks: ['post-install', 'post-upgrade'] }),
      account: 'admission', when: hooks,
    },
    { id: 'grafana', kind: 'Deployment', name: '{fullname grafana}', account: 'grafana', when: GRAFANA_DEPLOYED, containers: GRAFANA_CONTAINERS },
    { id: 'grafana-stateful', kind: 'StatefulSet', name: '{fullname grafana}', account: 'grafana', when: GRAFANA_STATEFUL, containers: GRAFANA_CONTAINERS },
    one('grafana-renderer', 'Deployment', '{fullname grafana}-image-renderer', { name: 'grafana-image-renderer', image: 'grafana-renderer' }, { when: IMAGE_RENDERER }),
    one('grafana-test', 'Pod', '{fullname grafana}-test', { name: '{release}-test', image: 'grafana-test' }, { when: GRAFANA_TEST, hooks: ['test'] }),
    one('node-exporter', 'DaemonSet', '{fullname prometheus-node-exporter}', { name: 'node-exporter', image: 'node-exporter' }, { when: NODE_EXPORTER }),
    one('kube-state-metrics', 'Deployment', '{fullname kube-state-metrics}', { name: 'kube-state-metrics', image: 'kube-state-metrics' }, {
      when: all(STATE_METRICS, { not: STATE_METRICS_SHARDED }),
    }),
    {
      ...one('kube-state-metrics-sharded', 'StatefulSet', '{fullname kube-state-metrics}', { name: 'kube-state-metrics', image: 'kube-state-metrics' }, {}),
      account: 'kube-state-metrics', when: STATE_METRICS_SHARDED,
    },
  ];
}

const GRAFANA_CONTAINERS: AgentContainer[] = [
  { name: 'init-chown-data', image: 'grafana-init-chown', init: true, when: INIT_CHOWN },
  { name: 'download-dashboards', image: 'grafana-download', init: true, when: DOWNLOADED_DASHBOARDS },
  { name: 'grafana-sc-datasources', image: 'grafana-sidecar', init: true, when: DATASOURCES_SIDECAR },
  { name: 'grafana-sc-notifiers', image: 'grafana-sidecar', init: true, when: NOTIFIERS_SIDECAR },
  { name: 'grafana-sc-dashboard', image: 'grafana-sidecar', when: DASHBOARDS_SIDECAR },
  { name: 'grafana', image: 'grafana' },
];

/** A workload with one container, which runs as the account of the same id. */
function one(id: string, kind: string, name: string, container: AgentContainer, rest: Pick<AgentWorkload, 'when' | 'hooks'>): AgentWorkload {
  return { id, kind, name, account: id, containers: [container], ...rest };
}
