import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { PullproofError, quote } from '../error';

/**
 * Writes a report as a whole or not at all: to a name beside it first, then renamed. An older report is replaced.
 *
 * @throws PullproofError `file-unwritable` when it cannot be written; an older report stays as it was.
 */
export function writeReport(file: string, text: string): void {
  const beside = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(beside, text, { flag: 'wx' });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw new PullproofError({
      code: 'file-unwritable', where: file, what: `${quote(file)} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`,
      remedy: 'check that the folder exists and can be written; an older report is unchanged', cause: error,
    });
  }
}
