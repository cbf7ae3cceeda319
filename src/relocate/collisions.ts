import { imageName } from '../image';
import type { RelocatedImage } from './relocated-image';

/**
 * Finds private names that two or more source images would share.
 *
 * Names are compared, not references: two tags of one image may share a name, two images may not, even with different
 * tags. Pulling either by its tag would otherwise depend on who pushed last.
 *
 * @returns one text per private name, naming all its sources
 */
export function findCollisions(images: readonly RelocatedImage[]): string[] {
  const sourcesOf = new Map<string, Set<string>>();
  for (const { source, privateReference, moved } of images) {
    if (moved) {
      const name = imageName(privateReference);
      const sources = sourcesOf.get(name) ?? new Set();
      sourcesOf.set(name, sources.add(imageName(source)));
    }
  }
  return [...sourcesOf]
    .filter(([, sources]) => sources.size > 1)
    .map(([name, sources]) => `${name} would hold different images: ${[...sources].join(', ')}`);
}
