import { LineStarts } from '../read/line-starts';

/** Says of places in a text, asked in rising order, which line they are on and whether they stand in a comment. */
export class CommentLines {
  readonly #text: string;
  readonly #lines: LineStarts;
  #lineStart = 0;
  #lineEnd: number;
  #commentStart: number | undefined;

  constructor(text: string) {
    this.#text = text;
    this.#lines = new LineStarts(text);
    this.#lineEnd = endOfLine(text, 0);
  }

  /** The 1-based line of a place. */
  public lineAt(offset: number): number {
    return this.#lines.lineAt(offset);
  }

  /** Whether `#` or `//` comes before the place on its line, at the start of a word. */
  public isComment(offset: number): boolean {
    if (offset < this.#lineStart) {
      return false;
    }
    while (offset > this.#lineEnd) {
      this.#lineStart = this.#lineEnd + 1;
      this.#lineEnd = endOfLine(this.#text, this.#lineStart);
      this.#commentStart = undefined;
    }
    this.#commentStart ??= commentStart(this.#text, this.#lineStart, this.#lineEnd);
    return this.#commentStart < offset;
  }
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function commentStart(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    const opens = code === 35 /* # */ || (code === 47 /* / */ && text.charCodeAt(i + 1) === 47);
    if (opens && (i === from || text.charCodeAt(i - 1) <= 32)) {
      return i;
    }
  }
  return to;
}
