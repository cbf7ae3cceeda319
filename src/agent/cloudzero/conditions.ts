import type { ValueCondition } from '../../relocate';

/** Prometheus on every node: `components.agent.mode`, or the older switch while that is not set. */
export const FEDERATED: ValueCondition = {
  anyOf: [
    { path: 'components.agent.mode', oneOf: ['federated'] },
    { allOf: [{ path: 'components.agent.mode', truthy: false }, { path: 'defaults.federation.enabled', truthy: true }] },
  ],
};

/** Grafana Alloy in place of Prometheus. */
export const CLUSTERED: ValueCondition = { path: 'components.agent.mode', oneOf: ['clustered'] };

/** Prometheus in whatever form. */
export const NOT_CLUSTERED: ValueCondition = { not: CLUSTERED };

/** The side container that reloads Prometheus or Alloy. */
export const RELOADER: ValueCondition = { path: 'configmapReload.prometheus.enabled', truthy: true };

/** The kube-state-metrics sub-chart. */
export const STATE_METRICS: ValueCondition = { path: 'kubeStateMetrics.enabled', truthy: true };

/** Proxies in front of kube-state-metrics. */
export const RBAC_PROXY: ValueCondition = { allOf: [STATE_METRICS, { path: 'kubeStateMetrics.kubeRBACProxy.enabled', truthy: true }] };

/** The second proxy, for the sub-chart's metrics about itself. */
export const RBAC_PROXY_TELEMETRY: ValueCondition = { allOf: [RBAC_PROXY, { path: 'kubeStateMetrics.selfMonitor.enabled', truthy: true }] };

/** The webhook server, up to 1.2.11. */
export const WEBHOOK_UNTIL_1_2_11: ValueCondition = { path: 'insightsController.enabled', truthy: true };

/** The webhook server, from 1.2.12 on: the older switch wins when it is set. */
export const WEBHOOK_SINCE_1_2_12: ValueCondition = {
  anyOf: [
    WEBHOOK_UNTIL_1_2_11,
    {
      allOf: [
        { path: 'insightsController.enabled', oneOf: [null] },
        { path: 'components.webhookServer.enabled', oneOf: [null, 'auto', true, 'true'] },
      ],
    },
  ],
};

/** The jobs that send existing objects through the webhook. */
export function backfill(webhook: ValueCondition): ValueCondition {
  return { allOf: [webhook, { path: 'initBackfillJob.enabled', truthy: true }] };
}

/** The job that makes the webhook's certificate, unless the user or cert-manager does. */
export function initCert(webhook: ValueCondition): ValueCondition {
  return {
    allOf: [
      webhook,
      { path: 'initCertJob.enabled', truthy: true },
      { path: 'insightsController.tls.secret.create', truthy: true },
      { path: 'insightsController.tls.useCertManager', truthy: false },
      { path: 'insightsController.tls.crt', truthy: false },
      { path: 'insightsController.tls.key', truthy: false },
    ],
  };
}
