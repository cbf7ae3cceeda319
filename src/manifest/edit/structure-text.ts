import type { YAMLMap, YAMLSeq } from 'yaml';
import { isJsonObject } from '../json';
import type { Json, JsonObject } from '../json';
import { SourceText } from './source-text';

/** A list or an object. */
export type Collection = Json[] | JsonObject;

/** A text whose documents are read, with the YAML nodes of their lists and objects besides those of their strings. */
export class StructureText {
  /** The text, with the nodes of its strings. */
  public readonly source: SourceText;
  readonly #nodes = new Map<Collection, YAMLMap | YAMLSeq>();
  readonly #values = new Map<YAMLMap | YAMLSeq, Collection[]>();

  constructor(text: string) {
    this.source = new SourceText(text, { onCollection: (value, node) => this.#nodes.set(value, node) });
    this.source.documents.forEach(({ value }) => this.#collect(value ?? null));
  }

  /** The node of a list or object. */
  public nodeOf(value: Collection): YAMLMap | YAMLSeq | undefined {
    return this.#nodes.get(value);
  }

  /** Every list or object that a node shows as: several when there are aliases or merge keys that lead to it. */
  public valuesOf(node: YAMLMap | YAMLSeq): readonly Collection[] {
    return this.#values.get(node) ?? [];
  }

  /** Only what is part of a document counts; the mappings thrown away by merges do not. */
  #collect(value: Json): void {
    if (!Array.isArray(value) && !isJsonObject(value)) {
      return;
    }
    const node = this.#nodes.get(value);
    if (node !== undefined) {
      const values = this.#values.get(node);
      if (values === undefined) {
        this.#values.set(node, [value]);
      } else {
        values.push(value);
      }
    }
    Object.values(value).forEach((child) => this.#collect(child));
  }
}
