import type { Scalar } from 'yaml';
import { resolvePlainScalar } from '../read/plain-scalar';
import { ScalarMap, styleOf } from './scalar-map';
import { applySplices } from './splice';
import type { Splice } from './splice';

/** Text that needs no quotes inside an unquoted scalar, in whatever surroundings. */
const PLAIN = /^[A-Za-z0-9._/@+:-]*$/;

/** What may begin an unquoted scalar without meaning anything to YAML. */
const PLAIN_START = /^[A-Za-z0-9/_]/;

/** A change of a value, written as a change of its source. */
export type Spelling = { readonly splices: readonly Splice[] } | { readonly refusal: string };

/**
 * Writes changes of a scalar's value as changes of its source, in the style that the scalar has.
 *
 * An unquoted scalar gets double quotes when its new value could not stand without.
 *
 * @param toSource index in the text of an offset that the node has
 * @param changes in rising order, without overlap, as indices into the value
 */
export function spell(text: string, toSource: (offset: number) => number, node: Scalar, value: string, changes: readonly Splice[]): Spelling {
  const range = node.range;
  if (range === undefined || range === null) {
    return { refusal: 'its place in the text is not known' };
  }
  const start = toSource(range[0]);
  const end = toSource(range[1]);
  const style = styleOf(node);
  const map = new ScalarMap(text, start, end, style, value);
  const splices: Splice[] = [];
  for (const change of changes) {
    const source = map.sourceOf(change.start, change.end);
    if (source === undefined) {
      return { refusal: 'it is spelled with escapes, or runs over several lines' };
    }
    if (style === 'block' && /[^\t\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd]/.test(change.text)) {
      return { refusal: 'its new text cannot be written in a block' };
    }
    splices.push({ start: source, end: source + change.end - change.start, text: escape(change.text, style) });
  }
  if (style !== 'plain') {
    return { splices };
  }
  const changed = applySplices(value, changes);
  if (changes.every((change) => PLAIN.test(change.text)) && staysPlain(changed)) {
    return { splices };
  }
  return /\n/.test(text.slice(start, end))
    ? { refusal: 'it runs over several lines, and its new text needs quotes' }
    : { splices: [{ start, end, text: JSON.stringify(changed) }] };
}

function escape(text: string, style: ReturnType<typeof styleOf>): string {
  switch (style) {
    case 'single':
      return text.replaceAll('\'', '\'\'');
    case 'double':
      return JSON.stringify(text).slice(1, -1);
    case 'plain':
    case 'block':
      return text;
  }
}

function staysPlain(value: string): boolean {
  const first = PLAIN_START.test(value) || (/^--?[A-Za-z]/.test(value) && !value.startsWith('---'));
  return first && !/:(?:\s|$)|\s#/.test(value) && typeof resolvePlainScalar(value) === 'string';
}
