import type { ImageReference } from '../../image';
import type { MirrorReason, UnresolvedImage } from '../plan/mirror-plan';

/** An image that a source asks for, once for each reason. */
export interface WantedImage {
  /** The reference as the source has it; it may be private already. */
  readonly reference: ImageReference;
  /**
   * The private reference that its pods get, by what was planned before.
   *
   * @default - whatever the relocation of the mirror says
   */
  readonly target?: ImageReference;
  /** Why. */
  readonly reason: MirrorReason;
}

/** Everything that a source asks for. */
export interface WantedImages {
  /** The images. */
  readonly images: readonly WantedImage[];
  /** What could not be read as an image. */
  readonly unresolved: readonly UnresolvedImage[];
  /** What else the reader should know. */
  readonly notes: readonly string[];
}
