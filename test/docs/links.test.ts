import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentationPages, readPage, ROOT } from './markdown';

const pages = [...documentationPages(), 'ARCHITECTURE.md', 'CONTRIBUTING.md'];

/** Links of a page that stay in the repository, without their anchors. */
function localLinks(markdown: string): string[] {
  return [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '').filter((link) => !/^[a-z]+:|^#/.test(link)).map((link) => link.replace(/#.*/, ''));
}

test.each(pages)('every link of %s leads somewhere', (page) => {
  expect(localLinks(readPage(page)).filter((link) => !existsSync(join(ROOT, dirname(page), link)))).toEqual([]);
});

test.each(documentationPages().filter((page) => page.startsWith('docs/')))('%s ends with links, the last of them to the top', (page) => {
  const [last = ''] = readPage(page).trimEnd().split('\n').slice(-1);

  expect(readPage(page)).toMatch(/\n---\n\n\[[^\n]+\n$/);
  expect(last).toMatch(/\[Top\]\((?:\.\.\/)+README\.md\)$/);
});
