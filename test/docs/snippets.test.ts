import * as core from '../../src';
import * as constructs from '../../src/cdk8s';
import { kindOf } from './block-kind';
import { blocksOf, documentationPages, readPage } from './markdown';
import type { Block } from './markdown';
import { matchesOutput, runPage, stepsOf } from './shell';
import { compileSnippets, runSnippet, snippetsOf } from './typescript';

const pages = documentationPages();
const blocks = new Map(pages.map((page) => [page, blocksOf(page, readPage(page))]));

/** What a page may import: the package by its names, and its peers. */
function load(name: string): unknown {
  switch (name) {
    case 'pullproof': return core;
    case 'pullproof/cdk8s': return constructs;
    default: return jest.requireActual<object>(name);
  }
}

describe('the documentation', () => {
  test.each(pages)('every block of %s is compiled, run, or marked as shown only', (page) => {
    expect(() => (blocks.get(page) ?? []).forEach(kindOf)).not.toThrow();
  });

  const snippets = snippetsOf([...blocks.values()].flat());

  test('every TypeScript block compiles', () => {
    expect(compileSnippets(snippets)).toEqual([]);
  });

  test.each(snippets.filter(({ runs }) => runs))('$name does what it says', (snippet) => {
    runSnippet(snippet, load);
  });

  const sessions = pages.filter((page) => blocks.get(page)?.some((block) => kindOf(block).kind === 'run'));

  test.each(sessions)('the commands of %s print what it shows', (page) => {
    expect(runPage(blocks.get(page) ?? [])).toEqual([]);
  });
});

describe('the check itself', () => {
  const block = (text: string, language = 'ts', ...marks: string[]): Block => ({ page: 'page.md', line: 7, language, text, marks });

  test('finds blocks with the comments in front of them', () => {
    expect(blocksOf('page.md', '# Title\n\n<!-- run -->\n\n```sh\nls\n```\n\n<!-- note -->\ntext\n```ts\nlet a;\n```\n')).toEqual([
      { page: 'page.md', line: 5, language: 'sh', text: 'ls\n', marks: ['run'] },
      { page: 'page.md', line: 11, language: 'ts', text: 'let a;\n', marks: [] },
    ]);
  });

  test.each([
    ['never ends', '```ts\nlet a;\n'],
    ['is indented', '- item\n  ```ts\n  let a;\n  ```\n'],
  ])('a block that %s is refused', (_name, markdown) => {
    expect(() => blocksOf('page.md', markdown)).toThrow('a block is indented, or never ends');
  });

  test('a block that nothing checks is refused', () => {
    expect(() => kindOf(block('ls\n', 'sh'))).toThrow('page.md:7: a block of sh is not checked by anything: mark it "run", "file: NAME" or "shown only: REASON"');
    expect(() => kindOf(block('a: 1\n', 'yaml'))).toThrow('page.md:7: a block of yaml is not checked by anything');
    expect(() => kindOf(block('picture\n', ''))).toThrow('page.md:7: a block of no language is not checked by anything');
  });

  test.each(['runs', 'shown only:', 'file:'])('the mark %j is refused', (mark) => {
    expect(() => kindOf(block('ls\n', 'sh', mark))).toThrow(`page.md:7: the marks ["${mark}"] are not one of`);
  });

  test('a block with a reason is only compiled', () => {
    expect(snippetsOf([block('const a = 1;\n', 'ts', 'compiled only: it needs a cluster')])).toEqual([{ name: 'page.md:7', source: 'const a = 1;\n', runs: false }]);
  });

  test('a block with a reason is only shown', () => {
    expect(kindOf(block('ls\n', 'sh', 'shown only: it needs a cluster'))).toEqual({ kind: 'shown', reason: 'it needs a cluster' });
  });

  test('TypeScript that does not compile is found, with its place', () => {
    expect(compileSnippets(snippetsOf([
      block('import { Registry } from \'pullproof\';\nexport const a = Registry.ghcr({ owner: \'acme\' });\n'),
      block('import { Registry } from \'pullproof\';\nRegistry.nope();\n'),
    ]))).toEqual(['page.md:7, line 2: Property \'nope\' does not exist on type \'typeof Registry\'.']);
  });

  test('blocks that continue each other are one module', () => {
    expect(snippetsOf([block('const a = 1;\n'), block('a;\n', 'ts', 'continues'), block('const b = 1;\n')]).map(({ source }) => source))
      .toEqual(['const a = 1;\na;\n', 'const b = 1;\n']);
    expect(() => snippetsOf([block('a;\n', 'ts', 'continues')])).toThrow('page.md:7: there is no TypeScript block that this one could continue');
  });

  test('TypeScript that compiles and fails is found', () => {
    const [snippet] = snippetsOf([block('import { Registry } from \'pullproof\';\nRegistry.ghcr({ owner: \'Acme\' });\n')]);

    expect(() => snippet && runSnippet(snippet, load)).toThrow('is not a valid registry');
  });

  test('a session is taken apart into commands and outputs', () => {
    expect(stepsOf(block('$ echo a \\\n  b\na b\n$ true\n$ echo c |\n  cat\nc\n', 'console', 'run'))).toEqual([
      { command: 'echo a \\\n  b', output: 'a b\n' }, { command: 'true', output: '' }, { command: 'echo c |\n  cat', output: 'c\n' },
    ]);
    expect(() => stepsOf(block('a\n$ b\n', 'console', 'run'))).toThrow('page.md:7: a session begins with a command behind "$ "');
  });

  test('… stands for any lines, and for nothing else', () => {
    expect(matchesOutput('a\n…\nd\n', 'a\nb\nc\nd\n')).toBe(true);
    expect(matchesOutput('a\n…\nd\n', 'a\nd\n')).toBe(true);
    expect(matchesOutput('a\n…\nd\n', 'a\nb\n')).toBe(false);
    expect(matchesOutput('a.c\n', 'abc\n')).toBe(false);
  });

  test('another output than the one shown is found; files are there', () => {
    expect(runPage([
      block('kind: Pod\n', 'yaml', 'file: pods/pod.yaml'),
      block('$ cat pods/pod.yaml\nkind: Pod\n$ pullproof audt\npullproof: unknown command \'audt\', did you mean "audit"?; see "pullproof help"\n', 'console', 'run'),
      block('test -d charts/cloudzero-agent\nhelm version --short\n', 'sh', 'run'),
    ])).toEqual([]);
    expect(runPage([block('$ echo a; exit 3\nb\n', 'console', 'run'), block('exit 3\n', 'sh', 'run')])).toEqual([
      'page.md:7: $ echo a; exit 3\nprints:\na\n\nbut the page shows:\nb\n', 'page.md:7: exits with 3:\nexit 3\n\n',
    ]);
  });
});
