import { Chart } from 'cdk8s';
import { Agent } from '../../src';
import { AgentInstall, Deliver, Proof, PullSecret } from '../../src/cdk8s';
import { chart as fixture } from '../support/charts';
import { HELM_4, helms } from '../support/tools';
import { errorOf, HARBOR, newApp, STORE, written } from './support';

/** Of the releases of the catalogue, 1.5.2 has the most that no value moves. */
function install(deliver: Deliver): { app: ReturnType<typeof newApp>; k8ssandra: AgentInstall } {
  const app = newApp();
  const chart = new Chart(app, 'database');
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['db'], name: 'pull' });
  const k8ssandra = new AgentInstall(chart, 'K8ssandra', {
    agent: Agent.k8ssandra('1.5.2'), registry: HARBOR, pullSecrets: [pull], namespace: 'db', releaseName: 'rel', deliver,
  });
  return { app, k8ssandra };
}

const RENDERED = { chart: fixture('k8ssandra-1.5.2'), helmExecutable: HELM_4, kubeVersion: '1.24.0' };

describe.each(helms)('K8ssandra rendered with $name', ({ helmExecutable }) => {
  test('is proven: what no value moves is moved in the rendered objects, and said so', () => {
    const { app, k8ssandra } = install(Deliver.rendered({ ...RENDERED, helmExecutable }));

    const text = JSON.stringify(written(app));

    expect(Proof.of(app).verdict().findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(text).toContain('harbor.example.com/agents/k8ssandra/system-logger:v1.13.1');
    expect(text).not.toMatch(/[" ](?:docker\.io\/)?k8ssandra\/system-logger/);
    expect(k8ssandra.notes.filter((note) => note.includes('was moved to')).length).toBe(2);
  });

  test('writes the accounts that its pods run as before them, and no hook that an install does not run', () => {
    const { app, k8ssandra } = install(Deliver.rendered({ ...RENDERED, helmExecutable }));

    const objects = written(app);

    const kinds = objects.map(({ kind, metadata: { name } }) => `${kind} ${name}`);
    expect(kinds.slice(0, 6)).toEqual([
      'ExternalSecret pull', 'ServiceAccount rel-cassandra', 'ServiceAccount rel-stargate', 'ServiceAccount rel-reaper',
      'ServiceAccount rel-cleaner-k8ssandra', 'ServiceAccount rel-crd-upgrader-k8ssandra',
    ]);
    expect(kinds.filter((kind) => /^Job .*(?:cleaner|crd-upgrader)/.test(kind))).toEqual([]);
    expect(k8ssandra.notes.filter((note) => note.includes('left out'))).toEqual(expect.arrayContaining([
      expect.stringMatching(/^Job .*cleaner.* is left out: its hook \(pre-delete\)/),
    ]));
    expect(JSON.stringify(objects)).not.toContain('helm.sh/hook');
  });
});

describe('K8ssandra rendered in the cluster', () => {
  test.each([
    ['Flux, by the catalogue', Deliver.flux(), 'HelmRelease db/rel'],
    ['Argo CD, by the catalogue', Deliver.argoCd(), 'Application argocd/rel'],
    ['Argo CD, rendered for the proof', Deliver.argoCd({ prove: RENDERED }), 'Application argocd/rel'],
  ])('is not proven while images stand as text in a template: %s', (_name, deliver, release) => {
    const { app } = install(deliver);

    expect(errorOf(() => app.synthYaml()).message).toContain(`release-image-not-private: ${release}`);
  });
});

describe('an image that is compiled into an operator', () => {
  function rendered(medusa: boolean): ReturnType<typeof newApp> {
    const app = newApp();
    const chart = new Chart(app, 'database');
    const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['db'], name: 'pull' });
    new AgentInstall(chart, 'K8ssandra', {
      agent: Agent.k8ssandra('1.3.0'), registry: HARBOR, pullSecrets: [pull], namespace: 'db', releaseName: 'rel',
      values: medusa ? { medusa: { enabled: true, storage: 's3', bucketName: 'backups', storageSecret: 'login' } } : {},
      deliver: Deliver.rendered({ ...RENDERED, chart: fixture('k8ssandra-1.3.0') }),
    });
    return app;
  }

  test('refutes the proof where it is pulled, although no rendered object names it', () => {
    expect(Proof.of(rendered(true)).verdict().findings.filter(({ severity }) => severity === 'error').map(({ rule, image, location }) => [rule, image, location.construct]))
      .toEqual([['image-not-private', 'docker.io/k8ssandra/system-logger:9c4c3692', 'database/K8ssandra']]);
  });

  test('is no matter where it is not', () => {
    expect(Proof.of(rendered(false)).verdict().proven).toBe(true);
  });
});
