import type { EmbeddedPlace } from '../find/found-reference';
import { valueAt } from '../json';
import type { Json } from '../json';
import { readDocuments } from '../read/read-documents';

/** Reads values in documents inside strings. Every string is parsed once, however many values of it are asked for. */
export class EmbeddedReader {
  readonly #documents = new Map<string, ReadonlyMap<number, Json | undefined>>();

  /**
   * The value at the end of a way through documents inside strings; `undefined` when the way leads nowhere.
   *
   * @param value the outermost string, or the value itself when there are no places
   */
  public valueAt(value: Json | undefined, places: readonly EmbeddedPlace[]): Json | undefined {
    let current = value;
    for (const { document, path } of places) {
      if (typeof current !== 'string') {
        return undefined;
      }
      current = valueAt(this.#read(current).get(document), path);
    }
    return current;
  }

  #read(text: string): ReadonlyMap<number, Json | undefined> {
    let documents = this.#documents.get(text);
    if (documents === undefined) {
      documents = new Map([...readDocuments(text)].map(({ index, value }) => [index, value]));
      this.#documents.set(text, documents);
    }
    return documents;
  }
}
