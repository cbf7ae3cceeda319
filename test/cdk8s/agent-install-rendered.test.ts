import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart, Testing } from 'cdk8s';
import { Agent } from '../../src';
import type { JsonObject } from '../../src';
import { AgentInstall, Deliver, Proof, PullSecret } from '../../src/cdk8s';
import type { RenderedDeliveryProps } from '../../src/cdk8s';
import { chart as fixture, fakeHelm, KUBE_VERSION } from '../support/charts';
import { FIXTURE_RELEASES, inMode, MODES } from '../support/cloudzero';
import { renderedPods } from '../support/pods';
import { HELM_3, HELM_4, helms } from '../support/tools';
import { agentOfChart } from './collector';
import { errorOf, HARBOR, newApp, newChart, STORE, written, writtenNames } from './support';

function pullIn(chart: Chart): PullSecret {
  return new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['cz'], createNamespaces: true, name: 'pull' });
}

function installCloudZero(chart: Chart, release: string, values: JsonObject, deliver: Deliver): AgentInstall {
  return new AgentInstall(chart, 'CloudZero', {
    agent: Agent.cloudZero(release), registry: HARBOR, pullSecrets: [pullIn(chart)], namespace: 'cz', releaseName: 'rel', values, deliver,
  });
}

function installChart(chart: Chart, name: string, props: RenderedDeliveryProps = {}, values: JsonObject = {}): AgentInstall {
  const deliver = Deliver.rendered({ chart: fixture(name), helmExecutable: HELM_4, kubeVersion: KUBE_VERSION, ...props });
  return new AgentInstall(chart, 'Install', { agent: agentOfChart(name), registry: HARBOR, namespace: 'agents', releaseName: 'rel', values, deliver });
}

describe.each(helms)('with $name', ({ helmExecutable }) => {
  const rendered = (release: string): Deliver => Deliver.rendered({ chart: fixture(`cloudzero-agent-${release}`), helmExecutable, kubeVersion: KUBE_VERSION });

  describe.each(FIXTURE_RELEASES)('release %s', (release) => {
    test.each(MODES)('mode %s is written, every image private, every pod credentialed, and proven', (mode) => {
      const app = newApp();
      installCloudZero(new Chart(app, 'chart'), release, inMode(mode), rendered(release));

      const manifests = app.synthYaml();

      const pods = renderedPods(manifests);
      expect(pods.length).toBe(mode === 'federated' ? 10 : 9);
      expect(pods.flatMap(({ containers }) => containers.map(({ image }) => image)).filter((image) => !image.startsWith('harbor.example.com/agents/'))).toEqual([]);
      expect(pods.map(({ pullSecrets }) => pullSecrets)).toEqual(pods.map(() => [{ name: 'pull' }]));
      expect(Proof.of(app).verdict()).toMatchObject({ proven: true, findings: [] });
    });
  });

  test('every namespaced object is in the namespace of the release, after the namespace and the pull secret', () => {
    const app = newApp();
    installCloudZero(new Chart(app, 'chart', { namespace: 'of-the-chart' }), '1.2.13', inMode(null), rendered('1.2.13'));

    const [home, secret, ...objects] = written(app);

    expect([home?.kind, secret?.kind]).toEqual(['Namespace', 'ExternalSecret']);
    expect([...new Set(objects.map(({ kind, metadata: { namespace } }) => `${kind}: ${namespace ?? 'cluster'}`))].sort()).toEqual([
      'ConfigMap: cz', 'CronJob: cz', 'Deployment: cz', 'Job: cz', 'ServiceAccount: cz',
    ]);
  });

  test('test pods are left out, custom resource definitions are written unless told otherwise', () => {
    const [withCrds, without] = [newChart({ namespace: 'x' }), newChart()];
    const deliver = (includeCrds?: boolean): RenderedDeliveryProps => ({ helmExecutable, ...(includeCrds === undefined ? {} : { includeCrds }) });
    installChart(withCrds, 'release-facts', deliver());
    installChart(without, 'release-facts', deliver(false));

    const facts = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'rel-facts', namespace: 'agents' }, data: { namespace: 'agents', kubernetes: 'v1.33.1', monitoring: 'false' } };
    expect(Testing.synth(withCrds)).toEqual([{ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: 'things.example.com' } }, facts]);
    expect(Testing.synth(without)).toEqual([facts]);
  });

  test('what templates may ask of the cluster can be said', () => {
    const chart = newChart();
    installChart(chart, 'release-facts', { helmExecutable, kubeVersion: '1.30.0', apiVersions: ['monitoring.coreos.com/v1'], includeCrds: false });

    expect(Testing.synth(chart)).toMatchObject([{ data: { kubernetes: 'v1.30.0', monitoring: 'true' } }]);
  });

  test('a chart that does not render is an error with Helm\'s words, the chart and the construct', () => {
    const error = errorOf(() => installChart(newChart(), 'failing-template', { helmExecutable }, { message: 'no way' }));

    expect(error).toMatchObject({ code: 'helm-failed', where: 'test/Install' });
    expect(error.message).toContain('failing-template');
    expect(error.message).toContain('message no way');
  });
});

test('both versions of Helm give the same pods', () => {
  const [three, four] = [HELM_3, HELM_4].map((helmExecutable) => {
    const app = newApp();
    const deliver = Deliver.rendered({ chart: fixture('cloudzero-agent-1.2.13'), helmExecutable, kubeVersion: KUBE_VERSION });
    installCloudZero(new Chart(app, 'chart'), '1.2.13', inMode('clustered'), deliver);
    // A checksum of all values is part of some names, and the two do not agree on those that are null.
    return renderedPods(app.synthYaml()).map((pod) => ({ ...pod, name: pod.name.replace(/-[0-9a-f]{40}$/, '') }));
  });

  expect(four).toHaveLength(9);
  expect(four).toEqual(three);
});

test('the children are called after kind, group, namespace and name', () => {
  const chart = newChart();
  const install = installChart(chart, 'release-facts');

  expect(install.node.children.map(({ node }) => node.id))
    .toEqual(['CustomResourceDefinition.apiextensions.k8s.io:things.example.com', 'ConfigMap:agents:rel-facts']);
});

describe('what is refused', () => {
  test('the chart of another release: its overrides would do nothing, without a word', () => {
    const deliver = Deliver.rendered({ chart: fixture('cloudzero-agent-1.2.9'), helmExecutable: HELM_4, kubeVersion: KUBE_VERSION });

    expect(errorOf(() => installCloudZero(newChart(), '1.2.13', inMode('agent'), deliver))).toMatchObject({
      code: 'chart-invalid', where: 'test/CloudZero', remedy: 'give the chart of that release, or name the release of that chart',
    });
  });

  test('output that is no manifest, with the lines', () => {
    withHelmScript('printf "apiVersion: v1\\nkind: ConfigMap\\n---\\n- a\\n- list\\n"', (helmExecutable) => {
      expect(errorOf(() => installChart(newChart(), 'release-facts', { helmExecutable }))).toMatchObject({
        code: 'manifest-invalid',
        where: 'test/Install',
        problems: [expect.stringMatching(/^line 1: it is not a Kubernetes object: /), expect.stringMatching(/^line 4: it is a list/)],
      });
    });
  });

  test('a machine without Helm', () => {
    expect(errorOf(() => installChart(newChart(), 'release-facts', { helmExecutable: 'no-such-helm' }))).toMatchObject({ code: 'helm-missing', where: 'test/Install' });
  });

  test('a Helm that is too old', () => {
    expect(errorOf(() => installChart(newChart(), 'release-facts', { helmExecutable: fakeHelm('old-helm') }))).toMatchObject({ code: 'helm-too-old', where: 'test/Install' });
  });

  test('a chart that does not exist', () => {
    expect(errorOf(() => installChart(newChart(), 'release-facts', { chart: './no/such/chart' }))).toMatchObject({ code: 'chart-invalid', where: 'test/Install' });
  });

  test('a chart whose pods no pull secret reaches', () => {
    const app = newApp();
    const agent = agentOfChart('cloudzero-agent');
    const deliver = Deliver.rendered({ chart: fixture('cloudzero-agent-1.2.13'), helmExecutable: HELM_4, kubeVersion: KUBE_VERSION });
    const release = { ...agent.release, chart: { ...agent.release.chart, version: '1.1.0-dev' } };
    new AgentInstall(new Chart(app, 'chart'), 'Install', { agent: Agent.custom(release), registry: HARBOR, namespace: 'cz', values: inMode('agent'), deliver });

    expect(() => app.synth()).toThrow(/chart\/Install\/Deployment\.apps:cz:\S+: pod-without-credential: Deployment cz\/\S+ spec\.template\.spec: /);
  });
});

describe('a proof by rendering what Flux will render', () => {
  test('audits the rendered pods, writes none of them, and says what it rests on', () => {
    const app = newApp();
    const prove = { chart: fixture('cloudzero-agent-1.2.13'), helmExecutable: HELM_4, kubeVersion: KUBE_VERSION };
    installCloudZero(new Chart(app, 'chart'), '1.2.13', inMode('agent'), Deliver.flux({ prove }));

    expect(writtenNames(app)).toEqual(['Namespace cz', 'ExternalSecret cz/pull', 'HelmRepository cz/rel', 'HelmRelease cz/rel']);
    const verdict = Proof.of(app).verdict();
    expect(verdict).toMatchObject({ proven: true, findings: [], pods: { length: 9 } });
    expect(verdict.assumptions).toContain('HelmRelease cz/rel renders as the rendering for this proof says');
    expect(verdict.pods.map(({ location }) => location.construct)).toEqual(verdict.pods.map(() => 'chart/CloudZero'));
  });

  test('finds what the values of the user bring in, beyond what the catalogue knows', () => {
    const app = newApp();
    const prove = { chart: fixture('cloudzero-agent-1.2.13'), helmExecutable: HELM_4, kubeVersion: KUBE_VERSION };
    const agent = Agent.custom({ ...Agent.cloudZero('1.2.13').release, imageSlots: [] });
    new AgentInstall(new Chart(app, 'chart'), 'Install', { agent, registry: HARBOR, namespace: 'cz', values: inMode('agent'), deliver: Deliver.argoCd({ prove }) });

    expect(() => app.synth()).toThrow('chart/Install: image-not-private: Deployment cz/');
  });

  test('runs Helm once for the render, however often the proof is read', () => {
    const folder = mkdtempSync(join(tmpdir(), 'pullproof-counting-'));
    const count = join(folder, 'count');
    try {
      withHelmScript(`echo x >> "${count}"; exec "${HELM_4}" "$@"`, (helmExecutable) => {
        const app = newApp();
        const prove = { chart: fixture('cloudzero-agent-1.2.13'), helmExecutable, kubeVersion: KUBE_VERSION };
        installCloudZero(new Chart(app, 'chart'), '1.2.13', inMode('agent'), Deliver.flux({ prove }));

        // WHEN
        app.synth();
        Proof.of(app).toText();
        Proof.of(app).toJson();
        app.synthYaml();
      });

      // THEN
      expect(readFileSync(count, 'utf8')).toBe('x\n');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** Runs with a Helm that does something of its own to render, and is the real one for the rest. */
function withHelmScript(onTemplate: string, run: (helmExecutable: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-helm-'));
  const helmExecutable = join(folder, 'helm');
  writeFileSync(helmExecutable, `#!/bin/sh\nif [ "$1" = template ]; then ${onTemplate}; exit; fi\nexec "${HELM_4}" "$@"\n`);
  chmodSync(helmExecutable, 0o755);
  try {
    run(helmExecutable);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
