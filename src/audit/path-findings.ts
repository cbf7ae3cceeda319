import type { AuditContext } from './context';
import { describeFailure } from './describe-failure';
import type { Finding } from './finding';
import type { PathFailure } from './pod-credentials';
import { shownImage } from './reference-location';
import { listSome } from './words';

/**
 * One finding per pod and Secret for a way of failing; the images it hits are listed in the reason.
 *
 * Images that are not private are another rule's business: no pull secret will help them.
 */
export function findingsForFailure(context: AuditContext, rule: string, type: PathFailure['type']): Finding[] {
  return context.pods.flatMap((pod) => {
    const bySecret = new Map<string, { failure: PathFailure; images: Set<string> }>();
    for (const { found, registry, path } of pod.images) {
      if (registry === undefined || path.type !== 'none') {
        continue;
      }
      for (const failure of path.failures) {
        if (failure.type === type) {
          const key = 'secret' in failure ? failure.secret : '';
          const entry = bySecret.get(key) ?? { failure, images: new Set() };
          entry.images.add(shownImage(found));
          bySecret.set(key, entry);
        }
      }
    }
    return [...bySecret.values()].map(({ failure, images }): Finding => {
      const { reason, remedy } = describeFailure(failure, pod.namespace);
      const [image, ...others] = images;
      return {
        rule,
        severity: 'error',
        location: context.where(pod.template.resource, pod.template.path),
        reason: `${reason}; needed for ${listSome([...images])}`,
        remedy,
        ...(image !== undefined && others.length === 0 ? { image } : {}),
      };
    });
  });
}
