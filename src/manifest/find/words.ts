import type { ImageReference } from '../../image';
import { strictReference } from './recognise';

/** A reference inside a longer text. */
export interface Word {
  /** The reference. */
  readonly text: string;
  /** Index of its first character. */
  readonly start: number;
  /** Taken apart. */
  readonly reference: ImageReference;
}

/** Longest run of characters that is looked at. */
const LONGEST = 520;

/** Characters of references: letters, digits, `.`, `_`, `-`, `/`, `:`, `@`, `+`. Everything else separates words. */
const IN_WORD = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/:@+') {
  IN_WORD[character.charCodeAt(0)] = 1;
}

/**
 * The references that stand as words in `text[from, to)` and are unmistakable by their form.
 *
 * One pass without backtracking: texts of many megabytes come in ConfigMaps.
 */
export function strictWords(text: string, from = 0, to = text.length): Word[] {
  const words: Word[] = [];
  let start = from;
  let slash = -1;
  for (let i = from; i <= to; i++) {
    const code = i < to ? text.charCodeAt(i) : 32;
    if (code < 128 && IN_WORD[code] === 1) {
      if (slash === -1 && code === 47 /* / */) {
        slash = i;
      }
      continue;
    }
    // A slash at the first place is a file path.
    if (slash > start && i - start <= LONGEST) {
      const word = strictWord(text, start, i);
      if (word !== undefined) {
        words.push(word);
      }
    }
    start = i + 1;
    slash = -1;
  }
  return words;
}

/** Punctuation that ends a sentence or a YAML key is no part of a reference. */
function strictWord(text: string, start: number, end: number): Word | undefined {
  let last = end;
  while (last > start && '.:-_/'.includes(text.charAt(last - 1))) {
    last -= 1;
  }
  const word = text.slice(start, last);
  const reference = strictReference(word);
  return reference === undefined ? undefined : { text: word, start, reference };
}
