import { idOf } from './index-file';
import type { ChartEntry } from './index-file';
import { failedChart, judgeChart } from './judge-chart';
import type { ChartResult } from './judge-chart';
import type { Labels } from './judge-finder';
import { measureInstall } from './measure-chart';
import { exact } from './totals';

/** Measures charts one after the other. */
export function measureAll(entries: readonly ChartEntry[], labels: Labels): ChartResult[] {
  warmUp(entries[0]);
  return entries.map((entry) => {
    const result = measured(entry, labels);
    process.stderr.write(`${lineOf(result)}\n`);
    return result;
  });
}

/** The first run loads everything: it would be charged to the first chart alone. */
function warmUp(entry: ChartEntry | undefined): void {
  try {
    if (entry?.skip === undefined && entry !== undefined) {
      measureInstall(entry);
    }
  } catch {
    // The measurement itself tells it.
  }
}

function measured(entry: ChartEntry, labels: Labels): ChartResult {
  try {
    return entry.skip === undefined ? judgeChart(entry, labels) : failedChart(entry, entry.skip);
  } catch (error) {
    return failedChart(entry, error);
  }
}

/** What is shown of a chart while the others wait. */
function lineOf(result: ChartResult): string {
  const { failure, byValues, final, pods, podsByValues, podsFinal, proven, differences, judgedDifferences, broken, renders, seconds } = result;
  const others = judgedDifferences.filter(({ kind }) => kind === 'other').length;
  return `${idOf(result)}: ${failure !== undefined ? `not measured: ${failure}` : [
    `${exact(byValues)}→${exact(final)} of ${byValues.length} references`, `${podsByValues}→${podsFinal} of ${pods} pods`, proven ? 'proven' : 'NOT PROVEN',
    `${differences.length}/${others} differences`, `${renders} renders`, `${seconds.toFixed(2)} s`, ...(broken === '' ? [] : ['BROKEN']),
  ].join(', ')}`;
}
