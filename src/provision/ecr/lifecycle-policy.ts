import { PullproofError } from '../../error';
import type { JsonObject } from '../../manifest';
import type { EcrRepositoryPlan } from './ecr-repositories';

/** What a repository forgets. */
export interface EcrLifecycle {
  /**
   * Days after which images without a tag expire; 0 keeps them.
   *
   * Platform images that an index names have no tag, and stay as long as the index does.
   *
   * @default 14, and 0 for a repository with a reference that has a digest and no tag
   */
  readonly untaggedDays?: number;
  /**
   * How many images with a tag stay; older ones expire, whether pods still need them or not.
   *
   * @default - all of them
   */
  readonly keepTagged?: number;
}

/** Days that a push which went wrong, or a tag which moved, may be of use to somebody. */
const DEFAULT_UNTAGGED_DAYS = 14;

/**
 * The lifecycle policy of a repository, or nothing when nothing expires.
 *
 * @param lifecycle what expires.
 * @param repository the repository, so that no reference in use expires.
 * @throws PullproofError `provision-invalid` when an image that the declaration pulls could expire.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
 */
export function ecrLifecyclePolicy(lifecycle: EcrLifecycle = {}, repository?: EcrRepositoryPlan): JsonObject | undefined {
  const { untaggedDays = repository?.pinsUntagged === true ? 0 : DEFAULT_UNTAGGED_DAYS, keepTagged } = lifecycle;
  const problem = findProblem(untaggedDays, keepTagged, repository);
  if (problem !== undefined) {
    throw new PullproofError({
      code: 'provision-invalid',
      what: `the lifecycle policy${repository === undefined ? '' : ` of ${repository.name}`} cannot be: ${problem}`,
    });
  }
  const rules: JsonObject[] = [];
  if (untaggedDays > 0) {
    rules.push(rule(rules.length, `expire images without a tag after ${untaggedDays} days`, {
      tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: untaggedDays,
    }));
  }
  if (keepTagged !== undefined) {
    rules.push(rule(rules.length, `keep the newest ${keepTagged} images`, {
      tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: keepTagged,
    }));
  }
  return rules.length === 0 ? undefined : { rules };
}

function findProblem(untaggedDays: number, keepTagged: number | undefined, repository: EcrRepositoryPlan | undefined): string | undefined {
  if (!Number.isInteger(untaggedDays) || untaggedDays < 0) {
    return `untaggedDays must be a whole number, 0 or more (got ${String(untaggedDays)})`;
  }
  if (keepTagged !== undefined && (!Number.isInteger(keepTagged) || keepTagged < 1)) {
    return `keepTagged must be a whole number, 1 or more (got ${String(keepTagged)})`;
  }
  if (untaggedDays > 0 && repository?.pinsUntagged === true) {
    return 'images without a tag would expire, and a reference names one by its digest alone; set untaggedDays to 0';
  }
  if (keepTagged !== undefined && repository !== undefined && keepTagged < repository.references.length) {
    return `${keepTagged} images would stay, and ${repository.references.length} are in use; raise keepTagged`;
  }
  return undefined;
}

function rule(before: number, description: string, selection: JsonObject): JsonObject {
  return { rulePriority: before + 1, description, selection, action: { type: 'expire' } };
}
