import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isUpdating } from '../support/golden';
import { readPage, ROOT } from './markdown';

/** The lines of a page between `<!-- NAME -->` and `<!-- end of NAME -->`. */
export function sectionOf(page: string, name: string): string {
  const { start, end, text } = rangeOf(page, name);
  return text.slice(start, end);
}

/** Asserts that a section of a page is the given text; `npm run test:update` writes it. */
export function expectSection(page: string, name: string, expected: string): void {
  if (isUpdating()) {
    const { start, end, text } = rangeOf(page, name);
    writeFileSync(join(ROOT, page), `${text.slice(0, start)}${expected}${text.slice(end)}`);
  }
  expect(sectionOf(page, name)).toBe(expected);
}

/** The cells of a table, its header and rule left out. */
export function rowsOf(table: string): string[][] {
  return table.trimEnd().split('\n').slice(2).map((line) => line.split(/(?<!\\)\|/).slice(1, -1).map((cell) => cell.trim()));
}

/** A table of Markdown. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;
  return `${line(header)}|${'---|'.repeat(header.length)}\n${rows.map(line).join('')}`;
}

function rangeOf(page: string, name: string): { start: number; end: number; text: string } {
  const text = readPage(page);
  const [opening, closing] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->\n`];
  const start = text.indexOf(opening) + opening.length;
  const end = text.indexOf(closing);
  if (start < opening.length || end < start) {
    throw new Error(`${page} has no section ${name}`);
  }
  return { start, end, text };
}
