/** What YAML does not allow in a text. A byte order mark passes: files with one are kept in ConfigMaps. */

const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g;

/** Finds the characters of a text that YAML does not allow, range after range. */
export class ForbiddenCharacters {
  readonly #text: string;
  readonly #pattern = new RegExp(FORBIDDEN);
  #next: number | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#advance();
  }

  /** Index of the first one in `text[from, to)`. Ask for rising ranges. */
  public find(from: number, to: number): number | undefined {
    while (this.#next !== undefined && this.#next < from) {
      this.#advance();
    }
    return this.#next !== undefined && this.#next < to ? this.#next : undefined;
  }

  #advance(): void {
    this.#next = this.#pattern.exec(this.#text)?.index;
  }
}
