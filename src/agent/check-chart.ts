import { quote } from '../error';
import type { ChartInfo } from '../helm';
import { readValue } from '../relocate';
import type { Agent } from './agent';

/**
 * Whether a chart is the one that an agent describes: problems in words, none when it is.
 *
 * A chart from source control often carries a placeholder as its version; then a default value that names the release
 * is asked instead.
 *
 * @param agent The agent.
 * @param chart What `readChart` says about the chart that is going to be installed.
 */
export function checkChart(agent: Agent, chart: ChartInfo): string[] {
  const expected = agent.release.chart;
  const what = `${agent.title} ${agent.version}`;
  const problems: string[] = [];
  if (chart.name !== expected.name) {
    problems.push(`the chart is called ${quote(chart.name)}, the one of ${what} ${quote(expected.name)}`);
  }
  const marker = expected.versionValue === undefined ? undefined : readValue(chart.values, expected.versionValue);
  const versions = [chart.version, ...(typeof marker === 'string' ? [marker] : [])];
  if (!versions.includes(expected.version) && !versions.includes(agent.version)) {
    problems.push(`the chart has version ${quote(chart.version)}${typeof marker === 'string' ? ` and ${expected.versionValue} ${quote(marker)}` : ''}, ${what} has ${quote(expected.version)}`);
  }
  return problems;
}
