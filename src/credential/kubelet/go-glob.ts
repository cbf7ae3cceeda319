/** A part of a pattern without stars, and whether a star stood before it. */
interface Chunk {
  readonly star: boolean;
  readonly terms: readonly Term[];
}

/** Matches exactly one character. */
type Term = (character: string) => boolean;

/** The characters that make a pattern more than a literal. */
const META = /[*?[\\]/;

/** Whether `pattern` matches more, or something else, than its own characters. */
export function isGlob(pattern: string): boolean {
  return META.test(pattern);
}

/**
 * Whether `name` matches `pattern` as in Go's `filepath.Match`: `*`, `?`, `[a-z]`, `[^a-z]` and `\` before a character.
 *
 * Neither `*` nor `?` matches a slash. A malformed pattern matches nothing: the kubelet drops Go's error.
 *
 * @see https://pkg.go.dev/path/filepath#Match
 */
export function globMatches(pattern: string, name: string): boolean {
  if (!isGlob(pattern)) {
    return pattern === name;
  }
  const chunks = parsePattern([...pattern]);
  return chunks !== undefined && matchChunks(chunks, [...name]);
}

function matchChunks(chunks: readonly Chunk[], name: readonly string[]): boolean {
  let position = 0;
  for (const [index, { star, terms }] of chunks.entries()) {
    const last = index === chunks.length - 1;
    const start = findChunk(terms, name, position, star, last);
    if (start === undefined) {
      return false;
    }
    position = start + terms.length;
  }
  return position === name.length;
}

/**
 * Where a chunk matches, the first place being enough: what a star swallows more, the next star can swallow less.
 *
 * Only the last chunk must also reach the end of the name.
 */
function findChunk(terms: readonly Term[], name: readonly string[], from: number, star: boolean, last: boolean): number | undefined {
  for (let start = from; start + terms.length <= name.length; start += 1) {
    if (terms.every((term, offset) => term(name[start + offset] ?? '')) && (!last || start + terms.length === name.length)) {
      return start;
    }
    if (!star || name[start] === '/') {
      return undefined;
    }
  }
  return undefined;
}

function parsePattern(pattern: readonly string[]): Chunk[] | undefined {
  const chunks: Chunk[] = [];
  let position = 0;
  do {
    let star = false;
    while (pattern[position] === '*') {
      star = true;
      position += 1;
    }
    const terms: Term[] = [];
    while (position < pattern.length && pattern[position] !== '*') {
      const parsed = parseTerm(pattern, position);
      if (parsed === undefined) {
        return undefined;
      }
      terms.push(parsed.term);
      position = parsed.next;
    }
    chunks.push({ star, terms });
  } while (position < pattern.length);
  return chunks;
}

function parseTerm(pattern: readonly string[], position: number): { term: Term; next: number } | undefined {
  const character = pattern[position] ?? '';
  switch (character) {
    case '[':
      return parseClass(pattern, position + 1);
    case '?':
      return { term: (candidate) => candidate !== '/', next: position + 1 };
    case '\\': {
      const literal = pattern[position + 1];
      return literal === undefined ? undefined : { term: (candidate) => candidate === literal, next: position + 2 };
    }
    default:
      return { term: (candidate) => candidate === character, next: position + 1 };
  }
}

function parseClass(pattern: readonly string[], start: number): { term: Term; next: number } | undefined {
  const negated = pattern[start] === '^';
  const ranges: { low: number; high: number }[] = [];
  let position = negated ? start + 1 : start;
  while (pattern[position] !== ']' || ranges.length === 0) {
    const low = parseRangeEnd(pattern, position);
    if (low === undefined) {
      return undefined;
    }
    const high = pattern[low.next] === '-' ? parseRangeEnd(pattern, low.next + 1) : low;
    if (high === undefined) {
      return undefined;
    }
    ranges.push({ low: low.code, high: high.code });
    position = high.next;
  }
  const term: Term = (candidate) => {
    const code = candidate.codePointAt(0) ?? -1;
    return ranges.some(({ low, high }) => low <= code && code <= high) !== negated;
  };
  return { term, next: position + 1 };
}

function parseRangeEnd(pattern: readonly string[], position: number): { code: number; next: number } | undefined {
  if (pattern[position] === '-' || pattern[position] === ']') {
    return undefined;
  }
  const at = pattern[position] === '\\' ? position + 1 : position;
  const code = pattern[at]?.codePointAt(0);
  // A class that is not closed is malformed, so something must follow.
  return code === undefined || at + 1 >= pattern.length ? undefined : { code, next: at + 1 };
}
