import { PullproofError } from '../../error';
import { imageName } from '../../image';
import type { ImageReference } from '../../image';
import { findReferences, formatOrigin, formatReference } from '../../manifest';
import type { FoundReference } from '../../manifest';
import type { Relocation } from '../../relocate';
import type { UnresolvedImage } from '../plan/mirror-plan';
import type { ManifestSource } from './mirror-source';
import type { WantedImage, WantedImages } from './wanted-image';

/** What Kubernetes itself pulls from; everything else is pulled by something that runs in the cluster. */
const POD_FIELDS: ReadonlySet<FoundReference['place']> = new Set(['container', 'initContainer', 'ephemeralContainer', 'imageVolume']);

/**
 * The images of manifests. What only looks like a reference counts when the same image stands in a place that is known
 * to hold one, as it does when manifests are rewritten.
 *
 * @throws PullproofError `manifest-invalid` for documents that cannot be read: a list that leaves something out would
 *         look complete.
 */
export function fromManifests({ stream }: ManifestSource, relocation: Relocation): WantedImages {
  refuseUnread(stream);
  const images: WantedImage[] = [];
  const guesses: { readonly found: FoundReference; readonly reference: ImageReference }[] = [];
  const unresolved: UnresolvedImage[] = [];
  for (const found of stream.resources.flatMap((resource) => findReferences(resource))) {
    const { reference, certainty } = found;
    if (reference === undefined) {
      if (certainty !== 'possible') {
        const reason = found.text === '' ? 'there is no image' : 'it is no image reference: a template, or a typing error';
        unresolved.push({ location: formatReference(found), reason, incomplete: true });
      }
    } else if (certainty === 'possible') {
      guesses.push({ found, reference });
    } else {
      images.push(wanted(found, reference));
    }
  }
  const known = new Set(images.map(({ reference }) => imageName(reference)));
  for (const { found, reference } of guesses) {
    if (known.has(imageName(reference))) {
      images.push(wanted(found, reference));
    } else if (!relocation.isPrivate(reference)) {
      unresolved.push({ location: formatReference(found), reason: 'it only looks like an image reference, so it was left out', incomplete: false });
    }
  }
  return { images, unresolved, notes: [] };
}

function wanted(found: FoundReference, reference: ImageReference): WantedImage {
  const { certainty, place, nested } = found;
  const isOfPod = certainty === 'certain' && nested === undefined && POD_FIELDS.has(place);
  return { reference, reason: { text: formatReference(found), required: true, runtime: !isOfPod } };
}

function refuseUnread({ unparsed }: ManifestSource['stream']): void {
  if (unparsed.length > 0) {
    throw new PullproofError({
      code: 'manifest-invalid',
      what: unparsed.length === 1 ? 'a document cannot be read' : `${unparsed.length} documents cannot be read`,
      problems: unparsed.map(({ origin, reason }) => `${formatOrigin(origin)}: ${reason}`),
      remedy: 'mend them, or leave them out',
    });
  }
}
