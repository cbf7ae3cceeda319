import type { InstallPlan } from '../agent';
import { printReference } from '../image';
import type { InstalledImage } from './agent-install-props';

/** The images of a plan in the form that the construct shows: references as text. */
export function describeImages({ images }: InstallPlan): InstalledImage[] {
  return images.map(({ id, source, target, required, reason }) => ({
    id, ...(source === undefined ? {} : { source: printReference(source) }), target: printReference(target), required, reason,
  }));
}
