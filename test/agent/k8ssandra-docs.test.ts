import { Agent } from '../../src/agent';
import { printReference } from '../../src/image';
import { blocksOf, readPage } from '../docs/markdown';
import { expectSection, printTable } from '../docs/section';
import { monitoring, plan, STACK } from './k8ssandra-proof';

const PAGE = 'docs/agents/k8ssandra.md';
const COLUMNS = ['1.3.0', '1.3.1', '1.4.0', '1.5.0', '1.5.1', '1.5.2'];

/** The images of a release, by id: the name, and the tag. */
function imagesOf(release: string): Map<string, readonly [name: string, tag: string]> {
  const thanos = monitoring({ prometheus: { prometheusSpec: { thanos: { logLevel: 'info' } } } });
  return new Map(plan(release, thanos).images.flatMap(({ id, source }) => {
    const name = source && printReference({ ...source, tag: undefined, digest: undefined });
    return name === undefined ? [] : [[id, [name, source?.tag ?? '']] as const];
  }));
}

test('the table of images is the catalogue', () => {
  const columns = COLUMNS.map(imagesOf);
  const ids = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort();
  const rows = ids.map((id) => {
    const names = new Set(columns.flatMap((column) => column.get(id)?.[0] ?? []));
    return [id, [...names].map((name) => `\`${name}\``).join(', then '), ...columns.map((column) => column.get(id)?.[1] ?? '–')];
  });

  expectSection(PAGE, 'images', printTable(['image', 'source', ...COLUMNS], rows));
});

test('the releases without a column are like the one before', () => {
  for (const [release, like] of [['1.3.2', '1.3.1'], ['1.3.3', '1.3.1'], ['1.4.1', '1.4.0']] as const) {
    expect(imagesOf(release)).toEqual(imagesOf(like));
  }
});

test('every value that moves an image, names a pull secret or an account is on the page', () => {
  const releases = COLUMNS.map((version) => Agent.k8ssandra(version).release);
  const paths = releases.flatMap(({ imageSlots, pullSecretSlots, accounts = [] }) => [
    ...imageSlots.filter(({ image }) => !['monitoring-extra', 'cassandra-init', 'thanos-sidecar'].includes(image))
      .map(({ fields }) => fields.whole ?? fields.repository?.replace(/\.repository$/, '') ?? ''),
    ...pullSecretSlots.map(({ path }) => path),
    ...accounts.filter(({ bindAs }) => bindAs !== undefined).map(({ nameValue = '' }) => nameValue),
  ]).map((path) => path.replace(`${STACK}.`, ''));

  expect([...new Set(paths)].filter((path) => !readPage(PAGE).includes(`\`${path}\``))).toEqual([]);
});

test('the page has no block beyond its program', () => {
  expect(blocksOf(PAGE, readPage(PAGE)).map(({ language }) => language)).toEqual(['ts']);
});
