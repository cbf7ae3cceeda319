/** Plain data, as JSON knows it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  [key: string]: Json;
}

/** The way from a value to one inside it: keys of objects and 0-based indices of lists. Empty for the value itself. */
export type Path = readonly (string | number)[];

/** Whether a value is a JSON object, which neither a list nor `null` is. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A property of an object, never one that it inherits: keys such as `constructor` come from outside. */
export function property(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A property that is a string, else `undefined`. */
export function stringProperty(object: JsonObject, key: string): string | undefined {
  const value = property(object, key);
  return typeof value === 'string' ? value : undefined;
}

/** The value at a path, or `undefined` when the path leads nowhere. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let current = value;
  for (const step of path) {
    if (typeof step === 'number') {
      current = Array.isArray(current) ? current[step] : undefined;
    } else {
      current = isJsonObject(current) ? property(current, step) : undefined;
    }
  }
  return current;
}
