import type { Json, JsonObject } from '../../manifest';
import { harborNameProblems, immutabilityRuleProblems } from '../../provision/harbor';
import type { HarborImmutabilityRule } from '../../provision/harbor';
import { deleteHarborImmutability, ensureHarborImmutability, readHarborImmutability } from '../declare/immutability';
import { textOf, withClient } from './json-inputs';
import { defineResource } from './resource-handlers';

/**
 * Tags of a project that never move.
 *
 * Inputs: `connection`, `project` (its name) and `rules`. Output: `ruleIds`.
 */
export const immutability = defineResource({
  inputs: ['project', 'rules'],

  problemsOf(name, inputs) {
    return name === 'project' ? harborNameProblems('project', textOf(inputs, 'project')) : rulesOf(inputs).flatMap(immutabilityRuleProblems);
  },

  replaces: (name) => name === 'project',

  async create(inputs) {
    const project = textOf(inputs, 'project');
    const ruleIds = await withClient(inputs, (client) => ensureHarborImmutability(client, project, rulesOf(inputs)));
    return { id: `${project}/immutable-tags`, outs: { ruleIds } };
  },

  async read(_id, props) {
    const state = await withClient(props, (client) => readHarborImmutability(client, textOf(props, 'project'), idsOf(props), rulesOf(props)));
    return state && {
      ruleIds: state.rules.map(({ id }) => id),
      ...(state.drift.length > 0 && { rules: state.rules.map(({ repositories, tags }): Json => ({ repositories, tags })) }),
    };
  },

  async update(_id, olds, news) {
    return { ruleIds: await withClient(news, (client) => ensureHarborImmutability(client, textOf(news, 'project'), rulesOf(news), idsOf(olds))) };
  },

  async delete(_id, props) {
    await withClient(props, (client) => deleteHarborImmutability(client, textOf(props, 'project'), idsOf(props)));
  },
});

function rulesOf({ rules }: JsonObject): HarborImmutabilityRule[] {
  if (!Array.isArray(rules)) {
    throw new TypeError('no rules');
  }
  return rules as unknown as HarborImmutabilityRule[];
}

function idsOf({ ruleIds }: JsonObject): number[] {
  return Array.isArray(ruleIds) ? ruleIds as number[] : [];
}
