import * as pulumi from '@pulumi/pulumi';

/** Marks a value that is known later, in plans and in text. It is plain in YAML: nothing of it needs quotes. */
const MARK = 'pullproof-known-later-';
const MARKS = new RegExp(`${MARK}(\\d+)-`, 'g');

/**
 * Chart values of which some are known later.
 *
 * A plan needs plain values. Every output among the values is represented by a mark in it, and put back afterwards, so that
 * what is secret, or unknown in a preview, stays so.
 */
export class ValueOutputs {
  readonly #outputs: { readonly output: pulumi.Output<unknown>; readonly path: string }[] = [];
  readonly #given: { readonly [key: string]: unknown };

  constructor(values: { readonly [key: string]: unknown }) {
    this.#given = values;
    this.#map(values, [], (output, path) => {
      this.#outputs.push({ output, path });
      return undefined;
    });
  }

  /** Paths of the values that are known later. */
  public get paths(): string[] {
    return this.#outputs.map(({ path }) => path);
  }

  /** The values with a mark for each that is known later. */
  public marked(): { [key: string]: unknown } {
    return this.#replaced((index) => `${MARK}${index}-`);
  }

  /** The values with one plain value in place of each that is known later. */
  public withAll(value: unknown): { [key: string]: unknown } {
    return this.#replaced(() => value);
  }

  /** Whether a text holds the mark of a value. */
  public isIn(text: string): boolean {
    return text.includes(MARK);
  }

  /** Puts the outputs back, wherever the plan took them. */
  public restore(value: unknown): unknown {
    if (typeof value === 'string') {
      return this.#restoreText(value);
    }
    if (Array.isArray(value)) {
      return Array.from(value, (element) => this.restore(element));
    }
    return typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.restore(member)])) : value;
  }

  /** A value that is a mark becomes the output, whatever its type; in a longer text it is written as JSON, which YAML reads as well. */
  #restoreText(text: string): unknown {
    const [whole] = [...text.matchAll(MARKS)];
    if (whole === undefined) {
      return text;
    }
    if (whole[0] === text) {
      return this.#outputs[Number(whole[1])]?.output;
    }
    const used = [...new Set([...text.matchAll(MARKS)].map(([, index]) => Number(index)))];
    return pulumi.all(used.map((index) => this.#outputs[index]?.output)).apply((values) =>
      text.replace(MARKS, (_, index: string) => JSON.stringify(values[used.indexOf(Number(index))])));
  }

  #replaced(replace: (index: number) => unknown): { [key: string]: unknown } {
    let index = 0;
    return this.#map(this.#given, [], () => {
      index += 1;
      return replace(index - 1);
    }) as { [key: string]: unknown };
  }

  /** Depth first, in the order of the keys: the same order each time. */
  #map(value: unknown, path: readonly string[], onOutput: (output: pulumi.Output<unknown>, path: string) => unknown): unknown {
    if (pulumi.Output.isInstance(value) || value instanceof Promise) {
      return onOutput(pulumi.output(value as pulumi.Input<unknown>), path.join('.'));
    }
    if (Array.isArray(value)) {
      return Array.from(value, (element, index) => this.#map(element, [...path, String(index)], onOutput));
    }
    return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
      ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, this.#map(member, [...path, key], onOutput)])) : value;
  }
}
