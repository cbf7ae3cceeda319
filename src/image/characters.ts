/** `a-z` and `0-9`: what path components are made of. */
export const LOWER_OR_DIGIT = 1;
/** `A-Z`. */
export const UPPER = 2;
/** `a-z`, `A-Z`, `0-9`: what host names and digest algorithms are made of. */
export const LETTER_OR_DIGIT = LOWER_OR_DIGIT | UPPER;
/** `0-9`. */
export const DIGIT = 4;
/** `0-9` and `a-f`. */
export const LOWER_HEX = 8;
/** `A-F`. */
export const UPPER_HEX = 16;
/** `_`, which counts as a letter in tags. */
export const UNDERSCORE = 32;

/** Character code to the classes above; a table is several times faster than comparing ranges. */
const CLASSES = buildTable();

/** Bits of the classes that the character at `index` belongs to; 0 beyond ASCII and beyond the end. */
export function classAt(text: string, index: number): number {
  return CLASSES[text.charCodeAt(index)] ?? 0;
}

function buildTable(): Uint8Array {
  const table = new Uint8Array(128);
  const mark = (characters: string, bits: number): void => {
    for (const character of characters) {
      const code = character.charCodeAt(0);
      table[code] = (table[code] ?? 0) | bits;
    }
  };
  mark('abcdefghijklmnopqrstuvwxyz0123456789', LOWER_OR_DIGIT);
  mark('ABCDEFGHIJKLMNOPQRSTUVWXYZ', UPPER);
  mark('0123456789', DIGIT);
  mark('0123456789abcdef', LOWER_HEX);
  mark('ABCDEF', UPPER_HEX);
  mark('_', UNDERSCORE);
  return table;
}
