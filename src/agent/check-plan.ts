import { Problems } from '../error';
import type { Agent } from './agent';
import type { InstallPlan } from './install-plan';

/**
 * Refuses a plan that would not install what was declared.
 *
 * @param plan the plan.
 * @param agent what it installs, for messages.
 * @param valuesOnly whether others may complete the values, so that missing ones are no error.
 * @throws PullproofError `values-conflict` that lists every value which contradicts the relocation; else `values-invalid` that
 * lists what is missing.
 */
export function checkPlan({ conflicts, missing }: InstallPlan, agent: Agent, valuesOnly: boolean): void {
  const what = `${agent.title} ${agent.version}`;
  new Problems()
    .add(...conflicts.map(({ path, given, wanted, reason, remedy }) => `${path}: given ${given}, wanted ${wanted}: ${reason}; ${remedy}`))
    .throwIfAny({ code: 'values-conflict', what: `values for ${what} contradict the relocation` });
  if (!valuesOnly) {
    new Problems()
      .add(...missing.map(({ oneOf, text }) => `${oneOf.join(' or ')}: ${text}`))
      .throwIfAny({ code: 'values-invalid', what: `values that ${what} needs are missing`, remedy: 'add them to `values`' });
  }
}
