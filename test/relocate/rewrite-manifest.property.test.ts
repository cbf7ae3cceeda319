import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { Registry } from '../../src/registry';
import { Relocation, rewriteManifest } from '../../src/relocate';

const relocation = new Relocation({ registry: Registry.generic('harbor.example.com', { prefix: 'agents' }) });
const request = { relocation, pullSecret: { name: 'pull' } };

type Data = Record<string, unknown>;
type Names = { name: string }[];

/** How one stream is written. */
interface Style {
  readonly step: number;
  readonly dash: number;
  readonly lineBreak: string;
  readonly comments: boolean;
  readonly lastBreak: boolean;
  readonly block: string;
}

/** How the list of pull secrets of one place is written before. */
const EXISTING = ['none', 'none', 'nothing', 'null', 'empty', 'other', 'flow', 'ours', 'both', 'commented'] as const;
type Existing = (typeof EXISTING)[number];

const style: fc.Arbitrary<Style> = fc.record({
  step: fc.constantFrom(1, 2, 3, 4, 8), dash: fc.constantFrom(0, 2, 4), lineBreak: fc.constantFrom('\n', '\r\n'), comments: fc.boolean(), lastBreak: fc.boolean(),
  block: fc.constantFrom('|', '|-', '|+'),
});
const existing = fc.constantFrom(...EXISTING);
const nested = fc.record({
  step: fc.constantFrom(1, 2, 4), dash: fc.constantFrom(0, 1, 2), list: existing, deep: fc.boolean(), documents: fc.integer({ min: 1, max: 3 }),
});

type Part =
  | { readonly kind: 'account'; readonly list: Existing }
  | { readonly kind: 'deployment'; readonly list: Existing; readonly anchors: boolean; readonly account: boolean }
  | { readonly kind: 'json'; readonly list: Existing; readonly pretty: boolean }
  | { readonly kind: 'config'; readonly texts: readonly { step: number; dash: number; list: Existing; deep: boolean; documents: number }[]; readonly tabs: boolean }
  | { readonly kind: 'other' };

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constant('account' as const), list: existing }),
  fc.record({ kind: fc.constant('deployment' as const), list: existing, anchors: fc.boolean(), account: fc.boolean() }),
  fc.record({ kind: fc.constant('json' as const), list: existing, pretty: fc.boolean() }),
  fc.record({ kind: fc.constant('config' as const), texts: fc.array(nested, { minLength: 1, maxLength: 3 }), tabs: fc.boolean() }),
  fc.record({ kind: fc.constant('other' as const) }),
);

function pad(lines: readonly string[], spaces: number): string[] {
  return lines.map((line) => (line === '' ? line : `${' '.repeat(spaces)}${line}`));
}

function listLines(list: Existing, dash: number): string[] {
  const items = (names: readonly string[]): string[] => ['imagePullSecrets:', ...pad(names.map((name) => `- name: ${name}`), dash)];
  switch (list) {
    case 'none': return [];
    case 'nothing': return ['imagePullSecrets:'];
    case 'null': return ['imagePullSecrets: null   # to be filled'];
    case 'empty': return ['imagePullSecrets: []'];
    case 'other': return items(['theirs']);
    case 'flow': return ['imagePullSecrets: [{ name: theirs }] # one'];
    case 'ours': return items(['pull']);
    case 'both': return items(['theirs', 'pull']);
    case 'commented': return ['#imagePullSecrets:', '#- name: pull'];
  }
}

function podLines(list: Existing, { step, dash, comments }: Pick<Style, 'step' | 'dash' | 'comments'>, image: string, first = 'initContainers'): string[] {
  return [
    ...(comments ? ['# of the pod'] : []),
    ...listLines(list, dash),
    `${first}:`,
    ...(comments ? pad(['# of the list'], dash) : []),
    ...pad([`- name: one${comments ? '   # aside' : ''}`, ...pad([`image: ${image}`, 'args: ["--a\\tb", \'#no comment\']'], 2)], dash),
    ...(comments ? ['', '# before the volumes'] : []),
    'volumes:',
    ...pad(['- name: v', ...pad(['emptyDir: {}'], 2)], dash + step),
  ];
}

function partLines(one: Part, at: Style, index: number): string[] {
  const head = (kind: string, apiVersion = 'v1'): string[] => [
    `apiVersion: ${apiVersion}`, `kind: ${kind}`, 'metadata:', ...pad([`name: n${index}`, 'namespace: agents'], at.step), ...(at.comments ? pad(['# end of metadata'], at.step) : []),
  ];
  switch (one.kind) {
    case 'other':
      return [...head('Service'), 'spec:', ...pad(['type: ClusterIP'], at.step)];
    case 'account':
      return [...head('ServiceAccount'), ...listLines(one.list, at.dash), ...(at.comments ? ['# tail'] : [])];
    case 'deployment': {
      const pod = [...(one.account ? ['serviceAccountName: n'] : []), ...podLines(one.list, at, one.anchors ? '&image quay.io/acme/app:1' : 'quay.io/acme/app:1', 'containers')];
      const labels = one.anchors ? 'labels: &labels { app: x }' : 'labels: { app: x }';
      return [...head('Deployment', 'apps/v1'), 'spec:', ...pad(['template:', ...pad(['metadata:', ...pad([labels], at.step), 'spec:', ...pad(pod, at.step)], at.step)], at.step)];
    }
    case 'json': {
      const names: Partial<Record<Existing, Names | null>> = { null: null, nothing: null, empty: [], other: [{ name: 'theirs' }], flow: [{ name: 'theirs' }], ours: [{ name: 'pull' }] };
      const list = one.list in names ? { imagePullSecrets: names[one.list] } : {};
      return JSON.stringify({
        apiVersion: 'v1', kind: 'Pod', metadata: { name: `n${index}` }, spec: { ...list, containers: [{ name: 'c', image: 'quay.io/acme/app:1' }] },
      }, null, one.pretty ? 2 : undefined).split('\n');
    }
    case 'config': {
      const texts = one.texts.flatMap((text, number) => {
        const inner = Array.from({ length: text.documents }, (_, document) => [
          ...(document === 0 ? ['# begins here'] : ['---']),
          ...(text.deep ? ['inject:', ...pad(podLines(text.list, { ...text, comments: at.comments }, 'quay.io/acme/init:2'), text.step)] : podLines(text.list, { ...text, comments: at.comments }, 'quay.io/acme/init:2')),
          ...(one.tabs ? ['script: "a\tb"', 'note: |', '  tab\there'] : []),
        ]).flat();
        return [`mutate-${number}.yaml: ${at.block}`, ...pad(inner, at.step)];
      });
      return [...head('ConfigMap'), 'data:', ...pad([...(one.tabs ? ['plain: "tab\\there"'] : []), ...texts], at.step)];
    }
  }
}

function write(parts: readonly Part[], at: Style): string {
  const text = parts.map((one, index) => partLines(one, at, index).join(at.lineBreak)).join(`${at.lineBreak}---${at.lineBreak}`);
  return at.lastBreak ? `${text}${at.lineBreak}` : text;
}

function read(text: string): Data[] {
  return parseAllDocuments(text).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Data;
  });
}

/** The same change on data, without the code under test. */
function bind(object: Data): void {
  const list = (object.imagePullSecrets ?? []) as Names;
  object.imagePullSecrets = list.some(({ name }) => name === 'pull') ? list : [...list, { name: 'pull' }];
}

function move(pod: Data): void {
  for (const container of [...(pod.containers ?? []) as Data[], ...(pod.initContainers ?? []) as Data[]]) {
    container.image = String(container.image).replace('quay.io/', 'harbor.example.com/agents/');
  }
  bind(pod);
}

function intended(objects: readonly Data[]): unknown[] {
  return objects.map((object) => {
    if (object.kind === 'ServiceAccount') {
      bind(object);
    } else if (object.kind === 'Pod') {
      move(object.spec as Data);
    } else if (object.kind === 'Deployment') {
      move(((object.spec as Data).template as Data).spec as Data);
    } else if (object.kind === 'ConfigMap') {
      eachText(object, (documents) => documents.forEach((document) => move((document.inject ?? document) as Data)));
    }
    return object;
  });
}

/** Reads the texts of a ConfigMap, so that they are compared as data. */
function eachText(object: Data, change: (documents: Data[]) => void): void {
  const data = object.data as Record<string, unknown>;
  for (const key of Object.keys(data).filter((one) => one.startsWith('mutate'))) {
    const documents = read(String(data[key]));
    change(documents);
    data[key] = documents;
  }
}

function readOutput(text: string): unknown[] {
  const objects = read(text);
  objects.filter(({ kind }) => kind === 'ConfigMap').forEach((object) => eachText(object, () => undefined));
  return objects;
}

const streams = fc.tuple(fc.array(part, { minLength: 1, maxLength: 4 }), style);

test('the rewritten stream says what it should, and nothing else', () => {
  fc.assert(fc.property(streams, ([parts, at]) => {
    const text = write(parts, at);
    const rewritten = rewriteManifest(text, request);

    expect(rewritten.skipped).toEqual([]);
    expect(readOutput(rewritten.text)).toEqual(intended(read(text)));
  }), { numRuns: 400 });
});

test('rewriting again changes nothing', () => {
  fc.assert(fc.property(streams, ([parts, at]) => {
    const once = rewriteManifest(write(parts, at), request);

    expect(rewriteManifest(once.text, request)).toMatchObject({ text: once.text, changes: [], skipped: [], bound: once.bound });
  }), { numRuns: 150 });
});

test('lines come in and images change; every other line stays, byte for byte and in order', () => {
  fc.assert(fc.property(streams, ([parts, at]) => {
    const text = write(parts.filter(({ kind }) => kind !== 'json'), at);
    // A list that is empty gets its content on its own line, and the last line of a text may get an end.
    const kept = text.replaceAll('quay.io/', 'harbor.example.com/agents/').split('\n').filter((line) => !/imagePullSecrets: *(?:null|\[)/.test(line));
    const lines = rewriteManifest(text, request).text.split('\n');
    let from = 0;
    for (const [index, line] of kept.entries()) {
      const found = lines.findIndex((one, position) => position >= from && (one === line || (index === kept.length - 1 && one === `${line}\r`)));
      expect([line, found]).not.toEqual([line, -1]);
      from = found + 1;
    }
    expect(rewriteManifest(text, request).text.includes('\r\n')).toBe(text.includes('\r\n'));
    expect(/(?<!\r)\n/.test(rewriteManifest(text, request).text)).toBe(/(?<!\r)\n/.test(text) || (at.lineBreak === '\n' && lines.length > 1));
  }), { numRuns: 150 });
});

test('a stream of 5 MB is rewritten as a whole', () => {
  const parts = fc.sample(part, { numRuns: 40, seed: 7 });
  const at: Style = { step: 2, dash: 0, lineBreak: '\n', comments: true, lastBreak: true, block: '|' };
  const one = `${write(parts, at)}---\n`;
  const text = one.repeat(Math.ceil(5 * 1024 * 1024 / one.length));
  const { text: rewritten, skipped } = rewriteManifest(text, request);

  expect(skipped).toEqual([]);
  expect(rewritten).toBe(rewriteManifest(one, request).text.repeat(Math.ceil(5 * 1024 * 1024 / one.length)));
}, 300_000);

/** Lines that turn a manifest into something else: templates, tabs, broken indentation, anchors, merge keys. */
const DISTURBANCES = [
  '{{- if .on }}', '{{ end }}', '{{ else }}', '    {{ toYaml .x | nindent 4 }}', '\t', '  \t# tab', 'x: &a', '<<: *a', '? k', ': v', '- {', '"', '...', '%YAML 1.1', '---', '        deep: 1',
  'imagePullSecrets: &l []', 'imagePullSecrets: *l', 'containers: [', ']', '#', '    |', 'a: |2', '      - name: one', '\u0000', 'containers:', '    containers:', 'key: >-', '  ! x', '  : ', '{a, b}',
];

test('whatever the text is, nothing is mangled: what cannot be done is left out', () => {
  const change = fc.tuple(fc.nat(), fc.constantFrom(...DISTURBANCES), fc.boolean());
  const disturbed = fc.tuple(streams, fc.array(change, { maxLength: 4 })).map(([[parts, at], changes]) => {
    const lines = write(parts, at).split('\n');
    for (const [where, line, replaces] of changes) {
      lines.splice(where % (lines.length + 1), replaces ? 1 : 0, line);
    }
    return lines.join('\n');
  });
  fc.assert(fc.property(disturbed, (text) => {
    const once = rewriteManifest(text, request);
    const twice = rewriteManifest(once.text, request);

    expect(twice.text).toBe(once.text);
    expect(withoutInsertions(once.text)).toBe(withoutInsertions(text));
  }), { numRuns: 600 });
});

/** A text without anything that a rewrite may bring. */
function withoutInsertions(text: string): string {
  return text.replaceAll('harbor.example.com/agents/', 'quay.io/')
    .replace(/imagePullSecrets:|- name: pull|null|"imagePullSecrets"|\{"?name"?: "?pull"?\}|\{ name: pull \}|[[\],:\s]/g, '');
}
