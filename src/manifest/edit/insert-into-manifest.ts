import type { EmbeddedPlace } from '../find/found-reference';
import type { Json, Path } from '../json';
import { readerFor } from '../read/resource-reader';
import type { ResourceSource } from '../read/resource-reader';
import type { Resource } from '../resource';
import { applyStructureEdits } from './apply-structure-edits';
import type { KeyPlace } from './grow-collection';
import { pointerPath } from './pointer-path';
import type { StructureEdit } from './structure-edit';
import { StructureText } from './structure-text';

/** A place in an object, or in the documents that a string of it holds. */
interface InsertionPlace {
  /** The object. */
  readonly resource: Resource;
  /** Path in it: to what grows, or to the string that holds it. */
  readonly path: Path;
  /**
   * Documents inside that string, outermost first; the last one leads to what grows.
   *
   * @default - what grows is not inside a string
   */
  readonly embedded?: readonly EmbeddedPlace[];
}

/** A key that an object is to get, or a list that is to get items. */
export interface KeyInsertion extends InsertionPlace {
  /** The key. */
  readonly key: string;
  /** Its value, neither empty nor `null`; a list goes behind the items that are there already. */
  readonly value: Json;
  /** Where the key goes when it is not there. */
  readonly where: KeyPlace;
}

/** Lines that a string is to get, which holds no document but a template of one. */
export interface LinesInsertion extends InsertionPlace {
  /** Index in the string, not on an empty line. */
  readonly start: number;
  /** What comes in, with line feeds. */
  readonly text: string;
}

/** What a manifest is to get. */
export type Insertion = KeyInsertion | LinesInsertion;

/** A manifest that has grown. */
export interface InsertedManifest {
  /** The new text: byte for byte the old one, but for what came in. */
  readonly text: string;
  /** What was not inserted, and why. */
  readonly refused: ReadonlyMap<Insertion, string>;
}

/**
 * Inserts keys and items into a YAML or JSON text, in the indentation and style that stand around them, and leaves
 * everything else as it is: comments, order, line ends, anchors. What is behind an alias is left alone, unless all
 * places that show it are to get the same.
 *
 * @param text the stream
 * @param choose what its objects are to get
 * @param source name of the file, for locations; or a reader that says which objects its documents stand for
 * @throws PullproofError `manifest-invalid` when the new text would say anything else than intended.
 */
export function insertIntoManifest(
  text: string, choose: (resources: readonly Resource[]) => readonly Insertion[], source?: ResourceSource,
): InsertedManifest {
  const structure = new StructureText(text);
  const resources = structure.source.documents.flatMap((document) => readerFor(source)(document).resources);
  const insertions = new Map<StructureEdit, Insertion>();
  for (const insertion of choose(resources)) {
    const { resource: { origin }, path, embedded = [], ...change } = insertion;
    insertions.set({ ...change, document: origin.document, path: [...pointerPath(origin.pointer), ...path], embedded }, insertion);
  }
  if (insertions.size === 0) {
    return { text, refused: new Map() };
  }
  const grown = applyStructureEdits(structure, [...insertions.keys()]);
  const refused = new Map<Insertion, string>();
  grown.refused.forEach((reason, edit) => {
    const insertion = insertions.get(edit);
    if (insertion !== undefined) {
      refused.set(insertion, reason);
    }
  });
  return { text: grown.text, refused };
}
