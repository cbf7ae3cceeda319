import type { ImageFields, ImageSlot, ValueCondition } from '../../relocate';
import type { AgentImage } from '../agent-release';
import {
  admissionHooks, ALERTMANAGER, all, ANY_SIDECAR, DOWNLOADED_DASHBOARDS, GRAFANA, GRAFANA_ON, GRAFANA_TEST,
  IMAGE_RENDERER, INIT_CHOWN, NODE_EXPORTER, on, PROMETHEUS, PROMETHEUS_OPERATOR, STACK, STATE_METRICS, THANOS,
} from './conditions';
import type { K8ssandraFacts } from './facts';

const OPERATOR = `${STACK}.prometheusOperator`;
const PROMETHEUS_SPEC = `${STACK}.prometheus.prometheusSpec`;
const ALERTMANAGER_SPEC = `${STACK}.alertmanager.alertmanagerSpec`;
const OWN_THANOS = `${PROMETHEUS_SPEC}.thanos`;

/** An operator that is older than 0.43 reloads configurations with an image of its own. */
const OLD_OPERATOR: ValueCondition = all(PROMETHEUS_OPERATOR, { path: `${OPERATOR}.image.tag`, below: '0.43.0' });

/** Lists of containers that users may add. */
const CONTAINER_LISTS = [
  `${PROMETHEUS_SPEC}.containers`, `${PROMETHEUS_SPEC}.initContainers`, `${ALERTMANAGER_SPEC}.containers`, `${ALERTMANAGER_SPEC}.initContainers`,
  `${GRAFANA}.extraInitContainers`, `${STACK}.prometheus-node-exporter.sidecars`, `${STACK}.prometheus-node-exporter.extraInitContainers`,
];

/** Names without a tag that the newer chart hands to the operator, for resources that name no image. */
const BASE_IMAGES = [`${OPERATOR}.prometheusDefaultBaseImage`, `${OPERATOR}.alertmanagerDefaultBaseImage`];

/** The images of the monitoring sub-chart. */
export function monitoringImages({ monitoring: facts, grafanaTag }: K8ssandraFacts): AgentImage[] {
  return [
    { id: 'prometheus-operator', source: `quay.io/prometheus-operator/prometheus-operator:${facts.operatorTag}`, when: PROMETHEUS_OPERATOR },
    { id: 'config-reloader', source: `quay.io/prometheus-operator/prometheus-config-reloader:${facts.operatorTag}`, when: PROMETHEUS_OPERATOR },
    ...(facts.configmapReloadTag === undefined ? [] : [{
      id: 'configmap-reload', source: `docker.io/jimmidyson/configmap-reload:${facts.configmapReloadTag}`, when: OLD_OPERATOR,
    }]),
    { id: 'webhook-certgen', source: facts.certgen, when: admissionHooks(facts) },
    { id: 'prometheus', source: `quay.io/prometheus/prometheus:${facts.prometheusTag}`, when: PROMETHEUS },
    ...thanosImages(facts.thanosTag, facts.thanosArgument),
    { id: 'alertmanager', source: `quay.io/prometheus/alertmanager:${facts.alertmanagerTag}`, when: ALERTMANAGER },
    { id: 'grafana', source: `docker.io/grafana/grafana:${grafanaTag}`, when: GRAFANA_ON },
    { id: 'grafana-sidecar', source: facts.sidecar, when: ANY_SIDECAR },
    { id: 'grafana-init-chown', source: 'docker.io/library/busybox:1.31.1', when: INIT_CHOWN },
    { id: 'grafana-download', source: 'docker.io/curlimages/curl:7.73.0', when: DOWNLOADED_DASHBOARDS },
    { id: 'grafana-renderer', source: 'docker.io/grafana/grafana-image-renderer:latest', when: IMAGE_RENDERER },
    { id: 'grafana-test', source: `docker.io/bats/bats:${facts.batsTag}`, when: GRAFANA_TEST },
    { id: 'node-exporter', source: `quay.io/prometheus/node-exporter:${facts.nodeExporterTag}`, when: NODE_EXPORTER },
    { id: 'kube-state-metrics', source: facts.stateMetrics, when: STATE_METRICS },
    { id: 'monitoring-extra', when: all(on(`${STACK}.enabled`), { anyOf: [...CONTAINER_LISTS, ...BASE_IMAGES].map(on) }) },
  ];
}

/**
 * Thanos. The operator starts it beside Prometheus: `image` of the user, else `baseImage` of the user, else its own
 * default, which the newer chart gives it as an argument, and which the older operator completes with the user's
 * digest, tag or version.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.44.0/pkg/operator/image.go
 */
function thanosImages(tag: string, argument: boolean): AgentImage[] {
  const source = 'quay.io/thanos/thanos';
  const byDefault = all(THANOS, { path: `${OWN_THANOS}.baseImage`, truthy: false });
  return argument
    ? [
      { id: 'thanos', source: `${source}:${tag}`, when: PROMETHEUS_OPERATOR },
      { id: 'thanos-sidecar', when: all(THANOS, { anyOf: [on(`${OWN_THANOS}.image`), on(`${OWN_THANOS}.baseImage`)] }) },
    ]
    : [
      {
        id: 'thanos',
        source: `${source}:${tag}`,
        computed: [
          { template: `${source}@sha256:{${OWN_THANOS}.sha}`, when: on(`${OWN_THANOS}.sha`) },
          { template: `${source}:{${OWN_THANOS}.tag}`, when: on(`${OWN_THANOS}.tag`) },
          { template: `${source}:{${OWN_THANOS}.version}`, when: on(`${OWN_THANOS}.version`) },
        ],
        when: byDefault,
      },
      { id: 'thanos-sidecar', when: all(THANOS, on(`${OWN_THANOS}.baseImage`)) },
    ];
}

/** The places that move them. */
export function monitoringImageSlots({ monitoring: facts }: K8ssandraFacts): ImageSlot[] {
  return [
    { image: 'prometheus-operator', fields: joined(`${OPERATOR}.image`) },
    { image: 'config-reloader', fields: joined(`${OPERATOR}.prometheusConfigReloaderImage`) },
    ...(facts.configmapReloadTag === undefined ? [] : [{ image: 'configmap-reload', fields: joined(`${OPERATOR}.configmapReloadImage`) }]),
    { image: 'webhook-certgen', fields: joined(`${OPERATOR}.admissionWebhooks.patch.image`) },
    { image: 'prometheus', fields: facts.prometheusDigest ? joined(`${PROMETHEUS_SPEC}.image`) : tagged(`${PROMETHEUS_SPEC}.image`) },
    facts.thanosArgument
      ? { image: 'thanos', fields: joined(`${OPERATOR}.thanosImage`) }
      // Anything below this map switches Thanos on.
      : { image: 'thanos', fields: { whole: `${OWN_THANOS}.image` }, when: THANOS },
    ...(facts.thanosArgument ? [{ image: 'thanos-sidecar', fields: { whole: `${OWN_THANOS}.image` } }] : []),
    { image: 'thanos-sidecar', fields: { repository: `${OWN_THANOS}.baseImage`, tag: `${OWN_THANOS}.version` } },
    { image: 'alertmanager', fields: tagged(`${ALERTMANAGER_SPEC}.image`) },
    { image: 'grafana', fields: joined(`${GRAFANA}.image`) },
    { image: 'grafana-sidecar', fields: joined(`${GRAFANA}.sidecar.image`) },
    { image: 'grafana-init-chown', fields: joined(`${GRAFANA}.initChownData.image`) },
    { image: 'grafana-download', fields: joined(`${GRAFANA}.downloadDashboardsImage`) },
    { image: 'grafana-renderer', fields: joined(`${GRAFANA}.imageRenderer.image`) },
    // Here `image` is a text, and the tag stands beside it.
    { image: 'grafana-test', fields: { repository: `${GRAFANA}.testFramework.image`, tag: `${GRAFANA}.testFramework.tag` } },
    { image: 'node-exporter', fields: tagged(`${STACK}.prometheus-node-exporter.image`) },
    { image: 'kube-state-metrics', fields: tagged(`${STACK}.kube-state-metrics.image`) },
    ...CONTAINER_LISTS.map((list) => ({ image: 'monitoring-extra', fields: { whole: `${list}[*].image` } })),
    ...BASE_IMAGES.map((whole) => ({ image: 'monitoring-extra', fields: { whole } })),
  ];
}

/** The registry is part of `repository`, and the digest `sha` has no `sha256:` in front. */
function joined(path: string): ImageFields {
  return { ...tagged(path), digest: `${path}.sha`, digestIsHex: true };
}

/** The same without a digest that the templates would read. */
function tagged(path: string): ImageFields {
  return { repository: `${path}.repository`, tag: `${path}.tag` };
}
