import { escapeControlCharacters } from '../error';
import type { Finding } from './finding';
import { describeObject } from './location';

/** A finding on one line, as front ends put it in front of people: where, which rule, why, and what to do. */
export function describeProblem({ rule, location, reason, remedy }: Finding): string {
  const place = [describeObject(location), location.path].filter((part) => part !== undefined).join(' ');
  const construct = location.construct === undefined ? '' : `${location.construct}: `;
  return escapeControlCharacters(`${construct}${rule}: ${place}: ${reason}; ${remedy}`).replaceAll('\n', '\\n');
}
