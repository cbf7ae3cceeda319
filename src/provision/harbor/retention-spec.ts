import { quote } from '../../error';

/** One reason for which images stay; what no rule keeps is deleted. */
export interface HarborRetentionRule {
  /**
   * What stays: the newest by the time of their push or pull, those pushed or pulled within days, or all.
   */
  readonly keep: 'newest-pushed' | 'newest-pulled' | 'pushed-within-days' | 'pulled-within-days' | 'always';
  /**
   * How many images, or how many days.
   *
   * @default - `always` takes none; every other rule needs it
   */
  readonly count?: number;
  /**
   * Repositories that it is about, within the project, as a double-star pattern.
   *
   * @default "**"
   */
  readonly repositories?: string;
  /**
   * Tags that it is about, as a double-star pattern.
   *
   * @default "**"
   */
  readonly tags?: string;
  /**
   * Whether it keeps images without a tag too, such as those that are pinned by digest.
   *
   * @default true
   */
  readonly untagged?: boolean;
}

/** What a project keeps. A project has one such policy. */
export interface HarborRetentionSpec {
  /** Rules, 1 to 15: an image stays when one of them keeps it. */
  readonly rules: HarborRetentionRule[];
  /**
   * When what nothing keeps is deleted: a schedule of Harbor, which begins with the seconds, such as `0 0 2 * * *`.
   *
   * @default "0 0 0 * * *"
   */
  readonly schedule?: string;
}

/** What is wrong with a retention policy; empty when it is fine. */
export function retentionSpecProblems({ rules, schedule }: HarborRetentionSpec): string[] {
  return [
    ...(rules.length === 0 || rules.length > 15 ? [`a retention policy has 1 to 15 rules (got ${rules.length})`] : []),
    ...(schedule === undefined || schedule.trim().split(/\s+/).length === 6 ? [] : [`the schedule must have six fields, seconds first (got ${quote(schedule)})`]),
    ...rules.flatMap(({ keep, count }, index) => (keep === 'always'
      ? (count === undefined ? [] : [`rule ${index + 1}: "always" takes no count`])
      : (Number.isInteger(count) && (count as number) >= 1 ? [] : [`rule ${index + 1}: ${quote(keep)} needs a count, 1 or more (got ${String(count)})`]))),
    ...rules.flatMap((rule, index) => patternProblems(`rule ${index + 1}`, rule)),
  ];
}

/** What is wrong with the patterns of a rule. */
export function patternProblems(what: string, { repositories, tags }: { readonly repositories?: string; readonly tags?: string }): string[] {
  return [
    ...(repositories === '' ? [`${what}: the pattern of repositories is empty, "**" stands for all`] : []),
    ...(tags === '' ? [`${what}: the pattern of tags is empty, "**" stands for all`] : []),
  ];
}
