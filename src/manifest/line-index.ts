import { isJsonObject, valueAt } from './json';
import type { Json, JsonObject, Path } from './json';
import type { Resource } from './resource';

/** The lines of one document: one number per value, in the order of a walk that meets a container before its values. */
interface DocumentLines {
  /** How many values of the document come before the object. */
  readonly index: number;
  /** 1-based lines. */
  readonly lines: Uint32Array;
}

/**
 * Keyed by the object rather than the resource, so that a copied `Resource` keeps its lines, and weakly, so that
 * nothing outlives the stream. One small array per document costs a fraction of keeping its YAML nodes.
 */
const LINES = new WeakMap<JsonObject, DocumentLines>();

/** Remembers the lines of an object's document. */
export function rememberLines(object: JsonObject, lines: DocumentLines): void {
  LINES.set(object, lines);
}

/**
 * The 1-based line on which a value of an object stands in its file.
 *
 * Falls back on the line of the object when the value's own line is not known: objects that did not come from a
 * text, documents with duplicate keys or merge keys.
 */
export function findLine(resource: Resource, path: Path = []): number | undefined {
  const known = LINES.get(resource.object);
  if (known === undefined || resource.origin.line === undefined) {
    return resource.origin.line;
  }
  let index = known.index;
  let value: Json | undefined = resource.object;
  for (const step of path) {
    const before = valuesBefore(value, step);
    if (before === undefined) {
      return resource.origin.line;
    }
    index += 1 + before;
    value = valueAt(value, [step]);
  }
  // A document that was read as a part of its stream counts from the start of that part; its resource knows the line in the stream.
  const shift = resource.origin.line - (known.lines[known.index] ?? resource.origin.line);
  const line = known.lines[index];
  return line === undefined ? resource.origin.line : line + shift;
}

/** How many values of a container come before those of one of its children; `undefined` when it has no such child. */
function valuesBefore(container: Json | undefined, step: string | number): number | undefined {
  let count = 0;
  if (Array.isArray(container)) {
    const end = Number(step);
    for (let at = 0; at < end; at += 1) {
      count += knownSize(container[at] ?? null);
    }
    return end < container.length ? count : undefined;
  }
  if (!isJsonObject(container) || !Object.hasOwn(container, step)) {
    return undefined;
  }
  for (const [key, child] of Object.entries(container)) {
    if (key === String(step)) {
      break;
    }
    count += knownSize(child);
  }
  return count;
}

/** Sizes that were counted before: asking for every element of a long list must not count its neighbours each time. */
const SIZES = new WeakMap<object, number>();

function knownSize(value: Json): number {
  if (typeof value !== 'object' || value === null) {
    return 1;
  }
  const size = SIZES.get(value) ?? countValues(value);
  SIZES.set(value, size);
  return size;
}

/** Number of values in a value, itself included. */
export function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) {
    return 1;
  }
  let count = 1;
  for (const child of Object.values(value)) {
    count += countValues(child);
  }
  return count;
}
