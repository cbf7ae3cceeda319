import { isJsonObject, valueAt } from '../../../manifest';
import type { Json, JsonObject } from '../../../manifest';

/** Keys, variables and flags that name pull secrets. */
const PULL_SECRET = /pull[-_.]?secrets?(?:[-_.]?names?)?$/i;
const FLAG = /^(-{1,2}[\w.-]*pull[-_.]?secrets?(?:[-_.]?names?)?)[= ](.*)$/is;
/** Where variables and volumes name a secret to read. */
const SECRETS_OF_PODS = [['valueFrom', 'secretKeyRef', 'name'], ['secretRef', 'name'], ['secret', 'secretName']];
const LISTED = /[,;\s]+/;

/**
 * An object as it would be without the pull secrets that it was given, laid beside the object that was given them.
 *
 * What counts: `imagePullSecrets` and keys like it, in every shape, and the variables and flags by which operators are
 * told. Entries that were there before must all be there still, in their order, and no name may be there twice.
 *
 * @param names the pull secrets that were meant to be given
 * @returns `after` itself when nothing was given
 */
export function withoutPullSecretGains(before: Json, after: Json, names: readonly string[]): Json {
  return names.length === 0 ? after : new GainRemover(new Set(names)).remove(before, after, '');
}

class GainRemover {
  readonly #names: ReadonlySet<string>;

  constructor(names: ReadonlySet<string>) {
    this.#names = names;
  }

  /** `label` is the key, or the name of the variable, that the values stand for. */
  public remove(before: Json, after: Json, label: string): Json {
    if (before === after) {
      return after;
    }
    if (PULL_SECRET.test(label) && this.#isGain(before, after)) {
      return before;
    }
    if (Array.isArray(before) && Array.isArray(after)) {
      return this.#removeFromList(before, after, label);
    }
    if (isJsonObject(before) && isJsonObject(after)) {
      return this.#removeFromMap(before, after);
    }
    return typeof before === 'string' && typeof after === 'string' && this.#isFlagGain(before, after) ? before : after;
  }

  #removeFromMap(before: JsonObject, after: JsonObject): JsonObject {
    const members: [string, Json][] = [];
    let isChanged = false;
    for (const [key, value] of Object.entries(after)) {
      const label = labelOf(after, key);
      if (!Object.hasOwn(before, key)) {
        const isNew = this.#isNothingElse(value, label);
        isChanged ||= isNew;
        members.push(...(isNew ? [] : [[key, value] satisfies [string, Json]]));
        continue;
      }
      const left = this.remove(before[key] ?? null, value, label);
      isChanged ||= left !== value;
      members.push([key, left]);
    }
    return isChanged ? Object.fromEntries(members) : after;
  }

  /** Whether a value that was not there before brings pull secrets only, perhaps in maps that were made for them. */
  #isNothingElse(value: Json, label: string): boolean {
    return (PULL_SECRET.test(label) && this.#isGain(null, value))
      || (isJsonObject(value) && Object.keys(value).length > 0 && Object.entries(value).every(([key, member]) => this.#isNothingElse(member, key)));
  }

  #removeFromList(before: readonly Json[], after: Json[], label: string): Json {
    const surplus = after.length - before.length;
    const kept = surplus <= 0 ? after : this.#withoutNewMentions(before, after, surplus);
    const left = kept.map((value, index) => this.remove(before[index] ?? null, value, label));
    return left.length === after.length && left.every((value, index) => value === after[index]) ? after : left;
  }

  /** A list of variables, arguments or volumes without those that tell a program about the pull secrets. */
  #withoutNewMentions(before: readonly Json[], after: readonly Json[], surplus: number): Json[] {
    const known = new Set(before.map((value) => JSON.stringify(value)));
    let left = surplus;
    return after.filter((value) => {
      const isNew = left > 0 && this.#isMention(value) && !known.has(JSON.stringify(value));
      left -= isNew ? 1 : 0;
      return !isNew;
    });
  }

  #isMention(value: Json): boolean {
    if (typeof value === 'string') {
      return this.#isFlagGain('', value);
    }
    if (!isJsonObject(value)) {
      return false;
    }
    const isTold = typeof value['name'] === 'string' && PULL_SECRET.test(value['name']) && this.#isGain(null, value['value'] ?? null);
    return isTold || SECRETS_OF_PODS.some((path) => this.#names.has(String(valueAt(value, path))));
  }

  #isFlagGain(before: string, after: string): boolean {
    const [, flag, value] = FLAG.exec(after) ?? [];
    const [, flagBefore = flag, valueBefore = ''] = FLAG.exec(before) ?? [];
    return flag !== undefined && flag === flagBefore && (before === '' || FLAG.test(before)) && this.#isGain(valueBefore, value ?? '');
  }

  /** Whether a value names what it named before, and pull secrets of ours, each once. */
  #isGain(before: Json, after: Json): boolean {
    const old = entriesOf(before);
    const now = entriesOf(after);
    if (old === undefined || now === undefined) {
      return false;
    }
    const names = now.map((entry) => nameOf(entry));
    const texts = old.map((entry) => JSON.stringify(entry));
    const kept = now.filter((entry, index) => !this.#names.has(names[index] ?? '') || texts.includes(JSON.stringify(entry)));
    return now.length > old.length && JSON.stringify(kept) === JSON.stringify(old) && new Set(names).size === names.length;
  }
}

/** The entries of a value that names secrets, in any shape; `undefined` for what names none. */
function entriesOf(value: Json): Json[] | undefined {
  if (value === null || value === '') {
    return [];
  }
  if (typeof value === 'string') {
    return parsedList(value) ?? value.split(LISTED).filter((name) => name !== '');
  }
  if (Array.isArray(value)) {
    return value.every((entry) => nameOf(entry) !== undefined) ? value : undefined;
  }
  const name = nameOf(value);
  return name === undefined ? undefined : name === '' ? [] : [value];
}

/** A variable may hold the list as JSON. */
function parsedList(text: string): Json[] | undefined {
  if (!text.startsWith('[')) {
    return undefined;
  }
  try {
    const value = JSON.parse(text) as Json;
    return Array.isArray(value) && value.every((entry) => nameOf(entry) !== undefined) ? value : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(entry: Json): string | undefined {
  if (typeof entry === 'string') {
    return entry;
  }
  return isJsonObject(entry) && typeof entry['name'] === 'string' && Object.keys(entry).length === 1 ? entry['name'] : undefined;
}

/** The key that says what a value is; for the value of a variable, the name of the variable. */
export function labelOf(map: JsonObject, key: string): string {
  const name = map['name'];
  return key === 'value' && typeof name === 'string' ? name : key;
}
