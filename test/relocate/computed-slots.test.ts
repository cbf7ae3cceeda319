import { parseReference, printReference } from '../../src/image';
import type { JsonObject } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { computeOverrides, Layout, Relocation } from '../../src/relocate';
import type { ImageSlot, OverrideRequest } from '../../src/relocate';

const mover = new Relocation({ registry: Registry.generic('reg.example.com', { prefix: 'team' }) });
const HOST = 'reg.example.com/team';
const FIELDS = { registry: 'app.registry', repository: 'app.repository', tag: 'app.tag', registryDefault: 'docker.io' };
const DIGEST = 'a'.repeat(64);

function move(slot: ImageSlot, values: JsonObject = {}, rest: Partial<OverrideRequest> = {}) {
  return computeOverrides({
    imageSlots: [slot], sources: { app: parseReference('acme/app:1.2.3') }, pullSecretSlots: [], pullSecretNames: [], mover, values, defaults: {}, ...rest,
  });
}

describe('a slot whose path depends on a value', () => {
  const slot: ImageSlot = { image: 'app', fields: { whole: 'images.{version}' } };

  test('is written where the chart looks', () => {
    expect(move(slot, {}, { defaults: { version: '1.2.3' } }).overrides).toEqual({ images: { '1.2.3': `${HOST}/acme/app:1.2.3` } });
    expect(move(slot, { version: '2.0' }, { defaults: { version: '1.2.3' } }).overrides).toEqual({ images: { '2.0': `${HOST}/acme/app:1.2.3` } });
  });

  test('is nowhere without that value', () => {
    expect(move(slot)).toMatchObject({ overrides: {}, images: [] });
  });
});

describe('a slot in each element of a list', () => {
  const slot: ImageSlot = { image: 'extra', fields: { whole: 'pods[*].containers[*].image' } };

  test('moves every image, and writes each list as a whole', () => {
    const values: JsonObject = { pods: [{ containers: [{ name: 'a', image: 'acme/a:1' }, { name: 'b' }] }, { containers: [{ name: 'c', image: 'quay.io/acme/c:2' }] }, {}] };
    expect(move(slot, values, { sources: {} }).overrides).toEqual({
      pods: [{ containers: [{ name: 'a', image: `${HOST}/acme/a:1` }, { name: 'b' }] }, { containers: [{ name: 'c', image: `${HOST}/acme/c:2` }] }, {}],
    });
  });

  test.each<[string, JsonObject]>([['no list', {}], ['an empty list', { pods: [] }], ['a text', { pods: 'x' }]])('does nothing for %s', (_what, values) => {
    expect(move(slot, values, { sources: {} })).toMatchObject({ overrides: {}, images: [], conflicts: [] });
  });
});

describe('parts that the chart reads only together', () => {
  const slot: ImageSlot = { image: 'app', fields: FIELDS, together: true };

  test('are all written, and the tag is the one of the vendor', () => {
    expect(move(slot)).toMatchObject({ overrides: { app: { registry: HOST, repository: 'acme/app', tag: '1.2.3' } }, notes: [] });
    const flat = new Relocation({ registry: Registry.generic('reg.example.com'), layout: Layout.flat() });
    expect(move(slot, {}, { mover: flat }).overrides).toEqual({ app: { registry: 'reg.example.com', repository: 'app', tag: '1.2.3' } });
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['a tag', { tag: '2.0' }, { registry: HOST, repository: 'acme/app' }],
    ['the public name', { repository: 'acme/app', tag: '2.0' }, { registry: HOST }],
    ['everything private', { registry: HOST, repository: 'acme/app', tag: '2.0' }, {}],
    ['a private name without tag', { registry: HOST, repository: 'acme/app' }, { tag: '1.2.3' }],
    ['the private registry', { registry: HOST }, { repository: 'acme/app', tag: '1.2.3' }],
    ['another private image without tag', { registry: 'reg.example.com', repository: 'team/own' }, { tag: '1.2.3' }],
  ])('of which the user gave %s get the rest', (_what, given, expected) => {
    expect(move(slot, { app: given }).overrides).toEqual(Object.keys(expected).length === 0 ? {} : { app: expected });
  });

  test('a tag that is added to what the user gave is noted', () => {
    expect(move(slot, { app: { registry: HOST, repository: 'acme/app' } }).notes).toEqual([{ path: 'app.tag', text: 'is not set, and the chart would run `latest`; "1.2.3" was written' }]);
  });

  test('nothing is added beside a conflict', () => {
    expect(move(slot, { app: { repository: 'other/image' } })).toMatchObject({ overrides: {}, conflicts: [{ path: 'app.repository' }] });
  });
});

test('without a registry the host of the chart counts, not the one of the vendor', () => {
  const named = { image: 'app', fields: FIELDS };
  expect(move(named, { app: { repository: 'other/app', tag: '1' } }, { sources: {} })).toMatchObject({
    overrides: { app: { registry: HOST } }, images: [{ source: { registry: 'docker.io', repository: 'other/app' } }],
  });
});

describe('digests', () => {
  const slot: ImageSlot = { image: 'app', fields: { repository: 'app.repository', tag: 'app.tag', digest: 'app.sha', digestIsHex: true } };
  const sources = { app: parseReference(`acme/app:1.2.3@sha256:${DIGEST}`) };
  const targets = (values: JsonObject) => move(slot, values, { sources }).images.map(({ target }) => printReference(target));

  test('one of the chart stays, and one of the user takes its place', () => {
    expect(targets({})).toEqual([`${HOST}/acme/app:1.2.3@sha256:${DIGEST}`]);
    expect(targets({ app: { sha: 'b'.repeat(64) } })).toEqual([`${HOST}/acme/app:1.2.3@sha256:${'b'.repeat(64)}`]);
  });

  test.each<[string, JsonObject]>([['an empty text', { app: { sha: '' } }], ['null', { app: { sha: null } }]])('%s takes it away', (_what, values) => {
    expect(targets(values)).toEqual([`${HOST}/acme/app:1.2.3`]);
  });

  test('one with its algorithm is refused where the chart writes that', () => {
    expect(move(slot, { app: { sha: `sha256:${DIGEST}` } }, { sources }).conflicts).toMatchObject([{ path: 'app.sha', reason: expect.stringContaining('64 hexadecimal digits') as string }]);
  });
});
