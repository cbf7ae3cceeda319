import type { CloudZeroFacts } from './facts';

/** The default values that slots and conditions ask for. */
export function cloudZeroDefaults(facts: CloudZeroFacts): { [key: string]: unknown } {
  return {
    serviceAccount: { create: true },
    initBackfillJob: { enabled: true },
    initCertJob: { enabled: true, rbac: { create: true } },
    configmapReload: { prometheus: { enabled: true } },
    insightsController: {
      // From 1.2.12 on it is not set, and components.webhookServer.enabled decides.
      ...(facts.webhookSwitch ? {} : { enabled: true }),
      tls: { secret: { create: true }, useCertManager: false },
    },
    components: {
      agent: {
        image: { repository: 'ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent', tag: facts.version },
        ...(facts.ownAlloyImage ? { clusteredNode: { image: { repository: 'docker.io/grafana/alloy', tag: 'v1.11.3' } } } : {}),
      },
      // The tag is made from the appVersion of the chart while it is not set.
      prometheus: { image: { repository: 'quay.io/prometheus/prometheus' } },
      ...(facts.reloaderTag === undefined
        ? {} : { prometheusReloader: { image: { repository: 'quay.io/prometheus-operator/prometheus-config-reloader', tag: facts.reloaderTag } } }),
      ...(facts.webhookSwitch ? { webhookServer: { enabled: 'auto' } } : {}),
    },
    kubeStateMetrics: {
      enabled: true,
      image: { registry: 'registry.k8s.io', repository: 'kube-state-metrics/kube-state-metrics', tag: 'v2.17.0' },
      kubeRBACProxy: { enabled: false, image: { registry: 'quay.io', repository: 'brancz/kube-rbac-proxy', tag: 'v0.19.1' } },
      selfMonitor: { enabled: false },
      serviceAccount: { create: true },
    },
  };
}
