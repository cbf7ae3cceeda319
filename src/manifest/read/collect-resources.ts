import { isJsonObject, property } from '../json';
import type { Json, JsonObject, Path } from '../json';
import { countValues } from '../line-index';
import type { Origin, Resource, UnparsedDocument } from '../resource';

/** Receives what {@link collectResources} finds. */
export interface ResourceSink {
  /** Gets every object, with its place in the document. */
  resource(resource: Resource, place: PlaceInDocument): void;
  /** Gets everything that is no object. */
  unparsed(document: UnparsedDocument): void;
}

/** Where an object stands in its document. */
export interface PlaceInDocument {
  /** Path from the document to the object. */
  readonly path: Path;
  /** How many values of the document come before it. */
  readonly index: number;
}

/** Lists inside lists beyond this depth are refused rather than followed. */
const MAX_LIST_DEPTH = 10;

/**
 * Finds the Kubernetes objects of a document: itself, or the items of a `List`, of a `DeploymentList`, and so on,
 * lists inside lists too. Items of a typed list that name no kind get it from the list, as `kubectl` reads them.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/unstructured/helpers.go
 */
export function collectResources(value: Json, origin: Origin, sink: ResourceSink, place: PlaceInDocument = { path: [], index: 0 }): void {
  if (!isJsonObject(value)) {
    sink.unparsed({ origin, reason: `it is ${describe(value)}, not a Kubernetes object` });
    return;
  }
  const items = listItems(value);
  if (items === undefined) {
    collectObject(value, origin, sink, place);
    return;
  }
  if (place.path.length >= 2 * MAX_LIST_DEPTH) {
    sink.unparsed({ origin, reason: `lists are nested more than ${MAX_LIST_DEPTH} deep` });
    return;
  }
  let index = place.index + 1 + valuesBefore(value, 'items') + 1;
  for (const [number, item] of items.entries()) {
    const itemOrigin = { ...origin, pointer: `${origin.pointer}/items/${number}` };
    collectResources(withListKind(item, value), itemOrigin, sink, { path: [...place.path, 'items', number], index });
    index += countValues(item);
  }
}

function collectObject(object: JsonObject, origin: Origin, sink: ResourceSink, place: PlaceInDocument): void {
  const { apiVersion, kind } = object;
  const metadata = property(object, 'metadata');
  const name = isJsonObject(metadata) ? property(metadata, 'name') : undefined;
  const prefix = isJsonObject(metadata) ? property(metadata, 'generateName') : undefined;
  const namespace = isJsonObject(metadata) ? property(metadata, 'namespace') : undefined;
  const problems = [
    ...problemOf('apiVersion', apiVersion), ...problemOf('kind', kind),
    ...(isText(prefix) && (name === undefined || name === null || name === '') ? [] : problemOf('metadata.name', name)),
    ...(namespace === undefined || namespace === null || typeof namespace === 'string' ? [] : [`metadata.namespace is ${describe(namespace)}`]),
  ];
  if (!isText(apiVersion) || !isText(kind) || problems.length > 0) {
    sink.unparsed({ origin, reason: `it is not a Kubernetes object: ${problems.join(', ')}` });
    return;
  }
  const given = isText(name) ? name : `${String(prefix)}*`;
  sink.resource({ apiVersion, kind, ...(isText(namespace) ? { namespace } : {}), name: given, object, origin }, place);
}

/** How many values come before those of a key. */
function valuesBefore(object: JsonObject, key: string): number {
  let count = 0;
  for (const [name, value] of Object.entries(object)) {
    if (name === key) {
      break;
    }
    count += countValues(value);
  }
  return count;
}

/** The items of a list, or `undefined` for an object that is none. */
function listItems(object: JsonObject): Json[] | undefined {
  const { kind, items } = object;
  const metadata = property(object, 'metadata');
  const named = isJsonObject(metadata) && isText(property(metadata, 'name'));
  if (typeof kind !== 'string' || (items !== undefined && items !== null && !Array.isArray(items))) {
    return undefined;
  }
  if (kind === 'List') {
    return items ?? (items === undefined && named ? undefined : []);
  }
  if (!Array.isArray(items)) {
    // A custom resource may be called `IPAllowList`; an empty list that an API server sent has `items: null`.
    return items === null && kind.endsWith('List') && !named ? [] : undefined;
  }
  const objects = items.every((item) => isJsonObject(item));
  const complete = items.length > 0 && items.every((item) => isJsonObject(item) && isText(item['apiVersion']) && isText(item['kind']));
  return complete || (objects && kind.endsWith('List') && !named) ? items : undefined;
}

function withListKind(item: Json, list: JsonObject): Json {
  const { apiVersion, kind } = list;
  const untyped = isJsonObject(item) && item['kind'] === undefined && item['apiVersion'] === undefined;
  if (!untyped || typeof kind !== 'string' || typeof apiVersion !== 'string' || kind === 'List') {
    return item;
  }
  return { ...item, apiVersion, kind: kind.slice(0, -'List'.length) };
}

function problemOf(field: string, value: Json | undefined): string[] {
  if (value === undefined || value === null || value === '') {
    return [`${field} is missing`];
  }
  return typeof value === 'string' ? [] : [`${field} is ${describe(value)}, not a text`];
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

function describe(value: Json): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  const names: Record<string, string> = { string: 'a text', number: 'a number', boolean: 'a boolean', object: 'an object' };
  return value === null ? 'null' : names[typeof value] ?? 'no data';
}
