import type { ChartTrace, TracedReference } from '../chart-trace';
import type { SolvedReference } from '../trace-solution';
import type { ImageGoal } from './image-goal';
import { activeComposition, pathsIn, pathsOf, renderReference } from './render-reference';
import type { ImageAssignment } from './solve-images';

/** What becomes of each reference, and why the rest stays where it is. */
export function explainReferences(goals: readonly ImageGoal[], { values }: ImageAssignment, trace: ChartTrace): SolvedReference[] {
  const reasons = new Map(trace.rejected.map(({ path, reason }): [string, string] => [path, reason]));
  return goals.map((goal): SolvedReference => {
    const { reference, stays, target, wanted } = goal;
    const place = { reference, ...(target === undefined ? {} : { target }) };
    if (renderReference(reference, values) === wanted) {
      const by = wanted === reference.text ? [] : movedBy(reference, values);
      return { ...place, by, ...(stays === undefined || target !== undefined ? {} : { unmoved: stays }) };
    }
    return { ...place, by: [], unmoved: stays ?? whyUnmoved(reference, reasons) };
  });
}

function movedBy(reference: TracedReference, values: ImageAssignment['values']): string[] {
  const composition = activeComposition(reference, values);
  return composition === undefined ? [] : pathsIn(composition).filter((path) => values.has(path));
}

function whyUnmoved(reference: TracedReference, reasons: ReadonlyMap<string, string>): string {
  const paths = [...pathsOf(reference)];
  if (paths.length === 0) {
    return 'no value of the chart moves it';
  }
  const refused = paths.find((path) => reasons.has(path));
  if (refused !== undefined) {
    return `${refused} would, and must be left alone: ${reasons.get(refused) ?? ''}`;
  }
  const [blurred] = reference.unreadable ?? [];
  if (blurred !== undefined) {
    return `the chart does not take ${blurred} as it is, so that nobody can say what would come out`;
  }
  return `${paths.join(', ')} ${paths.length === 1 ? 'changes' : 'change'} only a part of it, or other references that go elsewhere`;
}
