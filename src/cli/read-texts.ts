import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PullproofError } from '../error';
import { decode, MAX_BYTES, tooLarge } from './decode';
import { reasonOf } from './system-error';
import type { Terminal } from './terminal';

/** One input, as text. */
export interface NamedText {
  /** Name for messages: the file as it was given, `stdin`. */
  readonly name: string;
  /** What it holds. */
  readonly text: string;
}

/** File name endings that a folder is searched for, as `kubectl apply -f FOLDER` does. */
const MANIFEST_FILE = /\.(ya?ml|json)$/;

/** What makes a folder a chart; its other files are values, not manifests. */
const CHART_FILE = 'Chart.yaml';

/** The name of standard input on the command line. */
const STDIN = '-';

/**
 * Reads files, the manifest files of folders, and standard input (`-`, or no name at all).
 *
 * @throws PullproofError `file-unreadable` for what cannot be read or is no text, `usage` when nothing is given and
 * standard input is a keyboard, when it is named twice, or when a folder is a chart.
 */
export async function readTexts(names: readonly string[], terminal: Terminal): Promise<NamedText[]> {
  if (names.length === 0 && terminal.inputIsTerminal) {
    throw new PullproofError({
      code: 'usage', what: 'no file is given and nothing is piped in', remedy: 'name a file, or pipe manifests in: helm template … | pullproof …',
    });
  }
  if (names.filter((name) => name === STDIN).length > 1) {
    throw new PullproofError({ code: 'usage', what: 'standard input (-) is named more than once', remedy: 'name it once' });
  }
  const texts: NamedText[] = [];
  for (const name of names.length === 0 ? [STDIN] : names) {
    if (name === STDIN) {
      texts.push({ name: 'stdin', text: await readStdin(terminal) });
    } else {
      texts.push(...filesOf(name, terminal).map((file) => ({ name: file, text: readText(file, terminal) })));
    }
  }
  return texts;
}

/**
 * Reads one text file.
 *
 * @throws PullproofError `file-unreadable` when it cannot be read or is not UTF-8.
 */
export function readText(file: string, terminal: Terminal): string {
  const path = pathOf(file, terminal);
  // Asked first: reading a file of gigabytes takes a while before it fails.
  if (attempt(file, () => statSync(path)).size > MAX_BYTES) {
    throw tooLarge(file);
  }
  return decode(attempt(file, () => readFileSync(path)), file);
}

/** An empty name, left by an unset variable of a shell, would be the working folder. */
function pathOf(name: string, terminal: Terminal): string {
  if (name === '') {
    throw new PullproofError({ code: 'usage', what: 'a file name is empty', remedy: 'check the variable that it comes from' });
  }
  return resolve(terminal.workingDirectory, name);
}

async function readStdin(terminal: Terminal): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await terminal.readInput(MAX_BYTES);
  } catch (error) {
    throw unreadable('stdin', error);
  }
  return decode(bytes, 'stdin');
}

function filesOf(name: string, terminal: Terminal): string[] {
  const path = pathOf(name, terminal);
  if (!attempt(name, () => statSync(path)).isDirectory()) {
    return [name];
  }
  const files = attempt(name, () => readdirSync(path, { withFileTypes: true }))
    .filter((entry) => MANIFEST_FILE.test(entry.name) && !entry.isDirectory())
    .map((entry) => join(name, entry.name))
    .sort();
  if (files.includes(join(name, CHART_FILE))) {
    throw new PullproofError({
      code: 'usage', where: name, what: 'the folder is a Helm chart, and manifests are expected', remedy: 'render it: helm template CHART | pullproof …',
    });
  }
  if (files.length === 0) {
    throw new PullproofError({
      code: 'file-unreadable', where: name, what: 'the folder holds no manifest', expected: 'files that end in .yaml, .yml or .json, not in folders below it',
    });
  }
  return files;
}

function attempt<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(place: string, error: unknown): PullproofError {
  return new PullproofError({
    code: 'file-unreadable', where: place, what: `the input cannot be read (${reasonOf(error)})`, remedy: 'check the path', cause: error,
  });
}
