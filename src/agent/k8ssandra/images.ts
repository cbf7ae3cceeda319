import type { ImageFields, ImageSlot } from '../../relocate';
import type { AgentImage } from '../agent-release';
import {
  all, CASS_OPERATOR, CASSANDRA, CASSANDRA_NAMED, CUSTOM_CONFIG, JMX, MEDUSA, MEDUSA_IN_CASSANDRA, on, REAPER, REAPER_OPERATOR, STARGATE,
} from './conditions';
import type { K8ssandraFacts } from './facts';

/** Cassandra's image for each version, as whole references. */
const VERSION_MAP = 'cassandra.versionImageMap.{cassandra.version}';

/** The images of K8ssandra itself; those of its monitoring are in a file of their own. */
export function k8ssandraImages(facts: K8ssandraFacts): AgentImage[] {
  return [
    { id: 'cassandra', computed: [{ defaultValue: VERSION_MAP }], when: CASSANDRA },
    { id: 'config-builder', source: 'docker.io/datastax/cass-config-builder:1.0.4', when: CASSANDRA },
    { id: 'system-logger', source: `docker.io/k8ssandra/system-logger:${facts.systemLoggerTag}`, when: CASSANDRA },
    { id: 'jmx-credentials', source: `docker.io/library/busybox:${facts.busyboxTag}`, when: JMX },
    ...(facts.yqTag === undefined ? [] : [{ id: 'custom-config', source: `docker.io/mikefarah/yq:${facts.yqTag}`, when: CUSTOM_CONFIG }]),
    { id: 'cassandra-init', when: all(CASSANDRA, on('cassandra.initContainers')) },
    {
      id: 'stargate',
      computed: [
        { template: 'docker.io/stargateio/stargate-3_11:v{stargate.version}', when: { path: 'cassandra.version', startsWith: '3' } },
        { template: 'docker.io/stargateio/stargate-4_0:v{stargate.version}' },
      ],
      when: STARGATE,
    },
    { id: 'wait-for-cassandra', source: 'docker.io/library/alpine:3.12.2', when: STARGATE },
    { id: 'reaper', source: `docker.io/thelastpickle/cassandra-reaper:${facts.reaperTag}`, when: REAPER },
    { id: 'medusa', source: `docker.io/k8ssandra/medusa:${facts.medusaTag}`, when: MEDUSA_IN_CASSANDRA },
    { id: 'cleaner', source: 'docker.io/k8ssandra/k8ssandra-tools:latest' },
    { id: 'crd-upgrader', source: 'docker.io/k8ssandra/k8ssandra-tools:latest' },
    { id: 'cass-operator', source: `docker.io/k8ssandra/cass-operator:${facts.cassOperatorTag}`, when: CASS_OPERATOR },
    { id: 'reaper-operator', source: `docker.io/k8ssandra/reaper-operator:${facts.reaperOperatorTag}`, when: REAPER_OPERATOR },
    { id: 'medusa-operator', source: `docker.io/k8ssandra/medusa-operator:${facts.medusaOperatorTag}`, when: MEDUSA },
    ...operatorDefaults(facts),
  ];
}

/**
 * What cass-operator runs for a datacenter that names no image. The chart's own datacenter names all of them, but
 * medusa-operator leaves the logger out when it restores a backup into a new one.
 *
 * @see https://github.com/k8ssandra/medusa-operator/blob/v0.4.0/controllers/cassandrabackup_controller.go
 */
function operatorDefaults({ operatorDefaults: { from, systemLoggerTag, configBuilderTag } }: K8ssandraFacts): AgentImage[] {
  const logger = `docker.io/k8ssandra/system-logger:${systemLoggerTag}`;
  if (from === 'program') {
    const reason = 'cass-operator has it compiled in, for datacenters that name no logger, such as one that a backup is restored into';
    return [{ id: 'default-system-logger', source: logger, when: all(CASS_OPERATOR, MEDUSA), unmovable: { reason } }];
  }
  const standsIn = 'ConfigMap {fullname cass-operator}-manager-config, image_config.yaml';
  const reason = 'the template of the ConfigMap has it as literal text; it runs in datacenters that name no';
  return [
    { id: 'default-system-logger', source: logger, when: CASS_OPERATOR, unmovable: { reason: `${reason} logger, such as one that a backup is restored into`, standsIn } },
    {
      id: 'default-config-builder', source: `docker.io/datastax/cass-config-builder:${configBuilderTag}`, when: CASS_OPERATOR,
      unmovable: { reason: `${reason} config builder, which the chart’s own does`, standsIn },
    },
  ];
}

/** The places that move them. */
export function k8ssandraImageSlots(facts: K8ssandraFacts): ImageSlot[] {
  return [
    { image: 'cassandra', fields: { whole: VERSION_MAP }, when: { not: CASSANDRA_NAMED } },
    { image: 'cassandra', fields: flattened('cassandra.image'), together: true, when: CASSANDRA_NAMED },
    { image: 'config-builder', fields: flattened('cassandra.configBuilder.image') },
    { image: 'system-logger', fields: flattened('cassandra.loggingSidecar.image') },
    { image: 'jmx-credentials', fields: flattened('cassandra.jmxCredentialsConfig.image') },
    ...(facts.yqTag === undefined ? [] : [{ image: 'custom-config', fields: flattened('cassandra.applyCustomConfig.image') }]),
    { image: 'cassandra-init', fields: { whole: 'cassandra.initContainers[*].image' } },
    { image: 'stargate', fields: flattened('stargate.image'), together: true },
    { image: 'wait-for-cassandra', fields: flattened('stargate.waitForCassandra.image') },
    { image: 'reaper', fields: flattened('reaper.image') },
    { image: 'medusa', fields: flattened('medusa.image') },
    { image: 'cleaner', fields: flattened('cleaner.image') },
    { image: 'crd-upgrader', fields: flattened('client.image') },
    { image: 'cass-operator', fields: flattened('cass-operator.image') },
    { image: 'reaper-operator', fields: flattened('reaper-operator.image') },
    { image: 'medusa-operator', fields: flattened('medusa-operator.image') },
  ];
}

/**
 * The shape of the chart's own images, which its helper `flattenedImage` puts together: `docker.io` when no registry is
 * set, `latest` when no tag is, and no place for a digest.
 */
function flattened(path: string): ImageFields {
  return { registry: `${path}.registry`, repository: `${path}.repository`, tag: `${path}.tag`, registryDefault: 'docker.io' };
}
