import { isJsonObject } from '../manifest';
import type { Json, JsonObject } from '../manifest';
import { at } from './json';

/** The API server takes a mebibyte for all values of a Secret together. Source: kubernetes `core/v1`, `MaxSecretSize`. */
const MAX_BYTES = 1024 * 1024;

/** The values of a Secret as the API server would store them. */
export interface SecretData {
  /** Values by key, decoded; those that cannot be are left out. */
  readonly values: ReadonlyMap<string, string>;
  /** Why the API server would refuse the Secret; names keys, never values. */
  readonly problems: readonly string[];
}

/** Reads `data` and `stringData` of a Secret; of a key in both, the API server takes that of `stringData`. */
export function readSecretData(secret: JsonObject): SecretData {
  const values = new Map<string, string>();
  const problems: string[] = [];
  let bytes = 0;
  for (const [field, key, value] of [...entriesOf(secret, 'data', problems), ...entriesOf(secret, 'stringData', problems)]) {
    const text = typeof value !== 'string' ? undefined : field === 'data' ? decodeBase64(value) : value;
    if (text === undefined) {
      problems.push(typeof value === 'string' ? `${field} ${key} is not base64` : `${field} ${key} is not a text`);
    } else {
      values.set(key, text);
    }
  }
  for (const text of values.values()) {
    bytes += Buffer.byteLength(text, 'utf8');
  }
  if (bytes > MAX_BYTES) {
    problems.push('it is larger than a mebibyte');
  }
  return { values, problems };
}

function entriesOf(secret: JsonObject, field: 'data' | 'stringData', problems: string[]): [string, string, Json][] {
  const map = at(secret, field) ?? {};
  if (!isJsonObject(map)) {
    problems.push(`${field} is not a map`);
    return [];
  }
  // A null value counts as an empty one.
  return Object.entries(map).map(([key, value]) => [field, key, value ?? '']);
}

/** Go's `encoding/base64` as `encoding/json` uses it: padded, standard alphabet, line breaks passed over. */
function decodeBase64(text: string): string | undefined {
  const compact = text.replace(/[\r\n]/g, '');
  return compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact) ? Buffer.from(compact, 'base64').toString('utf8') : undefined;
}
