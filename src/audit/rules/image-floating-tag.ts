import { locationOf, shownImage } from '../reference-location';
import type { Rule } from '../rule';

/** `latest`, or no tag at all, means another image tomorrow; a digest pins it whatever the tag says. */
export const imageFloatingTag: Rule = {
  id: 'image-floating-tag',
  title: 'Every image names a tag other than `latest`, or a digest',
  check: (context) => context.references.flatMap((found) => {
    const { reference } = found;
    if (reference === undefined || found.certainty === 'possible' || reference.digest !== undefined) {
      return [];
    }
    if (reference.tag !== undefined && reference.tag !== 'latest') {
      return [];
    }
    return [{
      rule: 'image-floating-tag',
      severity: 'warning',
      location: locationOf(context, found),
      image: shownImage(found),
      reason: reference.tag === undefined ? 'the image has no tag, which means latest' : 'the tag latest moves',
      remedy: 'name a version, or pin the digest',
    }];
  }),
};
