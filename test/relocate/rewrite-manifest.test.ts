import { Registry } from '../../src/registry';
import { Layout, Relocation, rewriteManifest } from '../../src/relocate';

const registry = Registry.generic('harbor.example.com', { prefix: 'agents' });
const relocation = new Relocation({ registry });
const request = { relocation, pullSecret: { name: 'pull' } };

const ACCOUNT = 'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: a\n';

function configMap(text: string, key = 'mutate.yaml'): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c\ndata:\n  ${key}: |\n${text.replaceAll(/^(?=.)/gm, '    ')}`;
}

function pod(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n${spec}`;
}

/** What comes of a text when the pull secret alone is written. */
function bound(text: string): string {
  const { text: result, skipped } = rewriteManifest(text, request);
  expect(skipped).toEqual([]);
  return result;
}

function reasons(text: string): string[] {
  const { text: result, skipped } = rewriteManifest(text, request);
  expect(result).toBe(text);
  return skipped.map(({ location, reason }) => `${location}: ${reason}`);
}

describe('an account', () => {
  test.each([
    ['without a list gets one below its metadata, in front of commented-out lines',
      `${ACCOUNT}#imagePullSecrets:\n#  - name: pull\nsecrets: []\n`, `${ACCOUNT}imagePullSecrets:\n  - name: pull\n#imagePullSecrets:\n#  - name: pull\nsecrets: []\n`],
    ['follows its neighbours in indentation', `${ACCOUNT}secrets:\n- name: x\n`, `${ACCOUNT}imagePullSecrets:\n- name: pull\nsecrets:\n- name: x\n`],
    ['keeps comments that belong to its metadata there', `${ACCOUNT}  # about the name\nsecrets: []\n`, `${ACCOUNT}  # about the name\nimagePullSecrets:\n  - name: pull\nsecrets: []\n`],
    ['at the end of a text without a line end', ACCOUNT.trimEnd(), `${ACCOUNT}imagePullSecrets:\n  - name: pull`],
    ['with Windows line ends', ACCOUNT.replaceAll('\n', '\r\n'), `${ACCOUNT}imagePullSecrets:\n  - name: pull\n`.replaceAll('\n', '\r\n')],
    ['behind a byte order mark', `\ufeff${ACCOUNT}`, `\ufeff${ACCOUNT}imagePullSecrets:\n  - name: pull\n`],
    ['whose key has no value', `${ACCOUNT}imagePullSecrets: # none yet\nsecrets: []\n`, `${ACCOUNT}imagePullSecrets: # none yet\n  - name: pull\nsecrets: []\n`],
    ['whose list is null', `${ACCOUNT}imagePullSecrets: ~ # none yet\n`, `${ACCOUNT}imagePullSecrets: [{ name: pull }] # none yet\n`],
    ['whose list is empty', `${ACCOUNT}imagePullSecrets: [ ] # none yet\n`, `${ACCOUNT}imagePullSecrets: [{ name: pull }] # none yet\n`],
    ['whose list is not, keeps its items', `${ACCOUNT}imagePullSecrets:\n   - name: theirs # old\n   # last\nsecrets: []\n`,
      `${ACCOUNT}imagePullSecrets:\n   - name: theirs # old\n   - name: pull\n   # last\nsecrets: []\n`],
    ['whose list is on one line', `${ACCOUNT}imagePullSecrets: [{name: theirs}]\n`, `${ACCOUNT}imagePullSecrets: [{name: theirs}, { name: pull }]\n`],
    ['whose list is on several lines', `${ACCOUNT}imagePullSecrets: [\n  {name: theirs}, # old\n]\n`, `${ACCOUNT}imagePullSecrets: [\n  {name: theirs},\n  { name: pull }, # old\n]\n`],
    ['that has the name', `${ACCOUNT}imagePullSecrets: [{"name": "pull"}]\n`, `${ACCOUNT}imagePullSecrets: [{"name": "pull"}]\n`],
    ['in JSON', '{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"a"}}', '{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"a"}, "imagePullSecrets": [{"name": "pull"}]}'],
    ['in JSON on several lines', '{\n  "apiVersion": "v1",\n  "kind": "ServiceAccount",\n  "metadata": { "name": "a" }\n}\n',
      '{\n  "apiVersion": "v1",\n  "kind": "ServiceAccount",\n  "metadata": { "name": "a" },\n  "imagePullSecrets": [{"name": "pull"}]\n}\n'],
    ['on one line, whose key has no value', '{apiVersion: v1, kind: ServiceAccount, imagePullSecrets: , metadata: {name: a}}\n',
      '{apiVersion: v1, kind: ServiceAccount, imagePullSecrets: [{ name: pull }] , metadata: {name: a}}\n'],
    ['in a List', 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ServiceAccount\n  metadata: {name: a}\n- {apiVersion: v1, kind: ServiceAccount, metadata: {name: b}}\n',
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ServiceAccount\n  metadata: {name: a}\n  imagePullSecrets:\n    - name: pull\n'
      + '- {apiVersion: v1, kind: ServiceAccount, metadata: {name: b}, imagePullSecrets: [{ name: pull }]}\n'],
    ['after a block that keeps its line ends', `${ACCOUNT}  annotations:\n    note: |+\n      text\n\nsecrets: []\n`, `${ACCOUNT}  annotations:\n    note: |+\n      text\n\nsecrets: []\nimagePullSecrets:\n  - name: pull\n`],
  ])('%s', (_title, text, expected) => {
    expect(bound(text)).toBe(expected);
    expect(bound(expected)).toBe(expected);
  });

  test.each([
    ['behind a merge key', 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n<<: {imagePullSecrets: [{name: x}]}\n', 'the key comes from a merge key (<<)'],
    ['given twice', `${ACCOUNT}imagePullSecrets: []\nimagePullSecrets: []\n`, 'the key is given twice'],
    ['with a comment in it', `${ACCOUNT}imagePullSecrets: [ # none\n]\n`, 'there is a comment in it'],
    ['behind an alias', `${ACCOUNT}  annotations: {x: &nothing null}\nimagePullSecrets: *nothing\n`, 'its value has an anchor, a tag or an alias'],
    ['shared with other lists', `${ACCOUNT}secrets: &list [{name: x}]\nimagePullSecrets: *list\n`, 'an anchor shares it with a place that is to stay as it is'],
    ['of bare names', `${ACCOUNT}imagePullSecrets: [theirs]\n`, 'what is there is no list of names, as in [{ name: pull }]'],
    ['that is no list', `${ACCOUNT}imagePullSecrets: theirs\n`, 'what is there is no list of names, as in [{ name: pull }]'],
  ])('a list %s is reported, not guessed at', (_title, text, reason) => {
    expect(reasons(text)).toEqual([expect.stringMatching(/^ServiceAccount a \(line 1\): /)]);
    expect(reasons(text)[0]).toContain(`imagePullSecrets was not written: ${reason}`);
  });
});

describe('a pod', () => {
  test('gets the list in front of its containers, above their comments, in the style of its lists', () => {
    expect(bound(pod('    # the work\n    containers:\n      - name: c\n        image: harbor.example.com/agents/c:1\n')))
      .toBe(pod('    imagePullSecrets:\n      - name: pull\n    # the work\n    containers:\n      - name: c\n        image: harbor.example.com/agents/c:1\n'));
  });

  test('that shares its spec by an anchor gets it once, where all get it', () => {
    const list = 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: &spec {containers: [{name: c, image: quay.io/x/y:1}]}}\n'
      + '- {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: *spec}\n';

    expect(bound(list)).toContain('spec: &spec {containers: [{name: c, image: harbor.example.com/agents/x/y:1}], imagePullSecrets: [{ name: pull }]}}');
    expect(rewriteManifest(list, { relocation, pullSecret: { name: 'pull', pods: ({ resource }) => resource.name === 'a' } }).skipped).toEqual([
      { location: 'Pod a: spec (line 4)', reason: 'imagePullSecrets was not written: an anchor shares it with a place that is to stay as it is' },
    ]);
  });

  test('of a custom resource is told about, and its own list extended', () => {
    const custom = (list: string): string => `apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: t}\nspec:\n${list}  containers:\n  - name: c\n    image: harbor.example.com/agents/c:1\n`;

    expect(reasons(custom(''))).toEqual([expect.stringContaining('Thing t: spec (line 5): imagePullSecrets was not written: it is a custom resource that may not know the key')]);
    expect(bound(custom('  imagePullSecrets:\n  - name: theirs\n'))).toBe(custom('  imagePullSecrets:\n  - name: theirs\n  - name: pull\n'));
  });

  test('only what is chosen is bound', () => {
    const text = `${ACCOUNT}---\n${pod('  containers: [{name: c, image: harbor.example.com/agents/c:1}]\n')}`;

    expect(rewriteManifest(text, { relocation, pullSecret: { name: 'pull', accounts: false, pods: false, nested: false } })).toMatchObject({ text, changes: [] });
    expect(rewriteManifest(text, { relocation, pullSecret: { name: 'pull', accounts: ({ name }) => name === 'b' } }).bound).toEqual({ accounts: 0, pods: 1, nested: 0 });
  });

  test('a name that YAML would take for a number gets quotes', () => {
    expect(rewriteManifest(ACCOUNT, { relocation, pullSecret: { name: '1e3' } }).text).toBe(`${ACCOUNT}imagePullSecrets:\n  - name: "1e3"\n`);
    expect(rewriteManifest(ACCOUNT, { relocation, pullSecret: { name: 'on' } }).text).toBe(`${ACCOUNT}imagePullSecrets:\n  - name: "on"\n`);
  });
});

describe('a template in a ConfigMap', () => {
  const INIT = 'initContainers:\n- name: i\n  image: harbor.example.com/agents/i:1\n';
  const LIST = 'imagePullSecrets:\n- name: pull\n';

  test.each([
    ['gets the list beside its init containers; comments in it are text', `# mine\n#imagePullSecrets:\n#- name: pull\n${INIT}`, `# mine\n#imagePullSecrets:\n#- name: pull\n${LIST}${INIT}`],
    ['keeps what it has', `${INIT}imagePullSecrets:\n- name: theirs\n`, `${INIT}imagePullSecrets:\n- name: theirs\n- name: pull\n`],
    ['further in', `a:\n  b:\n  - ${INIT.replaceAll('\n', '\n    ').trimEnd()}\n`, `a:\n  b:\n  - ${INIT.replaceAll('\n', '\n    ').trimEnd()}\n    imagePullSecrets:\n    - name: pull\n`],
    ['in several documents', `${INIT}---\n\n${INIT}`, `${LIST}${INIT}---\n\n${LIST}${INIT}`],
    ['in flow style', 'pod: {containers: [{name: i, image: harbor.example.com/agents/i:1}]}\n', 'pod: {containers: [{name: i, image: harbor.example.com/agents/i:1}], imagePullSecrets: [{ name: pull }]}\n'],
    ['in a text inside the text', `a: |\n  ${INIT.replaceAll('\n', '\n  ').trimEnd()}\n`, `a: |\n  ${(LIST + INIT).replaceAll('\n', '\n  ').trimEnd()}\n`],
    ['with tabs in its strings', `x: "a\tb"\n${INIT}`, `x: "a\tb"\n${LIST}${INIT}`],
    ['with actions of a template in it', `{{- if .on }}\n${INIT}{{- end }}\n`, `{{- if .on }}\n${LIST}${INIT}{{- end }}\n`],
  ])('%s', (_title, text, expected) => {
    expect(bound(configMap(text))).toBe(configMap(expected));
    expect(bound(configMap(expected))).toBe(configMap(expected));
  });

  test('between double quotes gets escaped lines', () => {
    const text = configMap('').replace('|\n', `${JSON.stringify(INIT)}\n`);

    expect(bound(text)).toBe(configMap('').replace('|\n', `${JSON.stringify(LIST + INIT)}\n`));
  });

  test.each([
    ['single quotes', 'data:\n  t: \'containers: [{name: i, image: harbor.example.com/agents/i:1}]\n\n    a: 1\'\n'],
    ['a folded block', 'data:\n  t: >\n    containers:\n\n    - name: i\n\n      image: harbor.example.com/agents/i:1\n'],
  ])('in %s is reported', (_title, data) => {
    const { skipped } = rewriteManifest(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n${data}`, request);

    expect(skipped.map(({ location }) => location)).toEqual([expect.stringMatching(/^ConfigMap c: data\.t/)]);
  });

  test('a copy of chart values is none', () => {
    expect(rewriteManifest(configMap(INIT, 'values.yaml'), request)).toMatchObject({ text: configMap(INIT, 'values.yaml'), skipped: [] });
  });

  test('what lines do not tell is reported', () => {
    expect(reasons(configMap(`{{ if .a }}\n${INIT}{{ else }}\n${INIT}{{ end }}\n`))).toEqual([
      'ConfigMap c: data["mutate.yaml"] (line 6): imagePullSecrets was not written: it is a template with several lists of containers, and lines do not tell which are one pod',
    ]);
  });
});

describe('images', () => {
  test('move; what only looks like one moves with its like, and is told about otherwise', () => {
    const script = (image: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: s}\ndata:\n  run.sh: |\n    pull ${image}\n`;
    const spec = (image: string): string => pod(`  containers: [{name: c, image: "${image}"}]\n`);

    expect(rewriteManifest(`${script('quay.io/acme/app:1')}---\n${spec('quay.io/acme/app:2')}`, { relocation })).toMatchObject({
      text: `${script('harbor.example.com/agents/acme/app:1')}---\n${spec('harbor.example.com/agents/acme/app:2')}`, skipped: [], doubted: [],
    });
    expect(rewriteManifest(script('quay.io/acme/app:1'), { relocation })).toMatchObject({
      text: script('quay.io/acme/app:1'), skipped: [], doubted: [{ reason: 'it only looks like an image reference, so it was left as it is' }],
    });
  });

  test('that are templates, and documents that cannot be read, are reported', () => {
    const { text, skipped } = rewriteManifest(`${pod('  containers: [{name: c, image: "{{ .image }}"}]\n')}---\na: [\n`, { relocation });

    expect(text).toContain('"{{ .image }}"');
    expect(skipped.map(({ reason }) => reason)).toEqual(['it is no image reference: a template, or a typing error', expect.stringContaining('it is not valid YAML')]);
  });

  test('that would collide are refused, all at once', () => {
    const text = pod('  containers: [{name: a, image: "quay.io/a/app:1"}, {name: b, image: "quay.io/b/app:1"}]\n');

    expect(() => rewriteManifest(text, { relocation: new Relocation({ registry, layout: Layout.flat() }) })).toThrow(expect.objectContaining({ code: 'relocation-collision' }) as Error);
  });

  test('a pull secret that cannot be is refused', () => {
    expect(() => rewriteManifest('', { relocation, pullSecret: { name: 'Pull' } })).toThrow(expect.objectContaining({ code: 'name-invalid' }) as Error);
  });
});
