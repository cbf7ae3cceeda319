import type { AgentRelease, RequiredValue } from '../agent-release';
import { STATE_METRICS } from './conditions';
import { cloudZeroDefaults } from './defaults';
import { CLOUDZERO_FACTS } from './facts';
import type { CloudZeroFacts } from './facts';
import { cloudZeroImages, cloudZeroImageSlots } from './images';
import { PULL_SECRET_SLOTS_1_2_9, PULL_SECRET_SLOTS_SINCE_1_2_10 } from './pull-secret-slots';
import { cloudZeroTraps } from './traps';
import { CLOUDZERO_ACCOUNTS, cloudZeroWorkloads } from './workloads';

/** The sub-chart can be left out, but something has to give its metrics: another one, or from 1.2.10 on Alloy itself. */
const STATE_METRICS_ADDRESS: RequiredValue = {
  oneOf: ['kubeStateMetrics.targetOverride'],
  text: 'the address of another kube-state-metrics, because the one of the chart is off and its replacement too',
  when: { not: { anyOf: [STATE_METRICS, { path: 'components.agent.kubeState.enabled', truthy: true }] } },
};

/** The releases of the CloudZero Agent that the catalogue knows, the oldest first. */
export const CLOUDZERO_RELEASES: readonly AgentRelease[] = CLOUDZERO_FACTS.map(describeRelease);

function describeRelease(facts: CloudZeroFacts): AgentRelease {
  return {
    id: 'cloudzero',
    title: 'CloudZero Agent',
    version: facts.version,
    chart: {
      name: 'cloudzero-agent',
      repository: 'https://cloudzero.github.io/cloudzero-charts',
      version: facts.version,
      // In source control every release carries the chart version 1.1.0-dev.
      versionValue: 'components.agent.image.tag',
      kubeVersion: '>= 1.21.0-0',
    },
    images: cloudZeroImages(facts),
    imageSlots: cloudZeroImageSlots(facts),
    pullSecretSlots: facts.inheritsPullSecrets ? PULL_SECRET_SLOTS_SINCE_1_2_10 : PULL_SECRET_SLOTS_1_2_9,
    workloads: cloudZeroWorkloads(facts),
    accounts: CLOUDZERO_ACCOUNTS,
    echoes: [{
      kind: 'ConfigMap', name: '{release}-helmless-cm', reason: 'it repeats all values as text for a job that compares them; nothing is pulled because of it',
    }],
    defaults: cloudZeroDefaults(facts),
    requiredValues: [apiKey(facts), STATE_METRICS_ADDRESS],
    traps: cloudZeroTraps(facts),
  };
}

function apiKey(facts: CloudZeroFacts): RequiredValue {
  return {
    oneOf: ['existingSecretName', ...(facts.webhookSwitch ? ['components.apiKey.secretProviderClass'] : []), 'apiKey'],
    text: 'the API key of CloudZero, best in a Secret that exists already',
  };
}
