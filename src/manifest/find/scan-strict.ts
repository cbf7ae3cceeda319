import { isJsonObject } from '../json';
import type { Json } from '../json';
import { SKIPPED_ANYWHERE } from './kinds';
import { strictReference } from './recognise';
import type { Scan } from './scan';

/** Names of fields whose text is meant for people or names a place, even when it looks like a reference. */
const PROSE = /(?:description|title|docs?|documentation|comment|message|summary|help|text|notes?|usage|examples?|ur[li]s?|endpoint|href|links?|expr|query|regex|pattern|path|file|dir|server|host|address)$/i;

/** Whether strings under a key are left out unless its name speaks of an image. */
export function isProse(key: string): boolean {
  return PROSE.test(key);
}

/**
 * Looks for strings that can only be references by their form, in parts of objects whose fields mean something else.
 *
 * @param key name of the nearest field
 */
export function scanStrict(value: Json, key: string, scan: Scan): void {
  if (typeof value === 'string') {
    scanStrictString(value, key, scan);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      scan.into(index, () => scanStrict(item, key, scan));
    }
  } else if (isJsonObject(value)) {
    for (const [name, child] of Object.entries(value)) {
      if (!SKIPPED_ANYWHERE.has(name)) {
        scan.into(name, () => scanStrict(child, name, scan));
      }
    }
  }
}

/** Reports a string that can only be a reference by its form. */
export function scanStrictString(text: string, key: string, scan: Scan): void {
  const reference = strictReference(text);
  if (reference !== undefined && !isProse(key)) {
    scan.emit({ text, place: 'field', certainty: 'possible', reference });
  }
}
