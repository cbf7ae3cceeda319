import { PullproofError, quote } from '../error';
import type { JsonObject } from '../manifest';
import { commandFor, completeRun, completeRunSync } from './complete-run';
import { showArguments } from './helm-arguments';
import type { HelmAttempt } from './helm-errors';
import type { ChartSource } from './helm-render';
import { parseHelmYaml } from './helm-yaml';

/** What a chart says about itself. */
export interface ChartInfo {
  /** Name of the chart. */
  readonly name: string;
  /** Version of the chart. */
  readonly version: string;
  /**
   * Version of the software in it.
   *
   * @default - the chart does not say
   */
  readonly appVersion?: string;
  /**
   * Kubernetes versions it accepts, as a range.
   *
   * @default - all of them
   */
  readonly kubeVersion?: string;
  /** The default values of the chart itself; those of its sub-charts are not among them. */
  readonly values: JsonObject;
}

/**
 * Reads the metadata and the default values of a chart with `helm show`, from a directory, a package, or a repository.
 *
 * @throws PullproofError `chart-invalid`, `helm-missing`, `helm-too-old`, `helm-failed`, `helm-killed`
 */
export async function readChart(source: ChartSource): Promise<ChartInfo> {
  const attempt = readAttempt(source);
  const chart = await completeRun(commandFor(source, showArguments('chart', source)), attempt);
  const values = await completeRun(commandFor(source, showArguments('values', source)), attempt);
  return chartInfo(source, chart.stdout, values.stdout);
}

/**
 * Reads the metadata and the default values of a chart, blocking the process.
 *
 * @see readChart
 * @throws PullproofError `chart-invalid`, `helm-missing`, `helm-too-old`, `helm-failed`, `helm-killed`
 */
export function readChartSync(source: ChartSource): ChartInfo {
  const attempt = readAttempt(source);
  const chart = completeRunSync(commandFor(source, showArguments('chart', source)), attempt);
  const values = completeRunSync(commandFor(source, showArguments('values', source)), attempt);
  return chartInfo(source, chart.stdout, values.stdout);
}

function readAttempt(source: ChartSource): HelmAttempt {
  return { source, failure: 'cannot be read', values: {} };
}

function chartInfo(source: ChartSource, chartText: string, valuesText: string): ChartInfo {
  const chart: unknown = parseYaml(source, 'Chart.yaml', chartText);
  const values: unknown = parseYaml(source, 'values.yaml', valuesText) ?? {};
  if (!isMap(chart) || typeof chart.name !== 'string' || !isMap(values)) {
    throw invalid(source, 'its Chart.yaml has no name, or its values.yaml is no map');
  }
  return {
    name: chart.name,
    version: text(chart.version) ?? '',
    appVersion: text(chart.appVersion),
    kubeVersion: text(chart.kubeVersion),
    values: values as JsonObject,
  };
}

function parseYaml(source: ChartSource, file: string, content: string): unknown {
  try {
    return parseHelmYaml(content);
  } catch (cause) {
    throw invalid(source, `its ${file} cannot be read as YAML`, cause);
  }
}

function invalid(source: ChartSource, problem: string, cause?: unknown): PullproofError {
  return new PullproofError({
    code: 'chart-invalid',
    what: `chart ${quote(source.chart)} cannot be used: ${problem}`,
    remedy: 'check it with `helm lint`',
    cause,
  });
}

function text(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
