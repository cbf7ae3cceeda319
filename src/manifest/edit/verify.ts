import { isJsonObject } from '../json';
import type { Json, JsonObject } from '../json';
import { readDocuments } from '../read/read-documents';
import type { SourceDocument } from '../read/read-documents';
import type { Site } from './source-text';

/** What some strings of a text are to become, and the check that an edited text says just that. */
export class Overrides {
  readonly #texts = new Map<Json[] | JsonObject, Map<string, string>>();

  /** Notes what the string at a place is to become. */
  public set({ container, key }: Site, text: string): void {
    const texts = this.#texts.get(container) ?? new Map<string, string>();
    this.#texts.set(container, texts);
    texts.set(String(key), text);
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

  #same(before: Json, after: Json): boolean {
    if (!Array.isArray(before) && !isJsonObject(before)) {
      return Object.is(before, after);
    }
    if (typeof after !== 'object' || after === null || Array.isArray(after) !== Array.isArray(before)) {
      return false;
    }
    const texts = this.#texts.get(before);
    const entries = Object.entries(before);
    const values = new Map(Object.entries(after));
    return entries.length === values.size && entries.every(([key, value]) => {
      const text = texts?.get(key);
      const now = values.get(key);
      return now !== undefined && (text === undefined ? this.#same(value, now) : text === now);
    });
  }
}
