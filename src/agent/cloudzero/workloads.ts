import type { AgentAccount, AgentContainer, AgentWorkload } from '../agent-release';
import {
  backfill, CLUSTERED, FEDERATED, initCert, NOT_CLUSTERED, RBAC_PROXY, RBAC_PROXY_TELEMETRY, RELOADER, STATE_METRICS,
  WEBHOOK_SINCE_1_2_12, WEBHOOK_UNTIL_1_2_11,
} from './conditions';
import type { CloudZeroFacts } from './facts';

/** Every pod of a release, with the account it runs as. */
export function cloudZeroWorkloads(facts: CloudZeroFacts): AgentWorkload[] {
  const webhook = facts.webhookSwitch ? WEBHOOK_SINCE_1_2_12 : WEBHOOK_UNTIL_1_2_11;
  const reloader = facts.reloaderTag === undefined ? 'agent' : 'reloader';
  const alloy = facts.ownAlloyImage ? 'alloy' : 'agent';
  const reload: AgentContainer = { name: 'cloudzero-agent-server-configmap-reload', image: reloader, when: RELOADER };
  return [
    {
      id: 'server', kind: 'Deployment', name: '{release}-cz-server', account: 'server',
      containers: [
        { name: 'env-validator-copy', image: 'agent', init: true },
        { name: 'env-validator-run', image: 'agent', init: true },
        reload,
        { name: 'cloudzero-agent-server', image: 'prometheus', when: NOT_CLUSTERED },
        { name: 'cloudzero-agent-alloy', image: alloy, when: CLUSTERED },
      ],
    },
    {
      id: 'daemonset', kind: 'DaemonSet', name: '{release}-daemonset', account: 'server', when: FEDERATED,
      containers: [
        { name: 'config-subst', image: reloader, init: true },
        reload,
        { name: 'cloudzero-agent-server', image: 'prometheus' },
      ],
    },
    {
      id: 'aggregator', kind: 'Deployment', name: '{release}-cz-aggregator', account: 'server',
      containers: [
        { name: '{release}-cz-aggregator-collector', image: 'agent' },
        { name: '{release}-cz-aggregator-shipper', image: 'agent' },
      ],
    },
    one('webhook', 'Deployment', '{release}-cz-webhook', 'webhook-server', { account: 'server', when: webhook }),
    one('backfill', 'CronJob', '{release}-backfill', 'init-scrape', { account: 'server', when: backfill(webhook) }),
    one('backfill-now', 'Job', '{release}-backfill-*', 'init-scrape', { account: 'server', when: backfill(webhook) }),
    one('init-cert', 'Job', '{release}-init-cert-*', 'init-cert', { account: 'init-cert', when: initCert(webhook) }),
    one('config-loader', 'Job', '{release}-confload-*', 'run-validator', { account: 'server' }),
    one('helmless', 'Job', '{release}-helmless-*', 'helmless', {}),
    {
      id: 'kube-state-metrics', kind: 'Deployment', name: '{release}-cz-ksm', account: 'kube-state-metrics', when: STATE_METRICS,
      containers: [
        { name: 'ksm', image: 'kube-state-metrics' },
        { name: 'kube-rbac-proxy-http', image: 'kube-rbac-proxy', when: RBAC_PROXY },
        { name: 'kube-rbac-proxy-telemetry', image: 'kube-rbac-proxy', when: RBAC_PROXY_TELEMETRY },
      ],
    },
  ];
}

/** A workload with one container, which runs the agent's image. */
function one(id: string, kind: string, name: string, container: string, rest: Pick<AgentWorkload, 'account' | 'when'>): AgentWorkload {
  return { id, kind, name, containers: [{ name: container, image: 'agent' }], ...rest };
}

/** The accounts of all releases. None of them takes pull secrets, except the one of kube-state-metrics. */
export const CLOUDZERO_ACCOUNTS: AgentAccount[] = [
  {
    id: 'server',
    name: '{release}-cz-server',
    nameValue: 'serviceAccount.name',
    createValue: 'serviceAccount.create',
    existingNameValue: 'server.serviceAccount.name',
  },
  {
    id: 'init-cert',
    name: '{release}-cz-webhook-init-cert',
    nameValue: 'initCertJob.rbac.serviceAccountName',
    createValue: 'initCertJob.rbac.create',
    existingName: '{release}-cz-webhook-init-cert',
  },
  {
    id: 'kube-state-metrics',
    name: '{release}-cz-ksm',
    nameValue: 'kubeStateMetrics.serviceAccount.name',
    createValue: 'kubeStateMetrics.serviceAccount.create',
  },
];
