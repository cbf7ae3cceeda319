import { constants } from 'node:buffer';
import { PullproofError } from '../error';

/** The most bytes one input may have: the runtime holds no longer text. */
export const MAX_BYTES = constants.MAX_STRING_LENGTH;

/**
 * The text of an input; a byte order mark is taken off.
 *
 * @param place what messages call the input.
 * @throws PullproofError `file-unreadable` when it is too large, or no UTF-8.
 */
export function decode(bytes: Uint8Array, place: string, maxBytes = MAX_BYTES): string {
  if (bytes.length > maxBytes) {
    throw tooLarge(place, maxBytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new PullproofError({
      code: 'file-unreadable', where: place, what: 'the input is not UTF-8 text', remedy: 'give manifests and values as UTF-8', cause: error,
    });
  }
}

/** The error for an input that no text can hold. */
export function tooLarge(place: string, maxBytes = MAX_BYTES): PullproofError {
  return new PullproofError({
    code: 'file-unreadable', where: place, what: `the input is larger than ${Math.floor(maxBytes / 1024 / 1024)} MiB`, remedy: 'split it',
  });
}
