import type { InstallPlan } from '../agent';
import { Problems } from '../error';
import type { AgentInstallProps } from './agent-install-props';

/**
 * Refuses a plan that would not install what was declared.
 *
 * @throws PullproofError `values-conflict` that lists every value which contradicts the relocation; else `values-invalid` that
 * lists what is missing, unless only values were asked for, which others may complete.
 */
export function checkPlan({ conflicts, missing }: InstallPlan, { agent, deliver }: AgentInstallProps): void {
  const what = `${agent.title} ${agent.version}`;
  new Problems()
    .add(...conflicts.map(({ path, given, wanted, reason, remedy }) => `${path}: given ${given}, wanted ${wanted}: ${reason}; ${remedy}`))
    .throwIfAny({ code: 'values-conflict', what: `values for ${what} contradict the relocation` });
  if (deliver._delivery.type !== 'values-only') {
    new Problems()
      .add(...missing.map(({ oneOf, text }) => `${oneOf.join(' or ')}: ${text}`))
      .throwIfAny({ code: 'values-invalid', what: `values that ${what} needs are missing`, remedy: 'add them to `values`' });
  }
}
