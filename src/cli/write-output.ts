import { linkSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { resolve } from 'node:path';
import { PullproofError } from '../error';
import { reasonOf } from './system-error';
import type { Terminal } from './terminal';

/**
 * Writes a file as a whole or not at all: to a name beside it first, then moved into place. A file that holds the same
 * text already is left alone.
 *
 * @param force whether other content may be replaced.
 * @param mode rights of a new file, as far as the user's mask allows.
 * @throws PullproofError `file-unwritable` when the folder cannot be written, when there is something else than a file,
 * or when other content would be lost.
 */
export function writeOutput(file: string, text: string, force: boolean, terminal: Terminal, mode = 0o666): void {
  const path = resolve(terminal.workingDirectory, file);
  const existing = checkOutput(file, text, force, terminal);
  if (existing === 'same') {
    return;
  }
  // A link stays a link: what it leads to is replaced.
  const target = existing === undefined ? path : realpathSync(path);
  const beside = `${target}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text, { flag: 'wx', mode: existing?.mode ?? mode });
  } catch (error) {
    throw unwritable(file, reasonOf(error), 'check that the folder exists and can be written', error);
  }
  try {
    (existing === undefined ? moveWithoutReplacing : renameSync)(beside, target);
  } catch (error) {
    throw unwritable(file, reasonOf(error), 'check that the folder can be written', error);
  } finally {
    rmSync(beside, { force: true });
  }
}

/**
 * Looks at what is in the place of a file before anything is written.
 *
 * @returns the file that would be replaced, `same` when it holds the text already, and nothing when there is none.
 * @throws PullproofError `file-unwritable` when there is something else than a file, or when other content would be lost.
 */
export function checkOutput(file: string, text: string, force: boolean, terminal: Terminal): Stats | 'same' | undefined {
  if (file === '') {
    throw new PullproofError({ code: 'usage', what: 'the name of the output file is empty', remedy: 'check the variable that it comes from' });
  }
  const path = resolve(terminal.workingDirectory, file);
  const existing = statOf(path, file);
  if (existing === undefined) {
    return undefined;
  }
  if (!existing.isFile()) {
    throw unwritable(file, existing.isDirectory() ? 'it is a folder' : 'it is no regular file', 'name a file, or leave --output out');
  }
  if (readExisting(path, file) === text) {
    return 'same';
  }
  if (!force) {
    throw unwritable(file, 'it exists and holds something else', 'give another name, or --force to replace it');
  }
  return existing;
}

/** A link is refused where a file has come in the meantime; file systems without links get the plain move. */
function moveWithoutReplacing(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw error;
    }
    renameSync(from, to);
  }
}

function statOf(path: string, file: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw unwritable(file, reasonOf(error), 'check the path', error);
  }
}

function readExisting(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw unwritable(file, `it exists and cannot be compared: ${reasonOf(error)}`, 'give another name', error);
  }
}

function unwritable(file: string, reason: string, remedy: string, cause?: unknown): PullproofError {
  return new PullproofError({
    code: 'file-unwritable', where: file, what: `nothing was written: ${reason}`, remedy, ...(cause === undefined ? {} : { cause }),
  });
}
