import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PullproofError } from '../error';
import type { MirrorFile } from '../mirror';
import { reasonOf } from './system-error';
import type { Terminal } from './terminal';
import { checkOutput, writeOutput } from './write-output';

/**
 * Writes several files into a folder, which is made when it is missing. What would be lost by it is looked for first, so
 * that nothing is written when one of them is in the way.
 *
 * @throws PullproofError `file-unwritable`; see {@link writeOutput}.
 */
export function writeOutputs(folder: string, files: readonly MirrorFile[], force: boolean, terminal: Terminal): void {
  if (folder === '') {
    throw new PullproofError({ code: 'usage', what: 'the name of the output folder is empty', remedy: 'check the variable that it comes from' });
  }
  for (const { path, text } of files) {
    checkOutput(join(folder, path), text, force, terminal);
  }
  for (const { path, text, executable } of files) {
    const file = join(folder, path);
    try {
      mkdirSync(dirname(resolve(terminal.workingDirectory, file)), { recursive: true });
    } catch (error) {
      throw new PullproofError({
        code: 'file-unwritable', where: dirname(file), what: `the folder cannot be made: ${reasonOf(error)}`, remedy: 'give another name', cause: error,
      });
    }
    writeOutput(file, text, force, terminal, modeOf(executable));
  }
}

/** Rights of a new file. */
export function modeOf(executable: boolean): number {
  return executable ? 0o777 : 0o666;
}
