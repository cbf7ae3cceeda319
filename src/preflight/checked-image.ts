import type { AvailabilityAnswer, AvailabilityState, ExporterState, Reason } from '../availability';
import type { ImageUse, UncheckedImage } from './image-pull';

/**
 * Every state that an image of a report can have: those of an answer, and what keeps from asking, or from believing the answer.
 *
 * - `unknown_credential`: the login that the cluster will use cannot be seen here, and without it the registry does not tell
 * - `unusable_credential`: a pull secret is broken, or forbidden to the pods, so that no pull comes about
 */
export type CheckState = AvailabilityState | 'unknown_credential' | 'unusable_credential';

/** One image, with what the registry said. No property ever holds a password or a token. */
export interface CheckedImage {
  /** The reference as the first of the uses has it. */
  readonly image: string;
  /** Whether it can be pulled, and if not, what is in the way. */
  readonly state: CheckState;
  /** The nearest state of the exporter. */
  readonly exporterState: ExporterState;
  /** Why, for programs. */
  readonly reason: Reason | 'credential-unseen' | 'credential-unusable';
  /** What happened, in words: a sentence without a full stop. */
  readonly cause: string;
  /** What to do about it; `nothing to do` when the image is available. */
  readonly remedy: string;
  /**
   * What the registry said.
   *
   * @default - nobody was asked
   */
  readonly answer?: AvailabilityAnswer;
  /** Who pulls it; at least one. */
  readonly uses: readonly ImageUse[];
}

/** The outcome of a check. */
export interface AvailabilityReport {
  /** Whether every image that was checked is available. */
  readonly available: boolean;
  /** Every image, in the order of the plan. */
  readonly images: readonly CheckedImage[];
  /** What was not checked. */
  readonly unchecked: readonly UncheckedImage[];
}
