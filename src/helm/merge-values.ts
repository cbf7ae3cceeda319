import { isJsonObject } from '../manifest';
import type { Json, JsonObject } from '../manifest';

/**
 * Lays one set of values over another, exactly as Helm merges several `-f` files: maps are merged at every depth,
 * everything else (lists too) is replaced. A `null` stays: it removes a default of the chart when Helm renders.
 *
 * Neither argument is changed, and the result shares no map with them.
 *
 * @see https://github.com/helm/helm/blob/main/pkg/cli/values/options.go
 */
export function mergeValues(base: JsonObject, over: JsonObject): JsonObject {
  const merged = new Map<string, Json>(Object.entries(structuredClone(base)));
  for (const [key, value] of Object.entries(over)) {
    const existing = merged.get(key);
    merged.set(key, isJsonObject(existing) && isJsonObject(value) ? mergeValues(existing, value) : structuredClone(value));
  }
  // Not an object literal: a key called `__proto__` has to stay a key.
  return Object.fromEntries(merged);
}

/**
 * The values that templates see: the defaults of a chart with the user's values over them. A `null` of the user
 * removes a default.
 *
 * @see https://github.com/helm/helm/blob/main/pkg/chart/common/util/coalesce.go
 */
export function coalesceValues(defaults: JsonObject, user: JsonObject): JsonObject {
  const merged = new Map<string, Json>(Object.entries(structuredClone(user)));
  for (const [key, value] of Object.entries(defaults)) {
    const given = merged.get(key);
    if (given === undefined) {
      merged.set(key, structuredClone(value));
    } else if (given === null) {
      merged.delete(key);
    } else if (isJsonObject(given) && isJsonObject(value)) {
      merged.set(key, coalesceValues(value, given));
    }
  }
  return Object.fromEntries(merged);
}
