import { isJsonObject } from '../../manifest';
import type { Json, JsonObject } from '../../manifest';

/** One operation of a JSON patch (RFC 6902). */
export interface JsonPatchOperation {
  /** `test` refuses the whole patch when the value is another one; `add` adds, `replace` replaces. */
  readonly op: 'test' | 'add' | 'replace';
  /** JSON pointer (RFC 6901) to the value; one that ends in `/-` points behind the last item of a list. */
  readonly path: string;
  /** The value. */
  readonly value: Json;
}

/**
 * The smallest patch that makes one value of another.
 *
 * What is replaced is tested first: a patch that was made for another text then fails aloud, instead of putting an old
 * text over a newer one. Items that a list got at its end are added behind whatever the list holds by then.
 */
export function diffJson(before: Json, after: Json): JsonPatchOperation[] {
  const operations: JsonPatchOperation[] = [];
  collect(before, after, '', operations);
  return operations;
}

function collect(before: Json, after: Json, path: string, operations: JsonPatchOperation[]): void {
  if (isJsonObject(before) && isJsonObject(after) && Object.keys(before).every((key) => Object.hasOwn(after, key))) {
    collectInObject(before, after, path, operations);
  } else if (Array.isArray(before) && Array.isArray(after) && before.length <= after.length) {
    for (const [index, item] of after.entries()) {
      const old = before[index];
      if (old === undefined) {
        operations.push({ op: 'add', path: `${path}/-`, value: item });
      } else {
        collect(old, item, `${path}/${index}`, operations);
      }
    }
  } else if (!Object.is(before, after)) {
    operations.push({ op: 'test', path, value: before }, { op: 'replace', path, value: after });
  }
}

function collectInObject(before: JsonObject, after: JsonObject, path: string, operations: JsonPatchOperation[]): void {
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    // Whether an empty value reads as null, or as an empty text, is something that tools do not agree on.
    if (old === undefined || (old === null && value !== null)) {
      operations.push({ op: 'add', path: at, value });
    } else if (old !== null) {
      collect(old, value, at, operations);
    }
  }
}
