/** A part of a text. */
export interface TextRange {
  /** Index of the first character. */
  readonly start: number;
  /** Index after the last character. */
  readonly end: number;
}

const BACKSLASH = 92;
const QUOTE = 34;
const SPACE = /\s*/y;

/**
 * The objects of a text that is nothing but JSON objects one after the other, as `kubectl` accepts them.
 *
 * Answers `undefined` for anything else, a single object included: YAML reads that as it is.
 */
export function splitJson(text: string): TextRange[] | undefined {
  const ranges: TextRange[] = [];
  let at = skipSpace(text, 0);
  while (at < text.length) {
    const end = endOfObject(text, at);
    if (end === undefined) {
      return undefined;
    }
    ranges.push({ start: at, end });
    at = skipSpace(text, end);
  }
  return ranges.length > 1 ? ranges : undefined;
}

function skipSpace(text: string, from: number): number {
  SPACE.lastIndex = text.charCodeAt(from) === 0xfeff ? from + 1 : from;
  SPACE.exec(text);
  return SPACE.lastIndex;
}

/** Index after the brace that closes the object at `start`. */
function endOfObject(text: string, start: number): number | undefined {
  if (text[start] !== '{') {
    return undefined;
  }
  let depth = 0;
  let inString = false;
  for (let i = start; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (inString) {
      if (code === BACKSLASH) {
        i += 1;
      } else if (code === QUOTE) {
        inString = false;
      }
    } else if (code === QUOTE) {
      inString = true;
    } else if (code === 123 /* { */ || code === 91 /* [ */) {
      depth += 1;
    } else if (code === 125 /* } */ || code === 93 /* ] */) {
      depth -= 1;
      if (depth === 0) {
        return i + 1;
      }
    }
  }
  return undefined;
}
