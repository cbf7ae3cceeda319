import { createHash } from 'node:crypto';
import { isJsonObject } from '../../manifest';
import type { Json, JsonObject } from '../../manifest';

/** `sha256:` digest over values: the same for the same values, in whatever order their keys were written. */
export function valuesDigest(values: JsonObject): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(inOrder(values))).digest('hex')}`;
}

function inOrder(value: Json): Json {
  if (Array.isArray(value)) {
    return ['list', ...value.map(inOrder)];
  }
  if (!isJsonObject(value)) {
    return value;
  }
  // As pairs: an object would put keys that look like numbers first, and lose `__proto__`.
  return ['map', ...Object.keys(value).sort().map((key) => [key, inOrder(value[key] ?? null)])];
}
