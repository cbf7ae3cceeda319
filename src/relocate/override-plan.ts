import type { ImageReference } from '../image';
import type { Json, JsonObject } from '../manifest';

/** What a relocation can do for slots. */
export interface ImageMover {
  /** The private form of a source reference; a private reference stays as it is. */
  relocate(reference: ImageReference): ImageReference;
  /** Whether a reference is in one of the private registries already. */
  isPrivate(reference: ImageReference): boolean;
}

/** What planning the overrides of one slot needs to know. */
export interface SlotContext {
  /** Decides where images go. */
  readonly mover: ImageMover;
  /** The user's own values. */
  readonly user: JsonObject;
  /** The known defaults of the chart. */
  readonly defaults: JsonObject;
  /** The user's values over the known defaults of the chart. */
  readonly effective: JsonObject;
}

/** One value that has to change. */
export interface PlannedWrite {
  readonly path: string;
  readonly value: Json;
}

/** A value of the user that contradicts the relocation. It is left as it is: the user decides. */
export interface OverrideConflict {
  /** Path of the value. */
  readonly path: string;
  /** What the user wrote there, in JSON form; long values are cut, credentials left out. */
  readonly given: string;
  /** What the relocation needs there instead, in words or as a value. */
  readonly wanted: string;
  /** Why the two do not go together. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Something that was decided about a value of the user, and that the user should know. */
export interface OverrideNote {
  /**
   * Path of the value.
   *
   * @default - the note is not about one value
   */
  readonly path?: string;
  /** What was decided, and why. */
  readonly text: string;
}

/** An image that a chart pulls with the given values. */
export interface SlotImage {
  /** Id of the image. */
  readonly image: string;
  /**
   * The reference that the vendor publishes, with the user's tag and digest if there are any.
   *
   * @default - the user's values name an image that is private already, and the vendor has none of his own
   */
  readonly source?: ImageReference;
  /** The private reference that the pods get. */
  readonly target: ImageReference;
  /**
   * The containers that pull it.
   *
   * @default - all containers of the image
   */
  readonly reaches?: readonly string[];
}

/** What one slot needs. */
export interface SlotPlan {
  readonly images: readonly SlotImage[];
  readonly writes: readonly PlannedWrite[];
  readonly conflicts: readonly OverrideConflict[];
  readonly notes: readonly OverrideNote[];
}

/** A slot that needs nothing. */
export const NOTHING_TO_DO: SlotPlan = { images: [], writes: [], conflicts: [], notes: [] };

/** Several plans as one. */
export function joinPlans(plans: readonly SlotPlan[]): SlotPlan {
  return {
    images: plans.flatMap(({ images }) => images),
    writes: plans.flatMap(({ writes }) => writes),
    conflicts: plans.flatMap(({ conflicts }) => conflicts),
    notes: plans.flatMap(({ notes }) => notes),
  };
}
