import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import type { App } from 'cdk8s';
import { stringify } from 'yaml';
import { Agent, audit, parseManifests } from '../../src';
import { AgentInstall, Deliver, Proof, PullSecret } from '../../src/cdk8s';
import type { FluxDeliveryProps } from '../../src/cdk8s';
import { chart as fixture, KUBE_VERSION } from '../support/charts';
import { expectGolden } from '../support/golden';
import { kustomize } from '../support/kustomize';
import { HELM_4 } from '../support/tools';
import { agentOfChart } from './collector';
import { HARBOR, newApp, STORE, written } from './support';
import type { WrittenObject } from './support';

interface Patch {
  readonly target: Readonly<Record<string, string>>;
  readonly patch: string;
}

interface Spec {
  readonly postRenderStrategy?: string;
  readonly postRenderers?: readonly { readonly kustomize: { readonly patches: readonly Patch[] } }[];
}

function patchesOf(objects: readonly WrittenObject[]): readonly Patch[] {
  const { postRenderers } = objects.find(({ kind }) => kind === 'HelmRelease')?.['spec'] as Spec;
  return postRenderers?.[0]?.kustomize.patches ?? [];
}

/** What Flux does with the output of Helm before it applies it. */
function postRendered(manifests: string, patches: readonly Patch[]): string {
  const { out, problem } = kustomize([
    { path: 'kustomization.yaml', content: stringify({ resources: ['helm-output.yaml'], patches }) }, { path: 'helm-output.yaml', content: manifests },
  ]);
  expect(problem).toBe('');
  return out;
}

function template(name: string, values: unknown, kubeVersion: string): string {
  return execFileSync(HELM_4, ['template', 'rel', fixture(name), '-n', 'db', '--kube-version', kubeVersion, '--skip-tests', '-f', '-'], { input: stringify(values), encoding: 'utf8' });
}

describe('K8ssandra, whose images stand in part as text in a template', () => {
  const prove = { chart: fixture('k8ssandra-1.5.2'), helmExecutable: HELM_4, kubeVersion: '1.24.0' };

  function install(): { app: App; k8ssandra: AgentInstall } {
    const app = newApp();
    const chart = new Chart(app, 'database');
    const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['db'], name: 'pull' });
    const k8ssandra = new AgentInstall(chart, 'K8ssandra', {
      agent: Agent.k8ssandra('1.5.2'), registry: HARBOR, pullSecrets: [pull], namespace: 'db', releaseName: 'rel', deliver: Deliver.flux({ prove }),
    });
    return { app, k8ssandra };
  }

  test('is proven: Flux is given a patch for them, and for nothing else', () => {
    const { app, k8ssandra } = install();

    const patches = patchesOf(written(app));

    expect(Proof.of(app).verdict().findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Proof.of(app).verdict().assumptions).toContain('HelmRelease db/rel renders as the rendering for this proof, patched by Flux, says');
    expect(patches.map(({ target }) => target)).toEqual([{ version: 'v1', kind: 'ConfigMap', name: 'rel-cass-operator-manager-config' }]);
    expect(k8ssandra.notes.filter((note) => note.includes('was moved to'))).toHaveLength(2);
    expectGolden(join(__dirname, 'golden', 'k8ssandra.patches.txt'), patches.map(({ patch }) => patch).join('---\n'));
  });

  test('has only private images once Kustomize has applied it to what Helm renders', () => {
    const { app, k8ssandra } = install();
    const manifests = template('k8ssandra-1.5.2', k8ssandra.values, '1.24.0');
    const outside = (text: string): string[] => audit(parseManifests(text), { registries: [HARBOR] }).findings
      .filter(({ rule, severity }) => rule === 'image-not-private' && severity === 'error').map(({ image }) => image ?? '');

    expect(outside(manifests)).toEqual(['k8ssandra/system-logger:v1.13.1', 'datastax/cass-config-builder:1.0.5-ubi7']);
    expect(outside(postRendered(manifests, patchesOf(written(app))))).toEqual([]);
  });
});

test('an image that is compiled into an operator stands in nothing that could be patched, and refutes the proof', () => {
  const app = newApp();
  const chart = new Chart(app, 'database');
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['db'], name: 'pull' });
  new AgentInstall(chart, 'K8ssandra', {
    agent: Agent.k8ssandra('1.3.0'), registry: HARBOR, pullSecrets: [pull], namespace: 'db', releaseName: 'rel',
    values: { medusa: { enabled: true, storage: 's3', bucketName: 'backups', storageSecret: 'login' } },
    deliver: Deliver.flux({ prove: { chart: fixture('k8ssandra-1.3.0'), helmExecutable: HELM_4, kubeVersion: '1.24.0' } }),
  });

  expect(Proof.of(app).verdict().findings.filter(({ severity }) => severity === 'error').map(({ rule, image }) => [rule, image]))
    .toEqual([['release-image-not-private', 'docker.io/k8ssandra/system-logger:9c4c3692']]);
});

describe('a chart with images and pods that no value reaches', () => {
  const prove = { chart: fixture('literal-images'), helmExecutable: HELM_4, kubeVersion: KUBE_VERSION };

  function install(props: FluxDeliveryProps = {}): { app: App; agent: AgentInstall } {
    const app = newApp();
    const chart = new Chart(app, 'chart');
    const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['db'], name: 'pull' });
    const agent = new AgentInstall(chart, 'Agent', {
      agent: agentOfChart('literal-images'), registry: HARBOR, pullSecrets: [pull], namespace: 'db', releaseName: 'rel', deliver: Deliver.flux({ prove, ...props }),
    });
    return { app, agent };
  }
  const errors = (app: App): string[] => Proof.of(app).verdict().findings
    .filter(({ severity }) => severity === 'error').map(({ rule, location }) => `${rule} ${location.kind ?? ''} ${location.name ?? ''}`);

  test('is proven with hooks that Flux hands over; the release says how', () => {
    const { app } = install({ postRenderStrategy: 'separate' });

    const objects = written(app);

    expect(errors(app)).toEqual([]);
    expect((objects.find(({ kind }) => kind === 'HelmRelease')?.['spec'] as Spec).postRenderStrategy).toBe('separate');
    expect(patchesOf(objects).map(({ target: { kind, name } }) => `${kind} ${name}`)).toEqual([
      'ServiceAccount rel-agent', 'ConfigMap rel-config', 'Deployment rel-agent', 'CronJob rel-sweep', 'Probe rel\\.probe', 'Job rel-migrate',
    ]);
    expect(parseManifests(postRendered(template('literal-images', {}, KUBE_VERSION), patchesOf(objects))).resources).toHaveLength(7);
  });

  test.each([undefined, 'nohooks'] as const)('is not, and says why, while hooks are left alone (%s)', (postRenderStrategy) => {
    const { app, agent } = install({ postRenderStrategy });

    expect(errors(app)).toEqual(['image-not-private Job rel-migrate']);
    expect(agent.notes.slice(-3).map((note) => note.replace(/ \(\/.*:\d+\)/, ''))).toEqual([
      'left as it is: Job rel-migrate: spec.template.spec.containers[0].image: it is a Helm hook (pre-install, pre-upgrade), which the patches do not reach',
      'left as it is: Job rel-migrate: spec.template.spec: it is a Helm hook (pre-install, pre-upgrade), which the patches do not reach',
      'Flux 2.9 and newer patch hooks too when `postRenderStrategy` is `separate`',
    ]);
    expect(() => app.synth()).toThrow('image-not-private: Job db/rel-migrate');
  });

  test('without a rendering is not patched', () => {
    const { app } = install({ prove: undefined });

    expect(patchesOf(written(app))).toEqual([]);
  });
});

test('a chart that the catalogue does not know gets patches for what its values were found not to move', () => {
  const app = newApp();
  const chart = new Chart(app, 'chart');
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['db'], name: 'pull' });
  const agent = Agent.fromChart({ chart: fixture('literal-images'), helmExecutable: HELM_4, kubeVersion: KUBE_VERSION });
  const install = new AgentInstall(chart, 'Agent', {
    agent, registry: HARBOR, pullSecrets: [pull], namespace: 'db', releaseName: 'rel', deliver: Deliver.flux({ repository: 'https://charts.example.com', prove: {}, postRenderStrategy: 'separate' }),
  });

  const [, , deployment] = patchesOf(written(app));

  expect(install.overrides).toEqual({ image: { repository: 'harbor.example.com/agents/acme/agent' } });
  expect(deployment?.patch).toContain('value: busybox:1.36');
  expect(deployment?.patch).not.toContain('acme/agent:1.2.3');
  expect(Proof.of(app).verdict().findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('a release that values move as a whole gets no patches', () => {
  const app = newApp();
  const chart = new Chart(app, 'chart');
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['cz'], name: 'pull' });
  const prove = { chart: fixture('cloudzero-agent-1.2.13'), helmExecutable: HELM_4, kubeVersion: KUBE_VERSION };
  const install = new AgentInstall(chart, 'CloudZero', {
    agent: Agent.cloudZero('1.2.13'), registry: HARBOR, pullSecrets: [pull], namespace: 'cz', releaseName: 'rel',
    values: { clusterName: 'prod-1', existingSecretName: 'key' }, deliver: Deliver.flux({ prove }),
  });

  expect(patchesOf(written(app))).toEqual([]);
  expect(Proof.of(app).verdict()).toMatchObject({ proven: true });
  expect(install.notes.filter((note) => note.startsWith('left as it is'))).toEqual([]);
});
