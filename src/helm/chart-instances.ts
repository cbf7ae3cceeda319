import type { LoadedChart } from './load-chart';

/** A sub-chart as a chart uses it. */
export interface ChartInstance {
  /** Name under which its values stand. */
  readonly as: string;
  readonly chart: LoadedChart;
}

/**
 * The sub-charts that a chart uses, each under the name that counts: one that it declares twice, with two aliases, is
 * there twice; one that lies in `charts/` undeclared is there under its own name.
 *
 * Conditions and tags are not asked: a sub-chart that is switched off can be switched on by a value.
 *
 * @see https://github.com/helm/helm/blob/main/pkg/chart/v2/util/dependencies.go
 */
export function instancesOf({ subCharts, dependencies }: LoadedChart): ChartInstance[] {
  const names = new Set(dependencies.map(({ name }) => name));
  const undeclared = subCharts.filter(({ name }) => !names.has(name)).map((chart) => ({ as: chart.name, chart }));
  const declared = dependencies.flatMap(({ name, version, as }) => {
    const candidates = subCharts.filter((chart) => chart.name === name);
    const chart = candidates.length > 1 ? candidates.find((candidate) => fits(version, candidate.version)) ?? candidates[0] : candidates[0];
    return chart === undefined ? [] : [{ as, chart }];
  });
  return [...undeclared, ...declared];
}

/**
 * Whether a version is what a range is written around. Only asked when two versions of one chart lie side by side, so
 * the leading numbers of `^1.2.0`, `~2.1` or `3.x` are enough to tell them apart.
 */
function fits(range: string, version: string): boolean {
  const wanted = /\d+(?:\.\d+)*/.exec(range)?.[0].split('.') ?? [];
  const present = version.replace(/^v/, '').split(/[.+-]/);
  const counted = range.includes('^') ? 1 : range.includes('~') ? 2 : wanted.length;
  return wanted.slice(0, counted).every((number, index) => number === present[index]);
}
