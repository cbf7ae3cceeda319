import type { AuditSubject, IAuditRule } from '../../src/audit';
import { Registry } from '../../src/registry';
import { auditYaml, deployment, externalSecret, HARBOR, IMAGE, pullSecret, refutedBy } from './support';

const PROVEN = [externalSecret(), deployment()];
const FLOATING = [externalSecret(), deployment({ image: 'harbor.example.com/agents/server:latest' })];

describe('verdict', () => {
  test('counts what was read, and names the registries', () => {
    expect(auditYaml(PROVEN, { registries: [HARBOR, Registry.parse('ghcr.io/acme')] })).toEqual({
      proven: true,
      strict: false,
      findings: [],
      assumptions: ['ExternalSecret agents/pull finds the credential it names'],
      objects: 2,
      images: [{
        image: IMAGE,
        certainty: 'certain',
        place: 'container',
        private: true,
        location: {
          apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'agents', name: 'server', path: 'spec.template.spec.containers[0].image',
          file: 'rendered.yaml', line: 30,
        },
      }],
      pods: [{
        location: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'agents', name: 'server', path: 'spec.template.spec', file: 'rendered.yaml', line: 26 },
        namespace: 'agents',
        serviceAccount: 'default',
        credentials: [`${IMAGE}: pod → Secret agents/pull → harbor.example.com`],
        canPull: true,
      }],
      releases: [],
      registries: ['harbor.example.com/agents', 'ghcr.io/acme'],
    });
  });

  test('strict: warnings refute it', () => {
    expect([auditYaml(FLOATING).proven, auditYaml(FLOATING, { strict: true }).proven]).toEqual([true, false]);
    expect(auditYaml(PROVEN, { strict: true })).toMatchObject({ proven: true, strict: true });
  });

  test('no object can crash it', () => {
    for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      const text = `apiVersion: ${word}/v1\nkind: ${word}\nmetadata: {name: ${word}, annotations: {helm.sh/hook: ${word}, argocd.argoproj.io/hook: ${word}}}\nspec: {${word}: 1}`;
      expect(auditYaml([text, ...PROVEN]).proven).toBe(true);
    }
  });

  test.each(['ServiceAccount', 'Secret', 'ExternalSecret', 'ClusterExternalSecret', 'Namespace', 'Deployment', 'ConfigMap', 'Pod', 'ClusterSecretStore'])(
    'a %s with fields of the wrong type is no crash', (kind) => {
      const apiVersion = /External|Store/.test(kind) ? 'external-secrets.io/v1' : kind === 'Deployment' ? 'apps/v1' : 'v1';
      for (const value of ['null', '7', '[]', '[null]', 'text', '{}', '{a: null}', 'true']) {
        for (const field of ['spec', 'data', 'stringData', 'type', 'imagePullSecrets', 'metadata: {name: a, labels: {a: b}, annotations']) {
          const end = field.startsWith('metadata') ? '}' : '';
          auditYaml(`apiVersion: ${apiVersion}\nkind: ${kind}\n${end === '' ? 'metadata: {name: a}\n' : ''}${field}: ${value}${end}`);
        }
        for (const field of ['target', 'data', 'dataFrom', 'namespaceSelectors', 'namespaceSelector', 'externalSecretSpec', 'template', 'containers', 'conditions', 'provider']) {
          auditYaml(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: {${field}: ${value}}`);
        }
      }
    });
});

describe('acknowledgements', () => {
  const accept = { rule: 'image-floating-tag', reason: 'the vendor publishes no other tag' };

  test('an accepted finding stays in the report and refutes nothing', () => {
    const verdict = auditYaml(FLOATING, { strict: true, acknowledgements: [accept] });
    expect(verdict.proven).toBe(true);
    expect(verdict.findings.map(({ rule, acknowledged }) => [rule, acknowledged])).toEqual([[accept.rule, accept.reason]]);
  });

  test('errors can be accepted, one object at a time', () => {
    const documents = [externalSecret(), deployment({ image: 'docker.io/a/b:1' }), deployment({ name: 'second', image: 'docker.io/a/b:1' })];
    const acknowledgement = { rule: 'image-not-private', reason: 'a public image', resource: 'Deployment agents/server' };
    const verdict = auditYaml(documents, { acknowledgements: [acknowledgement] });
    expect(verdict.findings.map(({ location, acknowledged }) => [location.name, acknowledged])).toEqual([['server', 'a public image'], ['second', undefined]]);
    expect(verdict.proven).toBe(false);
    expect(auditYaml(documents, { acknowledgements: [acknowledgement, { ...acknowledgement, resource: 'Deployment agents/second' }] }).proven).toBe(true);
  });

  test('the reason for one object goes before that for the whole rule', () => {
    const acknowledgements = [accept, { ...accept, reason: 'pinned elsewhere', resource: 'Deployment agents/server' }];
    expect(auditYaml(FLOATING, { acknowledgements }).findings.map(({ acknowledged }) => acknowledged)).toEqual(['pinned elsewhere']);
  });

  test('every mistake is listed', () => {
    const acknowledgements = [{ rule: 'image-floating', reason: 'typing error' }, { rule: 'image-not-private', reason: ' ' }, { rule: 'stream-empty', reason: 'x' }];
    expect(() => auditYaml(PROVEN, { acknowledgements })).toThrow(expect.objectContaining({
      code: 'acknowledgement-invalid',
      problems: [
        expect.stringMatching(/^there is no rule "image-floating" \(known: stream-empty, /) as string,
        'the acknowledgement of "image-not-private" has no reason',
        'rule "stream-empty" cannot be acknowledged: what was not read cannot be proven',
      ],
    }) as Error);
  });
});

describe('rules of one’s own', () => {
  class TeamLabel implements IAuditRule {
    public readonly id = 'acme-team-label';
    public readonly title = 'Every workload has a team label';

    public check(subject: AuditSubject): ReturnType<IAuditRule['check']> {
      return subject.pods.map(({ location }) => ({ rule: 'something-else', severity: 'error', location, reason: 'no team label', remedy: 'add it', acknowledged: 'by itself' }));
    }
  }

  test('see every object, image and pod, and are reported under their id', () => {
    const seen: AuditSubject[] = [];
    const rule: IAuditRule = { id: 'acme-see', title: 'Sees', check: (subject) => (seen.push(subject), []) };
    const verdict = auditYaml([...PROVEN, pullSecret(undefined, { name: 'other' })], { rules: [rule, new TeamLabel()], clearText: 'warning' });
    expect(seen[0]?.objects.map(({ location, object }) => [location.kind, object['kind']])).toEqual([
      ['ExternalSecret', 'ExternalSecret'], ['Deployment', 'Deployment'], ['Secret', 'Secret']]);
    expect([seen[0]?.images, seen[0]?.pods]).toEqual([verdict.images, verdict.pods]);
    expect(refutedBy(verdict)).toEqual(['acme-team-label']);
    expect(verdict.proven).toBe(false);
  });

  test('can be acknowledged like any other', () => {
    expect(auditYaml(PROVEN, { rules: [new TeamLabel()], acknowledgements: [{ rule: 'acme-team-label', reason: 'later' }] }).proven).toBe(true);
  });

  test('need an id of their own', () => {
    const rule = (id: string): IAuditRule => ({ id, title: 'x', check: () => [] });
    expect(() => auditYaml(PROVEN, { rules: [rule('stream-empty'), rule('Acme Rule'), rule('acme-a'), rule('acme-a')] })).toThrow(expect.objectContaining({
      code: 'rule-invalid',
      problems: ['the id "stream-empty" is taken by another rule', 'the id "Acme Rule" is not in kebab case', 'the id "acme-a" is taken by another rule'],
    }) as Error);
  });
});

describe('echoed values', () => {
  const settings = `
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: agents}
data:
  settings.yaml: |
    server:
      image: docker.io/acme/server:1`;
  const echo = { kind: 'ConfigMap', namespace: 'agents', name: 'settings', reason: 'the chart writes its own values there' };

  test('are left out, and become an assumption', () => {
    expect(auditYaml([...PROVEN, settings]).proven).toBe(false);
    expect(auditYaml([...PROVEN, settings], { echoes: [echo] })).toMatchObject({
      proven: true,
      assumptions: ['ExternalSecret agents/pull finds the credential it names',
        'image names in ConfigMap agents/settings are only text: the chart writes its own values there'],
    });
    expect(auditYaml([...PROVEN, settings], { echoes: [{ ...echo, namespace: 'other' }] }).proven).toBe(false);
  });

  test('never hide what a pod pulls', () => {
    const documents = [externalSecret(), deployment({ image: 'docker.io/acme/server:1' })];
    expect(refutedBy(auditYaml(documents, { echoes: [{ ...echo, kind: 'Deployment', name: 'server' }] }))).toEqual(['image-not-private']);
  });
});

describe('assumptions', () => {
  test('every one is named once', () => {
    const documents = [externalSecret(), deployment(), deployment({ name: 'second' }), `
apiVersion: apps/v1
kind: Deployment
metadata: {name: operator, namespace: agents}
spec:
  template:
    spec:
      containers:
        - name: main
          image: node.example.com/a:1
          args: ["--agent-image=harbor.example.com/agents/agent:1"]`, `
apiVersion: example.com/v1
kind: Cluster
metadata: {name: c, namespace: agents}`];
    const verdict = auditYaml(documents, {
      registries: [HARBOR, Registry.parse('node.example.com')],
      nodeIdentityHosts: ['node.example.com'],
    });
    expect(verdict).toMatchObject({
      proven: true,
      assumptions: [
        'ExternalSecret agents/pull finds the credential it names',
        'nodes pull from node.example.com with their own identity',
        'what pulls harbor.example.com/agents/agent:1, named by Deployment agents/operator, has a credential',
        'operators run no images but those named here, for Cluster (example.com)',
      ],
    });
  });

  test('there is none when everything stands in the stream', () => {
    expect(auditYaml([pullSecret(), deployment()], { clearText: 'warning' }).assumptions).toEqual([]);
  });
});

test('the image that an injector puts into a pod is taken for granted, and said so', () => {
  const verdict = auditYaml(`
apiVersion: apps/v1
kind: Deployment
metadata: {name: gateway, namespace: agents}
spec:
  template:
    metadata: {annotations: {inject.istio.io/templates: gateway}}
    spec:
      containers: [{name: istio-proxy, image: auto}]`);
  expect(verdict).toMatchObject({ proven: true, findings: [], pods: [{ canPull: true, credentials: [] }] });
  expect(verdict.assumptions).toEqual(['the injector puts a private image, which its pods can pull, in the place of "auto" in Deployment agents/gateway']);
});
