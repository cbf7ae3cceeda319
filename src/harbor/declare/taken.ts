import { PullproofError } from '../../error';

/** What to do about something that is in a Harbor already. */
export interface TakeOver {
  /**
   * Whether what exists under that name becomes ours, and is changed to what was declared.
   *
   * @default false
   */
  readonly takeOver?: boolean;
}

/** The error about something that exists, and was not to be taken over. */
export function taken(host: string, what: string, consequence: string): PullproofError {
  return new PullproofError({
    code: 'harbor-conflict', where: host, what: `${what} exists already`,
    remedy: `give it another name, or take it over (takeOver), which ${consequence}`,
  });
}
