import type { Json } from '../manifest';

/** The value at a path of keys, or `undefined` where the path leaves the data. */
export function at(value: Json | undefined, ...path: readonly string[]): Json | undefined {
  let current = value;
  for (const key of path) {
    if (current === null || typeof current !== 'object' || Array.isArray(current) || !Object.hasOwn(current, key)) {
      return undefined;
    }
    current = current[key];
  }
  return current;
}

/** The text at a path, or `undefined` when something else is there. */
export function textAt(value: Json | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The list at a path, or an empty one. */
export function listAt(value: Json | undefined, ...path: readonly string[]): readonly Json[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The string-valued entries of the map at a path. */
export function mapAt(value: Json | undefined, ...path: readonly string[]): ReadonlyMap<string, string> {
  const found = at(value, ...path);
  if (found === null || typeof found !== 'object' || Array.isArray(found)) {
    return new Map();
  }
  return new Map(Object.entries(found).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text] as const] : [])));
}
