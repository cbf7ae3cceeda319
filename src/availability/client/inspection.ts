import type { ReasonFacts } from '../answer/reason';

/** The registry has the image. */
export interface Present {
  readonly kind: 'present';
  /** Host that has it. */
  readonly host: string;
  /** Digest of what the reference names. */
  readonly digest: string;
  /** Media type of that. */
  readonly mediaType: string;
  /**
   * Platforms of the image, each in the one form of `parsePlatform`.
   *
   * @default - nobody asked for them
   */
  readonly platforms?: readonly string[];
}

/** Anything else, with the reason. */
export interface NotPresent {
  readonly kind: 'not-present';
  readonly facts: ReasonFacts;
}

/** What one login, or none, gets to see of one image. */
export type Inspection = Present | NotPresent;

/** The inspection of something that is not there, or not as it should be. */
export function notPresent(facts: ReasonFacts): NotPresent {
  return { kind: 'not-present', facts };
}
