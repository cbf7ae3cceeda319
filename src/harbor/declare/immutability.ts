import { Problems, quote } from '../../error';
import { immutabilityRuleProblems } from '../../provision/harbor';
import type { HarborImmutabilityRule } from '../../provision/harbor';
import { createImmutableRule, deleteImmutableRule, listImmutableRules, sameRule } from '../api/immutable-rules';
import type { HarborImmutableRule } from '../api/immutable-rules';
import type { HarborClient } from '../client/harbor-client';

/**
 * Makes tags of a project immutable. Rules that are there already stay, and count; rules of others are left alone.
 *
 * @param owned ids of the rules that were made for an earlier declaration: those that are not declared any more are deleted.
 * @returns the ids of the rules for what is declared, in its order.
 * @throws PullproofError `harbor-invalid` for a rule that cannot be, and what the Harbor refuses.
 */
export async function ensureHarborImmutability(
  client: HarborClient, project: string, rules: readonly HarborImmutabilityRule[], owned: readonly number[] = [],
): Promise<number[]> {
  new Problems().add(...rules.flatMap(immutabilityRuleProblems)).throwIfAny({ code: 'harbor-invalid', what: `tags of project ${quote(project)} cannot be immutable that way` });
  const existing = await listImmutableRules(client, project);
  const ids: number[] = [];
  for (const rule of rules) {
    const known = existing.find((one) => sameRule(one, rule));
    ids.push(known?.id ?? await createImmutableRule(client, project, rule));
  }
  await deleteHarborImmutability(client, project, owned.filter((id) => !ids.includes(id)));
  return ids;
}

/** What the rules of a declaration are like. */
export interface ImmutabilityState {
  /** The rules of the project with the given ids. */
  readonly rules: readonly HarborImmutableRule[];
  /** Whether a declared rule is missing among them, or another one is there. */
  readonly drift: readonly string[];
}

/** Reads the rules with some ids, and finds how they differ from what was declared. Nothing when none is left. */
export async function readHarborImmutability(
  client: HarborClient, project: string, ids: readonly number[], declared: readonly HarborImmutabilityRule[],
): Promise<ImmutabilityState | undefined> {
  const rules = (await listImmutableRules(client, project)).filter(({ id }) => ids.includes(id));
  if (rules.length === 0 && ids.length > 0) {
    return undefined;
  }
  const same = declared.every((one) => rules.some((rule) => sameRule(rule, one)))
    && rules.every((rule) => declared.some((one) => sameRule(rule, one)));
  return { rules, drift: same ? [] : ['rules'] };
}

/** Deletes rules: their tags may move again. */
export async function deleteHarborImmutability(client: HarborClient, project: string, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    await deleteImmutableRule(client, project, id);
  }
}
