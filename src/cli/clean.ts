import { escapeControlCharacters } from '../error';

/** Text from outside on one line, without the control characters that terminals act on. */
export function clean(text: string): string {
  return escapeControlCharacters(text).replaceAll('\n', '\\n');
}
