import type { PullSecretSlot } from '../../relocate';
import { STATE_METRICS } from './conditions';

const OWN_WORKLOADS = ['server', 'daemonset', 'aggregator', 'webhook', 'backfill', 'backfill-now', 'init-cert', 'config-loader', 'helmless'];

/** The sub-chart adds the global list to its own, and takes names or maps. */
const SUB_CHART: PullSecretSlot = {
  path: 'kubeStateMetrics.imagePullSecrets',
  shape: 'objects-or-strings',
  reaches: ['kube-state-metrics'],
  addedFrom: ['global.imagePullSecrets'],
  when: STATE_METRICS,
};

function ofComponent(path: string, reaches: string[]): PullSecretSlot {
  return { path, shape: 'objects', reaches, onlyIfSet: true };
}

/** 1.2.9: two lists that do not know of each other, and keys of single components that hide the first. */
export const PULL_SECRET_SLOTS_1_2_9: PullSecretSlot[] = [
  { path: 'imagePullSecrets', shape: 'objects', reaches: OWN_WORKLOADS.filter((id) => id !== 'config-loader' && id !== 'helmless') },
  { path: 'defaults.image.pullSecrets', shape: 'objects', reaches: ['config-loader', 'helmless'] },
  ofComponent('insightsController.server.imagePullSecrets', ['webhook', 'backfill', 'backfill-now', 'init-cert']),
  ofComponent('initBackfillJob.imagePullSecrets', ['backfill', 'backfill-now']),
  ofComponent('initScrapeJob.imagePullSecrets', ['backfill', 'backfill-now']),
  ofComponent('initCertJob.imagePullSecrets', ['init-cert']),
  ofComponent('validator.image.pullSecrets', ['config-loader']),
  ofComponent('components.agent.image.pullSecrets', ['helmless']),
  SUB_CHART,
];

/** From 1.2.10 on: one list for all pods of the chart itself, over the root list; keys of single components hide both. */
export const PULL_SECRET_SLOTS_SINCE_1_2_10: PullSecretSlot[] = [
  { path: 'defaults.image.pullSecrets', shape: 'objects', reaches: OWN_WORKLOADS, fallbacks: ['imagePullSecrets'] },
  ofComponent('components.prometheus.image.pullSecrets', ['server', 'daemonset']),
  ofComponent('components.agent.image.pullSecrets', ['aggregator', 'webhook', 'backfill', 'backfill-now', 'init-cert', 'helmless']),
  ofComponent('validator.image.pullSecrets', ['config-loader']),
  SUB_CHART,
];
