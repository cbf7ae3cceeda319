import { imageName } from './image-names';
import { isTemplatedReference, plausibleReference, strictReference } from './recognise';
import type { Hit } from './scan';

/** A part of a text: where it starts, and what it says. */
interface Piece {
  readonly start: number;
  readonly text: string;
}

/**
 * The references in a value that has a name: a field, a variable, a flag with its value.
 *
 * The name decides: `SIDECAR_IMAGE` makes `busybox` a reference, `IMAGES` a list of them; a value with host and tag
 * is one under every name.
 *
 * @param offset added to the `start` of every hit; leave it out when the value is the whole string
 */
export function namedReferences(name: string, value: string, place: Hit['place'], offset?: number): Hit[] {
  if (value === '' || value.length > 100_000) {
    return [];
  }
  const strict = strictReference(value);
  const named = imageName(name);
  if (strict !== undefined) {
    return [hit(value, offset, { place, certainty: 'likely', reference: strict })];
  }
  if (named === undefined) {
    return [];
  }
  if (isTemplatedReference(value)) {
    return [hit(value, offset, { place, certainty: 'likely' })];
  }
  const reference = plausibleReference(value, named.bare);
  if (reference !== undefined) {
    const certainty = named.repository ? 'possible' : 'likely';
    return named.repository && !/^[^/]*[.:][^/]*\//.test(value) ? [] : [hit(value, offset, { place, certainty, reference })];
  }
  return listed(value).flatMap((piece) => {
    const item = plausibleReference(piece.text, false);
    return item === undefined ? [] : [{ text: piece.text, start: (offset ?? 0) + piece.start, place, certainty: 'likely' as const, reference: item }];
  });
}

function hit(text: string, start: number | undefined, rest: Pick<Hit, 'place' | 'certainty' | 'reference'>): Hit {
  return { text, ...(start === undefined ? {} : { start }), ...rest };
}

/** The entries of `a:1,b:2`, of `a:1 b:2` and of `one=a:1,two=b:2`; none when the value is no list. */
function listed(value: string): Piece[] {
  if (!/[,;=\s]/.test(value) || value.includes('://') || value.includes('{{')) {
    return [];
  }
  const pieces: Piece[] = [];
  for (const match of value.matchAll(/[^,;=\s"']+/g)) {
    if (match[0].includes('/') || match[0].includes(':')) {
      pieces.push({ start: match.index, text: match[0] });
    }
  }
  return pieces;
}
