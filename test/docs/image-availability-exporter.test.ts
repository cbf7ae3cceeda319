import { Agent, EXPORTER_RELEASES } from '../../src';
import { FLAG_SINCE } from '../../src/agent/image-availability-exporter';
import { readPage } from './markdown';
import { expectSection, printTable, rowsOf, sectionOf } from './section';

const PAGE = 'docs/agents/image-availability-exporter.md';
const releases = Agent.releases('image-availability-exporter').map((version) => Agent.imageAvailabilityExporter(version).release);

test('the table of charts is the catalogue', () => {
  const rows = releases.map(({ version, images }) => [version, images[0]?.source?.replace(/^.*:v/, '') ?? '']);

  expectSection(PAGE, 'charts', printTable(['chart', 'exporter'], rows));
});

test('every flag is in the table, with the release that brought it', () => {
  const since = rowsOf(sectionOf(PAGE, 'flags')).map(([, flag = '', release = '']) => [flag.replace(/[`-]*(.*?)`/, '$1'), release]);

  expect(since.filter(([, release]) => release !== '').sort()).toEqual(Object.entries(FLAG_SINCE).sort());
  expect(since).toHaveLength(11);
});

test('the releases that the page names are the known ones', () => {
  expect(readPage(PAGE)).toContain(`\`release\` takes ${EXPORTER_RELEASES[0]} to ${EXPORTER_RELEASES.at(-1)}.`);
});

test('every value that moves the image or names a pull secret, and every trap about a key, is on the page', () => {
  const page = readPage(PAGE);
  const paths = ['k8sImageAvailabilityExporter.image.repository', 'imagePullSecrets', 'k8sImageAvailabilityExporter.image.imagePullPolicy',
    'useSecretsForPrivateRepositories', 'serviceMonitor.honorLabels'];

  expect(paths.filter((path) => !page.includes(path))).toEqual([]);
});
