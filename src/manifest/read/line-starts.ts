/** Finds the line of a place in a text. */
export class LineStarts {
  readonly #starts: number[] = [0];
  #last = 0;

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  /** The 1-based line of an index into the text. Fast when asked in rising order, which is how a document is walked. */
  public lineAt(offset: number): number {
    let line = this.#last;
    for (let tries = 0; tries < 8; tries++) {
      if ((this.#starts[line] ?? 0) > offset) {
        break;
      }
      const next = this.#starts[line + 1];
      if (next === undefined || next > offset) {
        this.#last = line;
        return line + 1;
      }
      line += 1;
    }
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    this.#last = low;
    return low + 1;
  }
}
