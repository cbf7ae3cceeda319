import { ClusterScope } from './cluster-scope';
import type { JsonObject } from './json';
import type { Resource } from './resource';

/** An object with a name for it that is unique among its like. */
export interface PlacedObject {
  /** The name: kind, namespace and name of the object. */
  readonly id: string;
  /** The object, its namespace on it. */
  readonly object: JsonObject;
}

/** The objects of a stream as they are applied with `-n NAMESPACE`, with ids that are unique among them. */
export function placeObjects(resources: readonly Resource[], defaultNamespace: string): PlacedObject[] {
  const scope = new ClusterScope(resources);
  const ids = new Set<string>();
  return resources.map((resource) => {
    const namespace = scope.namespaceOf(resource, defaultNamespace);
    return { id: idOf(resource, namespace, ids), object: withNamespace(resource, namespace) };
  });
}

function withNamespace({ object }: Resource, namespace: string | undefined): JsonObject {
  const { namespace: given, ...metadata } = object.metadata as JsonObject;
  return given === namespace ? object : { ...object, metadata: { ...metadata, ...(namespace === undefined ? {} : { namespace }) } };
}

/** Unique in a stream: two API groups may share a kind, two namespaces a name. No colon is in the name of a namespace or group. */
function idOf({ apiVersion, kind, name }: Resource, namespace: string | undefined, ids: Set<string>): string {
  const group = apiVersion.includes('/') ? `.${apiVersion.slice(0, apiVersion.indexOf('/'))}` : '';
  const wanted = [`${kind}${group}`, ...(namespace === undefined ? [] : [namespace]), name].join(':');
  let id = wanted;
  // Objects that get their name from the API server, or that are declared twice, which is refused elsewhere in clear words.
  for (let number = 2; ids.has(id); number += 1) {
    id = `${wanted}:${number}`;
  }
  ids.add(id);
  return id;
}
