import { Problems, PullproofError } from '../../error';
import { parseReference } from '../../image';
import type { ImageListSource } from './mirror-source';
import type { WantedImage, WantedImages } from './wanted-image';

/**
 * The images of a list.
 *
 * @throws PullproofError `reference-invalid` that lists every entry which is no reference.
 */
export function fromImages({ images, reason = 'named by hand', required = true, runtime = false }: ImageListSource): WantedImages {
  const problems = new Problems();
  const wanted: WantedImage[] = [];
  for (const text of images) {
    try {
      wanted.push({ reference: parseReference(text), reason: { text: reason, required, runtime } });
    } catch (error) {
      if (!PullproofError.isPullproofError(error)) {
        throw error;
      }
      problems.add(...error.problems.map((problem) => `${error.what}: ${problem}`));
    }
  }
  problems.throwIfAny({
    code: 'reference-invalid', what: 'the list holds texts that are no image references', remedy: 'write host[:port]/path[:tag][@digest]',
  });
  return { images: wanted, unresolved: [], notes: [] };
}
