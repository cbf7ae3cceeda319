import { findReferences } from '../../../manifest';
import type { FoundReference, Resource } from '../../../manifest';

/** Objects are compared with one render after the other, and stay as they are. */
const KNOWN = new WeakMap<Resource, readonly FoundReference[]>();

/** The references of an object, looked for once however often they are asked for. */
export function knownReferences(resource: Resource): readonly FoundReference[] {
  const known = KNOWN.get(resource) ?? findReferences(resource);
  KNOWN.set(resource, known);
  return known;
}
