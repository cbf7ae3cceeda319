import type { TracedKey } from '../chart-trace';

/** Inner texts of values: what is given to them, and what stands there otherwise. */
export class KeyValues {
  readonly #keys: ReadonlyMap<string, TracedKey>;
  readonly #given: ReadonlyMap<string, string>;

  constructor(keys: ReadonlyMap<string, TracedKey>, given: ReadonlyMap<string, string> = new Map()) {
    this.#keys = keys;
    this.#given = given;
  }

  /** The values that are given, by path. */
  public get given(): ReadonlyMap<string, string> {
    return this.#given;
  }

  /** Whether a value is given. */
  public has(path: string): boolean {
    return this.#given.has(path);
  }

  /** The part of a value that takes part in references; empty where nothing stands. */
  public text(path: string): string {
    return this.#given.get(path) ?? innerText(this.#keys.get(path));
  }

  /** The same with more values given. */
  public with(more: ReadonlyMap<string, string>): KeyValues {
    return new KeyValues(this.#keys, new Map([...this.#given, ...more]));
  }

  /** The same with one value less. */
  public without(path: string): KeyValues {
    return new KeyValues(this.#keys, new Map([...this.#given].filter(([given]) => given !== path)));
  }
}

/** The part of a value that takes part in references. */
export function innerText(key: TracedKey | undefined): string {
  const { text = '', within } = key ?? {};
  return within === undefined ? text : text.slice(within.before.length, text.length - within.after.length);
}

/** The whole value with another text in that part. */
export function wholeText(key: TracedKey | undefined, inner: string): string {
  const { before = '', after = '' } = key?.within ?? {};
  return before + inner + after;
}
