/** Characters that JSON allows as they are, and that YAML does not, or takes for the end of a line. */
const NOT_IN_YAML = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** JSON that every reader of YAML reads as the same value. */
export function printJson(value: unknown): string {
  return JSON.stringify(value).replace(NOT_IN_YAML, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether a text has a character that readers of YAML do not agree on. */
export function isDisputed(text: string): boolean {
  return text.search(NOT_IN_YAML) !== -1;
}
