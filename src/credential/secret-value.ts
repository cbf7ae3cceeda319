import { PullproofError } from '../error';

/** Shared by every copy of the package on disk, so that `instanceof` is never needed. */
const SECRET_VALUE = Symbol.for('pullproof.SecretValue');

/** What `util.inspect` and `console.log` ask an object for: https://nodejs.org/api/util.html#utilinspectcustom */
const INSPECT = Symbol.for('nodejs.util.inspect.custom');

/**
 * A password, token or key that does not become text by accident.
 *
 * String conversion, template literals, JSON and synthesis throw; inspection and logging print `SecretValue(hidden)`;
 * copies by spread or `structuredClone` are empty. {@link SecretValue.unsafeUnwrap} is the only way out.
 */
export class SecretValue {
  /**
   * Wraps clear text.
   *
   * The name says what it is: a literal in a program ends up in version control. Read the text from where it is kept.
   *
   * @throws PullproofError `credential-invalid` when `text` is not a string.
   */
  public static unsafePlainText(text: string): SecretValue {
    if (typeof text !== 'string') {
      throw new PullproofError({
        code: 'credential-invalid',
        what: `a secret value must be made from a string (got ${text === null ? 'null' : typeof text})`,
      });
    }
    return new SecretValue(text);
  }

  /** Whether `value` is a secret value, of whatever copy or version of this package. */
  public static isSecretValue(value: unknown): value is SecretValue {
    return typeof value === 'object' && value !== null && SECRET_VALUE in value;
  }

  /** A private field: neither enumeration, nor inspection, nor a structured clone reaches it. */
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
    Object.freeze(this);
  }

  /** The clear text. Whoever calls this answers for where it goes. */
  public unsafeUnwrap(): string {
    return this.#text;
  }

  /** @throws PullproofError `secret-exposed`, always. */
  public toString(): string {
    throw exposed('converted to a string');
  }

  /** @throws PullproofError `secret-exposed`, always. */
  public toJSON(): string {
    throw exposed('written as JSON');
  }

  /**
   * What cdk8s calls on objects that it meets while it writes a manifest.
   *
   * @throws PullproofError `secret-exposed`, always.
   */
  public resolve(): string {
    throw exposed('written to a manifest');
  }

  /**
   * Template literals, concatenation, comparison and arithmetic end here.
   *
   * @throws PullproofError `secret-exposed`, always.
   * @internal
   */
  public [Symbol.toPrimitive](): string {
    throw exposed('converted to a string');
  }

  /**
   * What logs and debuggers show.
   *
   * @internal
   */
  public [INSPECT](): string {
    return 'SecretValue(hidden)';
  }
}

Object.defineProperty(SecretValue.prototype, SECRET_VALUE, { value: true });

function exposed(how: string): PullproofError {
  return new PullproofError({
    code: 'secret-exposed',
    what: `a secret value was about to be ${how}`,
    remedy: 'pass the SecretValue itself on; if the clear text is really meant, call unsafeUnwrap() and keep it out of logs and version control',
  });
}
