import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, foreseePods, planInstall } from '../../../src/agent';
import type { ChartAgentProps, InstallPlan, InstallRequest } from '../../../src/agent';
import { audit } from '../../../src/audit';
import { printReference } from '../../../src/image';
import { streamFromObjects } from '../../../src/manifest';
import { Registry } from '../../../src/registry';
import { Layout, printLock, Relocation } from '../../../src/relocate';
import { chart } from '../../support/charts';
import { HELM_4, helms } from '../../support/tools';

const HARBOR = Registry.harbor('harbor.example.com', { project: 'agents' });
const RELOCATION = new Relocation({ registry: HARBOR });
const OBSERVER: ChartAgentProps = { chart: chart('observer'), helmExecutable: HELM_4 };

function plan(agent: Agent, more: Partial<InstallRequest> = {}): InstallPlan {
  return planInstall({ agent, relocation: RELOCATION, namespace: 'agents', pullSecretName: 'pull', ...more });
}

describe.each(helms)('a chart traced with $name', ({ helmExecutable }) => {
  const agent = Agent.fromChart({ ...OBSERVER, helmExecutable });
  const planned = plan(agent);

  it('is an agent like those of the catalogue', () => {
    expect({ id: agent.id, title: agent.title, version: agent.version, chart: agent.release.chart.name }).toEqual({
      id: 'observer', title: 'observer', version: '2.4.0', chart: 'observer',
    });
  });

  it('gets the smallest overrides', () => {
    expect(planned.overrides).toEqual({
      global: { imageRegistry: 'harbor.example.com/agents' },
      image: { pullSecrets: ['pull'] },
      relay: { imagePullSecrets: [{ name: 'pull' }] },
      reloader: { image: 'harbor.example.com/agents/acme/reloader:1.1@sha256:4f1f0ee0d4d4bd6ff1cf24ac4ab4e2c8b9d2f7c2a0b7f6f0a7dfb5d8b0c1d2e3' },
    });
  });

  it('tells every image, and why one of them has to be rewritten', () => {
    expect(planned.images.map(({ source, target, required, reason, unmovable }) => [
      source === undefined ? '' : printReference(source), printReference(target), required, reason, unmovable?.standsIn,
    ])).toEqual([
      ['quay.io/acme/observer:2.4.0', 'harbor.example.com/agents/acme/observer:2.4.0', true, 'DaemonSet observer', undefined],
      [
        'ghcr.io/acme/reloader:1.1@sha256:4f1f0ee0d4d4bd6ff1cf24ac4ab4e2c8b9d2f7c2a0b7f6f0a7dfb5d8b0c1d2e3',
        'harbor.example.com/agents/acme/reloader:1.1@sha256:4f1f0ee0d4d4bd6ff1cf24ac4ab4e2c8b9d2f7c2a0b7f6f0a7dfb5d8b0c1d2e3',
        true, 'DaemonSet observer', undefined,
      ],
      ['quay.io/acme/relay:0.9.0', 'harbor.example.com/agents/acme/relay:0.9.0', true, 'Deployment observer-relay', undefined],
      [
        'docker.io/library/busybox:1.36', 'harbor.example.com/agents/library/busybox:1.36', true, 'Job observer-migrate',
        'Job observer-migrate, spec.template.spec.containers[0].image',
      ],
    ]);
  });

  it('tells its workloads, their containers, and the accounts that have to name the pull secret', () => {
    expect(planned.workloads.map(({ id, serviceAccountName, hooks, containers }) => (
      [id, serviceAccountName, hooks, containers.map(({ name }) => name)]
    ))).toEqual([
      ['DaemonSet observer', 'observer', [], ['containers[0]', 'containers[1]']],
      ['Deployment observer-relay', 'default', [], ['containers[0]']],
      ['Job observer-migrate', 'default', ['pre-install', 'pre-upgrade'], ['containers[0]']],
    ]);
    expect(planned.accounts.map(({ name, createdByChart, create, pullSecretNames }) => ({ name, createdByChart, create, pullSecretNames }))).toEqual([
      { name: 'observer', createdByChart: true, create: false, pullSecretNames: [] },
      { name: 'default', createdByChart: false, create: false, pullSecretNames: ['pull'] },
    ]);
  });

  it('is foreseen as what a cluster would render: a proof must not pass over the hook', () => {
    const stream = streamFromObjects(foreseePods(agent, planned).map((object) => ({ object })));
    const verdict = audit(stream, { registries: [HARBOR], declaredSecrets: [{ name: 'pull', registries: ['harbor.example.com'] }] });

    expect(verdict.findings.map(({ rule, location }) => [rule, `${location.kind} ${location.name}`])).toEqual([
      ['image-not-private', 'Job observer-migrate'],
    ]);
  });
});

describe('values', () => {
  it('of the install are laid over those of the agent', () => {
    const agent = Agent.fromChart({ ...OBSERVER, values: { image: { tag: '1.0.0' }, relay: { replicas: 4 } } });
    const { values } = plan(agent, { values: { image: { tag: '2.0.0' } } });

    expect(values).toMatchObject({ image: { tag: '2.0.0' }, relay: { replicas: 4 } });
    expect(plan(agent, { values: { image: { tag: '2.0.0' } } }).images.map(({ target }) => printReference(target)))
      .toContain('harbor.example.com/agents/acme/observer:2.0.0');
  });

  it('that are no plain data are refused', () => {
    expect(() => Agent.fromChart({ ...OBSERVER, values: { a: () => 1 } })).toThrow(expect.objectContaining({ code: 'values-invalid' }));
  });
});

it('refuses two images that would become one, before anything is written', () => {
  const flat = new Relocation({ registry: HARBOR, layout: Layout.flat() });
  const values = { relay: { image: { repository: 'other/observer', tag: '2.4.0' } } };

  expect(() => plan(Agent.fromChart(OBSERVER), { relocation: flat, values })).toThrow(expect.objectContaining({ code: 'relocation-collision' }));
});

describe('a lock file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-traced-'));
  const lock = join(folder, 'pullproof.lock.yaml');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  beforeAll(() => {
    const tracer = Agent.fromChart(OBSERVER)._tracer;
    const values = tracer?.valuesFor(undefined) ?? {};
    const trace = tracer?.trace({ values, releaseName: 'observer', namespace: 'agents', relocation: RELOCATION });
    writeFileSync(lock, printLock(trace === undefined ? [] : [trace]));
  });

  it('gives the same plan, and nothing is rendered', () => {
    const locked = plan(Agent.fromChart({ chart: OBSERVER.chart, lock, helmExecutable: join(folder, 'no-helm') }));

    expect(locked).toEqual(plan(Agent.fromChart(OBSERVER)));
  });

  it.each<[string, Partial<InstallRequest>]>([
    ['other values', { values: { relay: { replicas: 3 } } }],
    ['another namespace', { namespace: 'elsewhere' }],
    ['another release', { releaseName: 'second' }],
  ])('is refused for %s', (_, more) => {
    expect(() => plan(Agent.fromChart({ ...OBSERVER, lock }), more)).toThrow(expect.objectContaining({ code: 'lock-stale' }));
  });

  it('is refused when a file of the chart changed', () => {
    const changed = join(folder, 'observer');
    cpSync(chart('observer'), changed, { recursive: true });
    writeFileSync(join(changed, 'templates', 'more.yaml'), '');

    expect(() => plan(Agent.fromChart({ ...OBSERVER, chart: changed, lock }))).toThrow(expect.objectContaining({
      code: 'lock-stale', problems: ['the files of the chart are other ones now'],
    }));
  });

  it('that is missing is said so', () => {
    expect(() => plan(Agent.fromChart({ ...OBSERVER, lock: join(folder, 'nowhere.yaml') }))).toThrow(expect.objectContaining({ code: 'file-unreadable' }));
  });
});

it('says which chart does not render, in the words of Helm', () => {
  expect(() => plan(Agent.fromChart({ chart: chart('failing-template'), helmExecutable: HELM_4 }))).toThrow(expect.objectContaining({ code: 'helm-failed' }));
});

it('says which Helm is missing', () => {
  expect(() => plan(Agent.fromChart({ ...OBSERVER, helmExecutable: '/nowhere/helm' }))).toThrow(expect.objectContaining({ code: 'helm-missing' }));
});
