import type { MirrorPlan } from './mirror-plan';

/** The plan as JSON with two spaces of indentation and a final line feed. Its JSON schema is `schema/mirror-plan.json` of the package. */
export function printMirrorPlan(plan: MirrorPlan): string {
  return `${JSON.stringify(plan, null, 2)}\n`;
}
