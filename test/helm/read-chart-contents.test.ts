import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PullproofError } from '../../src/error';
import { readChartContents, readChartContentsSync, renderChartSync } from '../../src/helm';
import { valueAt } from '../../src/manifest';
import { packageOf } from '../support/chart-package';
import type { PackageEntry } from '../support/chart-package';
import { chart, KUBE_VERSION } from '../support/charts';
import { startGoRegistry } from '../support/registries/start-registry';
import { temporaryFolder, writeFiles } from '../support/temporary-folder';
import { helms } from '../support/tools';

const CHART_YAML = 'apiVersion: v2\nname: app\nversion: 1.2.3\n';
const folder = temporaryFolder();

function problemOf(path: string): string {
  try {
    readChartContentsSync({ chart: path });
  } catch (error) {
    expect(PullproofError.isPullproofError(error) && error.code).toBe('chart-invalid');
    return (error as PullproofError).what.replace(path, 'CHART');
  }
  throw new Error('the chart was read');
}

function makePackage(entries: readonly PackageEntry[]): string {
  const path = join(folder.path(), 'app.tgz');
  writeFileSync(path, packageOf(entries));
  return path;
}

describe.each(helms)('the default values, compared with $name', ({ helmExecutable }) => {
  test('are what the templates of the chart and of its sub-charts see', () => {
    const contents = readChartContentsSync({ chart: chart('umbrella-values') });
    const { manifests } = renderChartSync({
      chart: chart('umbrella-values'), helmExecutable, releaseName: 'r', namespace: 'n', kubeVersion: KUBE_VERSION,
    });
    const seen = manifests.split(/^---$/m).filter((text) => text.trim() !== '').map((text) => {
      const { data } = parse(text) as { data: { values: string } };
      const source = /^# Source: (.*)$/m.exec(text)?.[1] ?? '';
      return {
        scope: [...source.matchAll(/charts\/([^/]+)/g)].map(([, name]) => name ?? ''),
        values: JSON.parse(Buffer.from(data.values, 'base64').toString('utf8')) as unknown,
      };
    });
    expect(seen.map(({ scope }) => scope.join('.')).sort()).toEqual(['', 'first', 'plain', 'plain.leaf', 'second']);
    for (const { scope, values } of seen) {
      expect(valueAt(contents.defaults, scope)).toEqual(values);
    }
  });

  test('and the digest are the same for a directory and for the package that Helm makes of it', async () => {
    const directory = join(folder.path(), 'umbrella-values');
    cpSync(chart('umbrella-values'), directory, { recursive: true });
    appendFileSync(join(directory, 'values.yaml'), '# a comment\n');
    writeFiles(directory, { 'README.md': 'for people', '.helmignore': 'ignored/\n*.bak\n', 'ignored/file': 'x', 'values.yaml.bak': 'x', 'files/data': 'x' });
    // A package inside is taken apart, and put into the new package as files.
    execFileSync(helmExecutable, ['package', join(directory, 'charts', 'worker'), '--destination', join(directory, 'charts')]);
    rmSync(join(directory, 'charts', 'worker'), { recursive: true });
    execFileSync(helmExecutable, ['package', directory, '--destination', folder.path()]);
    const fromDirectory = await readChartContents({ chart: directory });
    expect(await readChartContents({ chart: join(folder.path(), 'umbrella-values-0.1.0.tgz') })).toEqual(fromDirectory);
    expect(fromDirectory.defaults).toEqual(readChartContentsSync({ chart: chart('umbrella-values') }).defaults);
    expect(fromDirectory.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test('are read from a registry, and nothing stays on the disk', async () => {
    const registry = await startGoRegistry();
    const before = leftovers();
    try {
      execFileSync(helmExecutable, ['package', chart('print-values-over-defaults'), '--destination', folder.path()]);
      execFileSync(helmExecutable, ['push', '--plain-http', join(folder.path(), 'print-values-over-defaults-0.1.0.tgz'), `oci://${registry.host}/charts`], { stdio: 'pipe' });
      // The registry of the test speaks no TLS, and nothing but an argument tells Helm 4 so.
      const plain = join(folder.path(), 'helm-over-http');
      writeFileSync(plain, `#!/bin/sh\n[ "$1" != pull ] || { shift; set -- pull --plain-http "$@"; }\nexec '${helmExecutable}' "$@"\n`, { mode: 0o755 });
      const source = { chart: `oci://${registry.host}/charts/print-values-over-defaults`, version: '0.1.0', helmExecutable: plain };
      const expected = readChartContentsSync({ chart: chart('print-values-over-defaults') });
      expect(await readChartContents(source)).toEqual(expected);
      expect(readChartContentsSync(source)).toEqual(expected);
      await expect(readChartContents({ ...source, version: '9.9.9' })).rejects.toThrow(/cannot be downloaded; Helm [34]\.\d+\.\d+ says/);
      expect(() => readChartContentsSync({ ...source, version: '9.9.9' })).toThrow(/cannot be downloaded; Helm [34]\.\d+\.\d+ says/);
    } finally {
      await registry.stop();
    }
    expect(leftovers()).toEqual(before);
  });
});

function leftovers(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('pullproof-chart-'));
}

describe('the digest', () => {
  const base = { 'Chart.yaml': CHART_YAML, 'values.yaml': 'a: 1\n', 'templates/a.yaml': 'a', 'charts/sub/Chart.yaml': 'name: sub\n', 'README.md': 'x' };

  function digestWith(change: Readonly<Record<string, string>>): string {
    const directory = join(folder.path(), String(Math.abs(JSON.stringify(change).length)), Object.keys(change).join('-').replace(/\W/g, '-'));
    return readChartContentsSync({ chart: writeFiles(directory, { ...base, ...change }) }).digest;
  }

  test.each([
    ['values.yaml', 'a: 2\n'], ['templates/a.yaml', 'b'], ['templates/b.yaml', 'b'], ['crds/a.yaml', 'b'], ['files/a', 'b'],
    ['values.schema.json', '{}'], ['charts/sub/values.yaml', 'a: 2\n'], ['charts/sub/templates/a.yaml', 'b'],
    ['Chart.yaml', CHART_YAML.replace('1.2.3', '1.2.4')], ['charts/other/Chart.yaml', 'name: other\n'],
  ])('changes with %s', (path, text) => {
    expect(digestWith({ [path]: text })).not.toBe(digestWith({}));
  });

  test.each([
    ['README.md', 'y'], ['LICENSE', 'y'], ['CHANGELOG.md', 'y'], ['Chart.lock', 'y'], ['ci/test-values.yaml', 'y'], ['.helmignore', '# y'],
    ['templates/.hidden.yaml', 'y'], ['app-1.2.3.tgz.prov', 'y'],
    ['Chart.yaml', 'version: "1.2.3"\n# a comment\ndescription: "x"\nengine: gotpl\nkeywords: []\nname: app\napiVersion: v2\nappVersion: ""\n'],
  ])('does not change with %s', (path, text) => {
    expect(digestWith({ [path]: text })).toBe(digestWith({}));
  });

  test('does not tell a chart of the first version from its package by where the dependencies stand', () => {
    const dependencies = 'dependencies:\n  - name: sub\n    version: 1.x\n';
    expect(digestWith({ 'requirements.yaml': dependencies })).toBe(digestWith({ 'Chart.yaml': CHART_YAML + dependencies }));
  });
});

describe('templates', () => {
  test('have the scope of their chart, and stand under each of its aliases', () => {
    const { templates, name, version } = readChartContentsSync({ chart: chart('umbrella-values') });
    expect({ name, version }).toEqual({ name: 'umbrella-values', version: '0.1.0' });
    expect(templates.map(({ file, scope }) => [file, scope.join('.')])).toEqual([
      ['charts/first/templates/values.yaml', 'first'],
      ['charts/plain/charts/leaf/templates/values.yaml', 'plain.leaf'],
      ['charts/plain/templates/values.yaml', 'plain'],
      ['charts/second/templates/values.yaml', 'second'],
      ['templates/values.yaml', ''],
    ]);
  });

  test('of two versions of one sub-chart go to the alias that asks for them', () => {
    const sub = (version: string): Record<string, string> => ({
      [`charts/sub-${version}/Chart.yaml`]: `name: sub\nversion: ${version}\n`, [`charts/sub-${version}/templates/a.yaml`]: version,
    });
    const directory = writeFiles(folder.path(), {
      'Chart.yaml': `${CHART_YAML}dependencies: [{name: sub, version: ^2.0.0, alias: b}, {name: sub, version: ~1.1.0, alias: a}, {name: absent}]`,
      ...sub('1.1.7'), ...sub('2.3.0'),
    });
    expect(readChartContentsSync({ chart: directory }).templates.map(({ file, text }) => [file, text])).toEqual([
      ['charts/a/templates/a.yaml', '1.1.7'], ['charts/b/templates/a.yaml', '2.3.0'],
    ]);
  });

  test('are read through links inside the directory', () => {
    const directory = writeFiles(folder.path(), { 'Chart.yaml': CHART_YAML, 'lib/Chart.yaml': 'name: lib\n', 'lib/templates/a.tpl': '\ufeffa' });
    writeFiles(directory, { 'charts/note.txt': 'no chart' });
    symlinkSync('../lib', join(directory, 'charts', 'lib'));
    expect(readChartContentsSync({ chart: directory }).templates).toEqual([{ file: 'charts/lib/templates/a.tpl', scope: ['lib'], text: 'a' }]);
  });
});

describe('a chart that cannot be trusted or read', () => {
  test.each([
    ['a link out of it', 'outside', 'the link "templates/link" leads out of the directory; make a package of it with `helm package` and give that'],
    ['a link to nothing', 'nowhere', 'the link "templates/link" leads nowhere'],
    ['a link into itself', 'app/templates', 'the link "templates/link" leads into itself'],
  ])('is refused for %s', (_, target, problem) => {
    const directory = join(folder.path(), 'app');
    writeFiles(folder.path(), { 'app/Chart.yaml': CHART_YAML, 'app/templates/a.yaml': 'a', 'outside/a.yaml': 'a' });
    symlinkSync(join(folder.path(), target), join(directory, 'templates', 'link'));
    expect(problemOf(directory)).toBe(`chart "CHART" cannot be used: ${problem}`);
  });

  test('may link to what no template comes from, and the link counts by where it leads', () => {
    const directory = writeFiles(folder.path(), { 'Chart.yaml': CHART_YAML });
    const { digest } = readChartContentsSync({ chart: directory });
    symlinkSync('/nowhere', join(directory, 'data'));
    expect(readChartContentsSync({ chart: directory }).digest).not.toBe(digest);
  });

  const SAFE: PackageEntry = { path: 'app/Chart.yaml', text: CHART_YAML };

  test('is read when it is a plain package', () => {
    const path = makePackage([{ path: 'app/', type: '5' }, SAFE, { path: 'app/./templates//a.yaml', text: 'a' }]);
    expect(readChartContentsSync({ chart: path }).templates).toEqual([{ file: 'templates/a.yaml', scope: [], text: 'a' }]);
  });

  test.each<[string, PackageEntry, string]>([
    ['a path out of it', { path: 'app/../../etc/a', text: 'a' }, 'its entry "app/../../etc/a" leads out of it'],
    ['an absolute path', { path: '/etc/a', text: 'a' }, 'its entry "/etc/a" leads out of it'],
    ['a path of Windows', { path: 'c:\\app\\a', text: 'a' }, 'its entry "c:\\app\\a" leads out of it'],
    ['a symbolic link', { path: 'app/templates/a', type: '2', link: '/etc/passwd' }, 'its entry "app/templates/a" is no file and no directory (SymbolicLink)'],
    ['a hard link', { path: 'app/templates/a', type: '1', link: '/etc/passwd' }, 'its entry "app/templates/a" is no file and no directory (Link)'],
    ['a device', { path: 'app/templates/a', type: '3' }, 'its entry "app/templates/a" is no file and no directory (CharacterDevice)'],
    ['a file beside its directory', { path: 'values.yaml', text: 'a' }, 'its entry "values.yaml" is not in a directory, as in the packages that Helm makes'],
  ])('is refused for %s', (_, entry, problem) => {
    expect(problemOf(makePackage([SAFE, entry]))).toBe(`chart "CHART" cannot be used: ${problem}`);
  });

  test('is refused when it is no package, or a broken one', () => {
    const path = join(folder.path(), 'app.tgz');
    writeFileSync(path, 'no package');
    expect(problemOf(path)).toBe('chart "CHART" cannot be used: it is no gzip file, or one that is far too large');
    writeFileSync(path, packageOf([SAFE]).subarray(0, 40));
    expect(problemOf(path)).toBe('chart "CHART" cannot be used: it is no gzip file, or one that is far too large');
    expect(problemOf(makePackage([]))).toBe('chart "CHART" cannot be used: it is no readable package (Unrecognized archive format)');
  });

  test('is refused when it is too large, packed in itself too', () => {
    const zeros = '0'.repeat(60 * 1024 * 1024);
    const inner = packageOf([{ path: 'sub/Chart.yaml', text: 'name: sub\n' }, { path: 'sub/data', text: zeros }]);
    const directory = writeFiles(join(folder.path(), 'app'), { 'Chart.yaml': CHART_YAML, 'charts/readme': '' });
    writeFileSync(join(directory, 'charts', 'sub.tgz'), inner);
    expect(readChartContentsSync({ chart: directory }).name).toBe('app');
    writeFileSync(join(directory, 'charts', 'sub2.tgz'), inner);
    expect(problemOf(directory)).toMatch(/cannot be used: in charts\/sub2\.tgz: its files are larger than 100 MiB together$/);
  });

  test('is refused for more files than any chart has', () => {
    const entries = Array.from({ length: 20_001 }, (_, index) => ({ path: `app/templates/${index}` }));
    expect(problemOf(makePackage([SAFE, ...entries]))).toMatch(/it has more than 20000 files$/);
  });

  test.each([
    ['Chart.yaml', 'a: [', 'its Chart.yaml cannot be read as YAML'],
    ['Chart.yaml', 'version: 1.0.0', 'its Chart.yaml is missing, or has no name'],
    ['values.yaml', '- a', 'its values.yaml is no map'],
    ['values.yaml', 'a: b: c', 'its values.yaml cannot be read as YAML'],
    ['charts/sub/values.yaml', '', 'in charts/sub: its Chart.yaml is missing, or has no name'],
  ])('is refused for its %s', (path, text, problem) => {
    const directory = writeFiles(folder.path(), { 'Chart.yaml': CHART_YAML, [path]: text });
    expect(problemOf(directory)).toBe(`chart "CHART" cannot be used: ${problem}`);
  });

  test('is refused before anything is read when its address cannot be used', async () => {
    await expect(readChartContents({ chart: '-x' })).rejects.toThrow(/starts with a dash/);
    expect(() => readChartContentsSync({ chart: './absent' })).toThrow(/no such file or directory/);
  });
});
