import { renderChart } from '../../src/helm';
import { parseManifests } from '../../src/manifest';
import type { JsonObject } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { chart, KUBE_VERSION } from '../support/charts';
import { helms } from '../support/tools';
import { FIXTURE_RELEASES, imageConfig, monitoring, plan, proveRelease } from './k8ssandra-proof';

const EVERYTHING: JsonObject = {
  medusa: { enabled: true },
  cassandra: { cassandraYamlConfigMap: 'custom' },
  ...monitoring({
    alertmanager: { enabled: true },
    nodeExporter: { enabled: true },
    kubeStateMetrics: { enabled: true },
    prometheus: { prometheusSpec: { thanos: { logLevel: 'info' } } },
    grafana: {
      imageRenderer: { enabled: true }, persistence: { enabled: true }, dashboards: { default: { own: { json: '{}' } } }, sidecar: { notifiers: { enabled: true } },
    },
  }),
};
const SHA = 'e'.repeat(64);

const TOGGLES: [string, JsonObject][] = [
  ['by default', {}],
  ['with everything on', EVERYTHING],
  ['without Cassandra', { cassandra: { enabled: false } }],
  ['without Stargate and Reaper', { stargate: { enabled: false }, reaper: { enabled: false }, 'reaper-operator': { enabled: false } }],
  ['without logins', { cassandra: { auth: { enabled: false } }, reaper: { enabled: false } }],
  ['without cass-operator', { 'cass-operator': { enabled: false } }],
  ['without monitoring', monitoring({ enabled: false })],
  ['without the Prometheus operator', monitoring({ prometheusOperator: { enabled: false } })],
  ['without Prometheus and Grafana', monitoring({ prometheus: { enabled: false }, grafana: { enabled: false } })],
  ['without the admission hooks', monitoring({ prometheusOperator: { admissionWebhooks: { certManager: { enabled: true } } } })],
  ['with Grafana in a StatefulSet', monitoring({ grafana: { persistence: { enabled: true, type: 'statefulset' }, sidecar: { dashboards: { enabled: false } } } })],
  ['with sharded metrics', monitoring({ kubeStateMetrics: { enabled: true }, 'kube-state-metrics': { autosharding: { enabled: true } } })],
  ['with Cassandra 3.11', { cassandra: { version: '3.11.10' } }],
  ['with an image of Cassandra', { cassandra: { image: { repository: 'k8ssandra/cass-management-api', tag: '4.0.0-v0.1.99' } } }],
  ['with a version of one’s own in the map', { cassandra: { version: '4.0.9', versionImageMap: { '4.0.9': 'k8ssandra/cass-management-api:4.0.9-v0.1.40' } } }],
  ['with another Stargate', { stargate: { version: '1.0.41' } }],
  ['with an image of Stargate', { stargate: { image: { repository: 'stargateio/stargate-4_0', tag: 'v1.0.35' } } }],
  ['with an image of Thanos', monitoring({ prometheus: { prometheusSpec: { thanos: { image: 'quay.io/thanos/thanos:v0.18.0' } } } })],
  ['with digests', monitoring({ grafana: { image: { sha: SHA } }, prometheusOperator: { image: { sha: SHA }, prometheusConfigReloaderImage: { sha: SHA } } })],
  ['with a digest taken away', monitoring({ prometheusOperator: { admissionWebhooks: { patch: { image: { sha: '' } } } } })],
  ['with containers of one’s own', {
    cassandra: { initContainers: [{ name: 'fetch', image: 'ghcr.io/acme/fetch:1' }, { name: 'check', image: 'harbor.example.com/agents/acme/check:2' }] },
    ...monitoring({ grafana: { extraInitContainers: [{ name: 'wait', image: 'busybox:1.36' }] }, prometheus: { prometheusSpec: { containers: [{ name: 'proxy', image: 'quay.io/acme/proxy:3' }] } } }),
  }],
  ['with names of one’s own for the accounts of the chart', {
    'cass-operator': { serviceAccount: { name: 'a' } },
    ...monitoring({ prometheusOperator: { serviceAccount: { name: 'b' } }, prometheus: { serviceAccount: { name: 'c' } }, grafana: { serviceAccount: { name: 'd', nameTest: 'e' } } }),
  }],
  ['with another datacenter', { cassandra: { datacenters: [{ name: 'paris', size: 3 }] } }],
];

describe.each(helms)('with $name', ({ helmExecutable }) => {
  describe.each(FIXTURE_RELEASES)('K8ssandra %s', (release) => {
    const render = { chart: chart(`k8ssandra-${release}`), releaseName: 'k8', namespace: 'db', kubeVersion: KUBE_VERSION, helmExecutable };

    test.each(TOGGLES)('%s: every image private, every pod credentialed, nothing else changed', async (_what, values) => {
      await proveRelease(release, helmExecutable, values);
    });

    test.each<[string, Relocation]>([
      ['flat paths', new Relocation({ registry: Registry.generic('reg.example.com:5000'), layout: Layout.flat() })],
      ['one prefix per source', new Relocation({ registry: Registry.generic('reg.example.com', { prefix: 'p' }), layout: Layout.bySource() })],
    ])('%s', async (_what, relocation) => {
      await proveRelease(release, helmExecutable, EVERYTHING, { relocation });
    });

    test.each(['k8ssandra', 'my-grafana', 'a-release-with-a-very-long-name', 'prod-kube-prometheus-stack'])('the release %s', async (releaseName) => {
      await proveRelease(release, helmExecutable, EVERYTHING, { releaseName });
    });

    test('the chart itself refuses a version of Cassandra that the plan refuses', async () => {
      await expect(renderChart({ ...render, values: { cassandra: { version: '4.0.9' } } })).rejects.toThrow(/4\.0\.9/);
    });

    test('an image of Stargate with a tag alone, which the chart refuses, is completed', async () => {
      const values = { stargate: { image: { tag: 'v1.0.35' } } };
      await expect(renderChart({ ...render, values })).rejects.toThrow(/repository/);
      const { manifests } = await renderChart({ ...render, values: plan(release, values).values });
      expect(manifests).toContain('image: harbor.example.com/agents/stargateio/stargate-4_0:v1.0.35\n');
    });
  });

  describe('the configuration of cass-operator 1.5', () => {
    const render = { chart: chart('k8ssandra-1.5.2'), releaseName: 'k8', namespace: 'db', kubeVersion: KUBE_VERSION, helmExecutable };

    test('is no YAML with pull secrets alone', async () => {
      const { manifests } = await renderChart({ ...render, values: { 'cass-operator': { imagePullSecrets: [{ name: 'registry-pull' }] } } });
      expect(() => imageConfig(parseManifests(manifests).resources)).toThrow();
    });

    test('is what it has to be with the overrides', async () => {
      const { resources, plan: planned } = await proveRelease('1.5.2', helmExecutable);
      expect(planned.overrides['cass-operator']).toMatchObject({ image: { pullPolicy: '' } });
      expect(imageConfig(resources)).toEqual({
        kind: 'ImageConfig',
        images: { 'system-logger': 'k8ssandra/system-logger:v1.13.1', 'config-builder': 'datastax/cass-config-builder:1.0.5-ubi7' },
        imagePullSecrets: [{ name: 'registry-pull' }],
      });
    });
  });

  test('an operator below 0.43 gets its reloader from the registry too', async () => {
    const { resources } = await proveRelease('1.3.0', helmExecutable, monitoring({ prometheusOperator: { image: { tag: 'v0.42.1' } } }));
    expect(JSON.stringify(resources)).toContain('--config-reloader-image=harbor.example.com/agents/jimmidyson/configmap-reload:v0.4.0');
  });
});
