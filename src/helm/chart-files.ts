/** Files of a chart: path inside the chart, with `/`, and content. */
export type ChartFiles = ReadonlyMap<string, Buffer>;

/** Why files are no chart that can be read, in words that go after `chart "…" cannot be used: `. */
export class ChartProblem extends Error {}

/** Far above any chart known: the largest hold some tens of megabytes, and Helm itself stops at 100. */
const MOST_BYTES = 100 * 1024 * 1024;
const MOST_FILES = 20_000;

/** Counts what is read, nested packages included: a package can be made to unpack into far more than it is. */
export class ReadingBudget {
  #bytes = 0;
  #files = 0;

  /** Bytes that may still be read. */
  public get bytesLeft(): number {
    return MOST_BYTES - this.#bytes;
  }

  /**
   * Takes a file into account before it is kept.
   *
   * @throws ChartProblem when it is one too many
   */
  public spend(bytes: number): void {
    this.#bytes += bytes;
    this.#files += 1;
    if (this.#bytes > MOST_BYTES) {
      throw new ChartProblem(`its files are larger than ${MOST_BYTES / 1024 / 1024} MiB together`);
    }
    if (this.#files > MOST_FILES) {
      throw new ChartProblem(`it has more than ${MOST_FILES} files`);
    }
  }
}

/** Text of a file. Helm drops a byte order mark, and so do we. */
export function textOf(content: Buffer): string {
  const text = content.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}
