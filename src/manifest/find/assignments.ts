/** A name that speaks of an image, and the value that follows it. */
export interface Assignment {
  /** The name, without the dashes of a flag. */
  readonly name: string;
  /** The value as it stands; a template `{{ … }}` in it is kept whole. */
  readonly value: string;
  /** Index of the value. */
  readonly start: number;
}

/** Longest name that is looked at, on either side of the word. */
const LONGEST_NAME = 100;

/** Longest value. */
const LONGEST_VALUE = 600;

const NAME_CHARACTER = /[\w.-]/;
const VALUE_END = /[\s"'`,;\\<>|&)\]}]/;

/**
 * Every `image: x`, `"image":"x"`, `IMAGE=x`, `$image := "x"`, `--image x` in a text that is no YAML.
 *
 * One pass: the text is searched for the word alone, and a bounded number of characters around it is looked at.
 */
export function* imageAssignments(text: string): Generator<Assignment> {
  const word = /image/gi;
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    const nameStart = expand(text, match.index, -1);
    const nameEnd = expand(text, match.index + match[0].length, 1);
    word.lastIndex = nameEnd;
    const written = text.slice(nameStart, nameEnd);
    const start = valueStart(text, nameEnd, written.startsWith('-'));
    if (start === undefined) {
      continue;
    }
    const end = valueEnd(text, start);
    if (end > start) {
      yield { name: written.replace(/^-+/, ''), value: text.slice(start, end), start };
      // The value may itself end in a name: `image: my-image: x` is nothing we could read.
      word.lastIndex = Math.max(nameEnd, end);
    }
  }
}

function expand(text: string, from: number, direction: 1 | -1): number {
  let at = from;
  for (let count = 0; count < LONGEST_NAME; count++) {
    const next = direction === 1 ? at : at - 1;
    if (next < 0 || next >= text.length || !NAME_CHARACTER.test(text.charAt(next))) {
      break;
    }
    at += direction;
  }
  return at;
}

/** Index of the value behind a name that ends at `from`. */
function valueStart(text: string, from: number, isFlag: boolean): number | undefined {
  const sign = skip(text, skip(text, from, '\\"\''), ' \t');
  if (text[sign] === ':' || text[sign] === '=') {
    const behind = text[sign] === ':' && text[sign + 1] === '=' ? sign + 2 : sign + 1;
    return skip(text, skip(text, behind, ' \t'), '\\"\'');
  }
  return isFlag && sign > from ? skip(text, sign, '\\"\'') : undefined;
}

function skip(text: string, from: number, characters: string): number {
  let at = from;
  while (at < from + 20 && at < text.length && characters.includes(text.charAt(at))) {
    at += 1;
  }
  return at;
}

function valueEnd(text: string, start: number): number {
  const limit = Math.min(text.length, start + LONGEST_VALUE);
  let at = start;
  while (at < limit) {
    if (text.startsWith('{{', at)) {
      const close = text.slice(at, limit).indexOf('}}');
      if (close === -1) {
        return at;
      }
      at += close + 2;
    } else if (VALUE_END.test(text.charAt(at))) {
      return at;
    } else {
      at += 1;
    }
  }
  return at;
}
