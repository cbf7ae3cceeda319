import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Node, YAMLMap, YAMLSeq } from 'yaml';
import type { Json } from '../json';
import { isEmpty, itemsOf, keyText, pairsOf } from './node-place';
import type { NodePair, NodePlace } from './node-place';
import { printBlock, printEntry, printFlow, printFlowEntry } from './print-value';
import type { BlockStyle } from './print-value';
import type { Splice } from './splice';

/** Where a new key goes: in front of the first of some keys that is there, or behind it. In flow style it always goes last. */
export type KeyPlace = { readonly before: readonly string[] } | { readonly after: readonly string[] };

const UNKNOWN_PLACE = 'its place in the text is not known';

/** Adds a key to a map of block or flow style. Line ends are line feeds. Returns a reason when it cannot be done. */
export function addKey(place: NodePlace, map: YAMLMap, key: string, value: Json, where: KeyPlace): Splice | string {
  return map.flow === true ? addToFlow(place, map, printFlowEntry(key, value, isQuoted(place, map))) : addToBlock(place, map, key, value, where);
}

/** Adds items to a list, in its own style. */
export function addItems(place: NodePlace, list: YAMLSeq, items: readonly Json[]): Splice | string {
  if (list.flow === true) {
    return addToFlow(place, list, items.map((item) => printFlow(item, /["']/.test(textOf(place, list)))).join(', '));
  }
  const start = place.startOf(list);
  const prefix = start === undefined ? '' : place.before(start);
  const end = place.endOf(list);
  if (start === undefined || end === undefined || place.text[start] !== '-' || !/^ *$/.test(prefix)) {
    return UNKNOWN_PLACE;
  }
  return behindLine(place, end, prefix.length, printBlock([...items], { step: 2, dash: 2 }));
}

/** Gives a key that has no value, or `null`, one. */
export function fillKey(place: NodePlace, map: YAMLMap, pair: NodePair, value: Json): Splice | string {
  const node = pair.value;
  if (isAlias(node) || (isScalar(node) && (node.anchor !== undefined || node.tag !== undefined))) {
    return 'its value has an anchor, a tag or an alias';
  }
  if (!isEmpty(node)) {
    const [start, end] = [place.startOf(node), place.endOf(node)];
    return start === undefined || end === undefined ? UNKNOWN_PLACE : { start, end, text: printFlow(value, isQuoted(place, map)) };
  }
  const end = place.endOfPair(pair);
  const column = columnOf(place, map);
  if (end === undefined || (map.flow !== true && column === undefined)) {
    return UNKNOWN_PLACE;
  }
  if (map.flow === true) {
    const colon = /^\s*:/.exec(place.text.slice(end, end + 100))?.[0];
    return colon === undefined ? UNKNOWN_PLACE : { start: end + colon.length, end: end + colon.length, text: ` ${printFlow(value, isQuoted(place, map))}` };
  }
  const style = styleOf(place, map);
  return behindLine(place, end, (column ?? 0) + (Array.isArray(value) ? style.dash : style.step), printBlock(value, style));
}

function addToFlow(place: NodePlace, node: YAMLMap | YAMLSeq, text: string): Splice | string {
  const start = place.startOf(node);
  const end = place.endOf(node);
  if (start === undefined || end === undefined || !'{['.includes(place.text[start] ?? ' ')) {
    return UNKNOWN_PLACE;
  }
  const last = isMap(node) ? place.endOfPair(pairsOf(node).at(-1)) : place.endOf(itemsOf(node).at(-1) ?? null);
  if (node.items.length === 0) {
    const space = isMap(node) && !text.startsWith('"') ? ' ' : '';
    return /^.\s*.$/s.test(place.text.slice(start, end)) ? { start: start + 1, end: end - 1, text: `${space}${text}${space}` } : 'there is a comment in it';
  }
  const lastStart = isMap(node) ? place.startOf(pairsOf(node).at(-1)?.key ?? null) : place.startOf(itemsOf(node).at(-1) ?? null);
  if (last === undefined || lastStart === undefined || (isMap(node) && isEmpty(pairsOf(node).at(-1)?.value ?? null))) {
    return UNKNOWN_PLACE;
  }
  const prefix = place.before(lastStart);
  return { start: last, end: last, text: /^[ \t]*$/.test(prefix) ? `,\n${prefix}${text}` : `, ${text}` };
}

function addToBlock(place: NodePlace, map: YAMLMap, key: string, value: Json, where: KeyPlace): Splice | string {
  const column = columnOf(place, map);
  if (column === undefined) {
    return UNKNOWN_PLACE;
  }
  const pairs = pairsOf(map);
  const lines = printEntry(key, value, styleOf(place, map));
  const wanted = 'before' in where ? where.before : where.after;
  const anchor = pairs.findIndex((pair) => wanted.includes(keyText(pair) ?? ''));
  if ('before' in where && anchor !== -1) {
    const start = topOf(place, pairs, anchor, column);
    if (start !== undefined) {
      const indent = ' '.repeat(column);
      return { start, end: start, text: lines.map((line) => `${line}\n${indent}`).join('') };
    }
  }
  for (const pair of [...(anchor === -1 ? [] : pairs.slice(anchor, anchor + 1)), ...[...pairs].reverse()]) {
    const end = place.endOfPair(pair);
    if (end !== undefined) {
      return behindLine(place, end, column, lines);
    }
  }
  return 'every value in it keeps the lines that follow it';
}

/** Where lines can be put in front of a key: above the comments that belong to it. */
function topOf(place: NodePlace, pairs: readonly NodePair[], index: number, column: number): number | undefined {
  const key = place.startOf(pairs[index]?.key ?? null);
  if (key === undefined || !/^ *$/.test(place.before(key))) {
    return undefined;
  }
  const previous = index === 0 ? -1 : place.endOfPair(pairs[index - 1]);
  let top = key;
  // A comment above the first key of a document is about the whole of it, and what follows a block may be part of it.
  while (previous !== undefined && (index > 0 || column > 0)) {
    const lineFeed = place.text.lastIndexOf('\n', top - 1);
    const above = lineFeed <= 0 ? -1 : place.text.lastIndexOf('\n', lineFeed - 1) + 1;
    const hash = above + column;
    if (above <= previous || above === -1 || place.text[hash] !== '#' || !/^ *$/.test(place.text.slice(above, hash))) {
      break;
    }
    top = hash;
  }
  return top;
}

/** Puts lines behind the line of an index, and behind the comments below it that are indented more than they are. */
function behindLine(place: NodePlace, index: number, column: number, lines: readonly string[]): Splice {
  let end = place.lineEnd(index);
  for (;;) {
    const next = /^\r?\n( *)#/.exec(place.text.slice(end, end + 300));
    if (next === null || (next[1]?.length ?? 0) <= column) {
      break;
    }
    end = place.lineEnd(end + next[0].length);
  }
  const indent = ' '.repeat(column);
  return { start: end, end, text: lines.map((line) => `\n${indent}${line}`).join('') };
}

function columnOf(place: NodePlace, map: YAMLMap): number | undefined {
  return pairsOf(map).map(({ key }) => place.columnOf(key)).find((column) => column !== undefined);
}

/** The style of the blocks that stand beside a new one. */
function styleOf(place: NodePlace, map: YAMLMap): BlockStyle {
  const column = columnOf(place, map) ?? 0;
  let [step, dash]: (number | undefined)[] = [];
  for (const { value } of pairsOf(map)) {
    const inner = isSeq(value) && value.flow !== true ? place.columnOf(value) : undefined;
    dash ??= inner === undefined ? undefined : inner - column;
    const deeper = isMap(value) && value.flow !== true ? columnOf(place, value) : undefined;
    step ??= deeper === undefined ? undefined : deeper - column;
  }
  return { step: step ?? 2, dash: dash ?? 2 };
}

function isQuoted(place: NodePlace, map: YAMLMap): boolean {
  return pairsOf(map).some(({ key }) => isScalar(key) && place.text[place.startOf(key as Node) ?? -1] === '"');
}

function textOf(place: NodePlace, node: Node): string {
  return place.text.slice(place.startOf(node), place.endOf(node));
}
