import { escapeControlCharacters } from '../../error';
import type { MirrorCopy } from '../plan/mirror-plan';

/** Reasons of one image that are named before the rest is only counted. */
const NAMED = 2;

/** A text as one word of a shell: nothing in it means anything, `$` neither. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A text on one line, fit for a comment: names of objects come from outside, and a line feed would end the comment. */
export function oneLine(text: string): string {
  return escapeControlCharacters(text).replaceAll('\n', '\\n');
}

/** A text as comment lines of a shell script, YAML or TOML. */
export function comment(...lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '#' : `# ${oneLine(line)}`));
}

/** Who needs an image, as one comment line. */
export function reasonComment({ reasons, required, runtime }: MirrorCopy): string {
  const named = reasons.slice(0, NAMED).map(({ text }) => text).join('; ');
  const more = reasons.length > NAMED ? `; and ${reasons.length - NAMED} more` : '';
  const marks = [...(required ? [] : ['optional']), ...(runtime ? ['at run time only'] : [])];
  return comment(`${named}${more}${marks.length === 0 ? '' : ` (${marks.join(', ')})`}`).join('');
}

/** `1 image`, `3 images`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
