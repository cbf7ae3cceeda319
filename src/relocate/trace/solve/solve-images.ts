import { tryParseReference } from '../../../image';
import type { RejectedKey, TracedKey } from '../chart-trace';
import { groupBy } from '../group-by';
import { compositionWays } from './composition-ways';
import type { Way } from './composition-ways';
import type { ImageGoal } from './image-goal';
import { KeyValues } from './key-values';
import { pathsOf, renderReference } from './render-reference';

/** Values to give so that references become what they have to. */
export interface ImageAssignment {
  /** Inner text by path. */
  readonly given: ReadonlyMap<string, string>;
  /** The same, with what stands at all other paths. */
  readonly values: KeyValues;
}

/** Values that must be left alone, and what they take all the same. */
type Banned = ReadonlyMap<string, RejectedKey['accepts']>;

/** Some references that behave alike. */
interface Target {
  readonly goal: ImageGoal;
  /** Paths of the values that have to do with them. */
  readonly paths: ReadonlySet<string>;
  /** How many there are. */
  readonly weight: number;
}

/** What taking a way would mean. */
interface Prospect {
  readonly way: Way;
  /** References that could be moved before, and cannot any more. */
  readonly lost: number;
  /** Values that need not be given any more, because of it. */
  readonly saved: number;
  /** References that are where they belong at once. */
  readonly moved: number;
  /** References that become something else altogether. */
  readonly spoiled: number;
}

/**
 * Chooses the fewest values that move the most references. A value that many share is taken first, as long as those that
 * it does not fit can be put right by values of their own; the search is greedy, and the same every time.
 *
 * @param rejected values that must be left alone
 */
export function solveImages(goals: readonly ImageGoal[], keys: ReadonlyMap<string, TracedKey>, rejected: readonly RejectedKey[]): ImageAssignment {
  const targets = targetsOf(goals);
  const banned = new Map(rejected.map(({ accepts, path }): [string, RejectedKey['accepts']] => [path, accepts]));
  for (;;) {
    const values = prune(search(targets, new KeyValues(keys), banned), targets);
    const spoilt = targets.filter((target) => stateOf(target, values) === 'spoiled');
    if (spoilt.length === 0) {
      return { given: values.given, values };
    }
    // Better not moved at all than moved to the wrong place: whatever rewrites the rest could not tell what it was.
    const costs = [...new Set(spoilt.flatMap(({ paths }) => [...paths].filter((path) => values.has(path))))]
      .map((path) => ({ path, cost: targets.filter((target) => target.paths.has(path) && stateOf(target, values) === 'exact').length }))
      .sort((a, b) => a.cost - b.cost || compare(a.path, b.path));
    costs.slice(0, 1).forEach(({ path }) => banned.set(path, undefined));
    if (costs.length === 0) {
      return { given: new Map(), values: new KeyValues(keys) };
    }
  }
}

function targetsOf(goals: readonly ImageGoal[]): Target[] {
  const groups = groupBy(goals.filter(({ isGuess }) => !isGuess), ({ reference: { compositions, text, unreadable }, stays, wanted }) => (
    JSON.stringify([text, wanted, stays !== undefined, compositions, unreadable])
  ));
  return [...groups.values()].flatMap(([goal, ...others]) => (
    goal === undefined ? [] : { goal, paths: pathsOf(goal.reference), weight: others.length + 1 }
  ));
}

type State = 'exact' | 'untouched' | 'spoiled';

function stateOf({ goal }: Target, values: KeyValues): State {
  const text = renderReference(goal.reference, values);
  return text === goal.wanted ? 'exact' : text === goal.reference.text ? 'untouched' : 'spoiled';
}

/** Gives one value after the other, the most useful first. */
function search(targets: readonly Target[], start: KeyValues, banned: Banned): KeyValues {
  const ways = new Ways(banned);
  const byPath = groupBy(targets.flatMap((target) => [...target.paths].map((path) => ({ path, target }))), ({ path }) => path);
  const affected = (way: Way): Set<Target> => new Set([...way.keys()].flatMap((path) => byPath.get(path) ?? []).map(({ target }) => target));
  let values = start;
  for (let rounds = 0; rounds < 1000; rounds++) {
    const open = targets.filter((target) => stateOf(target, values) !== 'exact' && ways.of(target, values).length > 0);
    const proposals = new Map(open.flatMap((target) => ways.of(target, values).map((way): [string, Way] => [printWay(way), way])));
    let best: Prospect | undefined;
    for (const way of proposals.values()) {
      const prospect = judge(way, affected(way), values, ways);
      if (best === undefined || isBetter(prospect, best)) {
        best = prospect;
      }
    }
    if (best === undefined) {
      return values;
    }
    values = values.with(best.way);
  }
  return values;
}

function judge(way: Way, targets: Iterable<Target>, values: KeyValues, ways: Ways): Prospect {
  const after = values.with(way);
  const withIt = new Set(way.keys());
  const withoutIt = new Set<string>();
  let lost = 0;
  let moved = 0;
  let spoiled = 0;
  for (const target of targets) {
    const before = stateOf(target, values);
    const now = stateOf(target, after);
    const [alone] = ways.of(target, values);
    if (now === 'exact') {
      moved += before === 'exact' ? 0 : target.weight;
      alone?.forEach((_, path) => withoutIt.add(path));
      continue;
    }
    const [rest] = ways.of(target, after);
    if (rest === undefined) {
      lost += before === 'exact' || alone !== undefined ? target.weight : 0;
      spoiled += now === 'spoiled' && before !== 'spoiled' ? target.weight : 0;
    } else {
      rest.forEach((_, path) => withIt.add(path));
      alone?.forEach((_, path) => withoutIt.add(path));
    }
  }
  return { way, lost, moved, spoiled, saved: withoutIt.size - withIt.size };
}

function isBetter(a: Prospect, b: Prospect): boolean {
  const difference = (a.lost + a.spoiled - b.lost - b.spoiled) || (b.saved - a.saved) || (a.way.size - b.way.size) || (b.moved - a.moved);
  return difference === 0 ? false : difference < 0;
}

/** Takes back what is not needed after all. */
function prune(values: KeyValues, targets: readonly Target[]): KeyValues {
  const count = (some: KeyValues): string => targets.map((target) => stateOf(target, some)).join();
  const states = count(values);
  return [...values.given.keys()].reverse().reduce((rest, path) => {
    const less = rest.without(path);
    return count(less) === states ? less : rest;
  }, values);
}

/** The ways to move a reference, each looked for once. */
class Ways {
  readonly #banned: Banned;
  readonly #known = new Map<Target, Map<string, Way[]>>();

  constructor(banned: Banned) {
    this.#banned = banned;
  }

  /** The ways to move a reference with some values given already, the best first; none when it stays where it is. */
  public of(target: Target, values: KeyValues): readonly Way[] {
    const state = [...values.given].filter(([path]) => target.paths.has(path)).map((entry) => entry.join('=')).sort().join('\n');
    const known = this.#known.get(target) ?? new Map<string, Way[]>();
    this.#known.set(target, known);
    const ways = known.get(state) ?? this.#find(target, values);
    known.set(state, ways);
    return ways;
  }

  #find({ goal: { reference, stays, wanted } }: Target, values: KeyValues): Way[] {
    if (stays !== undefined) {
      return [];
    }
    // Compositions without conditions are how the chart works: they come first among ways of the same size. Among the
    // ways to share a text, one that leaves the path of the image in one piece is what people would write.
    const path = tryParseReference(reference.text)?.repository;
    const isPlain = (way: Way): number => ([...way.values()].includes(path ?? '') ? 0 : 1);
    return [...reference.compositions]
      .sort((a, b) => (a.given?.length ?? 0) - (b.given?.length ?? 0))
      .flatMap((composition) => compositionWays(composition, wanted, values, (key, text) => this.#allows(key, text)))
      .filter((way) => renderReference(reference, values.with(way)) === wanted)
      .sort((a, b) => a.size - b.size || isPlain(a) - isPlain(b));
  }

  #allows(path: string, text: string): boolean {
    return !this.#banned.has(path) || (this.#banned.get(path) === 'host' && !text.includes('/'));
  }
}

function printWay(way: Way): string {
  return JSON.stringify([...way].sort(([a], [b]) => compare(a, b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
