import type { JsonObject } from '../../../../src/manifest';
import { findEmptyCandidates } from '../../../../src/relocate/trace/measure/empty-candidates';
import type { TemplateRead } from '../../../../src/relocate/trace/template-reads';

function read(path: string, more: Partial<TemplateRead> = {}): TemplateRead {
  return { path, files: ['templates/a.yaml'], uses: ['printed'], below: false, forImage: false, forPullSecrets: false, ...more };
}

function rounds(reads: readonly TemplateRead[], values: JsonObject = {}): string[][] {
  return findEmptyCandidates(reads, values).map((round) => round.map(({ form, path }) => `${path} ${form}`));
}

test('values for many images go first, then one part of each image, then all parts together', () => {
  expect(rounds(
    [read('global.imageRegistry'), read('registry'), read('agent.image.registry'), read('agent.image.repository'), read('sidecarImage'), read('initImage')],
    { agent: { image: { repository: '' } } },
  )).toEqual([
    ['global.imageRegistry host', 'registry host'],
    ['agent.image.registry host', 'sidecarImage whole', 'initImage whole'],
    ['agent.image.registry host', 'agent.image.repository name'],
  ]);
});

test('a registry beside the name of an image is for that image', () => {
  expect(rounds([read('proxy.registry')], { proxy: { repository: 'acme/proxy', tag: '1' } })).toEqual([[], ['proxy.registry host'], []]);
  expect(rounds([read('proxy.registry')], { proxy: { replicas: 1 } })).toEqual([['proxy.registry host'], [], []]);
});

test('what is printed as an image counts, whatever it is called', () => {
  expect(rounds([read('program', { forImage: true }), read('other')])).toEqual([[], ['program name'], []]);
});

test('tags, digests, policies and parts of tags are never set', () => {
  expect(rounds(['image.tag', 'image.digest', 'image.pullPolicy', 'image.tagSuffix', 'image.pullSecret', 'imageVersion'].map((path) => read(path, { forImage: true })))).toEqual([[], [], []]);
});

test('only a text is set: nothing that templates look into, go through, or only ask about', () => {
  expect(rounds([
    read('image', { below: true }), read('images', { uses: ['ranged'] }), read('sidecarImage', { uses: ['tested'] }), read('image.volumes', { uses: ['yaml'] }), read('images[*].image'),
  ])).toEqual([[], [], []]);
});

test('only where nothing stands, and where the map around it is there', () => {
  expect(rounds([read('image'), read('other.image'), read('server..image')], { image: 'nginx' })).toEqual([[], [], []]);
  expect(rounds([read('image'), read('other.image')], { image: null, other: {} })).toEqual([[], ['image whole', 'other.image whole'], []]);
});

test('a template in the values counts as empty: what it comes to cannot be seen', () => {
  expect(rounds([read('image')], { image: '{{ .Values.hub }}/app' })).toEqual([[], ['image whole'], []]);
});
