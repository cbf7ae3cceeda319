import { createHash } from 'node:crypto';
import { isJsonObject, valueAt } from '../../manifest';
import type { Json, Resource } from '../../manifest';

/** The SHA-256, in hexadecimal, of what ConfigMaps hold; `undefined` without any. Their order and that of their keys do not matter. */
export function configChecksum(resources: readonly Resource[]): string | undefined {
  const contents = resources.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'ConfigMap')
    .map(({ name, object }) => JSON.stringify([name, sorted(valueAt(object, ['data'])), sorted(valueAt(object, ['binaryData']))]));
  return contents.length === 0 ? undefined : createHash('sha256').update(`[${contents.sort().join(',')}]`).digest('hex');
}

function sorted(value: Json | undefined): [string, Json][] {
  return Object.entries(isJsonObject(value) ? value : {}).sort(([a], [b]) => (a < b ? -1 : 1));
}
