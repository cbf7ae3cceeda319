import type { AgentRelease, RequiredValue } from '../agent-release';
import type { ValueWorkaround } from '../value-workaround';
import { k8ssandraAccounts } from './accounts';
import { all, CASS_OPERATOR, on } from './conditions';
import { k8ssandraDefaults } from './defaults';
import { K8SSANDRA_FACTS } from './facts';
import type { K8ssandraFacts } from './facts';
import { k8ssandraImages, k8ssandraImageSlots } from './images';
import { monitoringImages, monitoringImageSlots } from './monitoring-images';
import { K8SSANDRA_PULL_SECRET_SLOTS } from './pull-secret-slots';
import { k8ssandraTraps } from './traps';
import { k8ssandraWorkloads } from './workloads';

const LOCAL_STORAGE = { path: 'medusa.storage', oneOf: ['local'] };

/** The chart does not render without them, be Medusa on or off. */
const LOCAL_BACKUPS: RequiredValue[] = [
  { oneOf: ['medusa.podStorage.storageClass'], text: 'the storage class of backups that stay in the cluster', when: LOCAL_STORAGE },
  { oneOf: ['medusa.podStorage.size'], text: 'the size of the volume for backups that stay in the cluster', when: LOCAL_STORAGE },
];

/** Pull secrets followed by a pull policy are no YAML, and the operator ends when it cannot read its configuration. */
const IMAGE_CONFIG: ValueWorkaround = {
  path: 'cass-operator.image.pullPolicy',
  value: '',
  text: 'with pull secrets and a pull policy the chart writes a configuration that is no YAML, and cass-operator does not start',
  source: 'templates/configmap.yaml of the chart cass-operator, https://github.com/k8ssandra/k8ssandra/issues/1404',
  when: all(CASS_OPERATOR, on('cass-operator.imagePullSecrets'), on('cass-operator.image.pullPolicy')),
};

/** The releases of K8ssandra that the catalogue knows, the oldest first. */
export const K8SSANDRA_RELEASES: readonly AgentRelease[] = K8SSANDRA_FACTS.map(describeRelease);

function describeRelease(facts: K8ssandraFacts): AgentRelease {
  return {
    id: 'k8ssandra',
    title: 'K8ssandra',
    version: facts.version,
    chart: {
      name: 'k8ssandra',
      repository: 'https://helm.k8ssandra.io/stable',
      version: facts.version,
      // The chart itself says nothing; this is what its monitoring sub-chart accepts.
      kubeVersion: '>= 1.16.0-0',
    },
    images: [...k8ssandraImages(facts), ...monitoringImages(facts)],
    imageSlots: [...k8ssandraImageSlots(facts), ...monitoringImageSlots(facts)],
    pullSecretSlots: K8SSANDRA_PULL_SECRET_SLOTS,
    workloads: k8ssandraWorkloads(facts),
    accounts: k8ssandraAccounts(facts),
    defaults: k8ssandraDefaults(facts),
    requiredValues: LOCAL_BACKUPS,
    workarounds: facts.operatorDefaults.misindented ? [IMAGE_CONFIG] : [],
    traps: k8ssandraTraps(facts),
  };
}
