import { printReference } from '../image';
import type { InstallPlan } from './install-plan';

/** An image of a plan with its references as text. */
export interface DescribedImage {
  /** Name of the image within the release. */
  readonly id: string;
  /**
   * The reference as the vendor publishes it.
   *
   * @default - only the given values name this image, and it is private already
   */
  readonly source?: string;
  /** The private reference that the pods get. */
  readonly target: string;
  /** Whether it is pulled with the given values. */
  readonly required: boolean;
  /** When it is pulled. */
  readonly reason: string;
}

/** The images of a plan in the form that front ends show: references as text. */
export function describeImages({ images }: InstallPlan): DescribedImage[] {
  return images.map(({ id, source, target, required, reason }) => ({
    id, ...(source === undefined ? {} : { source: printReference(source) }), target: printReference(target), required, reason,
  }));
}
