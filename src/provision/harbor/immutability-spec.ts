import { patternProblems } from './retention-spec';

/** Tags of a project that never move, and are never deleted. */
export interface HarborImmutabilityRule {
  /**
   * Repositories within the project, as a double-star pattern.
   *
   * @default "**"
   */
  readonly repositories?: string;
  /**
   * Tags, as a double-star pattern.
   *
   * @default "**"
   */
  readonly tags?: string;
}

/** What is wrong with a rule; empty when it is fine. */
export function immutabilityRuleProblems(rule: HarborImmutabilityRule): string[] {
  return patternProblems('immutable tags', rule);
}
