import { quote } from '../../error';
import { printReference } from '../../image';
import { locationOf, shownImage } from '../reference-location';
import type { Rule } from '../rule';

/**
 * Every reference found anywhere in the stream must come from an allowed registry.
 *
 * A text that only looks like a reference, in a place that is not known to hold one, is a warning.
 */
export const imageNotPrivate: Rule = {
  id: 'image-not-private',
  title: 'Every image reference belongs to a declared registry and lies under its prefix',
  check: (context) => {
    const registries = context.options.registries.map((registry) => registry.toString());
    const outside = registries.length === 0 ? 'cannot be private: no registry is declared' : `is not in ${registries.join(', ')}`;
    return context.references.flatMap((found) => {
      const { reference } = found;
      if (reference === undefined || context.registryOf(reference) !== undefined) {
        return [];
      }
      const [image, canonical] = [shownImage(found), printReference(reference)];
      const resolved = canonical === found.text ? '' : ` (which is ${canonical})`;
      const isGuess = found.certainty === 'possible';
      return [{
        rule: 'image-not-private',
        severity: isGuess ? 'warning' : 'error',
        location: locationOf(context, found),
        image,
        reason: `${quote(image)}${resolved} ${outside}`,
        remedy: isGuess ? 'if this is an image, move it; if it is not, acknowledge the finding' : 'set the value that moves it, or relocate the rendered manifests',
      }];
    });
  },
};
