import { Problems, PullproofError, quote } from '../error';

/** A layout as text, taken apart. */
export interface ParsedLayout {
  /** Name of the layout. */
  readonly name: 'keep' | 'flat' | 'bySource' | 'explicit';
  /** What follows the colon: `KEY=VALUE` pairs. */
  readonly entries: { [key: string]: string };
}

const FORMS = 'keep, flat, bySource, bySource:HOST=PREFIX,… or explicit:SOURCE=PATH,…';

/** Takes `keep`, `flat`, `bySource[:HOST=PREFIX,…]` and `explicit:SOURCE=PATH,…` apart. */
export function parseLayout(text: string): ParsedLayout {
  const colon = text.indexOf(':');
  const name = colon === -1 ? text : text.slice(0, colon);
  const rest = colon === -1 ? undefined : text.slice(colon + 1);
  if ((name === 'keep' || name === 'flat') && rest === undefined) {
    return { name, entries: {} };
  }
  if (name === 'bySource' || (name === 'explicit' && rest !== undefined)) {
    return { name, entries: rest === undefined ? {} : parseEntries(text, rest) };
  }
  throw new PullproofError({ code: 'layout-invalid', what: `${quote(text)} is not a layout`, expected: FORMS });
}

function parseEntries(text: string, rest: string): { [key: string]: string } {
  const problems = new Problems();
  const entries = new Map<string, string>();
  for (const entry of rest.split(',')) {
    const equals = entry.indexOf('=');
    const key = entry.slice(0, equals);
    if (equals < 1 || equals === entry.length - 1) {
      problems.add(`${quote(entry)} is not KEY=VALUE`);
    } else if (entries.has(key)) {
      problems.add(`${quote(key)} is named twice`);
    }
    entries.set(key, entry.slice(equals + 1));
  }
  problems.throwIfAny({ code: 'layout-invalid', what: `${quote(text)} is not a layout`, remedy: `write ${FORMS}` });
  // `fromEntries` makes own properties even of names such as `__proto__`.
  return Object.fromEntries(entries);
}
