/** Every control character but the line feed, which our own messages use to list problems. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g;

/** Makes text from outside safe to print: terminals and log collectors act on raw control characters. */
export function escapeControlCharacters(text: string): string {
  return text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Text from outside in quotes, on one line, cut to a readable length. */
export function quote(text: string, maxLength = 120): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text;
  return JSON.stringify(escapeControlCharacters(cut.replaceAll('\n', '\\n'))).replaceAll('\\\\', '\\');
}
