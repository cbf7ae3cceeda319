import { isJsonObject } from '../../../manifest';
import type { Json } from '../../../manifest';
import { EVERY } from './value-node';
import type { ValueNode } from './value-node';

/**
 * What an expression may be while a template runs: any of several values of the chart, a map or list that the template
 * made, a text it holds. Which branch a condition takes is never asked.
 */
export interface Possible {
  /** Places in the values that it may be. */
  readonly nodes: readonly ValueNode[];
  /** Members of a map that the template made; `set` adds to it. */
  readonly fields?: Map<string, Possible>;
  /** Elements of a list that the template made. */
  readonly items?: readonly Possible[];
  /** Texts of the template that it may be. */
  readonly texts?: readonly string[];
  /** A name for what `.` is at the top of a chart, in place of all that it holds. */
  readonly key?: string;
}

/** Nothing that comes from values: numbers, texts that were put together, what is not known. */
export const NOTHING: Possible = { nodes: [] };

/** Alternatives that are followed at most: templates that offer more than that read the same keys of all of them. */
const MOST = 100;
/** Elements of a list or map that are followed one by one. */
const MOST_ELEMENTS = 50;

/** Any of several. */
export function anyOf(values: readonly Possible[]): Possible {
  const some = values.filter((value) => value !== NOTHING);
  if (some.length <= 1) {
    return some[0] ?? NOTHING;
  }
  const fields = some.map((value) => value.fields).filter((one) => one !== undefined);
  const items = some.flatMap((value) => value.items ?? []);
  const texts = new Set(some.flatMap((value) => value.texts ?? []));
  return {
    nodes: [...new Set(some.flatMap(({ nodes }) => nodes))].slice(0, MOST),
    ...(fields.length === 0 ? {} : { fields: joinFields(fields) }),
    ...(items.length === 0 ? {} : { items: items.slice(0, MOST) }),
    ...(texts.size === 0 ? {} : { texts: [...texts].slice(0, MOST) }),
  };
}

function joinFields(all: readonly Map<string, Possible>[]): Map<string, Possible> {
  const [first = new Map<string, Possible>()] = all;
  if (all.length === 1) {
    return first;
  }
  const joined = new Map<string, Possible>();
  for (const fields of all) {
    for (const [key, value] of fields) {
      const known = joined.get(key);
      joined.set(key, known === undefined ? value : anyOf([known, value]));
    }
  }
  return joined;
}

/** What stands under a key. */
export function memberOf(value: Possible, key: string): Possible {
  const own = value.fields?.get(key);
  return anyOf([...(own === undefined ? [] : [own]), fromNodes(withOverlays(value.nodes).map((node) => node.child(key)))]);
}

/** Everything right inside: elements of lists, members of maps. */
export function elementsOf(value: Possible): Possible {
  const inValues = fromNodes(withOverlays(value.nodes).flatMap((node) => elementsOfNode(node)));
  return anyOf([...(value.items ?? []), ...(value.fields?.values() ?? []), inValues]);
}

function elementsOfNode(node: ValueNode): (ValueNode | undefined)[] {
  const { current } = node;
  const steps = Array.isArray(current) ? [...current.keys()] : isJsonObject(current) ? Object.keys(current) : [];
  if (steps.length === 0 && (node.steps.at(-1) === EVERY || isScalar(current))) {
    // A template that looks into everything, whatever it is, tells nothing about what is not there.
    return [];
  }
  return steps.length === 0 ? [node.child(EVERY)] : steps.slice(0, MOST_ELEMENTS).map((step) => node.child(step));
}

function isScalar(value: Json | undefined): boolean {
  return typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '');
}

function fromNodes(nodes: readonly (ValueNode | undefined)[]): Possible {
  const some = nodes.filter((node) => node !== undefined);
  return some.length === 0 ? NOTHING : { nodes: [...new Set(some)] };
}

/** The places, and those whose values templates have merged into them. */
function withOverlays(nodes: readonly ValueNode[]): readonly ValueNode[] {
  if (nodes.every(({ overlays }) => overlays.length === 0)) {
    return nodes;
  }
  const seen = new Set(nodes);
  // A set that grows while it is walked hands out what is added, and nothing twice.
  for (const node of seen) {
    if (seen.size < MOST) {
      node.overlays.forEach((overlay) => seen.add(overlay));
    }
  }
  return [...seen];
}

/** A text that is the same for the same possibilities, to recognise work that was done. */
export function keyOf(value: Possible, level = 0): string {
  if (value === NOTHING) {
    return '-';
  }
  if (value.key !== undefined) {
    return value.key;
  }
  const fields = level > 4 ? '' : [...value.fields ?? []].map(([name, field]) => `${JSON.stringify(name)}:${keyOf(field, level + 1)}`).join();
  const items = level > 4 ? '' : (value.items ?? []).map((item) => keyOf(item, level + 1)).join();
  return `${value.nodes.map(({ id }) => id.own).join()}{${fields}}[${items}]${(value.texts ?? []).map((text) => JSON.stringify(text)).join()}`;
}
