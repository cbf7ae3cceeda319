import type { AgentImage, AgentRelease } from '../../src/agent';
import { printReference } from '../../src/image';
import type { JsonObject } from '../../src/manifest';
import { planCustom } from './custom-release';

function release(image: Partial<AgentImage>, rest: Partial<AgentRelease> = {}): Partial<AgentRelease> {
  return { images: [{ id: 'app', ...image }], imageSlots: [{ image: 'app', fields: { whole: 'app.image' } }], ...rest };
}

function sources(image: Partial<AgentImage>, values: JsonObject, defaults: JsonObject): string[] {
  return planCustom(release(image, { defaults }), values).images.map(({ source }) => (source === undefined ? '' : printReference(source)));
}

describe('a reference made with a template', () => {
  const byVersion: Partial<AgentImage> = {
    computed: [{ template: 'quay.io/acme/old:v{version}', when: { path: 'version', startsWith: '1.' } }, { template: 'quay.io/acme/new:v{version}' }],
  };

  test('takes the texts of the values, and the first one that applies', () => {
    expect(sources(byVersion, {}, { version: '1.5' })).toEqual(['quay.io/acme/old:v1.5']);
    expect(sources(byVersion, { version: '2.0' }, { version: '1.5' })).toEqual(['quay.io/acme/new:v2.0']);
  });

  test('falls back to the fixed source when none applies', () => {
    const image = { source: 'quay.io/acme/app:1', computed: [{ template: 'quay.io/acme/app:{tag}', when: { path: 'tag', truthy: true } }] };
    expect(sources(image, {}, {})).toEqual(['quay.io/acme/app:1']);
    expect(sources(image, { tag: '2' }, {})).toEqual(['quay.io/acme/app:2']);
  });

  test.each<[string, JsonObject]>([['a number', { version: 1.5 }], ['nothing', { version: null }], ['a text that makes no reference', { version: 'a b' }]])('%s in it is a conflict', (_what, values) => {
    const { conflicts, images } = planCustom(release(byVersion, { defaults: { version: '1.5' } }), values);
    expect(conflicts).toMatchObject([{ path: 'version', given: JSON.stringify(values.version), wanted: 'a text that makes an image reference' }]);
    expect(images).toEqual([]);
  });

  test('of an image that is not pulled is none of anybody’s business', () => {
    expect(planCustom(release({ ...byVersion, when: { path: 'on', truthy: true } }), {}).conflicts).toEqual([]);
  });
});

describe('a reference that is looked up', () => {
  const image = { computed: [{ defaultValue: 'images.{version}' }] };
  const defaults = { version: '1', images: { 1: 'quay.io/acme/app:1-b7', 2: 'quay.io/acme/app:2-b9' } };

  test('is the one for the version', () => {
    expect(sources(image, {}, defaults)).toEqual(['quay.io/acme/app:1-b7']);
    expect(sources(image, { version: '2' }, defaults)).toEqual(['quay.io/acme/app:2-b9']);
  });

  test('is none for a version that the chart does not know', () => {
    expect(planCustom(release(image, { defaults }), { version: '3' })).toMatchObject({ images: [], conflicts: [] });
  });
});

describe('an image that no value moves', () => {
  const unmovable = { reason: 'it is literal text', standsIn: 'ConfigMap {release}-config' };
  const rest = { images: [{ id: 'app', source: 'quay.io/acme/app:1', unmovable }] };

  test('is planned with the reason and the place, and noted', () => {
    const { images, notes } = planCustom(rest);
    expect(images).toMatchObject([{ id: 'app', required: true, unmovable: { reason: 'it is literal text', standsIn: 'ConfigMap rel-config' } }]);
    expect(notes).toEqual([{ text: 'no value of the chart moves quay.io/acme/app:1, because it is literal text: it has to be rewritten in the rendered objects (ConfigMap rel-config)' }]);
  });

  test('that is in no object is said to be in none', () => {
    const { notes } = planCustom({ images: [{ id: 'app', source: 'quay.io/acme/app:1', unmovable: { reason: 'it is compiled in' } }] });
    expect(notes).toEqual([{ text: 'no value of the chart moves quay.io/acme/app:1, because it is compiled in: it stands in no rendered object' }]);
  });

  test('cannot have a slot', () => {
    expect(() => planCustom({ ...rest, imageSlots: [{ image: 'app', fields: { whole: 'app.image' } }] })).toThrow(expect.objectContaining({ code: 'agent-invalid' }) as Error);
  });
});

test.each<[string, Partial<AgentRelease>]>([
  ['a source of both kinds', release({ computed: [{ template: 'a', defaultValue: 'b' }] })],
  ['a source of no kind', release({ computed: [{}] })],
  ['a broken path in a template', release({ computed: [{ template: 'quay.io/acme/app:{a..b}' }] })],
])('a description with %s is refused', (_what, rest) => {
  expect(() => planCustom(rest)).toThrow(expect.objectContaining({ code: 'agent-invalid' }) as Error);
});
