import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseManifests } from '../../../src/manifest';
import type { Json, JsonObject } from '../../../src/manifest';
import { rewriteManifest } from '../../../src/relocate';
import { applyJsonPatch } from '../../../src/relocate/fallback/apply-json-patch';
import { idOf, targetOf } from '../../../src/relocate/fallback/patch-target';
import { plan, RELOCATION, verdictOf } from './support';

const image = fc.constantFrom(
  'quay.io/acme/app:1', 'busybox', 'gcr.io/acme/deep/path/app:v2.0.1', `quay.io/acme/app@sha256:${'a'.repeat(64)}`, `ghcr.io/acme/tool:1@sha256:${'b'.repeat(64)}`,
  'harbor.example.com/agents/acme/app:1', 'registry.example.com:5000/acme/local:1',
);

/** Text that YAML writes in its own ways. */
const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('yes', '1e3', '0x10', ' leading', 'trailing ', 'a\n\nb\n', '# no comment', '- no item', 'a: b', '\u0085', '\u2028', '\ufeff', 'tab\there'));
const secrets = fc.option(fc.subarray(['pull', 'theirs', 'other']).map((names) => names.map((name) => ({ name }))), { nil: undefined });

function given(value: Json | undefined, key: string): JsonObject {
  return value === undefined ? {} : { [key]: value };
}

const container = fc.record({ image, args: fc.array(fc.oneof(text, image.map((one) => `--helper-image=${one}`)), { maxLength: 2 }), variable: fc.option(image, { nil: undefined }) })
  .map(({ image: main, args, variable }, index = 0): JsonObject => ({
    name: `c${String(index)}`, image: main, args, ...given(variable === undefined ? undefined : [{ name: 'RELATED_IMAGE_X', value: variable }], 'env'),
  }));

const podSpec = fc.record({
  containers: fc.array(container, { minLength: 1, maxLength: 2 }),
  initContainers: fc.option(fc.array(container, { maxLength: 2 }), { nil: undefined }),
  imagePullSecrets: fc.oneof(secrets, fc.constant(null)), serviceAccountName: fc.option(fc.constantFrom('one', 'two', 'elsewhere'), { nil: undefined }),
}).map(({ containers, initContainers, imagePullSecrets, serviceAccountName }): JsonObject => ({
  ...given(serviceAccountName, 'serviceAccountName'), ...given(imagePullSecrets, 'imagePullSecrets'), ...given(initContainers, 'initContainers'), containers,
}));

const metadata = fc.record({
  name: fc.constantFrom('one', 'two', 'with.dots', 'a'), namespace: fc.option(fc.constantFrom('apps', 'default'), { nil: undefined }),
  hook: fc.option(fc.constantFrom('pre-install', 'test'), { nil: undefined }),
}).map(({ name, namespace, hook }): JsonObject => ({ name, ...given(namespace, 'namespace'), ...given(hook === undefined ? undefined : { 'helm.sh/hook': hook }, 'annotations') }));

const object: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.tuple(metadata, podSpec).map(([meta, spec]): JsonObject => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: meta, spec: { template: { spec } } })),
  fc.tuple(metadata, podSpec).map(([meta, spec]): JsonObject => ({ apiVersion: 'batch/v1', kind: 'CronJob', metadata: meta, spec: { jobTemplate: { spec: { template: { spec } } } } })),
  fc.tuple(metadata, secrets).map(([meta, list]): JsonObject => ({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta, ...given(list, 'imagePullSecrets') })),
  fc.tuple(metadata, fc.dictionary(fc.constantFrom('a.yaml', 'b~/c', 'note'), fc.oneof(text, podSpec.map((spec) => stringify({ note: 'x', spec })), podSpec.map((spec) => JSON.stringify(spec)))))
    .map(([meta, data]): JsonObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: meta, data })),
  fc.tuple(metadata, image, fc.dictionary(fc.constantFrom('x', 'y'), fc.jsonValue({ maxDepth: 2 }))).map(([meta, main, rest]): JsonObject => (
    { apiVersion: 'acme.example.com/v1', kind: 'Probe', metadata: meta, spec: { ...(rest as JsonObject), image: main } }
  )),
);

/** Objects as Helm prints them: documents of YAML, some of them in a list. */
const stream = fc.tuple(fc.array(object, { minLength: 1, maxLength: 5 }), fc.boolean()).map(([objects, listed]) => (
  (listed ? [{ apiVersion: 'v1', kind: 'List', items: objects }] : objects).map((one) => `---\n${stringify(one, { version: '1.1', aliasDuplicateObjects: false })}`).join('')
));

test('the patches make exactly the planned objects of the rendered ones', () => {
  fc.assert(fc.property(stream, fc.boolean(), (manifests, reachesHooks) => {
    const before = parseManifests(manifests).resources;
    const { objects, patched } = plan(manifests, { reachesHooks });
    const patches = new Map(objects.map(({ target, hooks, operations }) => [`${idOf(target)} ${hooks.join()}`, operations]));

    expect(patched.resources).toHaveLength(before.length);
    for (const [index, resource] of patched.resources.entries()) {
      const from = before[index]?.object ?? {};
      const annotations = (from.metadata as JsonObject | undefined)?.annotations as JsonObject | undefined;
      const hook = annotations?.['helm.sh/hook'] as string | undefined;
      const operations = patches.get(`${idOf(targetOf(resource))} ${hook ?? ''}`);
      expect(resource.object).toStrictEqual(resource.object === from || operations === undefined ? from : applyJsonPatch(from, operations));
    }
  }), { numRuns: 300 });
});

test('they change what the text rewriter changes, and as it does', () => {
  fc.assert(fc.property(stream, (manifests) => {
    const { patched, unmoved, doubted } = plan(manifests, { pullSecretNames: [] });
    const rewritten = rewriteManifest(manifests, { relocation: RELOCATION });
    fc.pre(rewritten.skipped.length === 0 && unmoved.length === 0);

    expect(patched.resources.map((resource) => resource.object))
      .toStrictEqual(parseManifests(rewritten.text).resources.map((resource) => resource.object));
    expect(doubted).toHaveLength(rewritten.doubted.length);
  }), { numRuns: 300 });
});

test('what is patched holds in an audit, but for what is told', () => {
  fc.assert(fc.property(stream, (manifests) => {
    const { patched, unmoved } = plan(manifests);
    fc.pre(unmoved.length === 0);

    const rules = ['document-unparsed', 'image-not-private', 'image-pull-secrets-shape', 'image-unparsable', 'pod-without-credential'];
    expect(verdictOf(patched).findings.filter(({ rule, severity }) => severity === 'error' && rules.includes(rule))).toEqual([]);
  }), { numRuns: 300 });
});

test('planning again plans nothing more', () => {
  fc.assert(fc.property(stream, (manifests) => {
    const { patched, unmoved } = plan(manifests);
    fc.pre(unmoved.length === 0);

    expect(plan(patched.resources.map((resource) => `---\n${JSON.stringify(resource.object)}\n`).join('')).objects).toEqual([]);
  }), { numRuns: 100 });
});
