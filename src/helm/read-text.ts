import { readFileSync } from 'node:fs';
import { PullproofError, quote } from '../error';

/**
 * Reads a text file that belongs to an install, such as a lock file.
 *
 * @throws PullproofError `file-unreadable`
 */
export function readTextSync(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PullproofError({
      code: 'file-unreadable', what: `${quote(path)} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? 'unknown reason'}`,
      remedy: 'check the path; relative ones start at the folder of the process', cause,
    });
  }
}
