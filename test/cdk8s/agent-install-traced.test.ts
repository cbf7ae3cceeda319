import { Chart } from 'cdk8s';
import type { App } from 'cdk8s';
import { Agent } from '../../src';
import { AgentInstall, Deliver, Proof, PullSecret } from '../../src/cdk8s';
import { chart as fixture } from '../support/charts';
import { helms, HELM_4 } from '../support/tools';
import { errorOf, HARBOR, newApp, STORE, written } from './support';

const OBSERVER = fixture('observer');

function install(deliver: Deliver, helmExecutable = HELM_4): { app: App; observer: AgentInstall } {
  const app = newApp();
  const chart = new Chart(app, 'observer');
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['observer'], name: 'pull' });
  const observer = new AgentInstall(chart, 'Observer', {
    agent: Agent.fromChart({ chart: OBSERVER, helmExecutable }), registry: HARBOR, pullSecrets: [pull], namespace: 'observer', deliver,
  });
  return { app, observer };
}

/** What pulling depends on, of each pod. */
function pods(app: App): unknown[] {
  return written(app).flatMap(({ kind, spec }) => {
    const template = (spec as { template?: { spec: { imagePullSecrets?: unknown; containers: { image: string }[] } } } | undefined)?.template?.spec;
    return template === undefined ? [] : [[kind, template.imagePullSecrets, template.containers.map(({ image }) => image)]];
  });
}

const SECRETS = [{ name: 'pull' }];
const PODS = [
  ['DaemonSet', SECRETS, [
    'harbor.example.com/agents/acme/observer:2.4.0',
    'harbor.example.com/agents/acme/reloader:1.1@sha256:4f1f0ee0d4d4bd6ff1cf24ac4ab4e2c8b9d2f7c2a0b7f6f0a7dfb5d8b0c1d2e3',
  ]],
  ['Deployment', SECRETS, ['harbor.example.com/agents/acme/relay:0.9.0']],
  ['Job', SECRETS, ['harbor.example.com/agents/library/busybox:1.36']],
];

describe.each(helms)('a traced chart, rendered with $name', ({ helmExecutable }) => {
  it('is proven: values move what they can, and the rendered objects are completed', () => {
    const { app, observer } = install(Deliver.rendered(), helmExecutable);

    expect(new Set(pods(app).map((pod) => JSON.stringify(pod)))).toEqual(new Set(PODS.map((pod) => JSON.stringify(pod))));
    expect(Proof.of(app).verdict().proven).toBe(true);
    expect(observer.overrides).toEqual({
      global: { imageRegistry: 'harbor.example.com/agents' },
      image: { pullSecrets: ['pull'] },
      relay: { imagePullSecrets: SECRETS },
      reloader: { image: 'harbor.example.com/agents/acme/reloader:1.1@sha256:4f1f0ee0d4d4bd6ff1cf24ac4ab4e2c8b9d2f7c2a0b7f6f0a7dfb5d8b0c1d2e3' },
    });
    expect(observer.notes.join('\n')).toContain('no value moves busybox:1.36');
  });
});

describe('a traced chart, given to Flux', () => {
  it('is not proven by values alone: the hook pulls a public image', () => {
    const { app } = install(Deliver.flux({ repository: 'https://charts.example.com' }));

    expect(errorOf(() => app.synth()).message).toMatch(/image-not-private: Job observer\/observer-migrate/);
  });

  it('needs an address for a chart that was read from a folder', () => {
    expect(errorOf(() => install(Deliver.flux()))).toMatchObject({ code: 'delivery-invalid' });
  });

  it('names the trace as what vouches for it', () => {
    const { app } = install(Deliver.flux({ repository: 'https://charts.example.com' }));

    expect(Proof.of(app).verdict().releases.map(({ by }) => by)).toEqual(['the trace of chart observer 2.4.0']);
  });
});
