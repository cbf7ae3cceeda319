import { Agent, parseReference, printReference } from '../../src';
import { blocksOf, readPage } from './markdown';
import { expectSection, printTable } from './section';

const PAGE = 'docs/agents/cloudzero.md';
const releases = Agent.releases('cloudzero').map((version) => Agent.cloudZero(version).release);

test('the table of images is the catalogue', () => {
  const sources = new Map(releases.flatMap(({ images }) => images).filter(({ source }) => source !== undefined)
    .map(({ id, source }) => [id, printReference({ ...parseReference(source ?? ''), tag: undefined })]));
  const rows = [...sources].map(([id, source]) => [
    id, `\`${source}\``,
    ...releases.map(({ images }) => images.find((image) => image.id === id)?.source?.replace(/^.*:/, '') ?? '–'),
  ]);

  expectSection(PAGE, 'images', printTable(['image', 'source', ...releases.map(({ version }) => version)], rows));
});

test('every value that moves an image or names a pull secret is on the page', () => {
  const paths = releases.flatMap(({ imageSlots, pullSecretSlots }) => [
    ...imageSlots.map(({ fields }) => fields.registry ?? fields.repository ?? ''),
    ...pullSecretSlots.filter(({ onlyIfSet }) => onlyIfSet !== true).map(({ path }) => path),
  ]);

  expect([...new Set(paths)].filter((path) => !readPage(PAGE).includes(`\`${path}\``))).toEqual([]);
});

test('every trap about a key names the key on the page', () => {
  const keys = ['defaults.image.digest', 'server.image.tag', 'initBackfillJob.image', 'initScrapeJob.image', 'apiKey', 'components.agent.image.digest'];
  const texts = releases.flatMap(({ traps }) => traps ?? []).map(({ text }) => text).join('\n');

  expect(keys.filter((key) => !texts.includes(key) || !readPage(PAGE).includes(`\`${key}\``))).toEqual([]);
});

test('the page has no block beyond its program', () => {
  expect(blocksOf(PAGE, readPage(PAGE)).map(({ language }) => language)).toEqual(['ts']);
});
