import { existsSync } from 'node:fs';
import type { App} from 'cdk8s';
import { ApiObject, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { printJsonReport, Registry } from '../../src';
import type { AuditSubject, Finding, IAuditRule } from '../../src';
import { Proof, PullSecret } from '../../src/cdk8s';
import { CLEAR_TEXT, ECR, errorOf, HARBOR, newApp, readFolder, STORE } from './support';

function pod(scope: Construct, image: string, spec: object = {}, name = 'pod'): ApiObject {
  return new ApiObject(scope, name, {
    apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'a' }, spec: { containers: [{ name: 'main', image }], ...spec },
  });
}

function appWithPull(): { app: App; chart: Chart; pull: PullSecret } {
  const app = newApp();
  const chart = new Chart(app, 'chart');
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['a'], name: 'pull' });
  return { app, chart, pull };
}

const PRIVATE = 'harbor.example.com/agents/app:1.0';
const WITH_SECRET = { imagePullSecrets: [{ name: 'pull' }] };

describe('an app that fails', () => {
  test('does not synthesize: nothing is written, and the message gives construct, rule, resource, place, reason and remedy', () => {
    const { app, chart } = appWithPull();
    pod(new Construct(chart, 'Mine'), 'quay.io/acme/app:1.0', WITH_SECRET);
    Proof.of(app).allowRegistry(HARBOR);

    const { message } = errorOf(() => app.synth());

    expect(message).toMatch(/^Validation failed with the following errors:\n/);
    expect(message.split('\n').slice(1)).toEqual([
      '  [pullproof.Proof] chart/Mine/pod: image-not-private: Pod a/pod spec.containers[0].image: '
        + '"quay.io/acme/app:1.0" is not in harbor.example.com/agents; set the value that moves it, or relocate the rendered manifests',
    ]);
    expect(readFolder(app.outdir)).toEqual({});
    expect(() => app.synthYaml()).toThrow('image-not-private');
    expect(() => Testing.synth(chart)).toThrow('image-not-private');
  });

  test('lists every finding at once', () => {
    const { app, chart } = appWithPull();
    pod(chart, PRIVATE, {}, 'without');
    pod(chart, 'quay.io/acme/app:1.0', WITH_SECRET, 'foreign');
    Proof.of(app).allowRegistry(HARBOR);

    const { message } = errorOf(() => app.synth());

    expect(message.split('\n').slice(1).map((line) => line.trim().split(':').slice(0, 2).join(':'))).toEqual([
      '[pullproof.Proof] chart/foreign: image-not-private', '[pullproof.Proof] chart/without: pod-without-credential',
    ]);
  });

  test('is one in which the proof was never allowed a registry', () => {
    const { app, chart } = appWithPull();
    pod(chart, PRIVATE, WITH_SECRET);
    Proof.of(app);

    expect(() => app.synth()).toThrow('image-not-private');
  });
});

describe('an app that is proven', () => {
  test('is written, and the report says why', () => {
    const { app, chart } = appWithPull();
    pod(chart, PRIVATE, WITH_SECRET);
    const proof = Proof.of(app).allowRegistry(HARBOR);

    app.synth();

    expect(Object.keys(readFolder(app.outdir))).toEqual(['chart.k8s.yaml']);
    expect(proof.toText()).toBe([
      'PROVEN  2 objects, 1 image reference, 1 pod: all private, all able to pull', '',
      'images:', '  ✓ harbor.example.com/agents/app:1.0', '',
      'taken for granted:', '  - ExternalSecret a/pull finds the credential it names', '',
    ].join('\n'));
  });

  test('the report for programs is the verdict', () => {
    const { app, chart } = appWithPull();
    pod(chart, PRIVATE, WITH_SECRET);
    const proof = Proof.of(app).allowRegistry(HARBOR);

    expect(proof.toJson()).toBe(printJsonReport(proof.verdict()));
    expect(JSON.parse(proof.toJson())).toMatchObject({ proven: true, registries: ['harbor.example.com/agents'] });
  });

  test('reading a verdict that is not proven throws nothing', () => {
    const { app, chart } = appWithPull();
    pod(chart, 'quay.io/acme/app:1.0');

    expect(Proof.of(chart).verdict().proven).toBe(false);
    expect(existsSync(app.outdir) && readFolder(app.outdir)).toEqual({});
  });
});

test('there is one proof for an app, and it writes nothing', () => {
  const { app, chart } = appWithPull();

  expect(Proof.of(chart)).toBe(Proof.of(app));
  expect(Proof.of(new Construct(chart, 'Deep'))).toBe(Proof.of(app));
  expect(app.synthYaml()).not.toContain('Proof');
});

test('constructs alone do not switch the audit on: an app without an install and without Proof.of is left alone', () => {
  const { app, chart } = appWithPull();
  pod(chart, 'quay.io/acme/app:1.0');

  expect(() => app.synth()).not.toThrow();
});

test('dependencies between constructs are known when the audit runs, although cdk8s resolves them later', () => {
  // GIVEN a pod that is declared before its pull secret, and an order that says otherwise
  const app = newApp();
  const chart = new Chart(app, 'chart');
  const workload = new Construct(chart, 'Workload');
  pod(workload, PRIVATE, WITH_SECRET);
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: CLEAR_TEXT, namespaces: ['a'], name: 'pull' });
  const proof = Proof.of(app).allowRegistry(HARBOR);
  expect(proof.verdict().findings.map(({ rule }) => rule)).toEqual(['secret-after-consumer']);

  // WHEN
  workload.node.addDependency(pull);

  // THEN
  expect(proof.verdict().findings).toEqual([]);
  expect(() => app.synth()).not.toThrow();
});

describe('what the caller says', () => {
  test('nodes with an identity need no pull secret, and the report says that this was assumed', () => {
    const app = newApp();
    pod(new Chart(app, 'chart'), `${ECR.host}/agents/app:1.0`);
    const proof = Proof.of(app).allowRegistry(ECR);
    expect(proof.verdict().proven).toBe(false);

    proof.trustNodeIdentity(ECR.host).trustNodeIdentity(ECR.host);

    expect(proof.verdict()).toMatchObject({ proven: true, assumptions: [`nodes pull from ${ECR.host} with their own identity`] });
  });

  test('a declared Secret counts where it was declared', () => {
    const app = newApp();
    pod(new Chart(app, 'chart'), PRIVATE, WITH_SECRET);
    const proof = Proof.of(app).allowRegistry(HARBOR).declareSecret({ name: 'pull', registries: [HARBOR.authKey], namespaces: ['b'] });
    expect(proof.verdict().proven).toBe(false);

    proof.declareSecret({ name: 'pull', registries: [HARBOR.authKey], namespaces: ['a'] });

    expect(proof.verdict()).toMatchObject({ proven: true, assumptions: ['Secret a/pull exists, with an entry for harbor.example.com'] });
  });

  test('an accepted finding stays in the report with its reason', () => {
    const app = newApp();
    pod(new Chart(app, 'chart'), 'quay.io/acme/app:1.0', {}, 'theirs');
    const proof = Proof.of(app).allowRegistry(HARBOR)
      .acknowledge({ rule: 'image-not-private', reason: 'bootstrap image of the nodes', resource: 'Pod a/theirs' });

    expect(proof.verdict()).toMatchObject({ proven: true, findings: [{ rule: 'image-not-private', acknowledged: 'bootstrap image of the nodes' }] });
    expect(() => app.synth()).not.toThrow();
    expect(proof.toText()).toContain('bootstrap image of the nodes');
  });

  test('an acknowledgement that does not hold is an error of its own', () => {
    const app = newApp();
    new Chart(app, 'chart');
    Proof.of(app).acknowledge({ rule: 'no-such-rule', reason: '' });

    expect(errorOf(() => app.synth())).toMatchObject({ code: 'acknowledgement-invalid', problems: { length: 2 } });
  });

  test('warnings fail a strict proof only', () => {
    const { app, chart } = appWithPull();
    pod(chart, 'harbor.example.com/agents/app:latest', WITH_SECRET);
    const proof = Proof.of(app).allowRegistry(HARBOR);
    expect(proof.verdict()).toMatchObject({ proven: true, findings: [{ rule: 'image-floating-tag', severity: 'warning' }] });
    expect(() => app.synth()).not.toThrow();

    proof.strict();

    expect(proof.verdict()).toMatchObject({ proven: false, strict: true });
    expect(() => app.synth()).toThrow('image-floating-tag');
  });

  test('the same registry twice is one; another prefix of the same host is another', () => {
    const app = newApp();
    const proof = Proof.of(app).allowRegistry(HARBOR).allowRegistry(Registry.harbor('harbor.example.com', { project: 'agents' }))
      .allowRegistry(Registry.harbor('harbor.example.com', { project: 'shop' }));

    expect(proof.verdict().registries).toEqual(['harbor.example.com/agents', 'harbor.example.com/shop']);
  });

  test('a rule of one\'s own sees the final objects, patches applied', () => {
    const seen: unknown[] = [];
    class Rule implements IAuditRule {
      public readonly id = 'acme-seen';
      public readonly title = 'Sees';

      public check({ objects }: AuditSubject): Finding[] {
        objects.forEach(({ object }) => seen.push(object['metadata']));
        return objects.map(({ location }) => ({ rule: this.id, severity: 'error', location, reason: 'seen', remedy: 'none' }));
      }
    }
    const app = newApp();
    const chart = new Chart(app, 'chart', { labels: { team: 'x' } });
    pod(chart, PRIVATE).metadata.addAnnotation('mine', 'yes');
    Proof.of(app).addRule(new Rule());

    expect(() => app.synth()).toThrow('chart/pod: acme-seen: Pod a/pod: seen; none');
    expect(seen).toEqual([{ name: 'pod', namespace: 'a', labels: { team: 'x' }, annotations: { mine: 'yes' } }]);
  });
});

test('clear text that was chosen by its loud name is no finding; clear text of somebody else is', () => {
  const app = newApp();
  const chart = new Chart(app, 'chart');
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: CLEAR_TEXT, namespaces: ['a'], name: 'pull' });
  pod(chart, PRIVATE, WITH_SECRET);
  const proof = Proof.of(app).allowRegistry(HARBOR);
  expect(proof.verdict()).toMatchObject({ proven: true, findings: [] });

  const { data } = ApiObject.of(pull).toJson() as { data: object };
  new ApiObject(chart, 'Copy', { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'copy', namespace: 'a' }, type: 'kubernetes.io/dockerconfigjson', data });

  expect(proof.verdict().findings.map(({ rule, location: { name } }) => [rule, name])).toEqual([['credential-clear-text', 'copy']]);
});

test('an app without objects proves nothing', () => {
  const app = newApp();
  Proof.of(app).allowRegistry(HARBOR);

  expect(() => app.synth()).toThrow('stream-empty');
});
