import fc from 'fast-check';
import { mergeValues } from '../../src/helm';
import { parseReference, printReference } from '../../src/image';
import type { JsonObject } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { computeOverrides, Layout, Relocation } from '../../src/relocate';
import type { ImageSlot, OverrideRequest, PullSecretSlot } from '../../src/relocate';

const mover = new Relocation({ registry: Registry.generic('reg.example.com', { prefix: 'team' }) });
const SOURCE = 'quay.io/vendor/app:1.2.3';
const PRIVATE = 'reg.example.com/team/vendor/app';
const DIGEST = `sha256:${'a'.repeat(64)}`;

const WHOLE: ImageSlot = { image: 'app', fields: { whole: 'app.image' } };
const JOINED: ImageSlot = { image: 'app', fields: { repository: 'app.repository', tag: 'app.tag', digest: 'app.digest' } };
const SPLIT: ImageSlot = { image: 'app', fields: { registry: 'app.registry', repository: 'app.repository', tag: 'app.tag', digest: 'app.sha' } };
const SIBLINGS: ImageSlot = { image: 'app', fields: { repository: 'app.image', tag: 'app.imageTag' } };

function moveImage(slot: ImageSlot, values: JsonObject = {}, rest: Partial<OverrideRequest> = {}) {
  return computeOverrides({
    imageSlots: [slot], sources: { app: parseReference(SOURCE) }, pullSecretSlots: [], pullSecretNames: [], mover, values, defaults: {}, ...rest,
  });
}

describe('an image slot', () => {
  test.each([
    ['one text', WHOLE, { app: { image: `${PRIVATE}:1.2.3` } }],
    ['repository with the host in it', JOINED, { app: { repository: PRIVATE } }],
    ['registry and repository: the path stays, so only the registry is written', SPLIT, { app: { registry: 'reg.example.com/team' } }],
    ['repository and tag as siblings', SIBLINGS, { app: { image: PRIVATE } }],
  ])('%s', (_shape, slot, expected) => {
    const result = moveImage(slot);
    expect(result.overrides).toEqual(expected);
    expect(result.conflicts).toEqual([]);
    expect(result.notes).toEqual([]);
    expect(result.images.map(({ source, target }) => [source && printReference(source), printReference(target)])).toEqual([[SOURCE, `${PRIVATE}:1.2.3`]]);
  });

  test('when the path changes too, registry and repository are written', () => {
    const flat = new Relocation({ registry: Registry.generic('reg.example.com'), layout: Layout.flat() });
    expect(moveImage(SPLIT, {}, { mover: flat }).overrides).toEqual({ app: { registry: 'reg.example.com', repository: 'app' } });
  });

  test('a repository that the chart writes without `library/` is left alone', () => {
    const result = moveImage(SPLIT, {}, {
      sources: { app: parseReference('nginx:1.27') }, defaults: { app: { registry: 'docker.io', repository: 'library/nginx' } },
    });
    expect(result.overrides).toEqual({ app: { registry: 'reg.example.com/team' } });
  });

  test('an image that is private already needs nothing', () => {
    expect(moveImage(JOINED, {}, { sources: { app: parseReference(`${PRIVATE}:1.2.3`) } }).overrides).toEqual({ app: { repository: PRIVATE } });
    expect(moveImage(JOINED, {}, { sources: { app: parseReference(`${PRIVATE}:1.2.3`) }, defaults: { app: { repository: PRIVATE } } }).overrides).toEqual({});
  });

  test('a slot whose condition does not hold is left alone', () => {
    expect(moveImage({ ...JOINED, when: { path: 'app.enabled', truthy: true } })).toMatchObject({ overrides: {}, images: [] });
  });
});

describe('a tag or digest of the user', () => {
  test.each([
    ['tag', JOINED, { app: { tag: '2.0' } }, `${PRIVATE}:2.0`],
    ['digest beside the tag', JOINED, { app: { digest: DIGEST } }, `${PRIVATE}:1.2.3@${DIGEST}`],
    ['digest in place of the tag', { ...JOINED, digestReplacesTag: true }, { app: { digest: DIGEST } }, `${PRIVATE}@${DIGEST}`],
    ['digest without its algorithm', { ...JOINED, fields: { ...JOINED.fields, digestIsHex: true } }, { app: { digest: 'a'.repeat(64) } }, `${PRIVATE}:1.2.3@${DIGEST}`],
    ['empty tag, which templates take for none', JOINED, { app: { tag: '' } }, `${PRIVATE}:1.2.3`],
  ])('%s', (_what, slot, values, target) => {
    const result = moveImage(slot, values);
    expect(result.images.map((image) => printReference(image.target))).toEqual([target]);
    expect(result.overrides).toEqual({ app: { repository: PRIVATE } });
    expect(result.values).toEqual(mergeValues(values, { app: { repository: PRIVATE } }));
  });

  test('a tag that is a number is reported: Helm would print another one', () => {
    expect(moveImage(JOINED, { app: { tag: 1.1 } }).conflicts).toEqual([{
      path: 'app.tag', given: '1.1', wanted: 'a part of an image reference', reason: 'the value must be a text in quotes', remedy: 'write it as a text, or remove it',
    }]);
  });

  test('a null that removes the tag of the chart is reported', () => {
    const result = moveImage(JOINED, { app: { tag: null } }, { defaults: { app: { tag: '1.2.3' } } });
    expect(result.conflicts).toMatchObject([{ path: 'app.tag', given: 'null', wanted: '"1.2.3"' }]);
    expect(moveImage(JOINED, { app: { tag: null } }).conflicts).toEqual([]);
  });
});

describe('a name of the user', () => {
  test('that is the wanted one is kept, and nothing is written', () => {
    expect(moveImage(JOINED, { app: { repository: PRIVATE } })).toMatchObject({ overrides: {}, conflicts: [], notes: [] });
    expect(moveImage(SPLIT, { app: { registry: 'reg.example.com', repository: 'team/vendor/app' } })).toMatchObject({ overrides: {}, conflicts: [], notes: [] });
    expect(moveImage(WHOLE, { app: { image: `${PRIVATE}:1.2.3` } })).toMatchObject({ overrides: {}, conflicts: [], notes: [] });
  });

  test('that repeats the default of the chart is moved, and that is said', () => {
    const result = moveImage(JOINED, { app: { repository: 'quay.io/vendor/app' } });
    expect(result.overrides).toEqual({ app: { repository: PRIVATE } });
    expect(result.notes).toEqual([{ path: 'app.repository', text: 'repeats the default of the chart; it was moved to the private registry' }]);
  });

  test('that is private in another place is kept, and that is said', () => {
    const result = moveImage(JOINED, { app: { repository: 'reg.example.com/team/mine' } });
    expect(result.overrides).toEqual({});
    expect(result.images.map(({ source, target }) => [source && printReference(source), printReference(target)])).toEqual([[SOURCE, 'reg.example.com/team/mine:1.2.3']]);
    expect(result.notes).toEqual([{ path: 'app.repository', text: 'names the private image reg.example.com/team/mine; it was kept, the layout was not applied' }]);
  });

  test.each([
    [JOINED, { app: { repository: 'other.example.com/vendor/app' } }, 'app.repository', '"other.example.com/vendor/app"'],
    [SPLIT, { app: { registry: 'other.example.com' } }, 'app.registry', '"other.example.com"'],
    [WHOLE, { app: { image: 'other.example.com/vendor/app:9' } }, 'app.image', '"other.example.com/vendor/app"'],
  ])('that contradicts is reported and left alone (%#)', (slot, values, path, given) => {
    const result = moveImage(slot, values);
    expect(result.overrides).toEqual({});
    expect(result.images).toEqual([]);
    expect(result.conflicts).toEqual([{
      path, given, wanted: PRIVATE, reason: 'the value names another image, which is not in the private registry',
      remedy: 'remove the value, or declare the registry that it names',
    }]);
  });

  test('that is half of the private name is completed', () => {
    expect(moveImage(SPLIT, { app: { registry: 'reg.example.com' } }).overrides).toEqual({ app: { repository: 'team/vendor/app' } });
    expect(moveImage(SPLIT, { app: { repository: 'team/vendor/app' } }).overrides).toEqual({ app: { registry: 'reg.example.com' } });
  });

  test('that makes no reference is reported', () => {
    expect(moveImage(JOINED, { app: { repository: 'Not A Name' } }).conflicts).toMatchObject([{ path: 'app.repository', reason: 'the value does not make an image reference' }]);
    expect(moveImage(WHOLE, { app: { image: 'Not A Name' } }).conflicts).toMatchObject([{ path: 'app.image', reason: 'the value is not an image reference' }]);
  });

  test('for an image that the chart itself does not have is moved like any other', () => {
    const result = moveImage(JOINED, { app: { repository: 'docker.io/grafana/alloy', tag: 'v1.11.3' } }, { sources: {} });
    expect(result.overrides).toEqual({ app: { repository: 'reg.example.com/team/grafana/alloy' } });
    expect(result.notes).toMatchObject([{ path: 'app.repository' }]);
    expect(moveImage(JOINED, {}, { sources: {} })).toMatchObject({ overrides: {}, images: [] });
  });

  test('a text where the chart has a map is reported', () => {
    expect(moveImage(JOINED, { app: 'text' })).toMatchObject({
      overrides: {}, conflicts: [{ path: 'app', given: '"text"', wanted: `a map that holds app.repository = "${PRIVATE}"` }],
    });
  });
});

describe('keys that win over a slot', () => {
  const everywhere: ImageSlot = { ...JOINED, precededBy: [{ fields: { repository: 'old.repository', tag: 'old.tag' } }] };
  const oneContainer: ImageSlot = { ...JOINED, precededBy: [{ fields: { repository: 'job.repository', tag: 'job.tag', digest: 'job.digest' }, reaches: ['job'] }] };
  const global: ImageSlot = { ...SPLIT, precededBy: [{ fields: { registry: 'global.imageRegistry' } }] };

  test('nothing is written to them while the user does not', () => {
    expect(moveImage(everywhere).overrides).toEqual({ app: { repository: PRIVATE } });
    expect(moveImage(oneContainer).overrides).toEqual({ app: { repository: PRIVATE } });
    expect(moveImage(global).overrides).toEqual({ app: { registry: 'reg.example.com/team' } });
  });

  test('the user’s tag there wins', () => {
    expect(moveImage(everywhere, { old: { tag: '7' }, app: { tag: '8' } }).images.map(({ target }) => target.tag)).toEqual(['7']);
  });

  test('a name there is what has to be private', () => {
    expect(moveImage(everywhere, { old: { repository: 'quay.io/vendor/app' } }).overrides).toEqual({ old: { repository: PRIVATE } });
    expect(moveImage(everywhere, { old: { repository: 'other.example.com/x' } })).toMatchObject({ overrides: {}, conflicts: [{ path: 'old.repository' }] });
  });

  test('for single containers they make an image of their own', () => {
    const result = moveImage(oneContainer, { job: { tag: '9', digest: DIGEST } });
    expect(result.overrides).toEqual({ app: { repository: PRIVATE } });
    expect(result.images.map(({ target, reaches }) => [printReference(target), reaches])).toEqual([
      [`${PRIVATE}:1.2.3`, undefined], [`${PRIVATE}:9@${DIGEST}`, ['job']],
    ]);
  });

  test('a global registry of the user is kept when the private name begins with it', () => {
    expect(moveImage(global, { global: { imageRegistry: 'reg.example.com' } }).overrides).toEqual({ app: { repository: 'team/vendor/app' } });
    expect(moveImage(global, { global: { imageRegistry: 'reg.example.com/team' } }).overrides).toEqual({});
    expect(moveImage(global, { global: { imageRegistry: 'other.example.com' } })).toMatchObject({ overrides: {}, conflicts: [{ path: 'global.imageRegistry' }] });
  });

  test('keys that the chart does not read now do not count', () => {
    const conditional: ImageSlot = { ...JOINED, precededBy: [{ fields: { repository: 'old.repository' }, when: { path: 'old.enabled', truthy: true } }] };
    expect(moveImage(conditional, { old: { repository: 'other.example.com/x' } })).toMatchObject({ overrides: { app: { repository: PRIVATE } }, conflicts: [] });
  });

  test('one value that two images need differently is reported', () => {
    const other: ImageSlot = { image: 'other', fields: { registry: 'app.registry', repository: 'other.repository' } };
    const result = computeOverrides({
      imageSlots: [SPLIT, other], sources: { app: parseReference(SOURCE), other: parseReference('quay.io/other:1') },
      pullSecretSlots: [], pullSecretNames: [], values: {}, defaults: {},
      mover: new Relocation({
        registry: Registry.generic('reg.example.com'),
        layout: Layout.explicit({ 'quay.io/vendor/app': 'a/vendor/app', 'quay.io/other': 'b/other' }),
      }),
    });
    expect(result.conflicts).toMatchObject([{ path: 'app.registry', reason: 'one value names several images, and they go to different places' }]);
  });
});

describe('a pull secret slot', () => {
  const objects: PullSecretSlot = { path: 'pods.pullSecrets', shape: 'objects', reaches: [] };

  function addSecrets(slot: PullSecretSlot, values: JsonObject = {}, pullSecretNames: string[] = ['pull'], defaults: JsonObject = {}) {
    return computeOverrides({ imageSlots: [], sources: {}, pullSecretSlots: [slot], pullSecretNames, mover, values, defaults });
  }

  test.each([
    ['objects', [{ name: 'pull' }]],
    ['strings', ['pull']],
    ['objects-or-strings', [{ name: 'pull' }]],
    ['name', 'pull'],
  ] as const)('of shape %s is written as %j', (shape, expected) => {
    expect(addSecrets({ ...objects, shape }).overrides).toEqual({ pods: { pullSecrets: expected } });
  });

  test('gets nothing when nodes pull with their own identity', () => {
    expect(addSecrets(objects, {}, []).overrides).toEqual({});
  });

  test('gets several, in order', () => {
    expect(addSecrets(objects, {}, ['a', 'b']).overrides).toEqual({ pods: { pullSecrets: [{ name: 'a' }, { name: 'b' }] } });
  });

  test('that names ours already is kept', () => {
    expect(addSecrets(objects, { pods: { pullSecrets: [{ name: 'other' }, { name: 'pull' }] } })).toMatchObject({ overrides: {}, notes: [] });
    expect(addSecrets({ ...objects, shape: 'name' }, { pods: { pullSecrets: 'pull' } })).toMatchObject({ overrides: {}, conflicts: [] });
  });

  test.each([
    ['objects', [{ name: 'other' }], [{ name: 'other' }, { name: 'pull' }]],
    ['strings', ['other'], ['other', 'pull']],
    ['objects-or-strings', ['other'], ['other', 'pull']],
    ['objects-or-strings', [{ name: 'other' }], [{ name: 'other' }, { name: 'pull' }]],
  ] as const)('of shape %s with %j keeps the others', (shape, given, expected) => {
    const result = addSecrets({ ...objects, shape }, { pods: { pullSecrets: [...given] } });
    expect(result.overrides).toEqual({ pods: { pullSecrets: expected } });
    expect(result.notes).toEqual([{ path: 'pods.pullSecrets', text: 'Helm replaces lists, so the whole list was written: other and pull' }]);
  });

  test('keeps what the chart names by default', () => {
    expect(addSecrets(objects, {}, ['pull'], { pods: { pullSecrets: [{ name: 'vendor' }] } }).overrides)
      .toEqual({ pods: { pullSecrets: [{ name: 'vendor' }, { name: 'pull' }] } });
  });

  test.each([
    ['objects', ['pull'], 'the pull secrets cannot be added: its entries must be maps with a `name`'],
    ['strings', [{ name: 'pull' }], 'the pull secrets cannot be added: its entries must be names as texts'],
    ['objects', 'pull', 'the pull secrets cannot be added: it must be a list'],
    ['name', ['pull'], 'the pull secrets cannot be added: it must be one name'],
    ['name', 'other', 'the chart takes one pull secret only here'],
    ['objects', { name: 'pull' }, 'the pull secrets cannot be added: it must be a list'],
  ] as const)('of shape %s with %j is reported', (shape, given, reason) => {
    const result = addSecrets({ ...objects, shape }, { pods: { pullSecrets: given as never } });
    expect(result.overrides).toEqual({});
    expect(result.conflicts).toMatchObject([{ path: 'pods.pullSecrets', given: JSON.stringify(given), reason }]);
  });

  test('that takes one name cannot take two', () => {
    expect(addSecrets({ ...objects, shape: 'name' }, {}, ['a', 'b']).conflicts).toMatchObject([{ wanted: 'a, b' }]);
  });

  test('of a component is left alone until the user sets it', () => {
    const component: PullSecretSlot = { ...objects, onlyIfSet: true };
    expect(addSecrets(component).overrides).toEqual({});
    expect(addSecrets(component, { pods: { pullSecrets: [] } }).overrides).toEqual({});
    expect(addSecrets(component, { pods: { pullSecrets: [{ name: 'other' }] } }).overrides).toEqual({ pods: { pullSecrets: [{ name: 'other' }, { name: 'pull' }] } });
  });

  test('takes along what the user put into the list that it hides', () => {
    const slot: PullSecretSlot = { ...objects, fallbacks: ['root'] };
    const result = addSecrets(slot, { root: [{ name: 'other' }] });
    expect(result.overrides).toEqual({ pods: { pullSecrets: [{ name: 'other' }, { name: 'pull' }] } });
    expect(result.notes).toEqual([{ path: 'pods.pullSecrets', text: 'Helm replaces lists, so the whole list was written: other from root and pull' }]);
    expect(addSecrets(slot, { root: [{ name: 'pull' }] }).overrides).toEqual({});
  });

  test('does not repeat what another list adds: a pod that names a secret twice is refused by server-side apply', () => {
    const slot: PullSecretSlot = { ...objects, addedFrom: ['global.imagePullSecrets'] };
    expect(addSecrets(slot, { global: { imagePullSecrets: ['pull'] } }).overrides).toEqual({});
    expect(addSecrets(slot, { global: { imagePullSecrets: [{ name: 'other' }] } }).overrides).toEqual({ pods: { pullSecrets: [{ name: 'pull' }] } });
  });

  test('below a text is reported', () => {
    expect(addSecrets(objects, { pods: 'text' }).conflicts).toMatchObject([{ path: 'pods', given: '"text"', wanted: 'a map that leads to pods.pullSecrets' }]);
  });
});

describe('for every shape, source and layout', () => {
  const component = fc.stringMatching(/^[a-z0-9]{1,6}$/);
  const source = fc.record({
    host: fc.constantFrom('docker.io', 'quay.io', 'ghcr.io', 'registry.k8s.io', 'localhost:5000'),
    path: fc.array(component, { minLength: 2, maxLength: 3 }),
    tag: fc.constantFrom('', ':1', ':v1.2-alpine'),
    digest: fc.constantFrom('', `@${DIGEST}`),
  }).filter(({ tag, digest }) => tag !== '' || digest !== '').map(({ host, path, tag, digest }) => `${host}/${path.join('/')}${tag}${digest}`);
  const layouts = fc.constantFrom(Layout.keep(), Layout.flat(), Layout.bySource());
  const prefixes = fc.constantFrom(undefined, 'team', 'a/b');
  const slots = fc.constantFrom(WHOLE, JOINED, SPLIT);

  test('the overrides give exactly the private reference, change no tag, and need nothing more', () => {
    fc.assert(fc.property(source, layouts, prefixes, slots, (text, layout, prefix, slot) => {
      const reference = parseReference(text);
      const relocation = new Relocation({ registry: Registry.generic('reg.example.com:5000', prefix === undefined ? {} : { prefix }), layout });
      const wanted = printReference(relocation.relocate(reference));
      const chart = chartDefaults(slot, text);
      const request = {
        imageSlots: [slot], sources: { app: reference }, pullSecretSlots: [], pullSecretNames: [], mover: relocation, defaults: chart,
      };

      const first = computeOverrides({ ...request, values: {} });
      expect(first.conflicts).toEqual([]);
      expect(printReference(parseReference(templateOf(slot, mergeValues(chart, first.overrides))))).toBe(wanted);

      const again = computeOverrides({ ...request, values: first.values });
      expect(again).toMatchObject({ overrides: {}, conflicts: [], notes: [] });
    }));
  });
});

/** The default values of a chart with this slot. */
function chartDefaults({ fields }: ImageSlot, text: string): JsonObject {
  const { registry, repository, tag, digest } = parseReference(text);
  if (fields.whole !== undefined) {
    return { app: { image: text } };
  }
  return fields.registry === undefined
    ? { app: { repository: `${registry}/${repository}`, tag: tag ?? '', digest: digest ?? '' } }
    : { app: { registry, repository, tag: tag ?? '', sha: digest ?? '' } };
}

/** What a template of such a chart prints. */
function templateOf({ fields }: ImageSlot, values: JsonObject): string {
  const app = values.app as Record<string, string>;
  if (fields.whole !== undefined) {
    return app.image ?? '';
  }
  const name = fields.registry === undefined ? app.repository : `${app.registry}/${app.repository}`;
  const digest = app.digest ?? app.sha ?? '';
  return `${name}${app.tag === '' ? '' : `:${app.tag}`}${digest === '' ? '' : `@${digest}`}`;
}
