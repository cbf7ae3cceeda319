import * as fc from 'fast-check';
import { printReference } from '../../../src/image';
import { findReferences, parseManifests, rewriteReferences } from '../../../src/manifest';
import type { FoundReference, Json } from '../../../src/manifest';
import { configMap, custom, deployment, indent } from '../support';

const HOST = 'harbor.example.com';

/** Moves a reference to the private host, path, tag and digest kept. */
function toPrivate({ reference }: FoundReference): string | undefined {
  return reference === undefined ? undefined : printReference({ ...reference, registry: HOST });
}

/** The lines that differ, new ones after old ones. */
function diff(before: string, after: string): string[] {
  const old = before.split('\n');
  return after.split('\n').flatMap((line, index) => (line === old[index] ? [] : [`- ${old[index]}`, `+ ${line}`]));
}

/** A vendor's manifest: agent, account, webhook, and the template that it injects, with comments everywhere. */
const VENDOR = `# Agent, version 2.5.3.0
apiVersion: v1
kind: ServiceAccount
metadata:
  name: tingyun-k8s-monitor   # used below
  namespace: tingyun
#imagePullSecrets:
#- name: tingyun-image-secret
---
apiVersion: v1
kind: ConfigMap
metadata: { name: agent-config, namespace: tingyun }
data:
  "agent.yaml": |
    log:\tinfo
    image: registry.example.com/team/agent:2.5
  mutate.yaml: |
    # imagePullSecrets:
    # - name: tingyun-image-secret
    initContainers:
    - name: "java"   # comment
      image: 'registry.example.com/team/java:2.5'
      command: ["cp", "-r", "/a", "/b"]
    - name: php

      image: registry.example.com/team/php:2.5   # registry.example.com/team/php:2.5
  template.yaml: |-
    {{- if .Enabled }}
      image: "registry.example.com/team/node:2.5"
    {{- end }}
      image: {{ .Other }}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent, namespace: tingyun}
spec:
  template:
    spec:
      containers:
      - {name: a, image: "registry.example.com/team/agent:2.5", args: [--java-image=registry.example.com/team/java:2.5, '--x']}
`;

describe('rewriteReferences', () => {
  test('a vendor\'s manifest keeps everything but the references', () => {
    const { text, changes, skipped } = rewriteReferences(VENDOR, toPrivate, 'agent.yaml');
    expect(diff(VENDOR, text)).toEqual([
      '-       image: \'registry.example.com/team/java:2.5\'', `+       image: '${HOST}/team/java:2.5'`,
      '-       image: registry.example.com/team/php:2.5   # registry.example.com/team/php:2.5', `+       image: ${HOST}/team/php:2.5   # registry.example.com/team/php:2.5`,
      '-       image: "registry.example.com/team/node:2.5"', `+       image: "${HOST}/team/node:2.5"`,
      '-       - {name: a, image: "registry.example.com/team/agent:2.5", args: [--java-image=registry.example.com/team/java:2.5, \'--x\']}',
      `+       - {name: a, image: "${HOST}/team/agent:2.5", args: [--java-image=${HOST}/team/java:2.5, '--x']}`,
    ].flatMap((line, index) => (index === 0 ? ['-     image: registry.example.com/team/agent:2.5', `+     image: ${HOST}/team/agent:2.5`, line] : [line])));
    expect(skipped).toEqual([]);
    expect(changes.map(({ location, from }) => `${location} ${from}`)).toEqual([
      'ConfigMap tingyun/agent-config: data["agent.yaml"] > image (agent.yaml:14) registry.example.com/team/agent:2.5',
      'ConfigMap tingyun/agent-config: data["mutate.yaml"] > initContainers[0].image (agent.yaml:17) registry.example.com/team/java:2.5',
      'ConfigMap tingyun/agent-config: data["mutate.yaml"] > initContainers[1].image (agent.yaml:17) registry.example.com/team/php:2.5',
      'ConfigMap tingyun/agent-config: data["template.yaml"] line 2 (agent.yaml:27) registry.example.com/team/node:2.5',
      'DaemonSet tingyun/agent: spec.template.spec.containers[0].image (agent.yaml:40) registry.example.com/team/agent:2.5',
      'DaemonSet tingyun/agent: spec.template.spec.containers[0].args[0] (agent.yaml:40) registry.example.com/team/java:2.5',
    ]);
  });

  test('with CRLF the same', () => {
    const crlf = VENDOR.replaceAll('\n', '\r\n');
    expect(rewriteReferences(crlf, toPrivate).text).toBe(rewriteReferences(VENDOR, toPrivate).text.replaceAll('\n', '\r\n'));
  });

  test.each([
    ['image: {registry: quay.io, repository: a/b, tag: v1}', `image: {registry: ${HOST}, repository: a/b, tag: v1}`],
    ['image:\n  repository: "quay.io/a/b" # x\n  tag: 1.10', `image:\n  repository: "${HOST}/a/b" # x\n  tag: 1.10`],
    ['image: {repository: busybox, tag: v1}', `image: {repository: ${HOST}/library/busybox, tag: v1}`],
    ['image: {registry: docker.io, repository: busybox, tag: v1}', `image: {registry: ${HOST}, repository: library/busybox, tag: v1}`],
    [`image: {repository: quay.io/a/b, digest: "${'1'.repeat(64)}"}`, `image: {repository: ${HOST}/a/b, digest: "${'1'.repeat(64)}"}`],
    ['image: {repository: "quay.io/a/b:v1"}', `image: {repository: "${HOST}/a/b:v1"}`],
    ['{image: quay.io/a/b, tag: v1}', `{image: ${HOST}/a/b, tag: v1}`],
    ['values: |\n  image:\n    repository: quay.io/a/b\n    tag: v1\n', `values: |\n  image:\n    repository: ${HOST}/a/b\n    tag: v1\n`],
    ['env: [{name: IMAGES, value: "one=a/b:1,two=quay.io/c/d:2"}]', `env: [{name: IMAGES, value: "one=${HOST}/a/b:1,two=${HOST}/c/d:2"}]`],
    ['manifest: "kind: X\\nimage: a/b:1\\n"', `manifest: "kind: X\\nimage: ${HOST}/a/b:1\\n"`],
    ['manifest: >-\n  {"image":\n  "a/b:1"}', `manifest: >-\n  {"image":\n  "${HOST}/a/b:1"}`],
  ])('%j', (spec, expected) => {
    const { text, skipped } = rewriteReferences(custom(spec), toPrivate);
    expect(text).toBe(custom(expected));
    expect(skipped).toEqual([]);
  });

  test('an anchor is changed once; its aliases follow', () => {
    const text = deployment('containers:\n- &base\n  name: a\n  image: &i quay.io/a/b:v1\n- {name: b, image: *i}\n- <<: *base\n  name: c');
    const { text: rewritten, changes, skipped } = rewriteReferences(text, toPrivate);
    expect(rewritten).toBe(text.replace('&i quay.io', `&i ${HOST}`));
    expect(changes).toHaveLength(3);
    expect(skipped).toEqual([]);
  });

  test('an anchor whose places want different things stays', () => {
    const text = deployment('containers:\n- {name: a, image: &i quay.io/a/b:v1}\n- {name: b, image: *i}');
    const { text: rewritten, changes, skipped } = rewriteReferences(text, (found) => (found.path.includes(0) ? toPrivate(found) : undefined));
    expect(rewritten).toBe(text);
    expect(changes).toEqual([]);
    expect(skipped).toEqual([{ location: 'Deployment shop/app: spec.template.spec.containers[0].image (line 10)', reason: 'an anchor shares its text with a place that is to say something else' }]);
  });

  test('what cannot be changed in place is reported', () => {
    const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {image: ${Buffer.from('quay.io/a/b:v1').toString('base64')}}\n`;
    const text = `${secret}---\nfoo: bar\n---\n${deployment('containers:\n- {name: a}\n- {name: b, image: "quay.io/a\\u002fb:v1"}')}---\n${custom('image: {repository: quay.io/a/b, tag: 5}')}`;
    const { text: rewritten, changes, skipped } = rewriteReferences(text, ({ text: from }) => (from.includes('a/b:5') ? `${HOST}/a/b:6` : `${HOST}/a/b:v1`), 'x.yaml');
    expect(rewritten).toBe(text);
    expect(changes).toEqual([]);
    expect(skipped).toEqual([
      { location: 'Secret s: data.image (x.yaml:4)', reason: 'it is encoded in base64, in the data of a Secret' },
      { location: 'x.yaml:6', reason: 'it is not a Kubernetes object: apiVersion is missing, kind is missing, metadata.name is missing' },
      { location: 'Deployment shop/app: spec.template.spec.containers[0].image (x.yaml:8)', reason: 'there is no image to change' },
      { location: 'Thing thing: spec.image (x.yaml:25)', reason: 'a key that would have to change is no text' },
      { location: 'Deployment shop/app: spec.template.spec.containers[1].image (x.yaml:18)', reason: 'it is spelled with escapes, or runs over several lines' },
    ]);
  });

  test('objects inside lists and JSON are changed in place', () => {
    const text = `{"kind":"List","apiVersion":"v1","items":[${JSON.stringify(parseManifests(custom('image: a/b:1')).resources[0]?.object)}]}\n${JSON.stringify(parseManifests(custom('image: c/d:1')).resources[0]?.object)}`;
    expect(rewriteReferences(text, toPrivate).text).toBe(text.replace('a/b:1', `${HOST}/a/b:1`).replace('c/d:1', `${HOST}/c/d:1`));
  });

  test('tabs, unicode and megabytes of other text do not matter', () => {
    const filler = Array.from({ length: 2000 }, (_, index) => `line ${index}\tü 😀 \\ "quoted" 'single'`).join('\n');
    const text = configMap('a.tpl', `{{ x }}\n${filler}\nimage: quay.io/a/b:v1\n${filler}`);
    expect(rewriteReferences(text, toPrivate).text).toBe(text.replace('quay.io', HOST));
  });
});

describe('whatever the manifest looks like', () => {
  const reference = fc.constantFrom('nginx', 'team/app:v1', 'quay.io/a/b:v1', `ghcr.io/a/b@sha256:${'a'.repeat(64)}`, 'localhost:5000/c:1', 'busybox:1.36');
  const comment = fc.constantFrom('', ' # image: quay.io/a/b:v1', '   # ü "\'{{');
  const style = fc.constantFrom((text: string) => text, (text: string) => `"${text}"`, (text: string) => `'${text}'`, (text: string) => `&x${text.length} ${text}`, (text: string) => `!!str ${text}`);
  const blank = fc.constantFrom('', '\n', '\n# image: nginx\n', '\n\n');
  const field = fc.tuple(reference, comment, style, blank).map(([text, behind, write, before]) => ({ text, line: `${before}image: ${write(text)}${behind}` }));
  const container = fc.tuple(field, fc.boolean(), fc.array(reference, { maxLength: 2 })).map(([{ line }, first, flags]) => {
    const lines = [...(first ? ['name: a', line] : [line, 'name: a']), ...(flags.length === 0 ? [] : [`args: [${flags.map((flag) => `"--image=${flag}"`).join(', ')}]`])].join('\n');
    return `- ${indent(lines, 2).trim()}`;
  });
  const podSpec = fc.array(container, { minLength: 1, maxLength: 3 }).map((containers) => `containers:\n${containers.join('\n')}`);
  const block = fc.tuple(fc.constantFrom('|', '|-', '|+', '|2'), podSpec, fc.boolean()).map(([indicator, spec, template]) =>
    `  file.yaml: ${indicator}\n${indent(template ? `{{ if x }}\n${spec}\n{{ end }}: [` : spec, indicator === '|2' ? 4 : 6).split('\n').map((line) => (line === '' ? '' : line)).join('\n')}`);
  const document = fc.oneof(
    podSpec.map((spec) => deployment(spec)),
    fc.tuple(field, fc.constantFrom('', 'sidecar')).map(([{ line }, prefix]) => custom(prefix === '' ? line : line.replace('image:', 'sidecarImage:'))),
    block.map((text) => `apiVersion: v1\nkind: ConfigMap\nmetadata:\n    name: files\ndata:\n${text}`),
    podSpec.map((spec) => `${JSON.stringify(parseManifests(deployment(spec)).resources[0]?.object, undefined, 2)}\n`),
    fc.constant('# nothing\n'), fc.constant('just: values\n'), fc.constant('broken: [\n'),
  );
  const stream = fc.tuple(fc.array(document, { minLength: 1, maxLength: 4 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\ufeff')).map(([documents, lineEnd, mark]) =>
    mark + documents.join('---\n').replaceAll('\n', lineEnd));

  test('asking for no change changes no byte', () => {
    fc.assert(fc.property(stream, (text) => {
      expect(rewriteReferences(text, (found) => found.text).text).toBe(text);
      expect(rewriteReferences(text, () => undefined)).toMatchObject({ text, changes: [] });
    }), { numRuns: 200 });
  });

  test('nothing but references changes: the objects are the old ones with the new references, the lines the old ones', () => {
    fc.assert(fc.property(stream, (text) => {
      const { text: rewritten, changes } = rewriteReferences(text, toPrivate);
      const before = parseManifests(text);
      const after = parseManifests(rewritten);
      expect(after.unparsed).toEqual(before.unparsed);
      expect(after.resources.map(({ origin }) => origin)).toEqual(before.resources.map(({ origin }) => origin));
      const old = before.resources.flatMap((resource) => findReferences(resource));
      const now = after.resources.flatMap((resource) => findReferences(resource));
      const wanted = old.map((found) => [toPrivate(found) ?? found.text, found.path, found.nested]);
      expect(now.map((found) => [found.text, found.path, found.nested])).toEqual(wanted);
      expect(changes).toHaveLength(old.filter((found) => (toPrivate(found) ?? found.text) !== found.text).length);
      expect(rewritten.split('\n')).toHaveLength(text.split('\n').length);
      expect(skeleton(after.resources.map(({ object }) => object))).toEqual(skeleton(before.resources.map(({ object }) => object)));
      // Doing it again changes nothing more.
      expect(rewriteReferences(rewritten, toPrivate)).toMatchObject({ text: rewritten, changes: [] });
    }), { numRuns: 200 });
  });

  /** The objects with every host and path of an image left out. */
  function skeleton(value: Json | Json[]): string {
    return JSON.stringify(value).replaceAll(/(?:[\w.:-]+\/)*(?:nginx|busybox|app|b|c)(?=[:@"'\\ ,\]}]|$)/g, 'X');
  }
});
