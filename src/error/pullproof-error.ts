import type { ErrorCode } from './codes';
import { escapeControlCharacters } from './escape';

/** What a {@link PullproofError} is made of. Never put a credential in any of these. */
export interface PullproofErrorDetails {
  /** Stable identifier for programs, such as `registry-invalid`. Documented in `docs/errors.md`. */
  readonly code: ErrorCode;
  /** What is wrong, lower case, without a full stop. */
  readonly what: string;
  /**
   * Where it is wrong: a file with its line, a path in a document, or a construct path.
   *
   * @default - the error is not tied to a place
   */
  readonly where?: string;
  /**
   * What was expected instead.
   *
   * @default - the remedy says it
   */
  readonly expected?: string;
  /**
   * What the reader can do about it.
   *
   * @default - what was expected says it
   */
  readonly remedy?: string;
  /**
   * Every single problem, when several were collected before throwing.
   *
   * @default - `what` is the only problem
   */
  readonly problems?: readonly string[];
  /**
   * The error that caused this one.
   *
   * @default - none
   */
  readonly cause?: unknown;
}

/** Shared by every copy of the package on disk, so that `instanceof` is never needed. */
const PULLPROOF_ERROR = Symbol.for('pullproof.PullproofError');

/**
 * The one error type of the package: what is wrong, where, what was expected, and the way out.
 *
 * Recognise it with {@link PullproofError.isPullproofError}, which also works across two installed copies.
 */
export class PullproofError extends Error {
  /** Whether `error` was thrown by this package, in whatever copy or version of it. */
  public static isPullproofError(error: unknown): error is PullproofError {
    return typeof error === 'object' && error !== null && PULLPROOF_ERROR in error;
  }

  /** Stable identifier for programs. */
  public readonly code: ErrorCode;
  /** What is wrong, without the place and the remedy. */
  public readonly what: string;
  /** Where it is wrong, if it is tied to a place. */
  public readonly where: string | undefined;
  /** What was expected instead. */
  public readonly expected: string | undefined;
  /** What the reader can do about it. */
  public readonly remedy: string | undefined;
  /** Every single problem; empty when `what` is the only one. */
  public readonly problems: readonly string[];

  /**
   * An error with a message made from its parts.
   *
   * @param details what is wrong, where, and the way out; none of it may hold a credential
   */
  constructor(details: PullproofErrorDetails) {
    super(formatMessage(details), details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'PullproofError';
    this.code = details.code;
    this.what = details.what;
    this.where = details.where;
    this.expected = details.expected;
    this.remedy = details.remedy;
    this.problems = [...(details.problems ?? [])];
    Object.defineProperty(this, PULLPROOF_ERROR, { value: true });
  }

  /**
   * The same error, tied to a place: front ends add the file or construct path that the core does not know.
   *
   * An error that already has a place keeps it behind the new one.
   */
  public at(where: string): PullproofError {
    return new PullproofError({
      code: this.code,
      what: this.what,
      where: this.where === undefined ? where : `${where}: ${this.where}`,
      expected: this.expected,
      remedy: this.remedy,
      problems: this.problems,
      cause: this.cause ?? this,
    });
  }
}

function formatMessage(details: PullproofErrorDetails): string {
  const place = details.where === undefined ? '' : `[${details.where}] `;
  const expected = details.expected === undefined ? '' : `, expected ${details.expected}`;
  const problems = (details.problems ?? []).map((problem) => `\n  - ${problem}`).join('');
  const remedy = details.remedy === undefined ? '' : problems === '' ? `; ${details.remedy}` : `\n  ${details.remedy}`;
  return escapeControlCharacters(`${place}${details.what}${expected}${problems}${remedy}`);
}
