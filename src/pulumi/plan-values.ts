import type { InstallPlan, InstallRequest } from '../agent';
import { PullproofError, Problems } from '../error';
import { printReference } from '../image';
import { core } from './core-modules';
import { ValueOutputs } from './value-outputs';

/** A plan whose values hold marks in place of what is known later. */
export interface MarkedPlan {
  /** The plan. */
  readonly plan: InstallPlan;
  /** The outputs behind the marks. */
  readonly outputs: ValueOutputs;
}

/**
 * Plans an install of which some values are known later.
 *
 * Such a value must not decide which images, workloads and accounts there are: the plan is made with marks, with `false` and
 * with nothing in place of them, and has to be the same each time.
 *
 * @throws PullproofError `values-invalid` for values that decide and are not known, and whatever planning refuses.
 */
export function planValues(request: InstallRequest): MarkedPlan {
  const outputs = new ValueOutputs(request.values ?? {});
  const plan = core.agent().planInstall({ ...request, values: outputs.marked() });
  if (outputs.paths.length > 0) {
    const decided = shapeOf(plan);
    const same = [false, null].every((value) => decided === shapeWith(request, outputs.withAll(value)));
    new Problems()
      .add(...same && !outputs.isIn(decided) ? [] : outputs.paths)
      .throwIfAny({
        code: 'values-invalid', what: `a value that is known later decides what ${request.agent.title} ${request.agent.version} consists of; one of`,
        remedy: 'give plain text, numbers and switches for images, versions and whatever switches parts of the chart on and off',
      });
  }
  return { plan, outputs };
}

/** What a plan says about images and pods, as text. */
function shapeOf({ images, workloads, accounts }: InstallPlan): string {
  return JSON.stringify([
    images.map(({ id, source, target, required, unmovable }) =>
      [id, source === undefined ? null : printReference(source), printReference(target), required, unmovable]),
    workloads, accounts,
  ]);
}

function shapeWith(request: InstallRequest, values: { [key: string]: unknown }): string | undefined {
  try {
    return shapeOf(core.agent().planInstall({ ...request, values }));
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return undefined; // it cannot be planned without the value, so the value decides
    }
    throw error;
  }
}
