import { isDeepStrictEqual } from 'node:util';
import { isJsonObject } from '../../../manifest';
import type { Json, JsonObject, Path } from '../../../manifest';
import type { RawDifference } from '../compare/compare-objects';
import { embeddedDocuments } from '../compare/embedded-documents';
import type { MovedReference } from '../compare/moved-references';
import { stepsOf } from '../compare/place';
import { isSameButReferences } from '../compare/same-but-references';

/** Keys whose values select objects, or have to be short: a registry does not belong there. */
const NEVER = /^(?:labels|matchLabels|selector|nodeSelector|matchExpressions|commonLabels)$/;

/** A Docker configuration: what is a login for one registry must not become one for another. */
const LOGINS = /"auths"\s*:/;

/** A text that stands for a part of references, such as the name of a registry, and what it became. */
export interface Mention {
  /** What it was. */
  readonly before: string;
  /** What it became. */
  readonly after: string;
}

/** What a chart may repeat of its values. */
export interface Repeated {
  /** Beginnings of references, with what they became. */
  readonly mentions: readonly Mention[];
  /** References as they became: a chart may name one in a setting only when it is not its own default. */
  readonly targets: ReadonlySet<string>;
  /** The overrides. */
  readonly overrides: JsonObject;
}

/**
 * Recognises what changed only because values are repeated: the registry in a variable that tells an operator where to
 * pull from, or a copy of the values of the chart in a document. Labels never do.
 */
export class Repetitions {
  readonly #mentions: readonly MovedReference[];
  readonly #targets: ReadonlySet<string>;
  readonly #leaves: readonly Leaf[];

  constructor({ mentions, overrides, targets }: Repeated) {
    // A word alone may be the name of anything.
    this.#mentions = mentions.filter((mention) => /[./:]/.test(mention.before) && mention.before !== mention.after).map((mention) => ({ ...mention, isBase64: false }));
    this.#targets = targets;
    this.#leaves = leavesOf(overrides, []);
  }

  /** Whether a difference is one. */
  public explain({ after, before, place }: RawDifference): boolean {
    const steps = stepsOf(place);
    return !steps.some((step) => typeof step === 'string' && NEVER.test(step)) && this.#explains(before, after, steps, place.embedded.length > 0);
  }

  #explains(before: Json | undefined, after: Json | undefined, path: Path, isDocument: boolean): boolean {
    if (isEmpty(before) && isEmpty(after)) {
      // Helm prints nulls and empty texts in the values of sub-charts or not, depending on which others are set.
      return isDocument;
    }
    if (after === undefined) {
      return false;
    }
    if (this.#isOverride(path, after) || (before === undefined && this.#isTarget(after, path))) {
      return true;
    }
    return typeof before === 'string' && typeof after === 'string' && !LOGINS.test(before) && (
      (this.#mentions.length > 0 && isSameButReferences(before, after, this.#mentions)) || this.#isCopy(before, after)
    );
  }

  /** Whether what stands at a place is nothing but overrides: at the same path, or at one that ends alike, from some sub-chart down. */
  #isOverride(path: Path, value: Json): boolean {
    const inside = leavesOf(value, path);
    return inside.length > 0 && inside.every((leaf) => this.#leaves.some((known) => (
      commonEnd(known.path, leaf.path) >= Math.min(known.path.length, 2) && isDeepStrictEqual(known.value, leaf.value)
    )));
  }

  #isTarget(value: Json, path: Path): boolean {
    return typeof value === 'string' ? this.#targets.has(value) : isJsonObject(value) && Object.keys(value).length > 0
      && Object.entries(value).every(([key, member]) => this.#isOverride([...path, key], member) || this.#isTarget(member, [...path, key]));
  }

  /** Whether two texts, or what they are the base64 of, are documents that differ by repetitions only. */
  #isCopy(before: string, after: string): boolean {
    const [left, right] = [documentsIn(before), documentsIn(after)];
    return left !== undefined && right !== undefined && left.size === right.size
      && [...left].every(([number, document]) => right.has(number) && this.#isSame(document, right.get(number) ?? null, []));
  }

  #isSame(before: Json, after: Json, path: Path): boolean {
    if (isDeepStrictEqual(before, after)) {
      return true;
    }
    if (isJsonObject(before) && isJsonObject(after)) {
      return [...new Set([...Object.keys(before), ...Object.keys(after)])].every((key) => {
        const [mine, theirs] = [before, after].map((map) => (Object.hasOwn(map, key) ? map[key] : undefined));
        return mine !== undefined && theirs !== undefined && typeof mine === 'object' && typeof theirs === 'object'
          ? this.#isSame(mine, theirs, [...path, key]) : isDeepStrictEqual(mine, theirs) || this.#explains(mine, theirs, [...path, key], true);
      });
    }
    return this.#explains(before, after, path, true) || (Array.isArray(before) && Array.isArray(after) && before.length === after.length
      && before.every((entry, index) => this.#isSame(entry, after[index] ?? null, [...path, index])));
  }
}

interface Leaf {
  readonly path: Path;
  readonly value: Json;
}

/** Values that are no maps; a list counts as one value, as it does for Helm. */
function leavesOf(value: Json, path: Path): Leaf[] {
  return isJsonObject(value) ? Object.entries(value).flatMap(([key, member]) => leavesOf(member, [...path, key])) : [{ path, value }];
}

/** How many steps at the ends of two paths are the same. */
function commonEnd(a: Path, b: Path): number {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) {
    count++;
  }
  return count;
}

function isEmpty(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
}

/** The documents in a text, or in what it is the base64 of; nothing at all is an empty one. */
function documentsIn(text: string): Map<number, Json> | undefined {
  const decoded = /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : '';
  const plain = decoded === '' || /[^\P{C}\s]|\ufffd/u.test(decoded) ? text : decoded;
  if (/^(?:null|~)?\s*$/.test(plain)) {
    return new Map([[0, {}]]);
  }
  return plain.includes('\n') || /^\s*[{[]/.test(plain) ? embeddedDocuments(plain) : undefined;
}
