import { parseReference, printReference } from '../image';
import type { ImageReference } from '../image';

/** An image that a registry has to hold: an image of an install plan has this shape, and so has a moved image of any relocation. */
export interface ProvisionedImage {
  /**
   * The reference as the vendor publishes it.
   *
   * @default - only the private reference is known, which is enough for repositories and not for cache rules
   */
  readonly source?: ImageReference;
  /** The private reference. */
  readonly target: ImageReference;
  /**
   * Whether the declaration pulls it as it is; others are pulled when values change.
   *
   * @default true
   */
  readonly required?: boolean;
}

/** A moved image, as `Relocation.relocateAll` gives it; told by shape. */
export interface MovedImage {
  /** The reference as the vendor publishes it; of an already private image, the reference as it is. */
  readonly source: ImageReference;
  /** The reference in the private registry. */
  readonly privateReference: ImageReference;
  /** Whether the image moves; false when the reference was private before. */
  readonly moved: boolean;
}

/** The images of a relocation, as the functions of this folder take them. */
export function provisionedImages(moved: readonly MovedImage[]): ProvisionedImage[] {
  return moved.map(({ source, privateReference, moved: isMoved }) => ({ target: privateReference, ...(isMoved && { source }) }));
}

/** An image as text, as front ends hand it around. */
export interface ProvisionedImageText {
  /**
   * The reference as the vendor publishes it.
   *
   * @default - only the private reference is known
   */
  readonly source?: string;
  /** The private reference. */
  readonly target: string;
  /**
   * Whether the declaration pulls it as it is.
   *
   * @default true
   */
  readonly required?: boolean;
}

/**
 * Reads images that are given as text.
 *
 * @throws PullproofError `reference-invalid` when one is no reference.
 */
export function parseProvisionedImages(images: readonly ProvisionedImageText[]): ProvisionedImage[] {
  return images.map(({ source, target, required }) => ({
    target: parseReference(target),
    ...(source !== undefined && { source: parseReference(source) }),
    ...(required !== undefined && { required }),
  }));
}

/** Which images count. */
export interface ImageChoice {
  /**
   * Whether images that other values would pull count too.
   *
   * @default false
   */
  readonly optional?: boolean;
}

/** The images that count, each private reference once, in the order of their text. */
export function chooseImages(images: readonly ProvisionedImage[], { optional = false }: ImageChoice = {}): ProvisionedImage[] {
  const chosen = new Map<string, ProvisionedImage>();
  for (const image of images.filter(({ required = true }) => required || optional)) {
    const key = printReference(image.target);
    const known = chosen.get(key);
    if (known?.source === undefined) {
      chosen.set(key, image);
    }
  }
  return [...chosen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, image]) => image);
}
