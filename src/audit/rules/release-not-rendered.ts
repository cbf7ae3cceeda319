import { describeObject } from '../location';
import { isRenderedElsewhere } from '../rendered-elsewhere';
import type { Rule } from '../rule';

/** What a controller renders later is not in the stream, so the stream alone says nothing about its images. */
export const releaseNotRendered: Rule = {
  id: 'release-not-rendered',
  title: 'Every release that the cluster renders is vouched for by the catalogue, or rendered for the proof',
  check: (context) => {
    const vouched = new Set((context.options.vouchedReleases ?? []).map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`));
    return context.resources
      .map(({ resource }) => ({ resource, location: context.where(resource) }))
      .filter(({ resource, location }) => isRenderedElsewhere(resource) && !vouched.has(describeObject(location)))
      .map(({ location }) => ({
        rule: 'release-not-rendered',
        severity: 'error',
        location,
        reason: `the pods of ${describeObject(location)} are rendered in the cluster, so their images are not part of this proof`,
        remedy: 'audit the rendered manifests as well, install it with AgentInstall, or acknowledge it',
      }));
  },
};
