/** What a template is in the middle of printing. */
export interface OutputContext {
  /** Below a key `imagePullSecrets`. */
  readonly isPullSecrets: boolean;
  /** On a line that begins with a key such as `image`. */
  readonly isImage: boolean;
}

/** Nothing in particular. */
export const NO_CONTEXT: OutputContext = { isPullSecrets: false, isImage: false };

const KEY = /[ \t]*(?:-[ \t]+)?["']?([\w./-]+)["']?:(?=\s|$)/y;

/** Follows the keys of the YAML that a template prints, line by line, as far as they are texts of the template. */
export class OutputTracker {
  #isAtLineStart = true;

  constructor(public context: OutputContext) {}

  /** Goes on with a text. */
  public text(text: string): void {
    let { isPullSecrets, isImage } = this.context;
    let start = this.#isAtLineStart ? 0 : text.indexOf('\n') + 1;
    if (!this.#isAtLineStart && start === 0) {
      return;
    }
    for (let isFirst = this.#isAtLineStart; ; isFirst = false) {
      KEY.lastIndex = start;
      const key = KEY.exec(text)?.[1];
      if (key !== undefined) {
        // Entries of the list have a key of their own, `name`, and are still entries of the list.
        isPullSecrets = key === 'imagePullSecrets' || (key === 'name' && isPullSecrets);
        isImage = /image$/i.test(key);
      } else if (!isFirst) {
        isPullSecrets &&= !text.startsWith('---', start);
        isImage = false;
      }
      const end = text.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    this.#isAtLineStart = text.slice(start).trim() === '';
    this.context = { isPullSecrets, isImage };
  }

  /** Goes on with something that is not known. */
  public unknown(): void {
    this.#isAtLineStart = false;
  }
}
