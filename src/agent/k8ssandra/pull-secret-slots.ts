import type { PullSecretSlot } from '../../relocate';
import { CASS_OPERATOR, GRAFANA, GRAFANA_ON, IMAGE_RENDERER, MEDUSA, NODE_EXPORTER, on, REAPER_OPERATOR, STACK, STATE_METRICS } from './conditions';

/** The global list, which the monitoring sub-chart alone reads. It may also stand below the sub-chart. */
const GLOBAL = { path: 'global.imagePullSecrets', shape: 'objects', fallbacks: [`${STACK}.global.imagePullSecrets`], when: on(`${STACK}.enabled`) } as const;

/** The same for all releases: two shapes in one values file, and several lists that only reach accounts. */
export const K8SSANDRA_PULL_SECRET_SLOTS: PullSecretSlot[] = [
  { ...GLOBAL, fallbacks: [...GLOBAL.fallbacks], reaches: ['prometheus', 'alertmanager'] },
  { ...GLOBAL, fallbacks: [...GLOBAL.fallbacks], reaches: ['prometheus-operator'], account: 'prometheus-operator' },
  { ...GLOBAL, fallbacks: [...GLOBAL.fallbacks], reaches: ['admission-create', 'admission-patch'], account: 'admission' },
  { path: 'cass-operator.imagePullSecrets', shape: 'objects', reaches: ['cass-operator'], when: CASS_OPERATOR },
  { path: 'reaper-operator.imagePullSecrets', shape: 'objects', reaches: ['reaper-operator'], account: 'reaper-operator', when: REAPER_OPERATOR },
  { path: 'medusa-operator.imagePullSecrets', shape: 'objects', reaches: ['medusa-operator'], account: 'medusa-operator', when: MEDUSA },
  { path: `${GRAFANA}.image.pullSecrets`, shape: 'strings', reaches: ['grafana', 'grafana-stateful', 'grafana-test'], when: GRAFANA_ON },
  { path: `${GRAFANA}.imageRenderer.image.pullSecrets`, shape: 'strings', reaches: ['grafana-renderer'], when: IMAGE_RENDERER },
  {
    path: `${STACK}.prometheus-node-exporter.serviceAccount.imagePullSecrets`, shape: 'objects',
    reaches: ['node-exporter'], account: 'node-exporter', when: NODE_EXPORTER,
  },
  {
    path: `${STACK}.kube-state-metrics.imagePullSecrets`, shape: 'objects',
    reaches: ['kube-state-metrics', 'kube-state-metrics-sharded'], when: STATE_METRICS,
  },
];
