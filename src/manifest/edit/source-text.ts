import type { Scalar } from 'yaml';
import { isJsonObject } from '../json';
import type { Json, JsonObject } from '../json';
import { readDocuments } from '../read/read-documents';
import type { DocumentHooks, SourceDocument } from '../read/read-documents';

/** A place of a value: a list or object, and the index or key in it. */
export interface Site {
  /** The list or object. */
  readonly container: Json[] | JsonObject;
  /** The index or key. */
  readonly key: string | number;
}

/** A text whose documents are read, with the YAML node of every string in them. */
export class SourceText {
  /** The text. */
  public readonly text: string;
  /** Its documents. */
  public readonly documents: readonly SourceDocument[];
  readonly #nodes = new Map<Json[] | JsonObject, Map<string | number, Scalar>>();
  readonly #sites = new Map<Scalar, Site[]>();

  /**
   * @param text the text
   * @param hooks what is to hear about its lists and objects
   */
  constructor(text: string, hooks: Pick<DocumentHooks, 'onCollection'> = {}) {
    this.text = text;
    this.documents = [...readDocuments(text, {
      ...hooks,
      onString: (container, key, node) => this.#set(container, key, node),
      onMerge: (merged, into, key) => this.#move(merged, into, key),
    })];
    this.#collectSites();
  }

  /** The node that holds the string at a place. */
  public nodeAt({ container, key }: Site): Scalar | undefined {
    return this.#nodes.get(container)?.get(key);
  }

  /** Every place that shows the string of a node: several when it has an anchor and there are aliases to it. */
  public sitesOf(node: Scalar): readonly Site[] {
    return this.#sites.get(node) ?? [];
  }

  #set(container: Json[] | JsonObject, key: string | number, node: Scalar): void {
    let nodes = this.#nodes.get(container);
    if (nodes === undefined) {
      nodes = new Map();
      this.#nodes.set(container, nodes);
    }
    nodes.set(key, node);
  }

  /** A merge copies values out of a mapping that is then thrown away. */
  #move(merged: JsonObject, into: JsonObject, key: string): void {
    const node = this.#nodes.get(merged)?.get(key);
    if (node === undefined) {
      this.#nodes.get(into)?.delete(key);
    } else {
      this.#set(into, key, node);
    }
  }

  /** Only places that are part of a document count; the mappings thrown away by merges do not. */
  #collectSites(): void {
    const visit = (value: Json): void => {
      if (!Array.isArray(value) && !isJsonObject(value)) {
        return;
      }
      for (const [key, node] of this.#nodes.get(value) ?? []) {
        const sites = this.#sites.get(node);
        const site = { container: value, key };
        if (sites === undefined) {
          this.#sites.set(node, [site]);
        } else {
          sites.push(site);
        }
      }
      Object.values(value).forEach(visit);
    };
    this.documents.forEach(({ value }) => visit(value ?? null));
  }
}
