import { Agent, planInstall } from '../../src/agent';
import type { AgentTrap, InstallPlan } from '../../src/agent';
import { mergeValues, renderChartSync } from '../../src/helm';
import type { JsonObject } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { Relocation } from '../../src/relocate';
import type { ValueCondition } from '../../src/relocate';
import { withValue } from '../../src/relocate/values-path';
import { chart, KUBE_VERSION } from '../support/charts';
import { FIXTURE_RELEASES, inMode, required } from '../support/cloudzero';
import { renderedImages, renderedPods } from '../support/pods';
import { helms } from '../support/tools';

const relocation = new Relocation({ registry: Registry.harbor('harbor.example.com', { project: 'agents' }) });
const DIGEST = `sha256:${'d'.repeat(64)}`;
const ALLOY = 'components.agent.clusteredNode';

function plan(release: string, values: JsonObject): InstallPlan {
  return planInstall({ agent: Agent.cloudZero(release), relocation, namespace: 'cz', pullSecretName: 'registry-pull', values: required(values) });
}

function render(release: string, values: JsonObject, helmExecutable?: string): string {
  return renderChartSync({
    ...(helms[1] ?? {}), ...(helmExecutable === undefined ? {} : { helmExecutable }),
    chart: chart(`cloudzero-agent-${release}`), releaseName: 'rel', namespace: 'cz', kubeVersion: KUBE_VERSION, values: required(values),
  }).manifests;
}

function trap(release: string, id: string): AgentTrap | undefined {
  return Agent.cloudZero(release).release.traps?.find((known) => known.id === id);
}

function pathsOf({ path, allOf, anyOf, not }: ValueCondition): string[] {
  return [...(path === undefined ? [] : [path]), ...[...(allOf ?? []), ...(anyOf ?? []), ...(not === undefined ? [] : [not])].flatMap(pathsOf)];
}

/** Keys that a release accepts and never reads, each with a value that would be seen if it were read. */
const DEAD: readonly [id: string, value: JsonObject[string]][] = [
  ['registry-ignored', 'dead.example.com'],
  ['state-metrics-pull-secrets', [{ name: 'dead' }]],
  ['defaults-image-ignored', 'dead'],
  ['pull-secrets-ignored', [{ name: 'dead' }]],
  ['job-image-ignored', 'dead'],
  ['server-tag-ignored', 'dead'],
  ['reloader-ignored', 'dead'],
];

describe.each(FIXTURE_RELEASES)('release %s', (release) => {
  test.each(DEAD)('%s: the chart accepts the key and never reads it, and the plan says so', (id, value) => {
    const when = trap(release, id)?.when;
    for (const path of when === undefined ? [] : pathsOf(when)) {
      const values = withValue({ components: { agent: { mode: 'federated' } } }, {}, path, value);
      const pods = renderedPods(render(release, mergeValues({ components: { agent: { mode: 'federated' } } }, values)));
      expect(JSON.stringify(pods)).not.toContain('dead');
      const { notes, conflicts } = plan(release, values);
      expect(conflicts).toEqual([]);
      expect(notes.filter((note) => note.path === path)).toHaveLength(1);
      expect(notes.find((note) => note.path === path)?.text).toContain(trap(release, id)?.text);
    }
  });

  test('a digest in the defaults would hit every image: it is a conflict', () => {
    const values: JsonObject = { defaults: { image: { digest: DIGEST } } };
    expect(renderedImages(render(release, values)).filter((image) => image.endsWith(`@${DIGEST}`)).length).toBeGreaterThan(1);
    expect(plan(release, values).conflicts).toMatchObject([{ path: 'defaults.image.digest', given: `"${DIGEST}"`, wanted: 'nothing' }]);
  });

  test('the helmless job runs as `default`, whatever accounts the chart has', () => {
    const values: JsonObject = { serviceAccount: { name: 'named' } };
    expect(renderedPods(render(release, values)).find(({ name }) => name.startsWith('rel-helmless-'))?.serviceAccountName).toBe('default');
    expect(plan(release, values).accounts).toContainEqual(expect.objectContaining({ name: 'default', createdByChart: false, workloads: ['helmless'] }));
  });

  test('without an account of the chart, and without the name of another, pods run as `default`', () => {
    const values: JsonObject = { serviceAccount: { create: false, name: 'not-read' } };
    expect(renderedPods(render(release, values)).find(({ name }) => name === 'rel-cz-server')?.serviceAccountName).toBe('default');
    expect(plan(release, values).notes.map(({ path }) => path)).toEqual(['serviceAccount.create']);
  });

  test('an API key in the values is a note, because it ends up among the rendered objects', () => {
    const { notes } = planInstall({ agent: Agent.cloudZero(release), relocation, namespace: 'cz', values: { apiKey: 'key' } });
    expect(notes).toMatchObject([{ path: 'apiKey' }]);
  });

  test.each<[string, JsonObject]>([
    ['pull secrets as texts', { defaults: { image: { pullSecrets: ['registry-pull'] } } }],
    ['pull secrets as texts at the root', { imagePullSecrets: ['registry-pull'] }],
    ['the Kubernetes name in the defaults', { defaults: { image: { imagePullSecrets: [{ name: 'registry-pull' }] } } }],
    ['pull secrets for the account', { serviceAccount: { imagePullSecrets: [{ name: 'registry-pull' }] } }],
    ['an image for the aggregator component', { components: { aggregator: { image: { repository: 'x' } } } }],
    ['a key at the root', { image: { registry: 'x' } }],
  ])('the closed schema refuses %s', (_what, values) => {
    expect(() => render(release, values)).toThrow(/the schema of the chart refuses the values/);
  });

  test('pull secrets of the wrong shape are a conflict before Helm is asked', () => {
    expect(plan(release, { defaults: { image: { pullSecrets: ['registry-pull'] } } }).conflicts).toMatchObject([{
      path: 'defaults.image.pullSecrets', given: '["registry-pull"]', wanted: '[{"name":"registry-pull"}]',
    }]);
  });
});

describe('the vendor’s guide, followed to the letter', () => {
  const guide: JsonObject = {
    defaults: { image: { pullSecrets: [{ name: 'registry-pull' }] } },
    kubeStateMetrics: { pullSecrets: [{ name: 'registry-pull' }] },
  };
  const without = (release: string) => renderedPods(render(release, guide)).filter(({ pullSecrets }) => pullSecrets === undefined).map(({ name }) => name.replace(/-[0-9a-f]{40}$/, ''));

  test('reaches two of nine pods of 1.2.9', () => {
    expect(without('1.2.9').sort()).toEqual([
      'rel-backfill', 'rel-backfill', 'rel-cz-aggregator', 'rel-cz-ksm', 'rel-cz-server', 'rel-cz-webhook', 'rel-init-cert',
    ]);
  });

  test('reaches all but kube-state-metrics later', () => {
    expect(without('1.2.12')).toEqual(['rel-cz-ksm']);
    expect(without('1.2.13')).toEqual(['rel-cz-ksm']);
  });
});

describe('Alloy from 1.2.10 on', () => {
  const alloy = (values: JsonObject) => renderedPods(render('1.2.13', inMode('clustered', values)))
    .flatMap(({ containers }) => containers).find(({ name }) => name === 'cloudzero-agent-alloy')?.image;

  test('a repository without a tag gets the agent’s tag: a conflict', () => {
    const values = withValue({}, {}, `${ALLOY}.image.repository`, 'mirror.example.com/grafana/alloy');
    expect(alloy(values)).toBe('mirror.example.com/grafana/alloy:1.2.13');
    expect(plan('1.2.13', inMode('clustered', values)).conflicts).toContainEqual(expect.objectContaining({
      path: `${ALLOY}.image.repository`, reason: trap('1.2.13', 'alloy-repository-alone')?.text,
    }));
    expect(plan('1.2.13', inMode('agent', values)).conflicts).toEqual([]);
  });

  test('the agent’s digest also replaces the tag of another image: a conflict', () => {
    const values: JsonObject = {
      components: { agent: { image: { digest: DIGEST }, clusteredNode: { image: { repository: 'docker.io/grafana/alloy', tag: 'v1' }, command: [] } } },
    };
    expect(alloy(values)).toBe(`docker.io/grafana/alloy@${DIGEST}`);
    expect(plan('1.2.13', inMode('clustered', values)).conflicts).toMatchObject([{ reason: trap('1.2.13', 'agent-digest-beats-alloy')?.text }]);
  });

  test('an image of one’s own without a command is told about', () => {
    const values: JsonObject = { components: { agent: { clusteredNode: { image: { repository: 'docker.io/grafana/alloy', tag: 'v1' } } } } };
    expect(plan('1.2.13', inMode('clustered', values)).notes.map(({ text }) => text))
      .toContainEqual(expect.stringContaining('set components.agent.clusteredNode.command to []'));
  });
});
