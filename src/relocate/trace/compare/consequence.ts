import type { Json } from '../../../manifest';
import { stepsOf } from './place';
import type { Place } from './place';

const DIGEST_KEY = /checksum|hash|sha\d*(?![a-z])|digest|md5|crc\d*(?![a-z])/i;
const FORMS: readonly RegExp[] = [/^[0-9a-f]{7,}$/, /^[0-9A-F]{7,}$/, /^[A-Za-z0-9+/_-]{16,}={0,2}$/];
/** Adler and other 32-bit sums, which charts print in decimal: their length varies. */
const DECIMAL = /^\d{5,10}$/;

/**
 * Whether a difference may be nothing but a consequence of others: an annotation or label with a digest of something,
 * such as `checksum/config`, which makes pods restart. Then both sides have the same form.
 */
export function isConsequence(place: Place, before: Json | undefined, after: Json | undefined): boolean {
  const steps = stepsOf(place);
  const key = steps.at(-1);
  const parent = steps.at(-2);
  return typeof key === 'string' && (parent === 'annotations' || parent === 'labels' || parent === 'matchLabels') && DIGEST_KEY.test(key)
    && typeof before === 'string' && typeof after === 'string' && isSameForm(before, after);
}

function isSameForm(before: string, after: string): boolean {
  return (before.length === after.length && FORMS.some((form) => form.test(before) && form.test(after)))
    || (DECIMAL.test(before) && DECIMAL.test(after));
}
