import * as fc from 'fast-check';
import { parseManifests } from '../../../src/manifest';
import type { JsonObject } from '../../../src/manifest';
import { CANARY_PASSWORD } from '../../support/canary';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n';

/** The data of a ConfigMap with the given source under `data`. */
function data(source: string): JsonObject | string {
  const { resources, unparsed } = parseManifests(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n${source}`);
  return resources[0] === undefined ? unparsed.map(({ reason }) => reason).join('; ') : resources[0].object['data'] as JsonObject;
}

function reasons(text: string): string[] {
  return parseManifests(text).unparsed.map(({ reason, origin }) => `${origin.document}${origin.pointer}:${origin.line} ${reason}`);
}

function names(text: string): string[] {
  return parseManifests(text).resources.map(({ kind, namespace, name, origin }) => `${kind} ${namespace ?? '-'} ${name} ${origin.document}${origin.pointer}:${origin.line}`);
}

describe('a stream of documents', () => {
  test('documents keep their number and the line on which they begin', () => {
    const text = `# Source: chart/templates/a.yaml\n${POD}---\n# nothing\n---\n\n---\n# Source: chart/templates/b.yaml\n${POD}  namespace: shop\n`;
    expect(names(text)).toEqual(['Pod - a 0:2', 'Pod shop a 3:12']);
    expect(parseManifests(text).unparsed).toEqual([]);
  });

  test('the file name is part of the origin', () => {
    expect(parseManifests(POD, 'a.yaml').resources[0]?.origin).toEqual({ file: 'a.yaml', document: 0, line: 1, pointer: '' });
  });

  test.each([
    ['a byte order mark', `\ufeff${POD}`], ['CRLF', POD.replaceAll('\n', '\r\n')], ['a leading separator', `---\n${POD}`], ['a comment behind the separator', `--- # first\n${POD}`],
    ['an end marker', `${POD}...\n`], ['a directive', `%YAML 1.1\n---\n${POD}`], ['no line feed at the end', POD.trimEnd()], ['JSON', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}'],
    ['JSON indented by tabs', '{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {\n\t\t"name": "a"\n\t}\n}'],
    ['null documents', `null\n---\n~\n---\n${POD}`],
  ])('%s does not matter', (_title, text) => {
    const { resources, unparsed } = parseManifests(text);
    expect(unparsed).toEqual([]);
    expect(resources.map(({ object }) => object)).toEqual([{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } }]);
  });

  test('JSON objects may follow each other without separators', () => {
    const object = (name: string): string => `{"apiVersion":"v1","kind":"Pod","metadata":{"name":${JSON.stringify(name)}}}`;
    expect(names(`${object('a')}\n${object('}{"\\')} ${object('c')}\n`)).toEqual(['Pod - a 0:1', 'Pod - }{"\\ 1:2', 'Pod - c 2:2']);
  });

  test.each(['', '\n', '# only a comment\n', '---\n', '---\n---\n# x\n', '\ufeff'])('%j holds nothing, readable or not', (text) => {
    expect(parseManifests(text)).toEqual({ resources: [], unparsed: [] });
  });
});

describe('values as Kubernetes reads them', () => {
  test.each([
    ['data: {a: yes, b: "yes", c: 0755, d: 12:30:45, e: 2001-12-14, f: 1.10, g: 12345678901234567890}',
      { a: true, b: 'yes', c: 493, d: '12:30:45', e: '2001-12-14', f: 1.1, g: '12345678901234567890' }],
    ['data: {a: 1, a: 2}', { a: 2 }],
    ['data:\n  a: 1\n  a: 2', { a: 2 }],
    ['data: {on: 1, 1: 2, 1.5: 3, y: 4}', { true: 4, 1: 2, 1.5: 3 }],
    ['x: &x {a: 1, b: 1}\ndata: {<<: *x, a: 2}', { a: 2, b: 1 }],
    // A merge key overwrites what stands before it: odd, but that is how Kubernetes' parser does it.
    ['x: &x {a: 1, b: 1}\ndata: {a: 2, <<: *x}', { a: 1, b: 1 }],
    ['x: &x {a: 1}\nz: &z {a: 2, b: 2}\ndata: {<<: [*x, *z]}', { a: 1, b: 2 }],
    ['data: {"<<": {a: 1}}', { '<<': { a: 1 } }],
    ['data: {a: &x text, b: *x, c: &x other, d: *x}', { a: 'text', b: 'text', c: 'other', d: 'other' }],
    ['data: {a: !!str 1, b: !!int "3", c: !!float 1, d: !!bool yes, e: !custom 1, f: ! 1, g: !!null "", h: !!binary aGk=}', { a: '1', b: 3, c: 1, d: true, e: '1', f: '1', g: null, h: 'hi' }],
    ['data: {__proto__: 1, constructor: 2}', JSON.parse('{"__proto__": 1, "constructor": 2}')],
    ['data: {a, b: 1}', { a: null, b: 1 }],
    ['data:\n  a: |\n    x\n\n    y\n  b: >-\n    x\n    y\n  c: |+\n    x\n\n', { a: 'x\n\ny\n', b: 'x y', c: 'x\n\n' }],
    ['data: {a: [\n  1,\n  2\n]}', { a: [1, 2] }],
    ['data:\n  a: "\ufefftext"', { a: '\ufefftext' }],
  ])('%j', (source, value) => {
    expect(data(source)).toEqual(value);
  });

  test('lines in quotes may be indented less than the block around them, as charts write scripts', () => {
    const source = 'data:\n  a: [\'sh\', \'set -x;\n    echo "x: y";\n  \']\n  b: "one\ntwo"\n  c:\n  - [\n1,\n2\n]\n';
    expect(data(source)).toEqual({ a: ['sh', 'set -x; echo "x: y"; '], b: 'one two', c: [[1, 2]] });
  });

  test.each([
    ['data: {a: .inf}', 'a value is infinite or not a number'], ['data: {a: !!int x}', 'a tag does not fit its value'], ['data: {[1]: 2}', 'a key is not a text'],
    ['data: {null: 2}', 'a key is empty'], ['data: {a: *x}', 'an alias has no anchor before it'], ['data: &x {a: *x}', 'an anchor contains an alias to itself'],
    ['data: {<<: 1}', 'a merge key needs a mapping'], ['data: {a: {{ .Values.x }}}', 'a key is not a text'],
    ['data: {a: "x\u0007"}', 'it holds a control character, which YAML does not allow'],
  ])('%j is refused', (source, reason) => {
    expect(data(source)).toBe(reason);
  });
});

describe('what cannot be read', () => {
  test('is reported with its line and never hides the documents around it', () => {
    const text = `${POD}---\nkind: Pod\n  apiVersion: v1\n---\n${POD}`;
    expect(names(text)).toEqual(['Pod - a 0:1', 'Pod - a 2:9']);
    expect(reasons(text)).toEqual(['1:6 it is not valid YAML: a mapping begins where only a value fits, as in "a: b: c"']);
  });

  test('an open quote takes the documents behind it along', () => {
    expect(reasons(`${POD}  x: "open\n---\n${POD}`)).toEqual(['0:11 it is not valid YAML: a quote, colon, bracket or brace is missing']);
    expect(names(`${POD}  x: "open\n---\n${POD}`)).toEqual([]);
  });

  test.each([
    ['just words', '0:1 it is a text, not a Kubernetes object'],
    ['42', '0:1 it is a number, not a Kubernetes object'],
    ['- a\n- b', '0:1 it is a list, not a Kubernetes object'],
    ['replicas: 1', '0:1 it is not a Kubernetes object: apiVersion is missing, kind is missing, metadata.name is missing'],
    ['Error: INSTALLATION FAILED', '0:1 it is not a Kubernetes object: apiVersion is missing, kind is missing, metadata.name is missing'],
    ['apiVersion: 1\nkind: Pod\nmetadata: {name: 5, namespace: [a]}', '0:1 it is not a Kubernetes object: apiVersion is a number, not a text, metadata.name is a number, not a text, metadata.namespace is a list'],
    ['apiVersion: v1\nkind: Pod\nmetadata: {name: ""}', '0:1 it is not a Kubernetes object: metadata.name is missing'],
    ['\u0000\u0001ELF', '0:1 it holds a control character, which YAML does not allow'],
    ['a: `b`', '0:1 it is not valid YAML: an unquoted text begins with a reserved character'],
    [`x: ${'['.repeat(5000)}`, '0:1 it is not valid YAML: it is nested too deeply'],
    [`x: ${'['.repeat(600)}${']'.repeat(600)}`, '0:1 it is nested more than 500 levels deep'],
  ])('%j', (text, reason) => {
    expect(reasons(text)).toEqual([reason]);
    expect(names(text)).toEqual([]);
  });

  test('a few lines of aliases cannot fill the memory', () => {
    const bomb = ['a: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level++) {
      bomb.push(`b${level}: &a${level} [${Array(10).fill(`*a${level - 1}`).join(', ')}]`);
    }
    expect(reasons(bomb.join('\n')).map((reason) => reason.replace(/^.*:\d+ /, ''))).toEqual(['its aliases expand to more than 500000 values']);
  });

  test('a reason never repeats the text, which may be a secret', () => {
    const texts = [`password: "${CANARY_PASSWORD}`, `a: b\n"${CANARY_PASSWORD}" "${CANARY_PASSWORD}"\n`, `a: *${CANARY_PASSWORD}`, `[${CANARY_PASSWORD}`, CANARY_PASSWORD, `a: !${CANARY_PASSWORD} {`, `%${CANARY_PASSWORD} x\n---\na: [`];
    for (const text of texts) {
      const { unparsed } = parseManifests(text);
      expect(unparsed).toHaveLength(1);
      expect(JSON.stringify(unparsed)).not.toContain(CANARY_PASSWORD);
    }
  });
});

describe('lists', () => {
  test('are taken apart, lists in lists too', () => {
    const text = 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n- apiVersion: v1\n  kind: List\n  items:\n  - {apiVersion: v1, kind: Pod, metadata: {name: b}}\n- 5\n';
    expect(names(text)).toEqual(['Pod - a 0/items/0:4', 'Pod - b 0/items/1/items/0:10']);
    expect(reasons(text)).toEqual(['0/items/2:1 it is a number, not a Kubernetes object']);
  });

  test('of a kind give their items that kind', () => {
    const text = 'apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: {name: a}\n  spec: {}\n';
    expect(parseManifests(text).resources.map(({ apiVersion, kind, object }) => [apiVersion, kind, object])).toEqual([
      ['apps/v1', 'Deployment', { metadata: { name: 'a' }, spec: {}, apiVersion: 'apps/v1', kind: 'Deployment' }],
    ]);
  });

  test.each(['apiVersion: v1\nkind: List\nitems: []', 'apiVersion: v1\nkind: List\nmetadata: {resourceVersion: ""}', 'apiVersion: v1\nkind: PodList\nitems: null'])('%j is empty', (text) => {
    expect(parseManifests(text)).toEqual({ resources: [], unparsed: [] });
  });

  test('a custom resource whose kind ends in List is itself', () => {
    expect(names('apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: a}\nspec: {}')).toEqual(['AllowList - a 0:1']);
    expect(names('apiVersion: example.com/v1\nkind: AllowList\nmetadata: {name: a}\nitems: [1.2.3.4]')).toEqual(['AllowList - a 0:1']);
  });
});

test('an object with a generated name is called by its prefix', () => {
  expect(names('apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: migrate-, namespace: a}')).toEqual(['Job a migrate-* 0:1']);
});

test('whatever is thrown at it, the parser answers, and every document is either read or reported', () => {
  const piece = fc.constantFrom('a', ':', ' ', '\n', '- ', '"', '\'', '{', '}', '[', ']', '&a ', '*a', '|', '>', '#', '---\n', '...\n', '\t', '\r\n', '!!int ', '<<: ', '?', '%', 'kind: Pod\n', 'apiVersion: v1\n', 'metadata: {name: a}\n');
  fc.assert(fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
    const { resources, unparsed } = parseManifests(pieces.join(''));
    for (const { name, kind } of resources) {
      expect([name, kind]).toEqual(['a', 'Pod']);
    }
    for (const { reason } of unparsed) {
      expect(reason).not.toBe('');
    }
  }), { numRuns: 500 });
});
