import type { ImageReference } from '../image';
import type { Registry } from '../registry';

/** A source reference and the private reference it becomes. */
export interface RelocatedImage {
  /** The reference as the vendor publishes it; of an already private image, the reference as it is. */
  readonly source: ImageReference;
  /** The reference in the private registry: same tag, same digest. */
  readonly privateReference: ImageReference;
  /** The registry that the private reference belongs to. */
  readonly registry: Registry;
  /** Whether the image moves; false when the reference was private before. */
  readonly moved: boolean;
}
