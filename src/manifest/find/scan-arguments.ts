import type { Json } from '../json';
import { namedReferences } from './named-value';
import { strictReference } from './recognise';
import type { Hit, Scan } from './scan';
import { scanText } from './scan-text';

const FLAG = /^--?[A-Za-z][\w.-]*$/;

/**
 * Looks at a command line, the current path leading to the list: `--flag=value`, `--flag` and `value`, bare words,
 * and scripts (`sh -c "…"`).
 */
export function scanArguments(list: Json[], scan: Scan): void {
  for (const [index, item] of list.entries()) {
    if (typeof item === 'string') {
      const before = list[index - 1];
      scan.into(index, () => scanArgument(item, typeof before === 'string' ? before : '', scan));
    }
  }
}

/** Looks at one word of a command line, the current path leading to it; `before` is the word before. */
export function scanArgument(text: string, before: string, scan: Scan): void {
  if (/\s/.test(text)) {
    scanText(text, 'argument', scan);
    return;
  }
  const hits = argumentReferences(text, before);
  for (const hit of hits) {
    scan.emit(hit);
  }
  if (hits.length === 0 && /[{"]/.test(text)) {
    scanText(text, 'argument', scan);
  }
}

function argumentReferences(text: string, before: string): Hit[] {
  const equals = text.indexOf('=');
  if (equals > 0) {
    // `--flag=value`, and `NAME=value` before a command.
    return namedReferences(text.slice(0, equals).replace(/^-+/, ''), text.slice(equals + 1), 'argument', equals + 1);
  }
  if (FLAG.test(before) && !text.startsWith('-')) {
    return namedReferences(before.replace(/^-+/, ''), text, 'argument');
  }
  const reference = strictReference(text);
  return reference === undefined ? [] : [{ text, place: 'argument', certainty: 'likely', reference }];
}
