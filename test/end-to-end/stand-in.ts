import { makeTestImage } from '../support/registries/test-image';
import type { TestImage } from '../support/registries/test-image';

/** Platforms of every stand-in. */
export const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const;

/** The image that stands in for one of a vendor: small, different for each reference, and always the same. */
export function standIn(published: string): TestImage {
  return makeTestImage({ platforms: PLATFORMS, seed: published });
}
