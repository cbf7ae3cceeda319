import type { Json, JsonObject } from './json';
import { collectResources } from './read/collect-resources';
import { findUnreadable } from './read/find-unreadable';
import type { ManifestStream, Origin, Resource, UnparsedDocument } from './resource';

/** An object that a program made, and where it comes from. */
export interface ObjectSource {
  /** The object. */
  readonly object: JsonObject;
  /**
   * Path of the construct that declared it.
   *
   * @default - none is known
   */
  readonly construct?: string;
  /**
   * File it will be written to.
   *
   * @default - none is known
   */
  readonly file?: string;
}

/**
 * The stream of objects that a front end holds, `List`s taken apart as in a text.
 *
 * The document number of an object is its place among the objects of the same file. What is not plain data, or not
 * a Kubernetes object, is in `unparsed`.
 */
export function streamFromObjects(objects: readonly ObjectSource[]): ManifestStream {
  const resources: Resource[] = [];
  const unparsed: UnparsedDocument[] = [];
  const counts = new Map<string | undefined, number>();
  for (const { object, construct, file } of objects) {
    const document = counts.get(file) ?? 0;
    counts.set(file, document + 1);
    const origin: Origin = {
      ...(file === undefined ? {} : { file }), document, pointer: '', ...(construct === undefined ? {} : { construct }),
    };
    const problem = findUnreadable(object as Json);
    if (problem !== undefined) {
      unparsed.push({ origin, reason: problem });
      continue;
    }
    collectResources(object, origin, {
      resource: (resource) => resources.push(resource),
      unparsed: (found) => unparsed.push(found),
    });
  }
  return { resources, unparsed };
}
