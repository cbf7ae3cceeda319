import type { Json, JsonObject } from '../../manifest';
import type { CaBundle } from './ca-bundle';
import { CA_DIRECTORY, caFile } from './flag-arguments';

const VOLUME = 'registry-ca';

/** Where the container finds the bundles. */
export const CA_MOUNT = { name: VOLUME, mountPath: CA_DIRECTORY, readOnly: true };

/** All bundles in one directory, whatever kind of object they are kept in. */
export function caVolume(bundles: readonly CaBundle[]): JsonObject {
  return {
    name: VOLUME,
    projected: {
      sources: bundles.map(({ _source: { kind, name, key } }, index): Json => ({ [kind]: { name, items: [{ key, path: caFile(index) }] } })),
    },
  };
}
