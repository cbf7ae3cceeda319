import type { AgentTrap } from '../agent-release';
import { GRAFANA, on, STACK } from './conditions';
import type { K8ssandraFacts } from './facts';

const GUIDE = 'https://docs-v1.k8ssandra.io/tasks/manage/private-registries/';

/** Keys of the vendor's guide for private registries that no template reads, with those that are read. */
const WRONG_KEYS: readonly (readonly [wrong: string, right: string])[] = [
  ['prometheus.image', `${STACK}.prometheus.prometheusSpec.image`],
  [`${STACK}.prometheus.image`, `${STACK}.prometheus.prometheusSpec.image`],
  ['prometheus-operator', `${STACK}.prometheusOperator`],
  [`${STACK}.prometheus-operator`, `${STACK}.prometheusOperator`],
  ['grafana', GRAFANA],
  ['prometheus.serviceAccountName', `${STACK}.prometheus.serviceAccount.name`],
  [`${STACK}.prometheus.serviceAccountName`, `${STACK}.prometheus.serviceAccount.name`],
];

/** The shape of the chart's own images has no digest, the one of its monitoring no registry. */
const OWN_IMAGES = [
  'cassandra.image', 'cassandra.configBuilder.image', 'cassandra.jmxCredentialsConfig.image', 'cassandra.loggingSidecar.image', 'cassandra.applyCustomConfig.image',
  'stargate.image', 'stargate.waitForCassandra.image', 'reaper.image', 'medusa.image', 'cleaner.image', 'client.image',
  'cass-operator.image', 'reaper-operator.image', 'medusa-operator.image',
];
const MONITORING_IMAGES = [
  'prometheusOperator.image', 'prometheusOperator.prometheusConfigReloaderImage', 'prometheusOperator.configmapReloadImage', 'prometheusOperator.thanosImage',
  'prometheusOperator.admissionWebhooks.patch.image', 'prometheus.prometheusSpec.image', 'alertmanager.alertmanagerSpec.image',
  'grafana.image', 'grafana.sidecar.image', 'grafana.initChownData.image', 'grafana.downloadDashboardsImage', 'grafana.imageRenderer.image',
  'prometheus-node-exporter.image', 'kube-state-metrics.image',
];

/** Values that look right, in the guide or beside others, and have no effect: no chart here has a schema. */
export function guideTraps({ reaperRegistryMisspelt }: K8ssandraFacts): AgentTrap[] {
  return [
    ...WRONG_KEYS.map(([wrong, right]): AgentTrap => ({
      id: `guide-${wrong.replaceAll('.', '-')}`,
      text: `no template reads this key; the one that works is ${right}`,
      remedy: 'remove it; images and pull secrets are moved by the keys that work',
      source: GUIDE,
      when: on(wrong),
    })),
    {
      id: 'digest-unknown',
      text: 'the chart’s own images have no place for a digest',
      remedy: 'remove it, and rely on the tag',
      source: 'templates/_helpers.tpl of k8ssandra-common, flattenedImage',
      when: { anyOf: OWN_IMAGES.flatMap((path) => [on(`${path}.digest`), on(`${path}.sha`)]) },
    },
    {
      id: 'registry-unknown',
      text: 'the images of the monitoring sub-chart have no key for the registry: it is part of `repository`',
      remedy: 'remove it; the relocation writes `repository`',
      source: 'templates of kube-prometheus-stack and its sub-charts',
      when: { anyOf: [...MONITORING_IMAGES, 'grafana.testFramework'].map((path) => on(`${STACK}.${path}.registry`)) },
    },
    ...(reaperRegistryMisspelt ? [{
      id: 'reaper-registry-misspelt',
      text: 'the values of the chart spell this key wrong, and no template reads it',
      remedy: 'remove it; the relocation writes reaper.image.registry',
      source: 'values.yaml of the chart k8ssandra',
      when: on('reaper.image.reigistry'),
    }] : []),
  ];
}
