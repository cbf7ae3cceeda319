/** What `util.inspect` and `console.log` ask an object for: https://nodejs.org/api/util.html#utilinspectcustom */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * A text that only synthesis gets to see: cdk8s calls `resolve` on what it writes, and nothing else does.
 *
 * The data of a Secret hangs in the tree of constructs, and whoever logs a construct would log it too.
 */
export class HiddenText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text, for the manifest. */
  public resolve(): string {
    return this.#text;
  }

  /** What JSON shows. */
  public toJSON(): string {
    return '(hidden)';
  }

  /** What logs and debuggers show. */
  public [INSPECT](): string {
    return '(hidden)';
  }
}
