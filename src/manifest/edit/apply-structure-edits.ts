import type { Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isSeq } from 'yaml';
import { isJsonObject, property, valueAt } from '../json';
import type { Json, JsonObject } from '../json';
import { addItems, addKey, fillKey } from './grow-collection';
import { keyText, NodePlace, pairsOf } from './node-place';
import type { Site } from './source-text';
import { spellLines } from './spell-lines';
import { applySplices, sortSplices } from './splice';
import type { Splice } from './splice';
import type { KeyEdit, StructureEdit } from './structure-edit';
import { StructureText } from './structure-text';
import type { Collection } from './structure-text';
import { Overrides } from './verify';

/** A text that has grown. */
export interface GrownText {
  /** The new text. */
  readonly text: string;
  /** How it came about. */
  readonly splices: readonly Splice[];
  /** The changes that were not made, and why. */
  readonly refused: ReadonlyMap<StructureEdit, string>;
}

/**
 * Gives objects new keys and lists new items, in the style that stands around them, and leaves every other character alone.
 *
 * The new text is read again: it must hold the same values but for the new ones.
 *
 * @throws PullproofError `manifest-invalid` when it does not, which would be a mistake of ours.
 */
export function applyStructureEdits(structure: StructureText, edits: readonly StructureEdit[]): GrownText {
  const editor = new StructureEditor(structure);
  editor.add(edits);
  return editor.finish();
}

/** Where a new key or item goes: the node that grows, and the value that it shows as. */
interface Target {
  readonly edit: KeyEdit;
  readonly container: JsonObject;
  readonly node: YAMLMap | YAMLSeq;
  readonly value: Collection;
}

const NOTHING_THERE = 'there is nothing at that path';
const SHARED = 'an anchor shares it with a place that is to stay as it is';

class StructureEditor {
  readonly #structure: StructureText;
  readonly #refused = new Map<StructureEdit, string>();
  readonly #splices: Splice[] = [];
  readonly #overrides = new Overrides();

  constructor(structure: StructureText) {
    this.#structure = structure;
  }

  public add(edits: readonly StructureEdit[]): void {
    const targets = new Map<YAMLMap | YAMLSeq, Map<string, Target[]>>();
    const hosted = new Map<Scalar, { site: Site; edits: StructureEdit[] }[]>();
    for (const edit of edits) {
      const found = 'start' in edit || edit.embedded.length > 0 ? this.#addHosted(edit, hosted) : this.#target(edit);
      if (typeof found === 'string') {
        this.#refused.set(edit, found);
      } else if (found !== undefined) {
        const byKey = targets.get(found.node) ?? new Map<string, Target[]>();
        targets.set(found.node, byKey);
        byKey.set(found.edit.key, [...byKey.get(found.edit.key) ?? [], found]);
      }
    }
    for (const [node, byKey] of targets) {
      byKey.forEach((same) => this.#grow(node, same));
    }
    hosted.forEach((sites, node) => this.#editString(node, sites));
  }

  public finish(): GrownText {
    const { text, documents } = this.#structure.source;
    const splices = sortSplices(this.#splices);
    if (splices.length === 0) {
      return { text, splices, refused: this.#refused };
    }
    const grown = applySplices(text, splices);
    this.#overrides.verify(documents, grown);
    return { text: grown, splices, refused: this.#refused };
  }

  #target(edit: KeyEdit): Target | string {
    const container = valueAt(this.#structure.source.documents[edit.document]?.value, edit.path);
    const map = isJsonObject(container) ? this.#structure.nodeOf(container) : undefined;
    if (!isJsonObject(container) || !isMap(map)) {
      return NOTHING_THERE;
    }
    const pairs = pairsOf(map).filter((pair) => keyText(pair) === edit.key);
    const current = property(container, edit.key);
    if (pairs.length > 1) {
      return 'the key is given twice';
    }
    if (current !== undefined && pairs.length === 0) {
      return 'the key comes from a merge key (<<)';
    }
    if (!Array.isArray(current)) {
      return current === undefined || current === null ? { edit, container, node: map, value: container } : 'it holds something else already';
    }
    const list = this.#structure.nodeOf(current);
    return Array.isArray(edit.value) && list !== undefined ? { edit, container, node: list, value: current } : 'it holds a list already';
  }

  /** All places that show one node grow together, since the node is written only once. */
  #grow(node: YAMLMap | YAMLSeq, targets: readonly Target[]): void {
    const [first] = targets;
    const edits = targets.map(({ edit }) => edit);
    if (first === undefined) {
      return;
    }
    const wanted = new Set(targets.map(({ value }) => value));
    const alike = edits.every(({ value }) => JSON.stringify(value) === JSON.stringify(first.edit.value));
    const splice = alike && this.#structure.valuesOf(node).every((value) => wanted.has(value)) ? this.#splice(node, first) : SHARED;
    if (typeof splice === 'string') {
      edits.forEach((edit) => this.#refused.set(edit, splice));
      return;
    }
    const lineBreak = new NodePlace(this.#structure.source.text, (offset) => offset).lineBreak(splice.start);
    this.#splices.push({ ...splice, text: splice.text.replaceAll('\n', lineBreak) });
    for (const { container, edit } of targets) {
      const current = property(container, edit.key);
      this.#overrides.set({ container, key: edit.key }, Array.isArray(current) ? [...current, ...edit.value as Json[]] : edit.value);
    }
  }

  #splice(node: YAMLMap | YAMLSeq, { edit }: Target): Splice | string {
    const { text, documents } = this.#structure.source;
    const place = new NodePlace(text, documents[edit.document]?.toSource ?? ((offset) => offset));
    if (isSeq(node)) {
      return addItems(place, node, edit.value as Json[]);
    }
    const pair = pairsOf(node).find((one) => keyText(one) === edit.key);
    return pair === undefined ? addKey(place, node, edit.key, edit.value, edit.where) : fillKey(place, node, pair, edit.value);
  }

  #addHosted(edit: StructureEdit, hosted: Map<Scalar, { site: Site; edits: StructureEdit[] }[]>): string | undefined {
    const container = valueAt(this.#structure.source.documents[edit.document]?.value, edit.path.slice(0, -1));
    const key = edit.path.at(-1);
    const site = key !== undefined && typeof container === 'object' && container !== null ? { container, key } : undefined;
    const node = site === undefined ? undefined : this.#structure.source.nodeAt(site);
    if (site === undefined || node === undefined) {
      return NOTHING_THERE;
    }
    const sites = hosted.get(node) ?? [];
    hosted.set(node, sites);
    const atSite = sites.find((one) => one.site.container === site.container && one.site.key === site.key);
    if (atSite === undefined) {
      sites.push({ site, edits: [edit] });
    } else {
      atSite.edits.push(edit);
    }
    return undefined;
  }

  #editString(node: Scalar, sites: readonly { site: Site; edits: StructureEdit[] }[]): void {
    const [first] = sites;
    const all = sites.flatMap(({ edits }) => edits);
    const value = first === undefined ? undefined : property(first.site.container as JsonObject, String(first.site.key));
    if (first === undefined || typeof value !== 'string') {
      return;
    }
    const shared = sites.length !== this.#structure.source.sitesOf(node).length
      || sites.some(({ edits }) => signature(edits) !== signature(first.edits));
    const changes = shared ? [] : this.#valueChanges(value, first.edits);
    const document = this.#structure.source.documents[first.edits[0]?.document ?? 0];
    const spelling = shared ? { refusal: SHARED }
      : spellLines(this.#structure.source.text, document?.toSource ?? ((offset) => offset), node, value, changes);
    if ('refusal' in spelling) {
      all.forEach((edit) => this.#refused.set(edit, spelling.refusal));
      return;
    }
    this.#splices.push(...spelling.splices);
    this.#structure.source.sitesOf(node).forEach((site) => this.#overrides.set(site, applySplices(value, changes)));
  }

  /** The changes of one string, made in the documents or in the lines that it holds. */
  #valueChanges(value: string, edits: readonly StructureEdit[]): Splice[] {
    const inner = new Map<StructureEdit, StructureEdit>();
    const splices: Splice[] = [];
    for (const edit of edits) {
      const [place, ...embedded] = edit.embedded;
      if (place !== undefined) {
        inner.set({ ...edit, document: place.document, path: place.path, embedded }, edit);
      } else if ('start' in edit) {
        splices.push({ start: edit.start, end: edit.start, text: edit.text });
      }
    }
    if (inner.size > 0) {
      const grown = applyStructureEdits(new StructureText(value), [...inner.keys()]);
      grown.refused.forEach((reason, edit) => this.#refused.set(inner.get(edit) ?? edit, reason));
      splices.push(...grown.splices);
    }
    return sortSplices(splices);
  }
}

function signature(edits: readonly StructureEdit[]): string {
  return JSON.stringify(edits.map(({ document, path, ...edit }) => [document, path.length, edit]));
}
