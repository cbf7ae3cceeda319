import { parseReference, printReference } from '../../image';
import type { Relocation } from '../../relocate';
import type { BlindSpot, CanaryImage } from './blind-spot';

/**
 * A declared image as what the exporter does not see by itself, under its private name.
 *
 * @throws PullproofError `reference-invalid`, and what the relocation refuses.
 */
export function declaredSpot(declared: CanaryImage, relocation: Relocation): BlindSpot {
  const { namespace, image, serviceAccountName = 'default', pullSecretNames = [], usedBy = 'declared' } = declared;
  const reference = parseReference(image);
  const privateImage = relocation.isPrivate(reference) ? image : printReference(relocation.relocate(reference));
  return { namespace, image: privateImage, serviceAccountName, pullSecretNames, usedBy };
}
