import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A fenced block of a page. */
export interface Block {
  /** Name of the page, from the root of the repository. */
  readonly page: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
  /** What follows the fence: `ts`, `sh`; empty when nothing does. */
  readonly language: string;
  /** The text between the fences, with its last line feed. */
  readonly text: string;
  /** The HTML comments that stand directly in front of it. */
  readonly marks: readonly string[];
}

export const ROOT = join(__dirname, '..', '..');

/** README.md and every page of docs, the generated API reference aside. */
export function documentationPages(): string[] {
  const below = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return relative(ROOT, path) === join('docs', 'api') ? [] : below(path);
    }
    return entry.name.endsWith('.md') ? [path] : [];
  });
  return [join(ROOT, 'README.md'), ...below(join(ROOT, 'docs')).sort()].map((path) => relative(ROOT, path).replaceAll('\\', '/'));
}

/** The text of a page. */
export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

/** The fenced blocks of a page, in order. Fences inside lists are not used: they would have to be unindented. */
export function blocksOf(page: string, markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  let marks: string[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const fence = /^(\s*)(`{3,})(\S*)/.exec(line);
    const mark = /^<!-- (.+) -->$/.exec(line);
    if (fence !== null) {
      const end = lines.indexOf(fence[2] ?? '', index + 1);
      if (end === -1 || fence[1] !== '') {
        throw new Error(`${page}:${index + 1}: a block is indented, or never ends`);
      }
      blocks.push({ page, line: index + 1, language: fence[3] ?? '', text: lines.slice(index + 1, end).map((one) => `${one}\n`).join(''), marks });
      marks = [];
      index = end;
    } else if (mark !== null) {
      marks.push(mark[1] ?? '');
    } else if (line !== '') {
      marks = [];
    }
  }
  return blocks;
}
