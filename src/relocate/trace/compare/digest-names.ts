import type { Resource } from '../../../manifest';
import { namelessIdentity, pairObjects } from './pair-objects';
import type { ObjectPair } from './pair-objects';

/** A run of hexadecimal digits with at least one of each kind: words and numbers of names are none. */
const DIGEST = /(?<![0-9a-z])(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}(?![0-9a-z])/g;

/**
 * Pairs objects whose names differ in a digest only, as those of jobs that have to run again whenever something changes.
 */
export function pairByDigestNames(vanished: readonly Resource[], appeared: readonly Resource[]): readonly ObjectPair[] {
  const hasDigest = ({ name }: Resource): boolean => name.search(DIGEST) >= 0;
  return pairObjects(vanished.filter(hasDigest), appeared.filter(hasDigest), (resource) => (
    `${namelessIdentity(resource)} ${resource.name.replace(DIGEST, (digest) => '#'.repeat(digest.length))}`
  )).pairs;
}
