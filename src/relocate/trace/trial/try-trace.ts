import type { JsonObject } from '../../../manifest';
import type { ImageMover } from '../../override-plan';
import type { ChartTrace } from '../chart-trace';
import type { RenderDifference } from '../compare-renders';
import { complainedAbout } from '../measure/helm-complaints';
import type { ReferenceTraces } from '../measure/reference-traces';
import type { TraceRun } from '../measure/trace-run';
import type { Rendering } from '../render-step';
import { pathsOf } from '../solve/render-reference';
import { solveTrace } from '../solve-trace';
import type { SolvedKey, TraceSolution } from '../trace-solution';
import type { Failure, SolutionTester } from './solution-tester';

type WrongReferences = Extract<Failure, { readonly type: 'wrong' }>['references'];

/** Tests that putting a trace right may take, before all that is in doubt is left alone. */
const MOST_TESTS = 10;

/** What a trace is tried with. */
export interface Trial {
  /** Name of the chart. */
  readonly chart: string;
  /** The chart as it renders without overrides. */
  readonly baseline: string;
  /** The user's values. */
  readonly values: JsonObject;
  /** Where images go. */
  readonly relocation: ImageMover;
  /** Names of the pull secrets. */
  readonly pullSecretNames: readonly string[];
  /** What is known by now. */
  readonly trace: () => ChartTrace;
}

/**
 * Renders a chart with the overrides that its trace gives, and takes back what does not come out as solved, until all of
 * it does: what is left is true.
 */
export function* tryTrace(
  run: TraceRun, references: ReferenceTraces, tester: SolutionTester, trial: Trial,
): Rendering<{ readonly solution: TraceSolution; readonly rendered: string }> {
  for (;;) {
    const solution = solveTrace(trial.trace(), trial);
    if (solution.keys.length === 0) {
      return { solution, rendered: trial.baseline };
    }
    const verdict = yield* tester.test(solution);
    if (verdict.type === 'right') {
      return { solution, rendered: verdict.rendered };
    }
    if (tester.tests >= MOST_TESTS) {
      solution.keys.forEach(({ path }) => run.reject(path, reasonFor(verdict)));
    } else if (verdict.type === 'refused' ? !run.permit(verdict.words) : !doubt(verdict.references, references, solution)) {
      const known = new Map(trial.trace().keys.map(({ path, text = '' }) => [path, text]));
      for (const { keys, failure } of yield* isolate(tester, solution, suspects(verdict, solution, trial.chart, known), verdict)) {
        // Where there was a path already, it is not the path that the chart refuses.
        keys.forEach(({ path, value }) => (
          run.reject(path, reasonFor(failure), failure.type === 'refused' && known.get(path)?.includes('/') === false && typeof value === 'string' ? value : '')
        ));
      }
    }
  }
}

/** Notes that values make something else of references than was thought, or nothing; returns whether anything was learned by that. */
function doubt(wrong: WrongReferences, references: ReferenceTraces, solution: TraceSolution): boolean {
  const given = new Set(solution.keys.map(({ path }) => path));
  for (const { fate, index } of wrong) {
    const reference = solution.references[index]?.reference;
    const paths = reference === undefined ? [] : [...pathsOf(reference)].filter((path) => given.has(path));
    if (fate === 'unchanged') {
      references.forget(index, paths);
    } else {
      references.doubt(index, paths);
    }
  }
  return wrong.some(({ index }) => (solution.references[index]?.by.length ?? 0) > 0);
}

/** Values that the words of Helm, or what else changed, lead to, in groups that only work together; all of them if there are none. */
function suspects(failure: Failure, { keys, references }: TraceSolution, chart: string, known: ReadonlyMap<string, string>): SolvedKey[][] {
  const paths = keys.map(({ path }) => path);
  const named = new Set(failure.type === 'refused' ? complainedAbout(failure.words, paths, chart) : keysIn(failure.differences, keys, known));
  const groups: SolvedKey[][] = keys.map((key) => [key]);
  for (const { by } of references) {
    const together = groups.filter((group) => group.some(({ path }) => by.includes(path)));
    together[0]?.push(...together.slice(1).flatMap((group) => group.splice(0)));
  }
  const all = groups.filter((group) => group.length > 0);
  const suspected = all.filter((group) => group.some(({ path }) => named.has(path)));
  return suspected.length > 0 ? suspected : all;
}

/** Paths of the values whose texts, old or new, stand in what differs; templates write slashes and dots in other ways at times. */
function keysIn(differences: readonly RenderDifference[], keys: readonly SolvedKey[], known: ReadonlyMap<string, string>): string[] {
  const plain = (text: string): string => text.replace(/[^A-Za-z0-9]+/g, '_');
  const texts = differences.map(({ after = '', before = '', path }) => plain(`${path} ${before} ${after}`));
  return keys.filter(({ path, value }) => [known.get(path), value].some((text) => (
    typeof text === 'string' && /[./]/.test(text) && texts.some((difference) => difference.includes(plain(text)))
  ))).map(({ path }) => path);
}

/** The groups of values with which alone something goes wrong; all that are left once too many tests were spent. */
function* isolate(
  tester: SolutionTester, solution: TraceSolution, groups: readonly SolvedKey[][], failure: Failure,
): Rendering<{ keys: readonly SolvedKey[]; failure: Failure }[]> {
  if (groups.length === 1 || tester.tests >= MOST_TESTS) {
    return groups.map((keys) => ({ keys, failure }));
  }
  const half = Math.ceil(groups.length / 2);
  const found: { keys: readonly SolvedKey[]; failure: Failure }[] = [];
  for (const part of [groups.slice(0, half), groups.slice(half)]) {
    const verdict = yield* tester.test(solution, part.flat());
    if (verdict.type !== 'right') {
      found.push(...yield* isolate(tester, solution, part, verdict));
    }
  }
  return found.length > 0 ? found : groups.map((keys) => ({ keys, failure }));
}

function reasonFor(failure: Failure): string {
  if (failure.type === 'refused') {
    return failure.words.join(' ');
  }
  const [first] = failure.differences;
  return first === undefined ? 'references come out wrong with it' : `it changes more than images: ${first.object.kind} ${first.object.name}: ${first.path}: ${first.what}`;
}
