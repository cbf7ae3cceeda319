import type { AgentTrap } from '../agent-release';
import { all, CASS_OPERATOR, MEDUSA, on } from './conditions';
import type { K8ssandraFacts } from './facts';

/** What surprises people about cass-operator and medusa-operator. */
export function operatorTraps({ operatorDefaults, cassOperatorTag, medusaOperatorTag }: K8ssandraFacts): AgentTrap[] {
  const program = operatorDefaults.from === 'program';
  return [
    registryOverride(operatorDefaults, cassOperatorTag),
    {
      id: 'medusa-restore',
      text: 'a restore with `inPlace: false` makes a datacenter that names no logger, so cass-operator runs its own default from Docker Hub',
      remedy: program || operatorDefaults.misindented
        ? 'restore in place, or add systemLoggerImage to the new datacenter'
        : 'restore in place, or set cass-operator.image.registryOverride where private paths end in k8ssandra/system-logger',
      source: `controllers/cassandrabackup_controller.go of medusa-operator ${medusaOperatorTag}`,
      when: all(CASS_OPERATOR, MEDUSA),
    },
    ...(program ? [] : [{
      id: 'operator-pull-secrets',
      text: 'the pull secrets of cass-operator do not reach the pods of Cassandra: the chart writes `imagePullSecrets`, the operator reads `imagePullSecret`',
      remedy: 'bring them by the account, which the overrides name in cassandra.serviceAccount',
      source: `templates/configmap.yaml of the chart cass-operator; apis/config/v1beta1/imageconfig_types.go of cass-operator ${cassOperatorTag}`,
    }]),
  ];
}

function registryOverride({ from, misindented }: K8ssandraFacts['operatorDefaults'], tag: string): AgentTrap {
  const path = 'cass-operator.image.registryOverride';
  const common = { id: 'registry-override', when: all(CASS_OPERATOR, on(path)) };
  if (from === 'program') {
    return {
      ...common,
      text: 'the registry replaces the host of the operator’s own defaults and keeps their paths, and every Cassandra pod then names the pull secret '
        + 'cass-operator-registry-override-regcred, which nothing creates',
      remedy: 'remove it: the images of the datacenter are moved by their own values; or create a pull secret of that name',
      source: `templates/deployment.yaml of the chart cass-operator; operator/pkg/images/images.go of cass-operator ${tag}`,
    };
  }
  return misindented
    ? {
      ...common,
      text: 'the chart writes the registry one level too deep into the operator’s configuration, where nothing reads it',
      remedy: 'remove it: the images of the datacenter are moved by their own values',
      source: 'templates/configmap.yaml of the chart cass-operator',
    }
    : {
      ...common,
      text: 'the registry replaces the host of the operator’s own defaults and keeps their paths; images that a datacenter names stay as they are',
      remedy: 'use it only where private paths end like the public ones; it is not needed for the chart’s own datacenter',
      source: `templates/configmap.yaml of the chart cass-operator; pkg/images/images.go of cass-operator ${tag}`,
    };
}
