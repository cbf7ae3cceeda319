import { posix } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Parser } from 'tar';
import type { ReadEntry } from 'tar';
import { quote } from '../error';
import { ChartProblem } from './chart-files';
import type { ChartFiles, ReadingBudget } from './chart-files';

/** How much of a package may be what tar says about its entries: names, padding, extended headers. */
const MOST_TAR_OVERHEAD = 64 * 1024 * 1024;
const FILES: ReadonlySet<string> = new Set(['File', 'OldFile', 'ContiguousFile']);
const DIRECTORIES: ReadonlySet<string> = new Set(['Directory', 'GNUDumpDir']);

/**
 * Unpacks a packaged chart in memory: nothing of it is ever written to a disk.
 *
 * @param content the `.tgz`
 * @returns the files below its one directory
 * @throws ChartProblem for what is no such package, holds links or paths that lead out of it, or is too large
 */
export function readChartPackage(content: Buffer, budget: ReadingBudget): ChartFiles {
  const files = new Map<string, Buffer>();
  let problem: unknown;
  const parser = new Parser({
    // Helm does not read what tar cannot, so neither may be silent about it.
    onwarn: (_code, message) => {
      problem ??= new ChartProblem(`it is no readable package (${String(message)})`);
    },
    onReadEntry: (entry) => {
      try {
        readEntry(entry, files, budget);
      } catch (error) {
        problem ??= error;
        entry.resume();
      }
    },
  });
  // Given whole and unpacked, the parser is done when `end` returns.
  parser.end(unzip(content, budget));
  if (problem !== undefined) {
    throw problem;
  }
  return files;
}

function unzip(content: Buffer, budget: ReadingBudget): Buffer {
  try {
    return gunzipSync(content, { maxOutputLength: budget.bytesLeft + MOST_TAR_OVERHEAD });
  } catch (cause) {
    throw new ChartProblem('it is no gzip file, or one that is far too large', { cause });
  }
}

function readEntry(entry: ReadEntry, files: Map<string, Buffer>, budget: ReadingBudget): void {
  const path = pathInside(entry.path);
  if (DIRECTORIES.has(entry.type)) {
    entry.resume();
    return;
  }
  if (!FILES.has(entry.type)) {
    throw new ChartProblem(`its entry ${quote(entry.path)} is no file and no directory (${entry.type})`);
  }
  if (path === '.') {
    throw new ChartProblem(`its entry ${quote(entry.path)} is not in a directory, as in the packages that Helm makes`);
  }
  budget.spend(entry.size);
  const chunks: Buffer[] = [];
  entry.on('data', (chunk: Buffer) => chunks.push(chunk));
  entry.on('end', () => files.set(path, Buffer.concat(chunks)));
}

/** The path below the directory that every package has at its top. */
function pathInside(path: string): string {
  const [, ...rest] = path.replaceAll('\\', '/').split('/');
  const inside = posix.normalize(rest.join('/'));
  if (path.startsWith('/') || inside.startsWith('/') || inside === '..' || inside.startsWith('../') || /^[a-zA-Z]:/.test(path)) {
    throw new ChartProblem(`its entry ${quote(path)} leads out of it`);
  }
  return inside;
}
