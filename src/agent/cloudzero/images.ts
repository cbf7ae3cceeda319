import type { ImageFields, ImageSlot, PrecedingFields } from '../../relocate';
import type { AgentImage } from '../agent-release';
import { CLUSTERED, FEDERATED, NOT_CLUSTERED, RBAC_PROXY, RELOADER, STATE_METRICS } from './conditions';
import type { CloudZeroFacts } from './facts';

/** The images of a release. */
export function cloudZeroImages(facts: CloudZeroFacts): AgentImage[] {
  return [
    { id: 'agent', source: `ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent:${facts.version}` },
    { id: 'prometheus', source: `quay.io/prometheus/prometheus:${facts.prometheusTag}`, when: NOT_CLUSTERED },
    ...(facts.reloaderTag === undefined ? [] : [{
      id: 'reloader',
      source: `quay.io/prometheus-operator/prometheus-config-reloader:${facts.reloaderTag}`,
      when: { anyOf: [RELOADER, FEDERATED] },
    }]),
    facts.ownAlloyImage
      ? { id: 'alloy', source: 'docker.io/grafana/alloy:v1.11.3', when: CLUSTERED }
      : { id: 'alloy', when: { allOf: [CLUSTERED, OWN_ALLOY] } },
    { id: 'kube-state-metrics', source: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0', when: STATE_METRICS },
    { id: 'kube-rbac-proxy', source: 'quay.io/brancz/kube-rbac-proxy:v0.19.1', when: RBAC_PROXY },
  ];
}

const ALLOY = 'components.agent.clusteredNode.image';
const OWN_ALLOY = { path: `${ALLOY}.repository`, truthy: true };

/** The places that move them. Deprecated keys win over the current ones, for the containers that are named here. */
export function cloudZeroImageSlots(facts: CloudZeroFacts): ImageSlot[] {
  return [
    {
      image: 'agent',
      fields: cloudZeroFields('components.agent.image'),
      digestReplacesTag: true,
      precededBy: [
        ...(facts.ownAlloyImage ? [] : [alloyFromAgentImage()]),
        { fields: cloudZeroFields('validator.image'), reaches: ['env-validator-copy', 'env-validator-run', 'run-validator'] },
        { fields: cloudZeroFields('aggregator.image'), reaches: ['{release}-cz-aggregator-collector', '{release}-cz-aggregator-shipper'] },
        { fields: cloudZeroFields('insightsController.server.image'), reaches: ['webhook-server', 'init-scrape'] },
        { fields: cloudZeroFields('initCertJob.image'), reaches: ['init-cert'] },
      ],
    },
    {
      image: 'prometheus',
      fields: cloudZeroFields('components.prometheus.image'),
      digestReplacesTag: true,
      precededBy: [{ fields: { ...cloudZeroFields('server.image'), ...(facts.serverTagWins ? {} : { tag: undefined }) } }],
    },
    ...(facts.reloaderTag === undefined ? [] : [{
      image: 'reloader',
      fields: cloudZeroFields('components.prometheusReloader.image'),
      digestReplacesTag: true,
      precededBy: [{ fields: cloudZeroFields('configmapReload.prometheus.image') }],
    }]),
    { image: 'alloy', fields: cloudZeroFields(ALLOY), digestReplacesTag: true },
    { image: 'kube-state-metrics', fields: subChartFields('kubeStateMetrics.image'), precededBy: [GLOBAL_REGISTRY] },
    { image: 'kube-rbac-proxy', fields: subChartFields('kubeStateMetrics.kubeRBACProxy.image'), precededBy: [GLOBAL_REGISTRY] },
  ];
}

/** The registry is part of `repository`; the `registry` that the schema allows is never read. */
function cloudZeroFields(path: string): ImageFields {
  return { repository: `${path}.repository`, tag: `${path}.tag`, digest: `${path}.digest` };
}

/** kube-state-metrics 5.36 prints `registry/repository:tag@sha`, with `sha256:` in the digest. */
function subChartFields(path: string): ImageFields {
  return { registry: `${path}.registry`, repository: `${path}.repository`, tag: `${path}.tag`, digest: `${path}.sha` };
}

/** A tag or digest for Alloy alone changes the agent's image; a repository of its own makes it another image. */
function alloyFromAgentImage(): PrecedingFields {
  return {
    fields: { tag: `${ALLOY}.tag`, digest: `${ALLOY}.digest` },
    reaches: ['cloudzero-agent-alloy'],
    when: { allOf: [CLUSTERED, { not: OWN_ALLOY }] },
  };
}

/** The sub-chart takes this registry for all its images. */
const GLOBAL_REGISTRY: PrecedingFields = { fields: { registry: 'global.imageRegistry' } };
