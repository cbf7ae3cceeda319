import type { ManifestStream } from '../../../manifest';
import { compareRenders } from '../compare-renders';
import type { RenderDifference, RenderNoise } from '../compare-renders';
import { wantedText } from '../solve/image-goal';
import type { TraceSolution } from '../trace-solution';
import { Repetitions } from './repetitions';
import type { Mention } from './repetitions';

/** Two renders of a chart, without and with the overrides of a solution. */
export interface SolutionCheck {
  /** The chart with the user's values alone. */
  readonly before: ManifestStream;
  /** The chart with the overrides over them. */
  readonly after: ManifestStream;
  /** The solution. */
  readonly solution: TraceSolution;
  /** Names of the pull secrets that it was made for. */
  readonly pullSecretNames: readonly string[];
  /**
   * What differs between any two renders.
   *
   * @default - nothing does
   */
  readonly noise?: RenderNoise;
}

/**
 * Finds what the overrides changed and should not have. Meant are references that became what the solution says, texts
 * that name the registry that such references came from, and pull secrets.
 */
export function checkSolution({ before, after, solution, pullSecretNames, noise }: SolutionCheck): RenderDifference[] {
  const wanted = new Map(solution.references.flatMap(({ reference, target }): [string, string][] => (
    target === undefined ? [] : [[reference.text, wantedText(reference.text, target)]]
  )));
  const repetitions = new Repetitions({ mentions: mentionsOf(solution, wanted), targets: new Set(wanted.values()), overrides: solution.overrides });
  return compareRenders({
    before,
    after,
    isImageChange: (old, now) => wanted.get(old.text) === now.text,
    isMeant: (difference) => repetitions.explain(difference),
    pullSecretNames,
    ...(noise === undefined ? {} : { noise }),
  });
}

/** The beginnings of references that were replaced, and what took their places. */
function mentionsOf({ keys, references }: TraceSolution, wanted: ReadonlyMap<string, string>): Mention[] {
  const given = new Map(keys.flatMap(({ path, value }): [string, string][] => (typeof value === 'string' ? [[path, value.replace(/\/+$/, '')]] : [])));
  const mentions = references.flatMap(({ by, reference }) => by.flatMap((path): Mention[] => {
    const after = given.get(path) ?? '';
    const target = wanted.get(reference.text) ?? '';
    const rest = target.slice(after.length);
    return after === '' || !target.startsWith(after) || !reference.text.endsWith(rest) ? []
      : [{ before: reference.text.slice(0, reference.text.length - rest.length), after }];
  }));
  return [...new Map(mentions.map((mention) => [JSON.stringify(mention), mention])).values()];
}
