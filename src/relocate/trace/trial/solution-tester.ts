import type { JsonObject, ManifestStream } from '../../../manifest';
import { findNoise } from '../compare-renders';
import type { RenderDifference, RenderNoise } from '../compare-renders';
import type { ReferenceFate, ReferenceTraces } from '../measure/reference-traces';
import type { TraceRun } from '../measure/trace-run';
import type { Rendering } from '../render-step';
import { wantedText } from '../solve/image-goal';
import type { SolvedKey, TraceSolution } from '../trace-solution';
import { checkSolution } from './check-solution';

/** What came of rendering a chart with the values of a solution. */
export type Verdict = { readonly type: 'right'; readonly rendered: string } | Failure;

/** What went wrong: the chart does not render, or something else came out than what was solved. */
export type Failure =
  | { readonly type: 'refused'; readonly words: readonly string[] }
  | {
    readonly type: 'wrong';
    /** References that came out wrong, or as they were: their numbers. */
    readonly references: readonly { readonly index: number; readonly fate: ReferenceFate }[];
    readonly differences: readonly RenderDifference[];
  };

/** Renders a chart with solutions, and looks at what comes out. */
export class SolutionTester {
  /** How often it did. */
  public tests = 0;
  readonly #run: TraceRun;
  readonly #references: ReferenceTraces;
  readonly #baseline: ManifestStream;
  readonly #user: JsonObject;
  readonly #pullSecretNames: readonly string[];
  #noise: RenderNoise | undefined;

  constructor(run: TraceRun, references: ReferenceTraces, baseline: ManifestStream, user: JsonObject, pullSecretNames: readonly string[]) {
    this.#run = run;
    this.#references = references;
    this.#baseline = baseline;
    this.#user = user;
    this.#pullSecretNames = pullSecretNames;
  }

  /** Tries a solution, or some of its values. */
  public *test(solution: TraceSolution, keys: readonly SolvedKey[] = solution.keys): Rendering<Verdict> {
    this.tests += 1;
    const isWhole = keys.length === solution.keys.length;
    const values = isWhole ? solution.values : this.#run.valuesWith(keys);
    const outcome = yield* this.#run.render(values, isWhole ? `${keys.length} overrides` : `${keys.length} of the overrides`);
    if ('words' in outcome) {
      return { type: 'refused', words: outcome.words };
    }
    const after = this.#run.parse(outcome.manifests);
    const references = this.#wrongReferences(after, solution, new Set(keys.map(({ path }) => path)));
    const differences = yield* this.#differences(after, solution);
    return references.length === 0 && differences.length === 0 ? { type: 'right', rendered: outcome.manifests } : { type: 'wrong', references, differences };
  }

  #wrongReferences(after: ManifestStream, { references }: TraceSolution, given: ReadonlySet<string>): { index: number; fate: ReferenceFate }[] {
    const wanted = references.map(({ by, reference, target }) => (
      target !== undefined && by.length > 0 && by.every((path) => given.has(path)) ? wantedText(reference.text, target) : reference.text
    ));
    return this.#references.compare(after, wanted).flatMap((fate, index) => {
      const { by = [], reference } = references[index] ?? {};
      // A reference that is half moved, because only some of the values were given, says nothing; nor does a mere guess.
      const isHalf = by.some((path) => given.has(path)) && by.some((path) => !given.has(path));
      const isUnmoved = by.length === 0 && (fate === 'gone' || reference?.certainty === 'possible');
      return fate === 'right' || isHalf || isUnmoved ? [] : [{ index, fate }];
    });
  }

  *#differences(after: ManifestStream, solution: TraceSolution): Rendering<RenderDifference[]> {
    const compare = (): RenderDifference[] => checkSolution({
      before: this.#baseline, after, solution, pullSecretNames: this.#pullSecretNames, ...(this.#noise === undefined ? {} : { noise: this.#noise }),
    });
    const differences = compare();
    if (differences.length === 0 || this.#noise !== undefined) {
      return differences;
    }
    // A chart that makes up passwords or certificates is never the same twice.
    const again = yield* this.#run.render(this.#user, 'the chart as it is, once more');
    this.#noise = 'manifests' in again ? findNoise(this.#baseline, this.#run.parse(again.manifests)) : undefined;
    return compare();
  }
}
