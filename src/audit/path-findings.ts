import type { AuditContext, AuditedPod } from './context';
import type { Finding } from './finding';
import type { PathFailure } from './pod-credentials';
import { shownImage } from './reference-location';
import { listSome } from './words';

/** The failures of one type, which is what a rule is about. */
type FailureOf<T extends PathFailure['type']> = Extract<PathFailure, { type: T }>;

/** Words of a finding about a path that ends early. */
export interface PathWords {
  readonly reason: string;
  readonly remedy: string;
}

/**
 * One finding per pod and Secret for a way of failing; the images it hits are listed in the reason.
 *
 * Images that are not private are another rule's business: no pull secret will help them.
 */
export function findingsForFailure<T extends PathFailure['type']>(
  context: AuditContext, rule: string, type: T, words: (failure: FailureOf<T>, pod: AuditedPod) => PathWords,
): Finding[] {
  return context.pods.flatMap((pod) => {
    const bySecret = new Map<string, { failure: FailureOf<T>; images: Set<string> }>();
    for (const { found, registry, path } of pod.images) {
      if (registry === undefined || path.type !== 'none') {
        continue;
      }
      for (const failure of path.failures) {
        if (isOf(failure, type)) {
          const key = 'secret' in failure ? failure.secret : '';
          const entry = bySecret.get(key) ?? { failure, images: new Set() };
          entry.images.add(shownImage(found));
          bySecret.set(key, entry);
        }
      }
    }
    return [...bySecret.values()].map(({ failure, images }): Finding => {
      const { reason, remedy } = words(failure, pod);
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

function isOf<T extends PathFailure['type']>(failure: PathFailure, type: T): failure is FailureOf<T> {
  return failure.type === type;
}
