import type { Scalar } from 'yaml';
import type { EmbeddedPlace } from '../find/found-reference';
import { isJsonObject, property, valueAt } from '../json';
import type { Json, JsonObject, Path } from '../json';
import { SourceText } from './source-text';
import type { Site } from './source-text';
import { spell } from './spell';
import { applySplices, sortSplices } from './splice';
import type { Splice } from './splice';
import { Overrides } from './verify';

/** One change of a string in a text. */
export interface TextEdit {
  /** 0-based number of the document. */
  readonly document: number;
  /** Path from the document to the string. */
  readonly path: Path;
  /** Documents inside that string, outermost first; empty when the string itself changes. */
  readonly embedded: readonly EmbeddedPlace[];
  /** Index of what changes in the (innermost) string. */
  readonly start: number;
  /** What stands there now. */
  readonly from: string;
  /** What is to stand there. The same as `from`: it must not change, even where an anchor would change it. */
  readonly to: string;
}

/** A text with changes made. */
export interface EditedText {
  /** The new text. */
  readonly text: string;
  /** How it came about. */
  readonly splices: readonly (Splice & { readonly edits: readonly TextEdit[] })[];
  /** The changes that were not made, and why. */
  readonly refused: ReadonlyMap<TextEdit, string>;
}

/**
 * Makes changes of strings in a text, and leaves every other character alone.
 *
 * The new text is read again: it must hold the same values but for the changed ones.
 *
 * @throws PullproofError `manifest-invalid` when it does not, which would be a mistake of ours.
 */
export function applyEdits(source: SourceText, edits: readonly TextEdit[]): EditedText {
  const editor = new Editor(source);
  editor.add(edits);
  return editor.finish();
}

type ToSource = (offset: number) => number;

/** The changes that one place asks for. */
interface SiteEdits {
  readonly site: Site;
  readonly edits: TextEdit[];
}

class Editor {
  readonly #source: SourceText;
  readonly #refused = new Map<TextEdit, string>();
  readonly #splices: (Splice & { edits: readonly TextEdit[] })[] = [];
  readonly #overrides = new Overrides();

  constructor(source: SourceText) {
    this.#source = source;
  }

  public add(edits: readonly TextEdit[]): void {
    const byNode = new Map<Scalar, { toSource: ToSource; sites: Map<Json[] | JsonObject, Map<string | number, SiteEdits>> }>();
    for (const edit of edits) {
      const found = this.#locate(edit);
      if (typeof found === 'string') {
        this.#refuse([edit], found);
        continue;
      }
      const { node, toSource, site } = found;
      const entry = byNode.get(node) ?? { toSource, sites: new Map() };
      byNode.set(node, entry);
      const inContainer = entry.sites.get(site.container) ?? new Map<string | number, SiteEdits>();
      entry.sites.set(site.container, inContainer);
      const atSite = inContainer.get(site.key) ?? { site, edits: [] };
      inContainer.set(site.key, atSite);
      atSite.edits.push(edit);
    }
    for (const [node, { toSource, sites }] of byNode) {
      this.#editNode(node, toSource, [...sites.values()].flatMap((inContainer) => [...inContainer.values()]));
    }
  }

  public finish(): EditedText {
    const { text } = this.#source;
    const splices = sortSplices(this.#splices);
    if (splices.length === 0) {
      return { text, splices, refused: this.#refused };
    }
    const edited = applySplices(text, splices);
    this.#overrides.verify(this.#source.documents, edited);
    return { text: edited, splices, refused: this.#refused };
  }

  #locate(edit: TextEdit): { node: Scalar; toSource: ToSource; site: Site } | string {
    const document = this.#source.documents[edit.document];
    if (document === undefined || document.value === undefined) {
      return document?.problem === undefined ? 'there is no such document' : `the document cannot be read: ${document.problem}`;
    }
    const container = valueAt(document.value, edit.path.slice(0, -1));
    const key = edit.path.at(-1);
    if (key === undefined || !(Array.isArray(container) || isJsonObject(container))) {
      return 'there is no text at that path';
    }
    const site = { container, key };
    const node = this.#source.nodeAt(site);
    if (node === undefined) {
      return 'there is no text at that path';
    }
    return { node, toSource: document.toSource, site };
  }

  /** All places that show one node change together, since the node is written only once. */
  #editNode(node: Scalar, toSource: ToSource, atSites: readonly SiteEdits[]): void {
    const edits = atSites.flatMap((entry) => entry.edits);
    const first = atSites[0];
    if (first === undefined || edits.every((edit) => edit.to === edit.from)) {
      return;
    }
    if (atSites.length > 1 && atSites.some((entry) => signature(entry.edits) !== signature(first.edits))) {
      this.#refuse(edits, 'an anchor shares its text with a place that is to say something else');
      return;
    }
    const value = textAt(first.site);
    const changes = this.#valueChanges(value, first.edits);
    const overlap = changes.some((change, index) => change.start < (changes[index - 1]?.end ?? 0));
    const spelling = overlap ? { refusal: 'two changes overlap' } : spell(this.#source.text, toSource, node, value, changes);
    if ('refusal' in spelling) {
      this.#refuse(changes.flatMap((change) => change.edits), spelling.refusal);
      return;
    }
    // A scalar that gets quotes is replaced as a whole, by one splice for all its changes.
    const together = spelling.splices.length !== changes.length;
    for (const [index, splice] of spelling.splices.entries()) {
      this.#splices.push({ ...splice, edits: together ? edits : changes[index]?.edits ?? edits });
    }
    for (const site of this.#source.sitesOf(node)) {
      this.#overrides.set(site, applySplices(value, changes));
    }
  }

  /** The changes of one string, those of the documents inside it included. */
  #valueChanges(value: string, edits: readonly TextEdit[]): (Splice & { edits: readonly TextEdit[] })[] {
    const changes: (Splice & { edits: readonly TextEdit[] })[] = [];
    const inner: TextEdit[] = [];
    const outer = new Map<TextEdit, TextEdit>();
    for (const edit of edits) {
      const [place, ...embedded] = edit.embedded;
      if (place !== undefined) {
        const innerEdit = { ...edit, document: place.document, path: place.path, embedded };
        inner.push(innerEdit);
        outer.set(innerEdit, edit);
      } else if (value.slice(edit.start, edit.start + edit.from.length) !== edit.from) {
        this.#refuse([edit], 'the text there is another one by now');
      } else if (edit.to !== edit.from) {
        changes.push({ start: edit.start, end: edit.start + edit.from.length, text: edit.to, edits: [edit] });
      }
    }
    if (inner.length > 0) {
      const edited = applyEdits(new SourceText(value), inner);
      edited.refused.forEach((reason, edit) => this.#refuse([outer.get(edit) ?? edit], reason));
      for (const splice of edited.splices) {
        changes.push({ ...splice, edits: splice.edits.map((edit) => outer.get(edit) ?? edit) });
      }
    }
    return sortSplices(changes);
  }

  #refuse(edits: readonly TextEdit[], reason: string): void {
    edits.forEach((edit) => this.#refused.set(edit, reason));
  }
}

function textAt({ container, key }: Site): string {
  const value = Array.isArray(container) ? container[Number(key)] : property(container, String(key));
  return typeof value === 'string' ? value : '';
}

function signature(edits: readonly TextEdit[]): string {
  return JSON.stringify(edits.map(({ embedded, start, from, to }) => [embedded, start, from, to]));
}
