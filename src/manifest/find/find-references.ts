import type { Resource } from '../resource';
import type { FoundReference } from './found-reference';
import { Scan } from './scan';
import type { PlacedHit } from './scan';
import { scanDocument } from './scan-document';

/**
 * Finds every image reference of an object, in the order of its fields.
 *
 * What Kubernetes itself pulls is `certain`, and is reported even when it cannot be read or is missing. Names and
 * structure make a reference `likely`: fields of custom resources, arguments, variables, documents inside strings.
 * Any other string that has a registry's host and a tag or digest is `possible`. Labels, annotations, `status` and the
 * schemas of CustomResourceDefinitions are not looked at.
 */
export function findReferences(resource: Resource): FoundReference[] {
  const found: FoundReference[] = [];
  scanDocument(resource.object, new Scan((hit) => found.push(toFoundReference(resource, hit)), scanDocument));
  return found;
}

/** A hit as the package shows it. */
export function toFoundReference(resource: Resource, hit: PlacedHit): FoundReference {
  const { text, path, place, certainty, reference, embedded, start, line, parts, outside, base64 } = hit;
  return {
    text,
    resource,
    path,
    ...(embedded.length === 0 ? {} : { nested: embedded.flatMap((step) => step.path) }),
    place,
    certainty,
    ...(reference === undefined ? {} : { reference }),
    site: {
      embedded,
      ...(start === undefined ? {} : { start }),
      ...(line === undefined ? {} : { line }),
      ...(parts === undefined ? {} : { parts }),
      ...(outside === true ? { outside } : {}),
      ...(base64 === undefined ? {} : { base64 }),
    },
  };
}
