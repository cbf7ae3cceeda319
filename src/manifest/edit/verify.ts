import { isDeepStrictEqual } from 'node:util';
import { PullproofError } from '../../error';
import { isJsonObject } from '../json';
import type { Json, JsonObject } from '../json';
import { readDocuments } from '../read/read-documents';
import type { SourceDocument } from '../read/read-documents';
import type { Site } from './source-text';

/** What some values of a text are to become, and the check that an edited text says just that. */
export class Overrides {
  readonly #values = new Map<Json[] | JsonObject, Map<string, Json>>();

  /** Notes what the value at a place is to become; an object may get a key that it does not have. */
  public set({ container, key }: Site, value: Json): void {
    const values = this.#values.get(container) ?? new Map<string, Json>();
    this.#values.set(container, values);
    values.set(String(key), value);
  }

  /** How an edited text differs from the documents with these strings changed; `undefined` when it does not. */
  public findDifference(before: readonly SourceDocument[], edited: string): string | undefined {
    let count = 0;
    for (const after of readDocuments(edited)) {
      const old = before[count];
      count += 1;
      if (old === undefined || (old.problem === undefined) !== (after.problem === undefined)) {
        return `document ${count}: ${after.problem ?? 'it can be read, unlike before'}`;
      }
      if (old.problem === undefined && !this.#same(old.value ?? null, after.value ?? null)) {
        return `document ${count}: a value changed that should not have, or did not change as it should`;
      }
    }
    return count === before.length ? undefined : `it has ${count} documents instead of ${before.length}`;
  }

  /**
   * Refuses an edited text that differs from the documents with these values changed.
   *
   * @throws PullproofError `manifest-invalid`
   */
  public verify(before: readonly SourceDocument[], edited: string): void {
    const difference = this.findDifference(before, edited);
    if (difference !== undefined) {
      throw new PullproofError({
        code: 'manifest-invalid',
        what: 'the edited manifest does not say what it should',
        problems: [difference],
        remedy: 'nothing was changed; edit the manifest by hand',
      });
    }
  }

  #same(before: Json, after: Json): boolean {
    if (!Array.isArray(before) && !isJsonObject(before)) {
      return Object.is(before, after);
    }
    if (typeof after !== 'object' || after === null || Array.isArray(after) !== Array.isArray(before)) {
      return false;
    }
    const wanted = this.#values.get(before);
    const old = new Map(Object.entries(before));
    const values = new Map(Object.entries(after));
    const keys = wanted === undefined ? old : new Set([...old.keys(), ...wanted.keys()]);
    return keys.size === values.size && [...keys.keys()].every((key) => {
      const value = wanted?.get(key);
      const was = old.get(key);
      const now = values.get(key);
      return now !== undefined && (value === undefined ? was !== undefined && this.#same(was, now) : isDeepStrictEqual(value, now));
    });
  }
}
