import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ReadingBudget } from '../../src/helm/chart-files';
import { parseHelmIgnore } from '../../src/helm/helm-ignore';
import { readChartDirectory } from '../../src/helm/read-chart-directory';
import { readChartPackage } from '../../src/helm/read-chart-package';
import { temporaryFolder, writeFiles } from '../support/temporary-folder';
import { HELM_4 } from '../support/tools';

const FILES = [
  'a.txt', 'b.txt', 'keep.txt', 'docs/a.txt', 'docs/deep/a.txt', 'docs/b.md', 'build/x', 'x/build/y', 'x/y', '[z]', 'a-c', 'templates/a.yaml',
  'templates/.hidden', 'templates/sub/.kept', 'star*name', 'abcabcabd',
];

const IGNORES = [
  '*.txt', '/a.txt', 'docs/', 'docs/*.txt', 'docs/*/a.txt', 'build', '# a.txt\n\n  b.txt  ', '[ab].txt', '[^a].txt', '[a-z]-?', '\\[z\\]', '?/y',
  '!keep.txt', '**/a.txt\nb.txt', 'x/build/', 'star\\*name', '*abd', 'a*c*d', '[', '.*',
];

describe('.helmignore as Helm reads it', () => {
  const folder = temporaryFolder();

  test.each(IGNORES)('%j', (text) => {
    const directory = join(folder.path(), 'app');
    writeFiles(directory, { 'Chart.yaml': 'apiVersion: v2\nname: app\nversion: 1.0.0\n', ...Object.fromEntries(FILES.map((path) => [path, 'x'])), '.helmignore': text });
    let packed: string[] = [];
    try {
      execFileSync(HELM_4, ['package', directory, '--destination', folder.path()], { stdio: 'pipe' });
      packed = [...readChartPackage(readFileSync(join(folder.path(), 'app-1.0.0.tgz')), new ReadingBudget()).keys()];
    } catch {
      // A pattern that leaves Chart.yaml out, or that Helm refuses.
      return;
    }
    expect([...readChartDirectory(directory, new ReadingBudget()).keys()].sort()).toEqual(packed.sort());
  });
});

describe('parseHelmIgnore', () => {
  test.each([
    ['*.txt', 'a/b.txt', true], ['*.txt', 'a.txt.bak', false], ['/*.txt', 'a/b.txt', false], ['a/*', 'a/b', true], ['a/*', 'a/b/c', false],
    ['[!a]', 'b', false], ['[a-', 'a', false], ['a\\', 'a', false], ['', 'a', false], ['[]a]', 'a', true], ['templates/x', 'templates/.x', true],
    ['*a*b*c', 'xxaxxbxxc', true], ['*a*b*c', 'xxaxxbxx', false], ['[\\]]', ']', true], ['[a\\-c]', 'b', false],
  ])('%j and %j: %s', (rules, path, expected) => {
    expect(parseHelmIgnore(rules)(path, false)).toBe(expected);
  });

  test('a rule for directories leaves files alone', () => {
    const isIgnored = parseHelmIgnore('a/\n');
    expect([isIgnored('a', true), isIgnored('a', false)]).toEqual([true, false]);
  });

  test('many stars cost no more than length times length', () => {
    expect(parseHelmIgnore(`${'a*'.repeat(2000)}b`)('a'.repeat(20_000), false)).toBe(false);
  });
});
