import type { K8ssandraFacts } from './facts';
import type { MonitoringFacts } from './monitoring-facts';

/** The default values that slots and conditions ask for. */
export function k8ssandraDefaults(facts: K8ssandraFacts): { [key: string]: unknown } {
  const tools = { image: docker('k8ssandra/k8ssandra-tools', 'latest') };
  return {
    cassandra: {
      enabled: true,
      version: facts.cassandraVersion,
      versionImageMap: versionImageMap(facts),
      image: {},
      auth: { enabled: true },
      loggingSidecar: { enabled: true, image: docker('k8ssandra/system-logger', facts.systemLoggerTag) },
      configBuilder: { image: docker('datastax/cass-config-builder', '1.0.4') },
      jmxCredentialsConfig: { image: docker('busybox', facts.busyboxTag) },
      ...(facts.yqTag === undefined ? {} : { applyCustomConfig: { image: docker('mikefarah/yq', facts.yqTag) } }),
      datacenters: [{ name: 'dc1', size: 1 }],
    },
    stargate: { enabled: true, version: facts.stargateVersion, image: {}, waitForCassandra: { image: docker('alpine', '3.12.2') } },
    reaper: {
      enabled: true,
      image: facts.reaperRegistryMisspelt
        ? { repository: 'thelastpickle/cassandra-reaper', tag: facts.reaperTag }
        : docker('thelastpickle/cassandra-reaper', facts.reaperTag),
    },
    medusa: { enabled: false, image: docker('k8ssandra/medusa', facts.medusaTag), storage: 's3', bucketName: 'awstest', storageSecret: 'medusa-bucket-key' },
    cleaner: tools,
    client: tools,
    'cass-operator': { enabled: true, image: { ...docker('k8ssandra/cass-operator', facts.cassOperatorTag), pullPolicy: 'IfNotPresent' } },
    'reaper-operator': { enabled: true, image: docker('k8ssandra/reaper-operator', facts.reaperOperatorTag) },
    'medusa-operator': { image: docker('k8ssandra/medusa-operator', facts.medusaOperatorTag) },
    'kube-prometheus-stack': monitoringDefaults(facts.monitoring, facts.grafanaTag),
  };
}

function monitoringDefaults(facts: MonitoringFacts, grafanaTag: string): { [key: string]: unknown } {
  const [certgen = '', certgenSha = ''] = facts.certgen.replace(/^docker\.io\//, '').split('@sha256:');
  return {
    enabled: true,
    prometheusOperator: {
      enabled: true,
      serviceAccount: { create: true },
      image: { repository: 'quay.io/prometheus-operator/prometheus-operator', tag: facts.operatorTag, sha: '' },
      prometheusConfigReloaderImage: { repository: 'quay.io/prometheus-operator/prometheus-config-reloader', tag: facts.operatorTag, sha: '' },
      ...(facts.configmapReloadTag === undefined
        ? {} : { configmapReloadImage: { repository: 'docker.io/jimmidyson/configmap-reload', tag: facts.configmapReloadTag, sha: '' } }),
      ...(facts.thanosArgument ? { thanosImage: { repository: 'quay.io/thanos/thanos', tag: facts.thanosTag, sha: '' } } : {}),
      admissionWebhooks: { enabled: true, certManager: { enabled: false }, patch: { enabled: true, image: { ...named(certgen), sha: certgenSha } } },
    },
    prometheus: {
      enabled: true,
      serviceAccount: { create: true },
      prometheusSpec: { image: { repository: 'quay.io/prometheus/prometheus', tag: facts.prometheusTag, sha: '' } },
    },
    alertmanager: {
      enabled: false,
      serviceAccount: { create: true },
      alertmanagerSpec: { image: { repository: 'quay.io/prometheus/alertmanager', tag: facts.alertmanagerTag, sha: '' } },
    },
    nodeExporter: { enabled: false },
    kubeStateMetrics: { enabled: false },
    grafana: grafanaDefaults(facts, grafanaTag),
    'prometheus-node-exporter': {
      image: { repository: 'quay.io/prometheus/node-exporter', tag: facts.nodeExporterTag }, rbac: { create: true }, serviceAccount: { create: true },
    },
    'kube-state-metrics': { image: named(facts.stateMetrics), autosharding: { enabled: false }, serviceAccount: { create: true } },
  };
}

function grafanaDefaults(facts: MonitoringFacts, grafanaTag: string): { [key: string]: unknown } {
  return {
    enabled: true,
    serviceAccount: { create: true },
    image: { repository: 'grafana/grafana', tag: grafanaTag, sha: '' },
    plugins: ['grafana-polystat-panel'],
    sidecar: {
      image: { ...named(facts.sidecar.replace(/^docker\.io\//, '')), sha: '' },
      dashboards: { enabled: true },
      datasources: { enabled: true },
      notifiers: { enabled: false },
    },
    persistence: { enabled: false, type: 'pvc' },
    initChownData: { enabled: true, image: { repository: 'busybox', tag: '1.31.1', sha: '' } },
    downloadDashboardsImage: { repository: 'curlimages/curl', tag: '7.73.0', sha: '' },
    imageRenderer: { enabled: false, image: { repository: 'grafana/grafana-image-renderer', tag: 'latest', sha: '' } },
    testFramework: { enabled: true, image: 'bats/bats', tag: facts.batsTag },
  };
}

function versionImageMap({ cassandraVersions }: K8ssandraFacts): { [version: string]: string } {
  return Object.fromEntries(Object.entries(cassandraVersions)
    .flatMap(([api, versions]) => versions.map((version) => [version, `k8ssandra/cass-management-api:${version}-${api}`])));
}

function docker(repository: string, tag: string): { [key: string]: string } {
  return { registry: 'docker.io', repository, tag };
}

/** A reference without a digest, as the monitoring sub-chart spells it. */
function named(reference: string): { [key: string]: string } {
  const colon = reference.lastIndexOf(':');
  return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}
