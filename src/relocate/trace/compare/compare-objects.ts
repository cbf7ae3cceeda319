import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '../../../manifest';
import type { Json, JsonObject, Resource } from '../../../manifest';
import { embeddedDocuments } from './embedded-documents';
import type { MovedReference, MovedReferences } from './moved-references';
import { inside, intoDocument, TOP } from './place';
import type { Place } from './place';
import { labelOf, withoutPullSecretGains } from './pull-secret-gain';
import { isSameButReferences } from './same-but-references';

/** A value that is not what it was; a side is `undefined` when there is nothing. */
export interface RawDifference {
  readonly place: Place;
  /** Key that the values stand under, or the name of the variable whose value they are. */
  readonly label: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** What comparing two objects found. */
export interface ObjectComparison {
  /** What nobody asked for. */
  readonly differences: readonly RawDifference[];
  /** Whether there was something that was asked for. */
  readonly isChanged: boolean;
  /** The references that were meant to move. */
  readonly moved: readonly MovedReference[];
}

/** Objects that are the same in both, which is most of them. */
const SAME: ObjectComparison = { differences: [], isChanged: false, moved: [] };

/** Documents inside strings inside documents: deeper ones are compared as texts. */
const MOST_EMBEDDING = 3;
/** Base64 of a text that begins with `{"` or `[{`: charts hand whole values to programs so. */
const ENCODED_DOCUMENT = /^(?:eyJ|W3si)[A-Za-z0-9+/]+={0,2}$/;
/** Differences of one object: beyond that it is another object. */
const MOST = 100;

/**
 * Compares an object with what became of it.
 *
 * @param moved finds its references that were meant to move
 * @param pullSecretNames pull secrets that it may have been given
 */
export function compareObjects(
  before: Resource, after: Resource, moved: (after: Resource) => MovedReferences, pullSecretNames: readonly string[],
): ObjectComparison {
  if (isDeepStrictEqual(before.object, after.object)) {
    return SAME;
  }
  const object = withoutPullSecretGains(before.object, after.object, pullSecretNames) as JsonObject;
  const isGiven = object !== after.object;
  const references = moved(isGiven ? { ...after, object } : after);
  const comparer = new ObjectComparer(references, pullSecretNames);
  comparer.compare(before.object, object, TOP, '');
  return { differences: comparer.differences, isChanged: isGiven || comparer.isChanged, moved: references.all };
}

class ObjectComparer {
  public readonly differences: RawDifference[] = [];
  public isChanged = false;
  readonly #moved: MovedReferences;
  readonly #names: readonly string[];

  constructor(moved: MovedReferences, names: readonly string[]) {
    this.#moved = moved;
    this.#names = names;
  }

  public compare(before: Json | undefined, after: Json | undefined, place: Place, label: string): void {
    if (before === after || this.differences.length >= MOST) {
      return;
    }
    if (typeof before !== 'object' && typeof after !== 'object' && this.#moved.isPart(place)) {
      this.isChanged = true;
    } else if (isJsonObject(before) && isJsonObject(after)) {
      this.#maps(before, after, place);
    } else if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
      before.forEach((value, index) => this.compare(value, after[index], inside(place, index), label));
    } else if (typeof before === 'string' && typeof after === 'string') {
      this.#texts(before, after, place, label);
    } else {
      this.differences.push({ place, label, before, after });
    }
  }

  #maps(before: JsonObject, after: JsonObject, place: Place): void {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const [left, right] = [own(before, key), own(after, key)];
      if (left !== right) {
        this.compare(left, right, inside(place, key), labelOf(Object.hasOwn(before, key) ? before : after, key));
      }
    }
  }

  #texts(before: string, after: string, place: Place, label: string): void {
    const [base64, plain] = partition(this.#moved.within(place), ({ isBase64 }) => isBase64);
    if (this.#moved.at(place).some((one) => one.before === before && one.after === after) || isSameButReferences(before, after, plain)) {
      this.isChanged = true;
    } else if (base64.length > 0 && place.embedded.length === 0) {
      this.#documents(decode(before), decode(after), place, label, isSameButReferences(decode(before), decode(after), base64));
    } else {
      const isEncoded = ENCODED_DOCUMENT.test(before) && ENCODED_DOCUMENT.test(after);
      this.#documents(isEncoded ? decode(before) : before, isEncoded ? decode(after) : after, place, label, false);
    }
  }

  /** Texts that hold documents are compared value by value: only so can it be told what in them was meant. */
  #documents(before: string, after: string, place: Place, label: string, isSame: boolean): void {
    if (isSame) {
      this.isChanged = true;
      return;
    }
    const [left, right] = place.embedded.length < MOST_EMBEDDING && before.includes('\n') || /^\s*[{[]/.test(before)
      ? [embeddedDocuments(before), embeddedDocuments(after)] : [];
    if (left === undefined || right === undefined || [...left.keys()].join() !== [...right.keys()].join()) {
      this.differences.push({ place, label, before, after });
      return;
    }
    const inner = new ObjectComparer(this.#moved, this.#names);
    for (const [document, value] of left) {
      const other = right.get(document) ?? null;
      const kept = withoutPullSecretGains(value, other, this.#names);
      inner.isChanged ||= kept !== other;
      inner.compare(value, kept, intoDocument(place, document), label);
    }
    this.isChanged ||= inner.isChanged;
    // Where the documents say the same, it is a comment or the order of keys that differs.
    this.differences.push(...(inner.isChanged || inner.differences.length > 0 ? inner.differences : [{ place, label, before, after }]));
  }
}

function own(map: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function decode(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

function partition<T>(all: readonly T[], isFirst: (one: T) => boolean): [T[], T[]] {
  return [all.filter((one) => isFirst(one)), all.filter((one) => !isFirst(one))];
}
