import type { AgentAccount } from '../agent-release';
import { GRAFANA, NEVER, STACK } from './conditions';
import type { K8ssandraFacts } from './facts';

/** The accounts that pods of a release run as. */
export function k8ssandraAccounts({ monitoring: facts }: K8ssandraFacts): AgentAccount[] {
  return [
    named('cassandra'),
    named('stargate'),
    named('reaper'),
    // The role bindings of both hooks are made for these names. Naming the cleaner's account takes both accounts away.
    hook('cleaner', '{release}-cleaner-k8ssandra', 'cleaner.serviceAccount', {}),
    hook('crd-upgrader', '{release}-crd-upgrader-k8ssandra', 'client.serviceAccount', { allOf: [{ path: 'client.serviceAccount', truthy: false }] }),
    ...['cass-operator', 'reaper-operator', 'medusa-operator'].map((id) => ({ id, name: `{fullname ${id}}`, nameValue: `${id}.serviceAccount.name` })),
    ofStack('prometheus-operator', 'operator', 'prometheusOperator'),
    ofStack('prometheus', 'prometheus', 'prometheus'),
    ofStack('alertmanager', 'alertmanager', 'alertmanager'),
    {
      id: 'admission',
      name: `{fullname ${STACK} 26}-admission`,
      createWhen: { allOf: ['global', `${STACK}.global`].map((path) => ({ not: { path: `${path}.rbac.create`, oneOf: [false] } })) },
      existingName: `{fullname ${STACK} 26}-admission`,
    },
    ofSubChart('grafana', 'grafana', ''),
    {
      id: 'grafana-test',
      name: '{fullname grafana}-test',
      nameValue: `${GRAFANA}.serviceAccount.nameTest`,
      createValue: `${GRAFANA}.serviceAccount.create`,
    },
    {
      id: 'grafana-renderer',
      name: 'default',
      createWhen: NEVER,
      ...(facts.rendererAccount ? { nameValue: `${GRAFANA}.imageRenderer.serviceAccountName` } : {}),
    },
    {
      ...ofSubChart('node-exporter', 'prometheus-node-exporter', 'prometheus-node-exporter.'),
      createWhen: { path: `${STACK}.prometheus-node-exporter.rbac.create`, truthy: true },
    },
    {
      ...ofSubChart('kube-state-metrics', 'kube-state-metrics', 'kube-state-metrics.'),
      // The older sub-chart makes the account under its own name, whatever name the pods ask for.
      ...(facts.stateMetricsAccountNamed ? {} : { createWhen: { path: `${STACK}.kube-state-metrics.serviceAccount.name`, truthy: false } }),
    },
  ];
}

/** An account that only its name is known of; without one, pods run as `default`. */
function named(id: string): AgentAccount {
  return { id, name: 'default', nameValue: `${id}.serviceAccount`, createWhen: NEVER, bindAs: `{release}-${id}` };
}

function hook(id: string, name: string, nameValue: string, { allOf = [] }: NonNullable<AgentAccount['createWhen']>): AgentAccount {
  return {
    id, name, nameValue, existingName: name, bindAs: name, boundName: name,
    createWhen: { allOf: [{ path: 'cleaner.serviceAccount', truthy: false }, ...allOf] },
  };
}

function ofStack(id: string, suffix: string, path: string): AgentAccount {
  return {
    id,
    name: `{fullname ${STACK} 26}-${suffix}`,
    nameValue: `${STACK}.${path}.serviceAccount.name`,
    createValue: `${STACK}.${path}.serviceAccount.create`,
  };
}

function ofSubChart(id: string, chart: string, path: string): AgentAccount {
  const at = path === '' ? `${GRAFANA}.` : `${STACK}.${path}`;
  return { id, name: `{fullname ${chart}}`, nameValue: `${at}serviceAccount.name`, createValue: `${at}serviceAccount.create` };
}
