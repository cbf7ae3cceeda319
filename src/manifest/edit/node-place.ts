import { isAlias, isCollection, isMap, isScalar } from 'yaml';
import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';

/** A key and its value, as YAML nodes. */
export type NodePair = Pair<Node | null, Node | null>;

/** Where the nodes of a document stand in the text. */
export class NodePlace {
  /** The text. */
  public readonly text: string;
  readonly #toSource: (offset: number) => number;

  /**
   * @param text the text
   * @param toSource index in the text of an offset that a node has
   */
  constructor(text: string, toSource: (offset: number) => number) {
    this.text = text;
    this.#toSource = toSource;
  }

  /** Index of the first character of a node, behind its anchor and tag. */
  public startOf(node: Node | null): number | undefined {
    const range = node?.range;
    return range === undefined || range === null ? undefined : this.#toSource(range[0]);
  }

  /** Index after the last character of a node, comments and line ends left out. */
  public endOf(node: Node | null): number | undefined {
    const range = node?.range;
    if (node === null || range === undefined || range === null) {
      return undefined;
    }
    if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) {
      return this.#endOfBlock(this.#toSource(range[0]), this.#toSource(range[1]));
    }
    if (!isCollection(node) || node.flow === true) {
      return this.#toSource(range[1]);
    }
    const last = isMap(node) ? this.endOfPair(node.items.at(-1) as NodePair | undefined) : this.endOf((node.items as (Node | null)[]).at(-1) ?? null);
    return last;
  }

  /** Index after the last character of a key and its value; `undefined` where nothing can be put behind them. */
  public endOfPair(pair: NodePair | undefined): number | undefined {
    const key = pair?.key?.range;
    if (pair === undefined || key === undefined || key === null) {
      return undefined;
    }
    const keyEnd = this.#toSource(key[1]);
    if (pair.value === null || isEmpty(pair.value)) {
      return keyEnd;
    }
    const end = this.endOf(pair.value);
    return end === undefined ? undefined : Math.max(keyEnd, end);
  }

  /** What stands on the line of an index before it; a byte order mark is left out. */
  public before(index: number): string {
    const prefix = this.text.slice(this.text.lastIndexOf('\n', index - 1) + 1, index);
    return prefix.startsWith('\ufeff') ? prefix.slice(1) : prefix;
  }

  /** Number of characters in front of a key or dash of block style, dashes included; `undefined` when there is anything else. */
  public columnOf(node: Node | null): number | undefined {
    const start = this.startOf(node);
    const prefix = start === undefined ? undefined : this.before(start);
    return prefix !== undefined && /^ *(?:- +)*$/.test(prefix) ? prefix.length : undefined;
  }

  /** Index after the last character of the line of an index, without its line end. */
  public lineEnd(index: number): number {
    const lineFeed = this.text.indexOf('\n', index);
    const end = lineFeed === -1 ? this.text.length : lineFeed;
    return end > index && this.text[end - 1] === '\r' ? end - 1 : end;
  }

  /** What ends the line of an index. */
  public lineBreak(index: number): string {
    const own = this.text.indexOf('\n', index);
    const lineFeed = own === -1 ? this.text.indexOf('\n') : own;
    return lineFeed > 0 && this.text[lineFeed - 1] === '\r' ? '\r\n' : '\n';
  }

  /** Lines of spaces behind a block may be part of it, and so are all lines behind one that keeps them. */
  #endOfBlock(start: number, end: number): number | undefined {
    const block = this.text.slice(start, end);
    const header = /^[|>][-+0-9]*/.exec(block)?.[0] ?? '+';
    const content = block.trimEnd();
    return header.includes('+') || !/^(?:\r?\n)*$/.test(block.slice(content.length)) ? undefined : start + content.length;
  }
}

/** Whether a node is nothing at all: `key:` with no value. An alias is something. */
export function isEmpty(node: Node | null): boolean {
  return node === null || (!isAlias(node) && isScalar(node) && node.range?.[0] === node.range?.[1]);
}

/** The key of a pair, as text; `undefined` for an alias or for what is no scalar. */
export function keyText(pair: NodePair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined;
}

/** The pairs of a map. */
export function pairsOf(map: YAMLMap): readonly NodePair[] {
  return map.items as NodePair[];
}

/** The items of a list. */
export function itemsOf(list: YAMLSeq): readonly (Node | null)[] {
  return list.items as (Node | null)[];
}
