import type { ChartResult } from './judge-chart';

/** The figures of all charts together. */
export interface Totals {
  /** Charts that were measured. */
  readonly charts: number;
  /** Who publishes them. */
  readonly vendors: number;
  /** Charts that could not be measured. */
  readonly failed: number;
  /** References, and in which places. */
  readonly references: { readonly all: number; readonly pod: number; readonly hook: number; readonly elsewhere: number };
  /** References that are exact after the overrides alone. */
  readonly exactByValues: number;
  /** References that are exact in the end. */
  readonly exactFinal: number;
  readonly pods: number;
  readonly podsByValues: number;
  readonly podsFinal: number;
  /** Charts that are proven. */
  readonly proven: number;
  /** Charts that do not render with the overrides. */
  readonly broken: number;
  /** Values that differ and should not, by the engine. */
  readonly differences: number;
  /** The same by the judge, checksums and names of registries left out. */
  readonly judgedDifferences: number;
  readonly medianRenders: number;
  readonly medianSeconds: number;
  readonly totalSeconds: number;
  readonly medianPlainSeconds: number;
  /** Median of the ratios to `helm template`. */
  readonly medianRatio: number;
  /** Images outside of pods that were written down by hand. */
  readonly labelled: number;
  readonly missed: number;
  readonly falseAlarms: number;
}

/** Adds everything up. */
export function totalsOf(results: readonly ChartResult[]): Totals {
  const measured = results.filter(({ failure }) => failure === undefined);
  const sum = (value: (result: ChartResult) => number): number => measured.reduce((total, result) => total + value(result), 0);
  const inGroup = (group: string): number => sum(({ byValues }) => byValues.filter((one) => one.group === group).length);
  return {
    charts: measured.length,
    vendors: new Set(measured.map(({ vendor }) => vendor)).size,
    failed: results.length - measured.length,
    references: { all: sum(({ byValues }) => byValues.length), pod: inGroup('pod'), hook: inGroup('hook'), elsewhere: inGroup('elsewhere') },
    exactByValues: sum(({ byValues }) => exact(byValues)),
    exactFinal: sum(({ final }) => exact(final)),
    pods: sum(({ pods }) => pods),
    podsByValues: sum(({ podsByValues }) => podsByValues),
    podsFinal: sum(({ podsFinal }) => podsFinal),
    proven: sum(({ proven }) => Number(proven)),
    broken: sum(({ broken }) => Number(broken !== '')),
    differences: sum(({ differences }) => differences.length),
    judgedDifferences: sum(({ judgedDifferences }) => judgedDifferences.filter(({ kind }) => kind === 'other').length),
    medianRenders: median(measured.map(({ renders }) => renders)),
    medianSeconds: median(measured.map(({ seconds }) => seconds)),
    totalSeconds: sum(({ seconds }) => seconds),
    medianPlainSeconds: median(measured.map(({ plainSeconds }) => plainSeconds)),
    medianRatio: median(measured.map(({ seconds, plainSeconds }) => seconds / plainSeconds)),
    labelled: sum(({ finder }) => finder?.labelled ?? 0),
    missed: sum(({ finder }) => finder?.missed.length ?? 0),
    falseAlarms: sum(({ finder }) => finder?.falseAlarms.length ?? 0),
  };
}

/** How many of the references are exact. */
export function exact(references: ChartResult['byValues']): number {
  return references.filter((one) => one.exact).length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] ?? NaN : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}
