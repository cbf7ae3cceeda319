import { withoutUserInfo } from '../image';
import type { Resource } from '../manifest';

/** How many of a list are named before the rest is only counted: a report must not grow with the square of the stream. */
const NAMED = 3;

/** `a, b, c and 7 more`. */
export function listSome(names: readonly string[]): string {
  const named = names.slice(0, NAMED).join(', ');
  return names.length <= NAMED ? named : `${named} and ${names.length - NAMED} more`;
}

/** `Secret agents/pull`; without a namespace for pods that an operator puts where it likes. */
export function secretIn(namespace: string, name: string): string {
  return namespace === '' ? `Secret ${name} (in the namespace that the operator chooses)` : `Secret ${namespace}/${name}`;
}

/** `ExternalSecret pull`: enough where the namespace is named beside it. */
export function shortName(resource: Resource): string {
  return `${resource.kind} ${resource.name}`;
}

/** `12 h`, `0.5 h`. */
export function inHours(seconds: number): string {
  return `${Math.round(seconds / 360) / 10} h`;
}

/** The key of an entry, fit to be shown: the kubelet takes URLs with a login in them, and somebody may have written one. */
export function shownKey(key: string): string {
  return withoutUserInfo(key);
}
