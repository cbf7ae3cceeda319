import type { ErrorCode } from './codes';
import { PullproofError } from './pullproof-error';

/**
 * Collects every problem of one input before throwing once.
 *
 * A user who mends a declaration wants to see all that is wrong with it, not the first thing.
 */
export class Problems {
  readonly #list: string[] = [];

  /** Adds problems, in the words of the message: lower case, no full stop. */
  public add(...problems: string[]): this {
    this.#list.push(...problems);
    return this;
  }

  /** Whether nothing has been found so far. */
  public get isEmpty(): boolean {
    return this.#list.length === 0;
  }

  /**
   * Throws one error that lists all of them.
   *
   * @throws PullproofError when there is at least one problem.
   */
  public throwIfAny(details: { code: ErrorCode; what: string; where?: string; remedy?: string }): void {
    if (this.#list.length > 0) {
      throw new PullproofError({ ...details, problems: this.#list });
    }
  }
}
