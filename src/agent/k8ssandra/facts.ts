import type { MonitoringFacts } from './monitoring-facts';
import { MONITORING_12_11_3, MONITORING_20_0_1 } from './monitoring-facts';

/** In what the releases of K8ssandra differ, as far as images and pull secrets go. */
export interface K8ssandraFacts {
  /** Version of the chart. */
  readonly version: string;
  /** Version of Cassandra that is installed by default. */
  readonly cassandraVersion: string;
  /** Versions of Cassandra that the chart knows, by the version of the management API in their images. */
  readonly cassandraVersions: Readonly<Record<string, readonly string[]>>;
  /** Version of Stargate; the tag has a `v` in front. */
  readonly stargateVersion: string;
  /** Tag of busybox, which writes the JMX credentials. */
  readonly busyboxTag: string;
  /** Tag of the side container that prints Cassandra's log. */
  readonly systemLoggerTag: string;
  /** Tag of yq, which merges a cassandra.yaml of the user; the charts up to 1.3.3 cannot do that. */
  readonly yqTag?: string;
  /** Tag of Reaper. */
  readonly reaperTag: string;
  /** Whether the chart spells the registry of Reaper's image wrong, as 1.3.0 does. */
  readonly reaperRegistryMisspelt: boolean;
  /** Tag of Medusa. */
  readonly medusaTag: string;
  /** Tag of cass-operator. */
  readonly cassOperatorTag: string;
  /** Tag of reaper-operator. */
  readonly reaperOperatorTag: string;
  /** Tag of medusa-operator. */
  readonly medusaOperatorTag: string;
  /** What cass-operator runs when a datacenter names no image. */
  readonly operatorDefaults: OperatorDefaults;
  /** The monitoring sub-chart. */
  readonly monitoring: MonitoringFacts;
  /** Tag of Grafana, where it is not the one of the monitoring sub-chart. */
  readonly grafanaTag: string;
}

/** What cass-operator runs when a datacenter names no image. */
export interface OperatorDefaults {
  /** Where it knows them from: compiled in up to 1.3.3, a ConfigMap of the chart later. */
  readonly from: 'program' | 'config-map';
  /** Tag of the system logger. */
  readonly systemLoggerTag: string;
  /** Tag of the config builder. */
  readonly configBuilderTag: string;
  /**
   * Whether the chart puts the registry and the pull policy one level too deep into the ConfigMap, as 1.5 does: the
   * registry is not read then, and with pull secrets the text is no YAML any more.
   */
  readonly misindented: boolean;
}

const COMPILED: OperatorDefaults = { from: 'program', systemLoggerTag: '9c4c3692', configBuilderTag: '1.0.3', misindented: false };
const CONFIG_MAP_1_4: OperatorDefaults = { from: 'config-map', systemLoggerTag: 'v1.9.0', configBuilderTag: '1.0.4-ubi7', misindented: false };
const CONFIG_MAP_1_5: OperatorDefaults = { from: 'config-map', systemLoggerTag: 'v1.10.0', configBuilderTag: '1.0.4-ubi7', misindented: true };

const RELEASE_1_3_0: K8ssandraFacts = {
  version: '1.3.0',
  cassandraVersion: '4.0.0',
  cassandraVersions: { 'v0.1.27': ['3.11.7', '3.11.8', '3.11.9', '3.11.10', '4.0.0'] },
  stargateVersion: '1.0.29',
  busyboxTag: '1.33.1',
  systemLoggerTag: '9c4c3692',
  reaperTag: '2.3.1',
  reaperRegistryMisspelt: true,
  medusaTag: '0.11.0',
  cassOperatorTag: 'v1.7.1',
  reaperOperatorTag: 'v0.3.3',
  medusaOperatorTag: 'v0.3.3',
  operatorDefaults: COMPILED,
  monitoring: MONITORING_12_11_3,
  grafanaTag: '7.3.5',
};

const RELEASE_1_3_1: K8ssandraFacts = {
  ...RELEASE_1_3_0,
  version: '1.3.1',
  cassandraVersions: { 'v0.1.27': ['3.11.9', '3.11.10'], 'v0.1.28': ['3.11.7', '3.11.8', '3.11.11', '4.0.0'] },
  reaperRegistryMisspelt: false,
};

const RELEASE_1_4_0: K8ssandraFacts = {
  ...RELEASE_1_3_1,
  version: '1.4.0',
  cassandraVersion: '4.0.1',
  cassandraVersions: { 'v0.1.27': ['3.11.9', '3.11.10'], 'v0.1.33': ['3.11.7', '3.11.8', '3.11.11', '4.0.0', '4.0.1'] },
  stargateVersion: '1.0.40',
  systemLoggerTag: '6c64f9c4',
  yqTag: '4.14.1',
  reaperTag: '3.0.0',
  medusaTag: '0.11.3',
  cassOperatorTag: 'v1.9.0',
  reaperOperatorTag: 'v0.3.5',
  medusaOperatorTag: 'v0.4.0',
  operatorDefaults: CONFIG_MAP_1_4,
  monitoring: MONITORING_20_0_1,
  grafanaTag: '7.5.11',
};

const RELEASE_1_5_0: K8ssandraFacts = {
  ...RELEASE_1_4_0,
  version: '1.5.0',
  cassandraVersion: '4.0.3',
  cassandraVersions: {
    'v0.1.27': ['3.11.9', '3.11.10'],
    'v0.1.37': ['3.11.7', '3.11.8', '3.11.11', '3.11.12', '4.0.0', '4.0.1', '4.0.3'],
  },
  stargateVersion: '1.0.52',
  busyboxTag: '1.35.0',
  yqTag: '4.22.1',
  reaperTag: '3.1.1',
  medusaTag: '0.12.2',
  cassOperatorTag: 'v1.10.3',
  operatorDefaults: CONFIG_MAP_1_5,
};

/**
 * Read from the charts at the tags v1.3.0 to v1.5.2 of the vendor's repository, and checked by rendering them.
 *
 * @see https://github.com/k8ssandra/k8ssandra/tree/v1.5.2/charts/k8ssandra
 */
export const K8SSANDRA_FACTS: readonly K8ssandraFacts[] = [
  RELEASE_1_3_0,
  RELEASE_1_3_1,
  { ...RELEASE_1_3_1, version: '1.3.2' },
  { ...RELEASE_1_3_1, version: '1.3.3' },
  RELEASE_1_4_0,
  { ...RELEASE_1_4_0, version: '1.4.1' },
  RELEASE_1_5_0,
  { ...RELEASE_1_5_0, version: '1.5.1', cassOperatorTag: 'v1.10.4' },
  {
    ...RELEASE_1_5_0,
    version: '1.5.2',
    stargateVersion: '1.0.68',
    reaperTag: '3.2.1',
    cassOperatorTag: 'v1.10.5',
    operatorDefaults: { ...CONFIG_MAP_1_5, systemLoggerTag: 'v1.13.1', configBuilderTag: '1.0.5-ubi7' },
    grafanaTag: '7.5.17',
  },
];
