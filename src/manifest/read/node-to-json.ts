import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Json, JsonObject } from '../json';
import { DocumentProblem } from './document-problem';
import { scalarToJson } from './scalar-to-json';

/** Deepest nesting that is read; the schemas of real custom resources stay below 100. */
export const MAX_DEPTH = 500;

/** How many values all aliases of a stream may expand to, so that a few lines cannot fill the memory. */
export const ALIAS_BUDGET = 500_000;

/** Keys that JavaScript puts first, in rising order. */
const ARRAY_INDEX = /^(?:0|[1-9][0-9]*)$/;

/** What a conversion needs from outside, and what it gives besides the value. */
export interface ConversionContext {
  /** Values that aliases may still expand to; counted down across the documents of a stream. */
  readonly budget: { left: number };
  /**
   * Receives the offset of every value, a container before its values.
   *
   * @default - offsets are not needed
   */
  readonly onValue?: (offset: number) => void;
  /**
   * Called when the order of the values is not that of `onValue`: a key given twice, a merge, a key like `10`,
   * which JavaScript sorts to the front.
   *
   * @default - nobody needs to know
   */
  readonly onDisorder?: () => void;
  /**
   * Receives the YAML node of every string value.
   *
   * @default - nodes are not needed
   */
  readonly onString?: (container: Json[] | JsonObject, key: string | number, node: Scalar) => void;
  /**
   * Receives the YAML node of every list and object, behind an alias once more for the value that the alias stands for.
   *
   * @default - nodes are not needed
   */
  readonly onCollection?: (value: Json[] | JsonObject, node: YAMLMap | YAMLSeq) => void;
  /**
   * Told that a key of `into` now holds the value that `merged`, a mapping that is thrown away, had under it.
   *
   * @default - nobody needs to know
   */
  readonly onMerge?: (merged: JsonObject, into: JsonObject, key: string) => void;
}

/**
 * The value of a YAML document, as Kubernetes reads it.
 *
 * Like `sigs.k8s.io/yaml`: the last of two equal keys wins; a merge key (`<<`) overwrites what stands before it and
 * is overwritten by what follows; keys become strings (`on: x` has the key `true`).
 *
 * @throws DocumentProblem for what Kubernetes refuses, and for aliases beyond the budget.
 */
export function nodeToJson(node: Node | null, context: ConversionContext): Json {
  return new Converter(context).convert(node, 0);
}

class Converter {
  readonly #context: ConversionContext;
  readonly #anchors = new Map<string, Node>();
  /** Anchored nodes that are being converted: an alias to one of them would never end. */
  readonly #open = new Set<Node>();
  #aliasDepth = 0;

  constructor(context: ConversionContext) {
    this.#context = context;
  }

  public convert(node: Node | null, depth: number): Json {
    if (isAlias(node)) {
      return this.#throughAlias(node, (target) => this.convert(target, depth));
    }
    this.#context.onValue?.(node?.range?.[0] ?? 0);
    if (node === null) {
      return null;
    }
    if (depth > MAX_DEPTH) {
      throw new DocumentProblem(`it is nested more than ${MAX_DEPTH} levels deep`, node.range?.[0]);
    }
    if (this.#aliasDepth > 0 && --this.#context.budget.left < 0) {
      throw new DocumentProblem(`its aliases expand to more than ${ALIAS_BUDGET} values`, node.range?.[0]);
    }
    this.#register(node);
    if (isScalar(node)) {
      return scalarToJson(node);
    }
    this.#open.add(node);
    const value = isMap(node) ? this.#map(node, depth) : this.#list(node as YAMLSeq, depth);
    this.#open.delete(node);
    this.#context.onCollection?.(value, node as YAMLMap | YAMLSeq);
    return value;
  }

  /** An alias means the nearest anchor of its name before it in the text, so expansions of aliases do not count. */
  #register(node: Node): void {
    if ('anchor' in node && node.anchor !== undefined && this.#aliasDepth === 0) {
      this.#anchors.set(node.anchor, node);
    }
  }

  #throughAlias<T>(alias: Alias, then: (target: Node) => T): T {
    const target = this.#anchors.get(alias.source);
    if (target === undefined) {
      throw new DocumentProblem('an alias has no anchor before it', alias.range?.[0]);
    }
    if (this.#open.has(target)) {
      throw new DocumentProblem('an anchor contains an alias to itself', alias.range?.[0]);
    }
    this.#aliasDepth += 1;
    const result = then(target);
    this.#aliasDepth -= 1;
    return result;
  }

  #list(node: YAMLSeq, depth: number): Json[] {
    const list: Json[] = [];
    for (const item of node.items as (Node | null)[]) {
      const value = this.convert(item, depth + 1);
      this.#reportString(list, list.length, item, value);
      list.push(value);
    }
    return list;
  }

  #map(node: YAMLMap, depth: number): JsonObject {
    const object: JsonObject = {};
    for (const pair of node.items as Pair<Node | null, Node | null>[]) {
      if (isMergeKey(pair.key)) {
        this.#context.onDisorder?.();
        this.#merge(object, pair.value, depth + 1);
        continue;
      }
      const key = this.#key(pair.key);
      const value = this.convert(pair.value, depth + 1);
      this.#reportString(object, key, pair.value, value);
      if (Object.hasOwn(object, key) || ARRAY_INDEX.test(key)) {
        this.#context.onDisorder?.();
      }
      setProperty(object, key, value);
    }
    return object;
  }

  #key(node: Node | null): string {
    if (isAlias(node)) {
      return this.#throughAlias(node, (target) => this.#key(target));
    }
    if (!isScalar(node)) {
      throw new DocumentProblem('a key is not a text', node?.range?.[0]);
    }
    this.#register(node);
    const key = scalarToJson(node);
    if (key === null) {
      throw new DocumentProblem('a key is empty', node.range?.[0]);
    }
    return String(key);
  }

  #merge(into: JsonObject, source: Node | null, depth: number): void {
    if (isAlias(source)) {
      this.#throughAlias(source, (target) => this.#merge(into, target, depth));
    } else if (isSeq(source)) {
      // The first of several sources wins, so it is written last.
      for (const item of [...(source.items as (Node | null)[])].reverse()) {
        this.#mergeOne(into, item, depth);
      }
    } else {
      this.#mergeOne(into, source, depth);
    }
  }

  #mergeOne(into: JsonObject, source: Node | null, depth: number): void {
    if (isAlias(source)) {
      this.#throughAlias(source, (target) => this.#mergeOne(into, target, depth));
      return;
    }
    if (!isMap(source)) {
      throw new DocumentProblem('a merge key needs a mapping', source?.range?.[0]);
    }
    const merged = this.convert(source, depth) as JsonObject;
    for (const [key, value] of Object.entries(merged)) {
      setProperty(into, key, value);
      this.#context.onMerge?.(merged, into, key);
    }
  }

  #reportString(container: Json[] | JsonObject, key: string | number, node: Node | null, value: Json): void {
    const { onString } = this.#context;
    if (onString === undefined || typeof value !== 'string') {
      return;
    }
    const target = isAlias(node) ? this.#anchors.get(node.source) : node;
    if (isScalar(target)) {
      onString(container, key, target);
    }
  }
}

function isMergeKey(key: Node | null): boolean {
  return isScalar(key) && key.value === '<<' && (key.tag === undefined ? key.type === 'PLAIN' : key.tag === 'tag:yaml.org,2002:merge');
}

/** Sets a property that may have any name, `__proto__` included. */
function setProperty(object: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    object[key] = value;
  }
}
