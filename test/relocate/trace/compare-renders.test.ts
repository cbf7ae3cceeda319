import fc from 'fast-check';
import { parseManifests } from '../../../src/manifest';
import type { Json, JsonObject } from '../../../src/manifest';
import { compareRenders, findNoise } from '../../../src/relocate/trace/compare-renders';
import type { RenderComparison, RenderDifference } from '../../../src/relocate/trace/compare-renders';
import { CANARY_PASSWORD } from '../../support/canary';

const PRIVATE = 'registry.example.com/private/';

function stream(...objects: (JsonObject | string)[]) {
  return parseManifests(objects.map((object) => (typeof object === 'string' ? object : JSON.stringify(object))).join('\n---\n'));
}

/** Everything that goes to the private registry as it is was meant to. */
const MEANT: Pick<RenderComparison, 'isImageChange' | 'pullSecretNames'> = {
  isImageChange: (before, after) => after.text === PRIVATE + before.text,
  pullSecretNames: ['pull', 'second'],
};

function differences(before: JsonObject | string, after: JsonObject | string, more: Partial<RenderComparison> = {}): string[] {
  return compareRenders({ before: stream(before), after: stream(after), ...MEANT, ...more }).map(({ path, what }) => `${path}: ${what}`);
}

function deployment(podSpec: JsonObject, more: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'app', namespace: 'n', ...more },
    spec: { template: { metadata, spec: { containers: [{ name: 'app', image: 'quay.io/team/app:1.2' }], ...podSpec } } },
  };
}

const BEFORE = deployment({});
const MOVED = { containers: [{ name: 'app', image: `${PRIVATE}quay.io/team/app:1.2` }] };

function configMap(data: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data };
}

describe('what was meant is no difference', () => {
  test('nothing changed', () => {
    expect(differences(BEFORE, structuredClone(BEFORE))).toEqual([]);
  });

  test('a reference that was moved', () => {
    expect(differences(BEFORE, deployment(MOVED))).toEqual([]);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['a pod is given pull secrets', {}, { imagePullSecrets: [{ name: 'pull' }] }],
    ['a pod is given one more', { imagePullSecrets: [{ name: 'own' }] }, { imagePullSecrets: [{ name: 'own' }, { name: 'pull' }, { name: 'second' }] }],
    ['a pod is given one in front', { imagePullSecrets: [{ name: 'own' }] }, { imagePullSecrets: [{ name: 'pull' }, { name: 'own' }] }],
    ['an empty list is filled', { imagePullSecrets: [] }, { imagePullSecrets: [{ name: 'pull' }] }],
    ['an operator is told by a variable', { containers: [{ name: 'app', env: [{ name: 'A', value: 'a' }] }] },
      { containers: [{ name: 'app', env: [{ name: 'PULL_SECRETS', value: 'pull,second' }, { name: 'A', value: 'a' }] }] }],
    ['a variable gets a value', { containers: [{ name: 'app', env: [{ name: 'IMAGE_PULL_SECRET', value: '' }] }] },
      { containers: [{ name: 'app', env: [{ name: 'IMAGE_PULL_SECRET', value: 'pull' }] }] }],
    ['a variable holds the list as JSON', { containers: [{ name: 'app', env: [{ name: 'PULL_SECRETS', value: '[]' }] }] },
      { containers: [{ name: 'app', env: [{ name: 'PULL_SECRETS', value: '[{"name":"pull"}]' }] }] }],
    ['a variable is filled from the secret', { containers: [{ name: 'app', env: [{ name: 'A', value: 'a' }] }] },
      { containers: [{ name: 'app', env: [{ name: 'A', value: 'a' }, { name: 'AUTH', valueFrom: { secretKeyRef: { name: 'pull', key: 'k' } } }] }] }],
    ['an operator is told by an argument', { containers: [{ name: 'app', args: ['--a', '--image=quay.io/team/app:1.2'] }] },
      { containers: [{ name: 'app', args: ['--image-pull-secrets=pull', '--a', `--image=${PRIVATE}quay.io/team/app:1.2`] }] }],
    ['an argument gets a value', { containers: [{ name: 'app', args: ['--pull-secret='] }] }, { containers: [{ name: 'app', args: ['--pull-secret=pull'] }] }],
    ['a reference inside an argument moves', { containers: [{ name: 'app', args: ['--sidecar-image=quay.io/team/app:1.2'] }] },
      { containers: [{ name: 'app', args: [`--sidecar-image=${PRIVATE}quay.io/team/app:1.2`] }] }],
  ])('%s', (_, before, after) => {
    expect(differences(deployment(before), deployment(after))).toEqual([]);
  });

  test('an account is given pull secrets', () => {
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'app' } };
    expect(differences(account, { ...account, imagePullSecrets: [{ name: 'pull' }] })).toEqual([]);
  });

  test('a custom resource is given pull secrets, in maps that were made for them', () => {
    const resource = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' }, spec: { a: 1 } };
    expect(differences(resource, { ...resource, spec: { a: 1, global: { image: { pullSecrets: [{ name: 'pull' }] } }, imagePullSecrets: ['pull'] } })).toEqual([]);
  });

  test('a reference that several keys spell', () => {
    const resource = (registry: string, repository: string): JsonObject => ({
      apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' }, spec: { image: { registry, repository, tag: '1.2' } },
    });
    expect(differences(resource('quay.io', 'team/app'), resource('registry.example.com', 'private/quay.io/team/app'))).toEqual([]);
    expect(differences(resource('quay.io', 'team/app'), resource('registry.example.com', 'private/quay.io/team/ap'))).toHaveLength(2);
  });

  test.each([
    ['YAML', 'a: 1\nimage: quay.io/team/app:1.2\n', `a: 1\nimage: ${PRIVATE}quay.io/team/app:1.2\n`],
    ['YAML with the parts apart', 'image:\n  registry: quay.io\n  repository: team/app\n  tag: "1.2"\n',
      'image:\n  registry: registry.example.com\n  repository: private/quay.io/team/app\n  tag: "1.2"\n'],
    ['YAML with pull secrets', 'spec:\n  containers: [{name: app, image: "quay.io/team/app:1.2"}]\n',
      `spec:\n  imagePullSecrets:\n    - name: pull\n  containers: [{name: app, image: "${PRIVATE}quay.io/team/app:1.2"}]\n`],
    ['JSON', '{"image": "quay.io/team/app:1.2"}', `{"image": "${PRIVATE}quay.io/team/app:1.2"}`],
    ['a template', 'image: quay.io/team/app:1.2\n{{ if x }}\n- a\n{{ end }}', `image: ${PRIVATE}quay.io/team/app:1.2\n{{ if x }}\n- a\n{{ end }}`],
    ['a script', 'IMAGE=quay.io/team/app:1.2\nrun "$IMAGE"\n', `IMAGE=${PRIVATE}quay.io/team/app:1.2\nrun "$IMAGE"\n`],
  ])('a text with %s', (_, before, after) => {
    expect(differences(configMap({ 'a.yaml': before, b: 'b' }), configMap({ 'a.yaml': after, b: 'b' }))).toEqual([]);
    const bytes = (text: string): JsonObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { 'a.yaml': Buffer.from(text).toString('base64') } });
    expect(differences(bytes(before), bytes(after))).toEqual([]);
  });

  test('values that a program is handed in base64', () => {
    const env = (values: JsonObject): JsonObject => deployment({ containers: [{ name: 'app', env: [{ name: 'V', value: Buffer.from(JSON.stringify(values)).toString('base64') }] }] });
    expect(differences(env({ a: 1 }), env({ a: 1, imagePullSecrets: [{ name: 'pull' }] }))).toEqual([]);
    expect(differences(env({ a: 1 }), env({ a: 2 }))).toEqual(['spec.template.spec.containers[0].env[0].value > a: 1 became 2']);
  });

  test('digests of annotations and labels, where something was meant to change', () => {
    const sums = (config: string, short: string): JsonObject => ({ annotations: { 'checksum/config': config, adler: 'x' }, labels: { 'config-hash': short } });
    const [one, other] = [sums('a'.repeat(64), '123456789'), sums('b'.repeat(64), '1234567890')];
    expect(differences(deployment({}, {}, one), deployment(MOVED, {}, other))).toEqual([]);
    expect(differences(deployment({}, {}, one), deployment({}, {}, other))).toHaveLength(2);
    expect(differences(deployment({}, {}, one), deployment(MOVED, {}, sums('c'.repeat(63), '123456789')))).toHaveLength(1);
  });

  test('names with a digest in them, and whatever repeats them', () => {
    const job = (digest: string, image: string): JsonObject => ({
      apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `init-${digest}`, labels: { job: `init-${digest}` } },
      spec: { template: { spec: { containers: [{ name: 'a', image }] } } },
    });
    const [one, other] = ['26d0fee196d12813', 'fa6b5dfeafa82a64'];
    expect(differences(job(one, 'quay.io/team/app:1'), job(other, `${PRIVATE}quay.io/team/app:1`))).toEqual([]);
    expect(differences(job(one, 'quay.io/team/app:1'), job(other, 'quay.io/team/app:1')))
      .toEqual([': the object is not there any more', ': the object was not there before']);
    expect(differences(job(one, 'quay.io/team/app:1'), job('another', `${PRIVATE}quay.io/team/app:1`))).toHaveLength(2);
  });

  test('copies of a reference where nobody looks for one', () => {
    const note = (image: string): JsonObject => ({ annotations: { 'example.com/note': `runs ${image}`, 'example.com/name': image.replace(':1.2', '') } });
    expect(differences(deployment({}, note('quay.io/team/app:1.2')), deployment(MOVED, note(`${PRIVATE}quay.io/team/app:1.2`)))).toEqual([]);
    expect(differences(deployment({}, note('quay.io/team/app:1.2')), deployment({}, note(`${PRIVATE}quay.io/team/app:1.2`)))).toHaveLength(2);
  });

  test('the order of objects, and several of one name', () => {
    const maps = [configMap({ a: '1' }), configMap({ a: '2' }), BEFORE];
    const compare = (after: JsonObject[]): RenderDifference[] => compareRenders({ before: stream(...maps), after: stream(...after), ...MEANT });
    expect(compare([maps[2] ?? {}, maps[0] ?? {}, maps[1] ?? {}])).toEqual([]);
    expect(compare([maps[2] ?? {}, maps[1] ?? {}, maps[0] ?? {}])).toHaveLength(2);
  });
});

describe('everything else is a difference', () => {
  test.each<[string, JsonObject, string]>([
    ['a reference went elsewhere', deployment({ containers: [{ name: 'app', image: 'example.com/team/app:1.2' }] }),
      'spec.template.spec.containers[0].image: "quay.io/team/app:1.2" became "example.com/team/app:1.2"'],
    ['a reference lost its tag', deployment({ containers: [{ name: 'app', image: `${PRIVATE}quay.io/team/app` }] }),
      `spec.template.spec.containers[0].image: "quay.io/team/app:1.2" became "${PRIVATE}quay.io/team/app"`],
    ['a label', deployment({}, { labels: { a: 'b' } }), 'metadata.labels: {"a":"b"} was not there before'],
    ['a number', deployment({ terminationGracePeriodSeconds: 3 }), 'spec.template.spec.terminationGracePeriodSeconds: 3 was not there before'],
    ['a container more', deployment({ containers: [{ name: 'app', image: 'quay.io/team/app:1.2' }, { name: 'b', image: 'b' }] }),
      'spec.template.spec.containers: a list of 1 became one of 2'],
    ['a pull secret of another name', deployment({ imagePullSecrets: [{ name: 'other' }] }),
      'spec.template.spec.imagePullSecrets: [{"name":"other"}] was not there before'],
    ['a pull secret named twice', deployment({ imagePullSecrets: [{ name: 'pull' }, { name: 'pull' }] }),
      'spec.template.spec.imagePullSecrets: [{"name":"pull"},{"name":"pull"}] was not there before'],
    ['a pull secret in a wrong shape', deployment({ imagePullSecrets: [{ name: { name: 'pull' } }] }),
      'spec.template.spec.imagePullSecrets: [{"name":{"name":"pull"}}] was not there before'],
  ])('%s', (_, after, expected) => {
    expect(differences(BEFORE, after)).toEqual([expected]);
  });

  test('a pull secret that is not there any more', () => {
    const own = deployment({ imagePullSecrets: [{ name: 'own' }] });
    expect(differences(own, deployment({ imagePullSecrets: [{ name: 'pull' }] }))).toEqual([
      'spec.template.spec.imagePullSecrets[0].name: "own" became "pull"',
    ]);
    expect(differences(own, deployment({ imagePullSecrets: [{ name: 'pull' }, { name: 'own' }] }), { pullSecretNames: [] })).toHaveLength(1);
  });

  test('containers in another order', () => {
    const [a, b] = [{ name: 'a', image: 'a' }, { name: 'b', image: 'b' }];
    expect(differences(deployment({ containers: [a, b] }), deployment({ containers: [b, a] }))).toEqual([
      'spec.template.spec.containers[0].name: "a" became "b"', 'spec.template.spec.containers[0].image: "a" became "b"',
      'spec.template.spec.containers[1].name: "b" became "a"', 'spec.template.spec.containers[1].image: "b" became "a"',
    ]);
  });

  test.each([
    ['a value in YAML', 'a: 1\nb: 2\n', 'a: 1\nb: 3\n', 'data.a > b: 2 became 3'],
    ['a line of a text', 'one\ntwo\n{{', 'one\nthree\n{{', 'data.a: "two" became "three"'],
    ['a line more', 'one\n{{', 'one\n{{\ntwo', 'data.a: "" became "two"'],
    ['a comment', 'a: 1\n# one\n', 'a: 1\n# two\n', 'data.a: "# one" became "# two"'],
    ['a value beside a reference that was moved', 'a: 1\nimage: quay.io/a/b:1\n', `a: 2\nimage: ${PRIVATE}quay.io/a/b:1\n`, 'data.a > a: 1 became 2'],
  ])('%s', (_, before, after, expected) => {
    expect(differences(configMap({ a: before }), configMap({ a: after }))).toEqual([expected]);
  });

  test('an object that appears, vanishes, or cannot be read', () => {
    const found = compareRenders({ before: stream(BEFORE, configMap({})), after: stream(BEFORE, { ...configMap({}), kind: 'Other' }, 'a: ['), ...MEANT });
    expect(found.map(({ object, path, what }) => [object.kind, object.name, path, what])).toEqual([
      ['ConfigMap', 'config', '', 'the object is not there any more'],
      ['Other', 'config', '', 'the object was not there before'],
      ['document', '3', '', expect.stringMatching(/^it cannot be read: /)],
    ]);
    expect(compareRenders({ before: stream('a: ['), after: stream('a: ['), ...MEANT })).toEqual([]);
  });

  test('secrets are not shown, and long values are cut', () => {
    const secret = (data: string): JsonObject => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { a: data } });
    const env = (value: string): JsonObject => deployment({ containers: [{ name: 'a', env: [{ name: 'API_PASSWORD', value }] }] });
    const text = JSON.stringify([
      compareRenders({ before: stream(secret('eA==')), after: stream(secret(Buffer.from(CANARY_PASSWORD).toString('base64'))), ...MEANT }),
      compareRenders({ before: stream(env('x')), after: stream(env(CANARY_PASSWORD)), ...MEANT }),
      compareRenders({ before: stream(configMap({ password: 'x' })), after: stream(configMap({ password: CANARY_PASSWORD })), ...MEANT }),
      compareRenders({ before: stream(configMap({ a: 'x' })), after: stream(configMap({ a: { password: CANARY_PASSWORD } })), ...MEANT }),
    ]);
    expect(text).not.toContain(CANARY_PASSWORD);
    expect(text).not.toContain(Buffer.from(CANARY_PASSWORD).toString('base64'));
    expect(text.match(/\*\*\*/g)?.length).toBeGreaterThanOrEqual(7);
    expect(differences(configMap({ a: 'x' }), configMap({ a: 'y'.repeat(5000) }))[0]?.length).toBeLessThan(300);
  });
});

describe('noise', () => {
  const chart = (random: string, a = '1'): JsonObject[] => [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, data: { password: random, fixed: 'x' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `config-${random}` }, data: { a } },
    configMap({ 'a.yaml': `a: ${a}\nrandom: ${random}\n` }),
  ];
  const noise = findNoise(stream(...chart('one')), stream(...chart('two')));

  test('is what differs between two renders with the same values', () => {
    expect(compareRenders({ before: stream(...chart('one')), after: stream(...chart('three')), ...MEANT, noise })).toEqual([]);
    expect(compareRenders({ before: stream(...chart('one')), after: stream(...chart('three')), ...MEANT })).toHaveLength(4);
  });

  test('hides nothing else', () => {
    const found = compareRenders({ before: stream(...chart('one')), after: stream(...chart('three', '2')), ...MEANT, noise });
    expect(found.map(({ object, path, what }) => [object.name, path, what])).toEqual([
      ['config', 'data["a.yaml"] > a', '1 became 2'], ['config-one', 'data.a', '"1" became "2"'],
    ]);
  });

  test('a chart that prints the same every time has none', () => {
    expect(findNoise(stream(BEFORE), stream(BEFORE))).toEqual({ places: new Set(), renamed: new Set() });
  });
});

const json: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.constantFrom<Json[]>(null, 1, true, '', 'a', 'quay.io/team/app:1.2', 'a: 1\nb: 2\n', 'x\ny'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'image', 'imagePullSecrets', 'name', 'value', 'annotations', 'checksum/x', '__proto__'), tie('value'), { maxKeys: 3 })),
})).value;

describe('any two objects', () => {
  const thing = (spec: Json): JsonObject => ({ apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'x' }, spec });

  test('have no difference to themselves', () => {
    fc.assert(fc.property(json, (spec) => {
      expect(differences(thing(spec), thing(spec))).toEqual([]);
    }));
  });

  test('have a difference when they are not the same and nothing was meant', () => {
    fc.assert(fc.property(json, json, (before, after) => {
      const found = compareRenders({ before: stream(thing(before)), after: stream(thing(after)), isImageChange: () => false });
      expect(found.length > 0).toBe(JSON.stringify(sorted(before)) !== JSON.stringify(sorted(after)));
    }));
  });

  test('have no difference when references moved wherever they are, and pull secrets came to where there were none', () => {
    fc.assert(fc.property(json, (spec) => {
      const given = JSON.parse(JSON.stringify(spec).replaceAll('quay.io/team/app:1.2', `${PRIVATE}quay.io/team/app:1.2`)) as Json;
      const before = { ...thing(spec), pod: { image: 'quay.io/team/app:1.2' } };
      const after = { ...thing(given), pod: { image: `${PRIVATE}quay.io/team/app:1.2`, imagePullSecrets: [{ name: 'pull' }] } };
      expect(differences(before, after)).toEqual([]);
    }));
  });
});

function sorted(value: Json): Json {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key] ?? null)])) : value;
}
