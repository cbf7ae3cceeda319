import { PullproofError } from '../error';
import { imageName, printReference } from '../image';
import type { ImageReference } from '../image';
import { formatReference, rewriteReferencesOf } from '../manifest';
import type { FoundReference, ReferenceChange, ResourceSource, SkippedReference } from '../manifest';
import type { Relocation } from './relocation';

/** A manifest whose images are private. */
export interface MovedImages {
  /** The new text. */
  readonly text: string;
  /** References that were changed. */
  readonly changes: readonly ReferenceChange[];
  /** References that should have been, and documents that could not be looked at. */
  readonly skipped: readonly SkippedReference[];
  /** Texts that only look like a reference. */
  readonly doubted: readonly SkippedReference[];
}

/**
 * Moves every image of a manifest. What only looks like a reference is moved when the same image stands in a place that
 * is known to hold one, and left alone otherwise.
 *
 * @param source name of the file, for locations; or a reader that says which objects the documents stand for
 * @param alsoKnown names of images that stand in such places elsewhere
 * @throws PullproofError what the relocation refuses, all images at once, collisions too.
 */
export function moveImages(
  text: string, relocation: Relocation, source?: ResourceSource, alsoKnown: ReadonlySet<string> = new Set(),
): MovedImages {
  const sources: ImageReference[] = [];
  const guesses: { found: FoundReference; reference: ImageReference }[] = [];
  const unparsed: SkippedReference[] = [];
  const moved = rewriteReferencesOf(text, (found) => {
    const { reference, certainty } = found;
    if (reference === undefined) {
      if (certainty !== 'possible' && found.text !== '') {
        unparsed.push({ location: formatReference(found), reason: 'it is no image reference: a template, or a typing error' });
      }
      return undefined;
    }
    if (certainty === 'possible') {
      guesses.push({ found, reference });
      return undefined;
    }
    sources.push(reference);
    return privateText(reference, relocation);
  }, source);
  relocation.relocateAll(sources);
  const known = new Set([...alsoKnown, ...sources.map(imageName)]);
  const outside = guesses.filter(({ reference }) => !relocation.isPrivate(reference));
  const doubted = outside.filter(({ reference }) => !known.has(imageName(reference)))
    .map(({ found }) => ({ location: formatReference(found), reason: 'it only looks like an image reference, so it was left as it is' }));
  const skipped = [...moved.skipped, ...unparsed];
  if (doubted.length === outside.length) {
    return { text: moved.text, changes: moved.changes, skipped, doubted };
  }
  const again = rewriteReferencesOf(moved.text, ({ reference, certainty }) => (
    certainty === 'possible' && reference !== undefined && known.has(imageName(reference)) ? privateText(reference, relocation) : undefined
  ), source);
  const fresh = again.skipped.filter(({ location }) => !moved.skipped.some((one) => one.location === location));
  return { text: again.text, changes: [...moved.changes, ...again.changes], skipped: [...skipped, ...fresh], doubted };
}

/** The new text of a reference; what cannot move stays for now, and is refused with all others afterwards. */
function privateText(reference: ImageReference, relocation: Relocation): string | undefined {
  try {
    return relocation.isPrivate(reference) ? undefined : printReference(relocation.relocate(reference));
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return undefined;
    }
    throw error;
  }
}
