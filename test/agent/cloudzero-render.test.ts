import { Agent, planInstall } from '../../src/agent';
import { mergeValues, renderChart } from '../../src/helm';
import { parseReference, printReference } from '../../src/image';
import type { JsonObject } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { chart, KUBE_VERSION } from '../support/charts';
import { ALL_PROXIES, FIXTURE_RELEASES, inMode, MODES, NO_STATE_METRICS, withoutImagesAndSecrets } from '../support/cloudzero';
import { renderedPods } from '../support/pods';
import type { RenderedPod } from '../support/pods';
import { helms } from '../support/tools';

const HARBOR = new Relocation({ registry: Registry.harbor('harbor.example.com', { project: 'agents' }) });
const DIGEST = `sha256:${'d'.repeat(64)}`;

/** Renders a fixture twice, plain and with our overrides, and checks everything that a plan promises. */
async function proveRelease(release: string, helmExecutable: string, values: JsonObject, relocation = HARBOR): Promise<readonly RenderedPod[]> {
  const plan = planInstall({ agent: Agent.cloudZero(release), relocation, namespace: 'cz', releaseName: 'rel', pullSecretName: 'registry-pull', values });
  expect(plan.conflicts).toEqual([]);
  expect(plan.missing).toEqual([]);
  const render = { chart: chart(`cloudzero-agent-${release}`), releaseName: 'rel', namespace: 'cz', kubeVersion: KUBE_VERSION, helmExecutable };
  const plain = await renderChart({ ...render, values });
  const moved = await renderChart({ ...render, values: plan.values });
  expect(moved.warnings).toEqual([]);

  const before = renderedPods(plain.manifests);
  const after = renderedPods(moved.manifests);
  // Every image is the private form of what it was, tag and digest included, and the plan knows exactly these.
  const images = (pods: readonly RenderedPod[]) => pods.map(({ containers }) => containers.map(({ image }) => image));
  expect(images(after)).toEqual(images(before).map((list) => list.map((image) => printReference(relocation.relocate(parseReference(image))))));
  const planned = plan.images.filter((image) => image.required).map(({ target }) => printReference(target));
  expect([...new Set(planned)].sort()).toEqual([...new Set(images(after).flat())].sort());
  // Every pod names the secret itself.
  expect(after.map(({ pullSecrets }) => pullSecrets)).toEqual(after.map(() => [{ name: 'registry-pull' }]));
  // Nothing else has changed.
  expect(withoutImagesAndSecrets(moved.manifests)).toEqual(withoutImagesAndSecrets(plain.manifests));
  // The workloads of the catalogue are the ones that are rendered.
  const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
  expect(plan.workloads.map(({ kind, name, serviceAccountName, containers }) => ({
    kind, name, serviceAccountName, containers: containers.map((container) => ({ name: container.name, init: container.init })),
  })).sort(byName)).toEqual(after.map(({ kind, name, serviceAccountName, containers }) => ({
    kind, name: name.replace(/-[0-9a-f]{40}$/, '-*'), serviceAccountName, containers: containers.map((container) => ({ name: container.name, init: container.init })),
  })).sort(byName));
  return after;
}

describe.each(helms)('with $name', ({ helmExecutable }) => {
  describe.each(FIXTURE_RELEASES)('release %s', (release) => {
    test.each(MODES)('mode %s: every image private, every pod credentialed, nothing else changed', async (mode) => {
      const pods = await proveRelease(release, helmExecutable, inMode(mode, ALL_PROXIES));
      expect(pods).toHaveLength(mode === 'federated' ? 10 : 9);
    });

    test('without the sub-chart', async () => {
      const pods = await proveRelease(release, helmExecutable, inMode('agent', NO_STATE_METRICS));
      expect(pods.map(({ name }) => name)).not.toContain('rel-cz-ksm');
    });

    test.each<[string, JsonObject]>([
      ['without the webhook', { insightsController: { enabled: false } }],
      ['with cert-manager', { insightsController: { tls: { useCertManager: true } } }],
      ['without the reloader', { configmapReload: { prometheus: { enabled: false } } }],
      ['with the older switch for federation', { components: { agent: { mode: null } }, defaults: { federation: { enabled: true } } }],
      ['with accounts of one’s own', {
        serviceAccount: { create: false }, server: { serviceAccount: { name: 'mine' } },
        initCertJob: { rbac: { create: false, serviceAccountName: 'mine-too' } }, kubeStateMetrics: { serviceAccount: { create: false } },
      }],
      ['with tags of one’s own', {
        components: { agent: { image: { tag: '9.9.9' } }, prometheus: { image: { tag: 'v2.55.1' } } }, kubeStateMetrics: { image: { tag: 'v2.16.0' } },
      }],
      ['with digests', { components: { agent: { image: { digest: DIGEST } } }, kubeStateMetrics: { image: { sha: DIGEST } } }],
      ['with deprecated keys', {
        validator: { image: { tag: '1.0.0' } }, aggregator: { image: { digest: DIGEST } }, initCertJob: { image: { tag: '1.0.1' } },
        insightsController: { server: { image: { tag: '1.0.2', repository: 'ghcr.io/cloudzero/cloudzero-agent/cloudzero-agent' } } },
      }],
    ])('%s', async (_what, values) => {
      await proveRelease(release, helmExecutable, inMode('agent', values));
    });
  });

  test('1.2.9 has an Alloy image of its own, which moves too', async () => {
    const pods = await proveRelease('1.2.9', helmExecutable, inMode('clustered'));
    expect(pods.flatMap(({ containers }) => containers)).toContainEqual(
      { name: 'cloudzero-agent-alloy', image: 'harbor.example.com/agents/grafana/alloy:v1.11.3', init: false });
  });

  test('from 1.2.10 on a user’s own Alloy image moves too', async () => {
    const pods = await proveRelease('1.2.13', helmExecutable, inMode('clustered', {
      components: { agent: { clusteredNode: { image: { repository: 'docker.io/grafana/alloy', tag: 'v1.11.3' }, command: [] } } },
    }));
    expect(pods.flatMap(({ containers }) => containers)).toContainEqual(
      { name: 'cloudzero-agent-alloy', image: 'harbor.example.com/agents/grafana/alloy:v1.11.3', init: false });
  });

  test('from 1.2.10 on a tag for Alloy alone is a tag of the agent’s image', async () => {
    const pods = await proveRelease('1.2.13', helmExecutable, inMode('clustered', { components: { agent: { clusteredNode: { image: { tag: '1.2.0' } } } } }));
    expect(pods.flatMap(({ containers }) => containers)).toContainEqual(
      { name: 'cloudzero-agent-alloy', image: 'harbor.example.com/agents/cloudzero/cloudzero-agent/cloudzero-agent:1.2.0', init: false });
  });

  test.each<[string, Relocation]>([
    ['flat paths on a host with a port', new Relocation({ registry: Registry.generic('reg.example.com:5000'), layout: Layout.flat() })],
    ['one prefix per source host', new Relocation({ registry: Registry.generic('reg.example.com', { prefix: 'mirror' }), layout: Layout.bySource() })],
    ['ECR', new Relocation({ registry: Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' }) })],
    ['two registries', new Relocation({
      registry: Registry.generic('reg.example.com'), routes: { 'quay.io': { registry: Registry.generic('quay-cache.example.com') } },
    })],
  ])('%s', async (_what, relocation) => {
    await proveRelease('1.2.13', helmExecutable, inMode('federated', ALL_PROXIES), relocation);
  });
});

test('the option for Prometheus follows the tag, which therefore must stay as it is', async () => {
  const values = (tag: string): JsonObject => inMode('agent', { components: { prometheus: { image: { tag } } } });
  const option = async (tag: string) => {
    const plan = planInstall({ agent: Agent.cloudZero('1.2.13'), relocation: HARBOR, namespace: 'cz', values: values(tag) });
    const { manifests } = await renderChart({
      chart: chart('cloudzero-agent-1.2.13'), releaseName: 'rel', namespace: 'cz', kubeVersion: KUBE_VERSION, values: plan.values, ...helms[0],
    });
    return /--(agent|enable-feature=agent)/.exec(manifests)?.[1];
  };
  expect(await option('v2.55.1')).toBe('enable-feature=agent');
  expect(await option('v3.10.0-distroless')).toBe('agent');
});

test('lists of the user are kept in every pod that had them', async () => {
  const other = [{ name: 'other' }];
  const lists: JsonObject[] = [
    { imagePullSecrets: other },
    { defaults: { image: { pullSecrets: other } } },
    { components: { agent: { image: { pullSecrets: other } }, prometheus: { image: { pullSecrets: other } } } },
    { validator: { image: { pullSecrets: other } } },
    { insightsController: { server: { imagePullSecrets: other } } },
    { initBackfillJob: { imagePullSecrets: other }, initCertJob: { imagePullSecrets: other } },
    { kubeStateMetrics: { imagePullSecrets: ['other'] } },
    { global: { imagePullSecrets: ['other'] } },
    { global: { imagePullSecrets: ['registry-pull'] } },
    { imagePullSecrets: [{ name: 'registry-pull' }] },
  ];
  for (const release of FIXTURE_RELEASES) {
    for (const list of lists) {
      const values = inMode('federated', list);
      const plan = planInstall({ agent: Agent.cloudZero(release), relocation: HARBOR, namespace: 'cz', pullSecretName: 'registry-pull', values });
      expect(plan.conflicts).toEqual([]);
      const render = { chart: chart(`cloudzero-agent-${release}`), releaseName: 'rel', namespace: 'cz', kubeVersion: KUBE_VERSION, ...helms[1] };
      const names = async (given: JsonObject) => renderedPods((await renderChart({ ...render, values: given })).manifests)
        .map(({ pullSecrets }) => ((pullSecrets ?? []) as { name: string }[]).map(({ name }) => name));
      const before = await names(values);
      const after = await names(plan.values);
      // Ours once, theirs as before; a list that another hides is carried into the one that hides it.
      after.forEach((list_, index) => {
        expect(list_.filter((name) => name === 'registry-pull')).toHaveLength(1);
        expect(new Set(list_).size).toBe(list_.length);
        expect(before[index]?.filter((name) => !list_.includes(name))).toEqual([]);
      });
    }
  }
});

test('the plan of a plan is empty', () => {
  for (const release of Agent.releases('cloudzero')) {
    for (const mode of MODES) {
      const request = { agent: Agent.cloudZero(release), relocation: HARBOR, namespace: 'cz', pullSecretName: 'registry-pull' };
      const first = planInstall({ ...request, values: inMode(mode, ALL_PROXIES) });
      const again = planInstall({ ...request, values: mergeValues(first.values, {}) });
      expect(again).toMatchObject({ overrides: {}, conflicts: [], notes: [], missing: [] });
      expect(again.images).toEqual(first.images);
    }
  }
});
