import { quote } from '../../error';
import { tryParseReference } from '../../image';
import { describeObject } from '../location';
import type { VouchedRelease } from '../options';
import type { Rule } from '../rule';

/**
 * A release that the cluster renders may pull images that no value moves: texts of templates, images compiled into an
 * operator. Whoever vouches for the release says so, and then it is not proven.
 */
export const releaseImageNotPrivate: Rule = {
  id: 'release-image-not-private',
  title: 'Every image that a vouched release pulls belongs to a declared registry',
  check: (context) => {
    const releases = new Map<string, VouchedRelease>((context.options.vouchedReleases ?? [])
      .map((release) => [`${release.kind} ${release.namespace}/${release.name}`, release]));
    return context.resources.flatMap(({ resource }) => {
      const location = context.where(resource);
      const release = releases.get(describeObject(location));
      return [...new Set(release?.images ?? [])].filter((image) => {
        const reference = tryParseReference(image);
        return reference === undefined || context.registryOf(reference) === undefined;
      }).map((image) => ({
        rule: 'release-image-not-private',
        severity: 'error' as const,
        location,
        image,
        reason: `${describeObject(location)} pulls ${quote(image)}, which no value of its chart moves`,
        remedy: 'render the chart and let the rendered objects be rewritten, or acknowledge it where that image is never pulled',
      }));
    });
  },
};
