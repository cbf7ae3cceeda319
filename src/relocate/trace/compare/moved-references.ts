import type { FoundReference, Resource } from '../../../manifest';
import { groupBy } from '../group-by';
import { knownReferences } from './known-references';
import { inside, placeKey } from './place';
import type { Place } from './place';

/** A reference, and what became of it. */
export interface MovedReference {
  /** How it was written. */
  readonly before: string;
  /** How it is written now. */
  readonly after: string;
  /** Whether the string that it stands in is base64. */
  readonly isBase64: boolean;
}

/** References of an object that became what they were meant to. They are looked for when somebody asks. */
export class MovedReferences {
  #isKnown = false;
  readonly #byPlace = new Map<string, MovedReference[]>();
  readonly #byString = new Map<string, MovedReference[]>();
  readonly #parts = new Set<string>();

  /**
   * @param isMeant asked about each reference that is not what it was, with what stands in its place now; when nothing
   * was meant to move, nothing is looked at
   */
  constructor(
    private readonly before: Resource,
    private readonly after: Resource,
    private readonly isMeant?: (before: FoundReference, after: FoundReference) => boolean,
  ) {}

  /** All that somebody asked about. */
  public get all(): MovedReference[] {
    return [...this.#byString.values()].flat();
  }

  /** Those that are the whole string at a place. */
  public at(place: Place): readonly MovedReference[] {
    this.#find();
    return this.#byPlace.get(placeKey(place)) ?? [];
  }

  /** Those in the string at a place, in documents inside it too. */
  public within({ path }: Place): readonly MovedReference[] {
    this.#find();
    return this.#byString.get(JSON.stringify(path)) ?? [];
  }

  /** Whether a value is one of several that spell such a reference together. */
  public isPart(place: Place): boolean {
    this.#find();
    return this.#parts.has(placeKey(place));
  }

  #find(): void {
    if (this.#isKnown || this.isMeant === undefined) {
      return;
    }
    this.#isKnown = true;
    const now = groupBy(knownReferences(this.after), siteKey);
    for (const [key, references] of groupBy(knownReferences(this.before), siteKey)) {
      for (const [index, reference] of references.entries()) {
        const other = now.get(key)?.[index];
        if (other !== undefined && other.text !== reference.text && this.isMeant(reference, other)) {
          this.#add(reference, other);
        }
      }
    }
  }

  #add(before: FoundReference, after: FoundReference): void {
    const place = { path: before.path, embedded: before.site.embedded };
    const moved = { before: before.text, after: after.text, isBase64: before.site.base64 === true };
    if (before.site.parts !== undefined) {
      for (const { parts = { repository: '' } } of [before.site, after.site]) {
        [parts.registry, parts.repository].forEach((key) => key !== undefined && this.#parts.add(placeKey(inside(place, key))));
      }
    }
    push(this.#byPlace, placeKey(place), moved);
    push(this.#byString, JSON.stringify(before.path), moved);
  }
}

/** A text does not become a map, but a map that spells a reference may do so by other keys afterwards. */
function siteKey({ path, site }: FoundReference): string {
  return `${placeKey({ path, embedded: site.embedded })}${site.parts === undefined ? '' : ' map'}`;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
