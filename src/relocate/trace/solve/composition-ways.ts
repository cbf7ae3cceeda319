import type { Composition, CompositionPart } from '../chart-trace';
import type { KeyValues } from './key-values';

/** Texts for values, by path. */
export type Way = ReadonlyMap<string, string>;

/** Values that are given at once for one reference; no chart was seen to need more. */
const MOST_AT_ONCE = 3;

/** Ways to share a text among several values that are looked at. */
const MOST_SPLITS = 12;

/**
 * The texts for values that make a composition come to the wanted text, fewest values first. Values that are given already
 * keep their texts.
 *
 * @param allows whether a value may be given a text
 */
export function compositionWays(composition: Composition, wanted: string, values: KeyValues, allows: (path: string, text: string) => boolean): Way[] {
  const { given = [], parts } = composition;
  const needed = given.filter((path) => !values.has(path));
  const inside = [...new Set(parts.flatMap((part) => (part.type === 'value' ? [part.path] : [])))];
  const free = inside.filter((path) => !values.has(path));
  if (needed.some((path) => !free.includes(path))) {
    return [];
  }
  const optional = free.filter((path) => !needed.includes(path));
  const ways: Way[] = [];
  let fewest = Infinity;
  for (let size = 0; size <= optional.length && needed.length + size <= Math.max(MOST_AT_ONCE, needed.length); size++) {
    // One more than the fewest: a value that many references share is better kept to what they have in common.
    if (needed.length + size > fewest + 1) {
      break;
    }
    for (const more of subsets(optional, size)) {
      const open = new Set([...needed, ...more]);
      for (const way of matches(parts, wanted, values, open)) {
        if ([...way].every(([path, text]) => text !== '' && (needed.includes(path) || text !== values.text(path)) && allows(path, text))) {
          ways.push(way);
          fewest = Math.min(fewest, way.size);
        }
      }
    }
  }
  return ways;
}

/** The texts for open values with which the parts come to the wanted text. */
function matches(parts: readonly CompositionPart[], wanted: string, values: KeyValues, open: ReadonlySet<string>): Way[] {
  const found: Way[] = [];
  const next = (index: number, rest: string, way: Way): void => {
    const part = parts[index];
    if (part === undefined) {
      if (rest === '') {
        found.push(way);
      }
      return;
    }
    const text = part.type === 'text' ? part.text : open.has(part.path) ? way.get(part.path) : values.text(part.path);
    if (text !== undefined) {
      if (rest.startsWith(text)) {
        next(index + 1, rest.slice(text.length), way);
      }
      return;
    }
    const path = part.type === 'value' ? part.path : '';
    for (const end of ends(parts, index, rest, open, way)) {
      if (found.length >= MOST_SPLITS) {
        return;
      }
      next(index + 1, rest.slice(end), new Map([...way, [path, rest.slice(0, end)]]));
    }
  };
  next(0, wanted, new Map());
  return found;
}

/** Where the text of an open value may end: components stay whole. */
function ends(parts: readonly CompositionPart[], index: number, rest: string, open: ReadonlySet<string>, way: Way): number[] {
  const isLastOpen = !parts.slice(index + 1).some((part) => part.type === 'value' && open.has(part.path) && !way.has(part.path));
  const all = Array.from({ length: rest.length }, (_, at) => at + 1);
  // The longest first: what comes behind is then as near as can be to what it was.
  return all.reverse().filter((end) => isLastOpen || end === rest.length || /[/:@]/.test(rest.charAt(end)) || rest.charAt(end - 1) === '/');
}

function* subsets(paths: readonly string[], size: number, from = 0): Generator<string[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let index = from; index < paths.length; index++) {
    for (const rest of subsets(paths, size - 1, index + 1)) {
      yield [paths[index] ?? '', ...rest];
    }
  }
}
