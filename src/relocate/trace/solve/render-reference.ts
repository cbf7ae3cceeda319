import type { Composition, TracedReference } from '../chart-trace';
import type { KeyValues } from './key-values';

/** The text that a chart makes of a reference with some values; `undefined` when that was never measured. */
export function renderReference(reference: TracedReference, values: KeyValues): string | undefined {
  if ((reference.unreadable ?? []).some((path) => values.has(path))) {
    return undefined;
  }
  const composition = activeComposition(reference, values);
  if (composition !== undefined) {
    return composeText(composition, values);
  }
  return reference.compositions.some(({ given = [] }) => given.some((path) => values.has(path))) ? undefined : reference.text;
}

/** The way in which a chart puts a reference together with some values: the strongest whose conditions are met. */
export function activeComposition({ compositions }: TracedReference, values: KeyValues): Composition | undefined {
  const given = compositions.filter((composition) => composition.given !== undefined);
  const met = given.find((composition) => (composition.given ?? []).every((path) => values.has(path)));
  if (met !== undefined) {
    return met;
  }
  // Some conditions of a stronger one may be met: what comes out then was not seen.
  const isUnclear = given.some((composition) => (composition.given ?? []).some((path) => values.has(path)));
  return isUnclear ? undefined : compositions.find((composition) => composition.given === undefined);
}

/** What a composition comes to. */
export function composeText({ parts }: Composition, values: KeyValues): string {
  return parts.map((part) => (part.type === 'text' ? part.text : values.text(part.path))).join('');
}

/** Paths of all values that have to do with a reference. */
export function pathsOf({ compositions, unreadable = [] }: TracedReference): Set<string> {
  return new Set([...compositions.flatMap(pathsIn), ...unreadable]);
}

/** Paths of the values of a composition, each once. */
export function pathsIn({ given = [], parts }: Composition): string[] {
  return [...new Set([...given, ...parts.flatMap((part) => (part.type === 'value' ? [part.path] : []))])];
}
