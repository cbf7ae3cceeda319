import { quote } from '../../error';
import { isJsonObject } from '../../manifest';
import type { Json, JsonObject } from '../../manifest';

/** Reads plain data that people may have edited: every wrong place becomes a problem, and reading goes on. */
export class LockReader {
  /** What was wrong, each with its place. */
  public readonly problems: string[] = [];

  /** A map; an empty one when there is something else. */
  public map(value: Json | undefined, place: string): JsonObject {
    return isJsonObject(value) ? value : this.#wrong(value, place, 'a map', {});
  }

  /** A list, which may be left out; each element read with its place. */
  public list<T>(value: Json | undefined, place: string, read: (element: Json, place: string) => T): T[] {
    const list = value === undefined ? [] : Array.isArray(value) ? value : this.#wrong(value, place, 'a list', []);
    return list.map((element, index) => read(element, `${place}[${index}]`));
  }

  /** A text. */
  public text(value: Json | undefined, place: string): string {
    return typeof value === 'string' ? value : this.#wrong(value, place, 'a text', '');
  }

  /** A text that may be left out, as a member that is not there at all then. */
  public optional<K extends string>(key: K, value: Json | undefined, place: string): { [key in K]?: string } {
    return value === undefined ? {} : { [key]: this.text(value, place) } as { [key in K]: string };
  }

  /** A list of texts, which may be left out. */
  public texts(value: Json | undefined, place: string): string[] {
    return this.list(value, place, (element, at) => this.text(element, at));
  }

  /** One of several words. */
  public word<T extends string>(value: Json | undefined, place: string, words: readonly T[]): T {
    const found = words.find((word) => word === value);
    return found ?? this.#wrong(value, place, `one of: ${words.join(', ')}`, words[0] as T);
  }

  /** A whole number that is not negative. */
  public count(value: Json | undefined, place: string): number {
    return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : this.#wrong(value, place, 'a whole number', 0);
  }

  /** Refuses members that nothing reads: a misspelt one would be lost without a word. */
  public only(map: JsonObject, place: string, known: readonly string[]): void {
    for (const key of Object.keys(map).filter((member) => !known.includes(member))) {
      this.problems.push(`${place}: nothing is called ${quote(key)} here`);
    }
  }

  #wrong<T>(value: Json | undefined, place: string, wanted: string, instead: T): T {
    this.problems.push(`${place}: must be ${wanted} (got ${value === undefined ? 'nothing' : quote(JSON.stringify(value), 60)})`);
    return instead;
  }
}
