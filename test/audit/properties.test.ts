import fc from 'fast-check';
import { audit, printJsonReport, printTextReport } from '../../src/audit';
import type { AuditOptions } from '../../src/audit';
import { parseManifests, streamFromObjects } from '../../src/manifest';
import type { JsonObject } from '../../src/manifest';
import { account, clusterExternalSecret, deployment, externalSecret, HARBOR, namespace, pullSecret } from './support';

const OPTIONS: AuditOptions = { registries: [HARBOR], nodeIdentityHosts: ['harbor.example.com'], clearText: 'warning' };

/** Documents that are proven together, in whatever number: nodes can pull, so nothing depends on the others. */
const GOOD = [
  namespace(), externalSecret(), account(''), deployment({ secrets: 'imagePullSecrets: [{name: none}]' }), deployment({ name: 'second', secrets: '' }),
  clusterExternalSecret('namespaceSelectors: [{matchLabels: {kubernetes.io/metadata.name: other}}]'), pullSecret(undefined, { name: 'third' }),
];

/** Documents that are no Kubernetes objects, whatever stands before or after them. */
const BROKEN = fc.oneof(
  fc.constantFrom('a: [1', 'a: "x', '{', 'a: b: c', '- a\nb: c', 'a:\n\tb: c', '*alias', '!!int x', '7', 'true', '[]', '{}', '? [a]\n: b', '@', '`', 'a: .inf', '"\u0001"'),
  fc.constantFrom('kind: Secret', 'apiVersion: v1\nkind: Secret', 'apiVersion: v1\nkind: Secret\nmetadata: {name: 7}', 'apiVersion: 1\nkind: Secret\nmetadata: {name: a}',
    'apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: []}', 'apiVersion: v1\nkind: List\nitems: [{}]', 'apiVersion: v1\nkind: List\nitems: [null]'),
  fc.stringMatching(/^[a-z][a-z ]{2,30}[a-z]$/).filter((text) => !/^(null|[a-z]+:)/.test(text)),
  fc.array(fc.integer(), { minLength: 1, maxLength: 4 }).map((list) => JSON.stringify(list)),
  fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ maxLength: 8 }), { maxKeys: 4 }).filter((map) => !('kind' in map)).map((map) => JSON.stringify(map, null, 1)),
);

test('a stream with one broken document in it is never proven', () => {
  fc.assert(fc.property(fc.shuffledSubarray(GOOD), BROKEN, fc.nat(), (good, broken, place) => {
    const proven = audit(parseManifests(good.join('\n---\n')), OPTIONS).proven;
    const at = place % (good.length + 1);
    const text = [...good.slice(0, at), broken, ...good.slice(at)].join('\n---\n');
    const verdict = audit(parseManifests(text), OPTIONS);
    expect([proven, verdict.proven]).toEqual([good.length > 0, false]);
    expect(verdict.findings.map(({ rule }) => rule)).toContain('document-unparsed');
  }), { numRuns: 500 });
});

test('what is cut off in the middle is not proven, unless the rest is proven by itself', () => {
  const text = [externalSecret(), deployment()].join('\n---\n');
  for (let end = 0; end < text.length; end += 1) {
    const stream = parseManifests(text.slice(0, end));
    const verdict = audit(stream, { registries: [HARBOR] });
    if (verdict.proven) {
      // Nothing but the first object, whole enough to be one, or a pod whose image is still that of the registry.
      expect(stream.unparsed).toEqual([]);
      expect(verdict.images.every((image) => image.private)).toBe(true);
    }
  }
  expect(audit(parseManifests(text), { registries: [HARBOR] }).proven).toBe(true);
});

const KINDS = [
  ['v1', 'Secret'], ['v1', 'ServiceAccount'], ['v1', 'Pod'], ['v1', 'Namespace'], ['apps/v1', 'Deployment'], ['external-secrets.io/v1', 'ExternalSecret'],
  ['external-secrets.io/v1', 'ClusterExternalSecret'], ['external-secrets.io/v1', 'ClusterSecretStore'], ['bitnami.com/v1alpha1', 'SealedSecret'],
  ['secrets.hashicorp.com/v1beta1', 'VaultStaticSecret'], ['generators.external-secrets.io/v1alpha1', 'ClusterGenerator'], ['example.com/v1', 'Thing'],
] as const;

/** Names of fields the audit looks at, so that random objects come near real ones. */
const FIELD = fc.constantFrom('spec', 'template', 'data', 'stringData', 'dataFrom', 'target', 'type', 'imagePullSecrets', 'containers', 'image', 'name', 'namespaceSelectors',
  'matchLabels', 'matchExpressions', 'externalSecretSpec', 'secretStoreRef', 'extract', 'key', 'sourceRef', 'generatorRef', '.dockerconfigjson', '__proto__', 'constructor');

test('any objects get a verdict, a report, and the same one every time', () => {
  const { object } = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, fc.constantFrom('', 'pull', 'harbor.example.com/agents/a:1', 'kubernetes.io/dockerconfigjson', null, 0, true),
      fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(FIELD, tie('value'), { maxKeys: 5 }),
  }));
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...KINDS), object), { maxLength: 4 }), (parts) => {
    const stream = streamFromObjects(parts.map(([[apiVersion, kind], rest]) =>
      ({ object: { ...(rest as JsonObject), apiVersion, kind, metadata: { name: 'pull', namespace: 'agents' } } })));
    const verdict = audit(stream, { registries: [HARBOR] });
    expect(verdict.proven).toBe(!verdict.findings.some(({ severity }) => severity === 'error'));
    expect(printTextReport(verdict).startsWith(verdict.proven ? 'PROVEN' : 'NOT PROVEN')).toBe(true);
    expect(printJsonReport(audit(stream, { registries: [HARBOR] }))).toBe(printJsonReport(verdict));
  }), { numRuns: 500 });
});
