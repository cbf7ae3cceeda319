import { Agent, planInstall } from '../../src/agent';
import type { AgentRelease, InstallRequest } from '../../src/agent';
import { PullproofError } from '../../src/error';
import { printReference } from '../../src/image';
import type { JsonObject } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { CANARY_PASSWORD } from '../support/canary';
import { inMode, required } from '../support/cloudzero';

const HOST = 'harbor.example.com/agents';
const relocation = new Relocation({ registry: Registry.harbor('harbor.example.com', { project: 'agents' }) });
const SECRETS = [{ name: 'registry-pull' }];

function request(release: string, values: JsonObject = required(), rest: Partial<InstallRequest> = {}): InstallRequest {
  return { agent: Agent.cloudZero(release), relocation, namespace: 'cz', pullSecretName: 'registry-pull', values, ...rest };
}

const AGENT = { image: { repository: `${HOST}/cloudzero/cloudzero-agent/cloudzero-agent` } };
const PROMETHEUS = { image: { repository: `${HOST}/prometheus/prometheus` } };
const RELOADER = { image: { repository: `${HOST}/prometheus-operator/prometheus-config-reloader` } };
const STATE_METRICS = { image: { registry: HOST }, imagePullSecrets: SECRETS };
const DEFAULTS = { image: { pullSecrets: SECRETS } };

describe('overrides of the CloudZero Agent', () => {
  test.each<[string, string | null, JsonObject]>([
    ['1.2.9', 'agent', {
      components: { agent: AGENT, prometheus: PROMETHEUS, prometheusReloader: RELOADER },
      kubeStateMetrics: STATE_METRICS, defaults: DEFAULTS, imagePullSecrets: SECRETS,
    }],
    ['1.2.9', 'clustered', {
      components: { agent: { ...AGENT, clusteredNode: { image: { repository: `${HOST}/grafana/alloy` } } }, prometheusReloader: RELOADER },
      kubeStateMetrics: STATE_METRICS, defaults: DEFAULTS, imagePullSecrets: SECRETS,
    }],
    ['1.2.10', 'federated', {
      components: { agent: AGENT, prometheus: PROMETHEUS, prometheusReloader: RELOADER }, kubeStateMetrics: STATE_METRICS, defaults: DEFAULTS,
    }],
    ['1.2.11', 'clustered', { components: { agent: AGENT, prometheusReloader: RELOADER }, kubeStateMetrics: STATE_METRICS, defaults: DEFAULTS }],
    ['1.2.12', null, {
      components: { agent: AGENT, prometheus: PROMETHEUS, prometheusReloader: RELOADER }, kubeStateMetrics: STATE_METRICS, defaults: DEFAULTS,
    }],
    ['1.2.13', 'server', { components: { agent: AGENT, prometheus: PROMETHEUS }, kubeStateMetrics: STATE_METRICS, defaults: DEFAULTS }],
    ['1.2.13', 'clustered', { components: { agent: AGENT }, kubeStateMetrics: STATE_METRICS, defaults: DEFAULTS }],
  ])('%s in mode %s are these and no more', (release, mode, expected) => {
    expect(planInstall(request(release, inMode(mode))).overrides).toEqual(expected);
  });

  test('the proxy of the sub-chart moves when it is on', () => {
    const { overrides } = planInstall(request('1.2.13', required({ kubeStateMetrics: { kubeRBACProxy: { enabled: true } } })));
    expect(overrides.kubeStateMetrics).toEqual({ ...STATE_METRICS, kubeRBACProxy: { image: { registry: HOST } } });
  });

  test('a values file for others moves every image that other values would use', () => {
    const { overrides } = planInstall(request('1.2.9', required(), { scope: 'all' }));
    expect(overrides).toMatchObject({
      components: { agent: { clusteredNode: { image: { repository: `${HOST}/grafana/alloy` } } } },
      kubeStateMetrics: { kubeRBACProxy: { image: { registry: HOST } } },
    });
  });

  test('with node identity no pull secret is written', () => {
    const { overrides } = planInstall(request('1.2.9', required(), { pullSecretName: undefined }));
    expect(overrides).toEqual({
      components: { agent: AGENT, prometheus: PROMETHEUS, prometheusReloader: RELOADER }, kubeStateMetrics: { image: { registry: HOST } },
    });
  });

  test('several pull secrets go to every list', () => {
    const { overrides } = planInstall(request('1.2.13', required(), { pullSecretName: ['one', 'two'] }));
    expect(overrides).toMatchObject({ defaults: { image: { pullSecrets: [{ name: 'one' }, { name: 'two' }] } } });
  });

  test('the values of the user stay around the overrides', () => {
    const { values } = planInstall(request('1.2.13', required({ clusterName: 'prod-1', components: { agent: { image: { tag: '1.2.12' } } } })));
    expect(values).toMatchObject({ existingSecretName: 'cloudzero-key', clusterName: 'prod-1', components: { agent: { image: { tag: '1.2.12', ...AGENT.image } } } });
  });
});

describe('what a plan says beside the overrides', () => {
  test('images, required and optional ones, with the reason', () => {
    const { images } = planInstall(request('1.2.9', inMode('agent')));
    expect(images.map(({ id, source, target, required: needed, reason }) =>
      [id, needed, source && printReference(source), printReference(target), reason])).toEqual([
      ['agent', true, 'ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent:1.2.9', `${HOST}/cloudzero/cloudzero-agent/cloudzero-agent:1.2.9`, 'always'],
      ['prometheus', true, 'quay.io/prometheus/prometheus:v3.7.3', `${HOST}/prometheus/prometheus:v3.7.3`, 'not (components.agent.mode is clustered)'],
      ['reloader', true, 'quay.io/prometheus-operator/prometheus-config-reloader:v0.87.0', `${HOST}/prometheus-operator/prometheus-config-reloader:v0.87.0`,
        'configmapReload.prometheus.enabled is set or (components.agent.mode is federated or (components.agent.mode is not set and defaults.federation.enabled is set))'],
      ['kube-state-metrics', true, 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.17.0', `${HOST}/kube-state-metrics/kube-state-metrics:v2.17.0`, 'kubeStateMetrics.enabled is set'],
      ['alloy', false, 'docker.io/grafana/alloy:v1.11.3', `${HOST}/grafana/alloy:v1.11.3`, 'components.agent.mode is clustered'],
      ['kube-rbac-proxy', false, 'quay.io/brancz/kube-rbac-proxy:v0.19.1', `${HOST}/brancz/kube-rbac-proxy:v0.19.1`,
        'kubeStateMetrics.enabled is set and kubeStateMetrics.kubeRBACProxy.enabled is set'],
    ]);
  });

  test('a tag for single containers is an image of its own, with their names', () => {
    const { images } = planInstall(request('1.2.13', required({ aggregator: { image: { tag: '1.2.12' } } }), { releaseName: 'rel' }));
    expect(images.filter(({ id }) => id === 'agent').map(({ target, reaches }) => [target.tag, reaches])).toEqual([
      ['1.2.13', undefined], ['1.2.12', ['rel-cz-aggregator-collector', 'rel-cz-aggregator-shipper']],
    ]);
  });

  test('accounts, with who creates them', () => {
    expect(planInstall(request('1.2.13', required(), { releaseName: 'rel' })).accounts).toMatchObject([
      { name: 'rel-cz-server', createdByChart: true, workloads: ['server', 'aggregator', 'webhook', 'backfill', 'backfill-now', 'config-loader'] },
      { name: 'rel-cz-webhook-init-cert', createdByChart: true, workloads: ['init-cert'] },
      { name: 'default', createdByChart: false, workloads: ['helmless'] },
      { name: 'rel-cz-ksm', createdByChart: true, workloads: ['kube-state-metrics'] },
    ]);
    expect(planInstall(request('1.2.13', required({ serviceAccount: { create: false }, server: { serviceAccount: { name: 'mine' } } }))).accounts)
      .toContainEqual(expect.objectContaining({ name: 'mine', createdByChart: false, workloads: ['server', 'aggregator', 'webhook', 'backfill', 'backfill-now', 'config-loader'] }));
  });

  test('the object that repeats all values, images of switched-off parts among them', () => {
    expect(planInstall(request('1.2.13', required(), { releaseName: 'rel' })).echoes).toEqual([{
      kind: 'ConfigMap', namespace: 'cz', name: 'rel-helmless-cm', reason: 'it repeats all values as text for a job that compares them; nothing is pulled because of it',
    }]);
  });

  test('the name of the release is that of the chart unless it is given', () => {
    expect(planInstall(request('1.2.13')).workloads[0]?.name).toBe('cloudzero-agent-cz-server');
  });

  test('required values that are missing', () => {
    expect(planInstall(request('1.2.11', {})).missing.map(({ oneOf }) => oneOf)).toEqual([['existingSecretName', 'apiKey']]);
    expect(planInstall(request('1.2.13', {})).missing.map(({ oneOf }) => oneOf)).toEqual([['existingSecretName', 'components.apiKey.secretProviderClass', 'apiKey']]);
    expect(planInstall(request('1.2.13', { components: { apiKey: { secretProviderClass: 'csi' } } })).missing).toEqual([]);
    expect(planInstall(request('1.2.13', required({ kubeStateMetrics: { enabled: false } }))).missing.map(({ oneOf }) => oneOf)).toEqual([['kubeStateMetrics.targetOverride']]);
    expect(planInstall(request('1.2.13', required({ kubeStateMetrics: { enabled: false }, components: { agent: { mode: 'clustered', kubeState: { enabled: true } } } }))).missing).toEqual([]);
  });
});

describe('values that contradict the relocation', () => {
  test('are reported together, and none of them is overwritten', () => {
    const values = required({
      components: { prometheus: { image: { repository: 'docker.io/prom/prometheus' } } },
      validator: { image: { repository: 'other.example.com/agent' } },
      kubeStateMetrics: { image: { registry: 'other.example.com' } },
    });
    const plan = planInstall(request('1.2.13', values));
    expect(plan.conflicts.map(({ path, given, wanted }) => [path, given, wanted])).toEqual([
      ['validator.image.repository', '"other.example.com/agent"', `${HOST}/cloudzero/cloudzero-agent/cloudzero-agent`],
      ['components.prometheus.image.repository', '"docker.io/prom/prometheus"', `${HOST}/prometheus/prometheus`],
      ['kubeStateMetrics.image.registry', '"other.example.com"', `${HOST}/kube-state-metrics/kube-state-metrics`],
    ]);
    expect(plan.values).toMatchObject(values);
    expect(plan.overrides).not.toHaveProperty('components.prometheus');
  });

  test('are no conflict when their registry is declared', () => {
    const both = new Relocation({
      registry: Registry.harbor('harbor.example.com', { project: 'agents' }), routes: { 'quay.io': { registry: Registry.generic('other.example.com') } },
    });
    const plan = planInstall(request('1.2.13', required({ components: { prometheus: { image: { repository: 'other.example.com/prometheus' } } } }), { relocation: both }));
    expect(plan.conflicts).toEqual([]);
    expect(plan.notes).toMatchObject([{ path: 'components.prometheus.image.repository' }]);
    expect(plan.images.find(({ id }) => id === 'prometheus')).toMatchObject({
      source: { registry: 'quay.io' }, target: { registry: 'other.example.com', repository: 'prometheus', tag: 'v3.10.0-distroless' },
    });
  });
});

describe('what cannot be planned', () => {
  test('values that are not plain data are refused with their path', () => {
    expect(() => planInstall({ ...request('1.2.13'), values: { apiKey: { unsafeUnwrap: () => CANARY_PASSWORD } } })).not.toThrow(CANARY_PASSWORD);
    expect(() => planInstall({ ...request('1.2.13'), values: { apiKey: { unsafeUnwrap: () => CANARY_PASSWORD } } })).toThrow(/apiKey\.unsafeUnwrap: a function/);
  });

  test('undefined members are left out', () => {
    expect(planInstall({ ...request('1.2.13'), values: { existingSecretName: 'key', apiKey: undefined } }).values).not.toHaveProperty('apiKey');
  });

  test('everything that the registry refuses comes in one error', () => {
    const shallow = new Relocation({ registry: Registry.generic('reg.example.com', { maxDepth: 1 }) });
    try {
      planInstall(request('1.2.13', required(), { relocation: shallow }));
      throw new Error('the plan was made');
    } catch (error) {
      expect(PullproofError.isPullproofError(error) && error.code).toBe('relocation-path');
      expect(PullproofError.isPullproofError(error) && error.problems).toHaveLength(3);
    }
  });

  test('two images that would become one are refused by name', () => {
    const clash = new Relocation({
      registry: Registry.generic('reg.example.com'),
      layout: Layout.explicit({
        'ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent': 'one', 'quay.io/prometheus/prometheus': 'one', 'registry.k8s.io/kube-state-metrics/kube-state-metrics': 'two',
      }),
    });
    expect(() => planInstall(request('1.2.13', required(), { relocation: clash }))).toThrow(expect.objectContaining({ code: 'relocation-collision' }) as Error);
  });

  test('an optional image without a private name is only noted', () => {
    const partial = new Relocation({
      registry: Registry.generic('reg.example.com'),
      layout: Layout.explicit({
        'ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent': 'one', 'quay.io/prometheus/prometheus': 'three', 'registry.k8s.io/kube-state-metrics/kube-state-metrics': 'two',
      }),
    });
    const plan = planInstall(request('1.2.13', required(), { relocation: partial }));
    expect(plan.images.map(({ id }) => id)).toEqual(['agent', 'prometheus', 'kube-state-metrics']);
    expect(plan.notes).toEqual([{ text: 'an image that the given values do not use has no private name: there is no place for quay.io/brancz/kube-rbac-proxy' }]);
  });
});

test('an image that no value moves is planned all the same, and the plan says so', () => {
  const release: AgentRelease = {
    id: 'own', title: 'Own', version: '1.0.0',
    chart: { name: 'own', repository: 'https://charts.example.com', version: '1.0.0' },
    images: [{ id: 'literal', source: 'docker.io/library/busybox:1.37' }],
    imageSlots: [], pullSecretSlots: [], workloads: [],
  };
  const plan = planInstall({ agent: Agent.custom(release), relocation, namespace: 'own' });
  expect(plan.images).toMatchObject([{ id: 'literal', required: true, target: { registry: 'harbor.example.com', repository: 'agents/library/busybox', tag: '1.37' } }]);
  expect(plan.notes).toEqual([{ text: 'no value of the chart moves docker.io/library/busybox:1.37: it has to be rewritten in the rendered objects' }]);
});
