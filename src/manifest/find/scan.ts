import type { ImageReference } from '../../image';
import type { Json, JsonObject } from '../json';
import type { Certainty, EmbeddedPlace, ImageParts, ReferencePlace } from './found-reference';

/** A reference as the scanner meets it. */
export interface Hit {
  /** As in `FoundReference`. */
  readonly text: string;
  /** As in `FoundReference`. */
  readonly place: ReferencePlace;
  /** As in `FoundReference`. */
  readonly certainty: Certainty;
  /** As in `FoundReference`. */
  readonly reference?: ImageReference | undefined;
  /** As in `ReferenceSite`. */
  readonly start?: number;
  /** As in `ReferenceSite`. */
  readonly line?: number;
  /** As in `ReferenceSite`. */
  readonly parts?: ImageParts;
  /** As in `ReferenceSite`. */
  readonly outside?: boolean;
  /** As in `ReferenceSite`. */
  readonly base64?: boolean;
}

/** A hit with its place in the object that is being scanned. */
export interface PlacedHit extends Hit {
  /** Path in the object. */
  readonly path: readonly (string | number)[];
  /** Documents inside the string at the path. */
  readonly embedded: readonly EmbeddedPlace[];
}

/** One walk over one document. The walkers push and pop steps of the path, and emit what they find. */
export class Scan {
  /** Path to the value that is being looked at. */
  public readonly path: (string | number)[] = [];
  /** How many strings the document is inside of. */
  public readonly depth: number;
  readonly #emit: (hit: PlacedHit) => void;
  readonly #scanDocument: (document: JsonObject | Json[], scan: Scan) => void;

  constructor(
    emit: (hit: PlacedHit) => void, scanDocument: (document: JsonObject | Json[], scan: Scan) => void, depth = 0,
  ) {
    this.#emit = emit;
    this.#scanDocument = scanDocument;
    this.depth = depth;
  }

  /** Reports a reference at the current path. */
  public emit(hit: Hit): void {
    this.#emit({ ...hit, path: [...this.path], embedded: [] });
  }

  /** Looks at a value one step further down. */
  public into(step: string | number, look: () => void): void {
    this.path.push(step);
    look();
    this.path.pop();
  }

  /**
   * Scans a document that the string at the current path holds. Whatever is found there is at most `likely`, and its
   * place is that of the string.
   */
  public embedded(document: JsonObject | Json[], index: number, place: ReferencePlace): void {
    const path = [...this.path];
    const inner = new Scan((hit) => this.#emit({
      ...hit, place, certainty: hit.certainty === 'possible' ? 'possible' : 'likely',
      path, embedded: [{ document: index, path: hit.path }, ...hit.embedded],
    }), this.#scanDocument, this.depth + 1);
    this.#scanDocument(document, inner);
  }

  /** The same walk, with every hit changed before it is reported. Its path starts where this one stands. */
  public mapped(change: (hit: PlacedHit) => PlacedHit): Scan {
    return this.#continued((hit) => this.#emit(change(hit)));
  }

  /** The same walk, with some hits left out. Its path starts where this one stands. */
  public filtered(keep: (hit: PlacedHit) => boolean): Scan {
    return this.#continued((hit) => keep(hit) && this.#emit(hit));
  }

  #continued(emit: (hit: PlacedHit) => void): Scan {
    const scan = new Scan(emit, this.#scanDocument, this.depth);
    scan.path.push(...this.path);
    return scan;
  }
}
