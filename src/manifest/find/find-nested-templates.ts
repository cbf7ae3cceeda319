import { isJsonObject, property, valueAt } from '../json';
import type { Json, JsonObject, Path } from '../json';
import type { Resource } from '../resource';
import type { EmbeddedPlace } from './found-reference';
import { isContainer, isContainerList } from './pod-shape';
import { embeddedDocuments } from './scan-text';

/** A part of a pod in the YAML that a ConfigMap holds as text: what a webhook puts into pods, or an operator makes them from. */
export interface NestedTemplate {
  /** The ConfigMap. */
  readonly resource: Resource;
  /** Path to the string in it. */
  readonly path: Path;
  /** Documents inside that string, outermost first; the last one leads to the object with the containers. */
  readonly embedded: readonly EmbeddedPlace[];
  /** The object with `initContainers` or `containers`. */
  readonly object: JsonObject;
}

/** A text in a ConfigMap that speaks of containers and is no YAML: a Go template, or something broken. */
export interface UnreadTemplate extends Omit<NestedTemplate, 'object'> {
  /** The text. */
  readonly text: string;
}

/** Documents inside strings inside documents. */
const MAX_EMBEDDING = 3;

const SPEAKS_OF_CONTAINERS = /^[^#\n]*\b(?:initContainers|containers)["']?[ \t]*:/m;

/** The values of a chart, of which somebody else makes objects. */
const VALUES_COPY = /^values\.ya?ml$/;

/** Finds the templates of pods in the texts of a ConfigMap, read or not. Other objects have none. */
export function findNestedTemplates(resource: Resource): (NestedTemplate | UnreadTemplate)[] {
  const data = resource.apiVersion === 'v1' && resource.kind === 'ConfigMap' ? valueAt(resource.object, ['data']) : undefined;
  const found: (NestedTemplate | UnreadTemplate)[] = [];
  for (const [key, text] of Object.entries(isJsonObject(data) ? data : {})) {
    if (typeof text === 'string' && !VALUES_COPY.test(key)) {
      searchText(text, { resource, path: ['data', key], embedded: [] }, found);
    }
  }
  return found;
}

type Place = Pick<NestedTemplate, 'resource' | 'path' | 'embedded'>;

function searchText(text: string, place: Place, found: (NestedTemplate | UnreadTemplate)[]): void {
  if (place.embedded.length >= MAX_EMBEDDING || !SPEAKS_OF_CONTAINERS.test(text)) {
    return;
  }
  const documents = embeddedDocuments(text);
  if (documents === undefined) {
    found.push({ ...place, text });
    return;
  }
  for (const { index, value } of documents) {
    search(value, [], (path) => ({ ...place, embedded: [...place.embedded, { document: index, path }] }), found);
  }
}

function search(value: Json, path: Path, placeOf: (path: Path) => Place, found: (NestedTemplate | UnreadTemplate)[]): void {
  if (typeof value === 'string') {
    if (value.includes('\n')) {
      searchText(value, placeOf(path), found);
    }
    return;
  }
  if (isJsonObject(value) && isTemplate(value)) {
    found.push({ ...placeOf(path), object: value });
    return;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      search(child, [...path, Array.isArray(value) ? Number(key) : key], placeOf, found);
    }
  }
}

/** A name is enough for an init container: a webhook may fill in the image. */
function isTemplate(object: JsonObject): boolean {
  const initContainers = property(object, 'initContainers');
  return isContainerList(property(object, 'containers'))
    || (Array.isArray(initContainers) && initContainers.some((item) => isContainer(item) || (isJsonObject(item) && typeof property(item, 'image') === 'string')));
}
