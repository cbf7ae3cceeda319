import type { EmbeddedPlace } from '../find/found-reference';
import type { Json, Path } from '../json';
import type { KeyPlace } from './grow-collection';

/** A key that an object is to get, or a list that is to get items. */
export interface KeyEdit {
  /** 0-based number of the document. */
  readonly document: number;
  /** Path from the document to the object, or to the string that holds it. */
  readonly path: Path;
  /** Documents inside that string, outermost first; the last one leads to the object. Empty when the object is not in a string. */
  readonly embedded: readonly EmbeddedPlace[];
  /** The key. */
  readonly key: string;
  /** Its value, neither empty nor `null`; a list goes behind the items that are there already. */
  readonly value: Json;
  /** Where the key goes when it is not there. */
  readonly where: KeyPlace;
}

/** Lines that a string is to get, which holds a template rather than a document. */
export interface LinesEdit extends Pick<KeyEdit, 'document' | 'path' | 'embedded'> {
  /** Index in the (innermost) string, not on an empty line. */
  readonly start: number;
  /** What comes in, with line feeds. */
  readonly text: string;
}

/** A change that makes a text longer. */
export type StructureEdit = KeyEdit | LinesEdit;
