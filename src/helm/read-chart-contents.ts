import { readFileSync, statSync } from 'node:fs';
import { PullproofError, quote } from '../error';
import type { ChartContents, TemplateSource } from './chart-contents';
import { chartDefaults } from './chart-defaults';
import { chartDigest } from './chart-digest';
import { ChartProblem, ReadingBudget, textOf } from './chart-files';
import type { ChartFiles } from './chart-files';
import { instancesOf } from './chart-instances';
import { locateChart } from './chart-location';
import type { ChartSource } from './helm-render';
import { loadChart } from './load-chart';
import type { LoadedChart } from './load-chart';
import { withLocalChart, withLocalChartSync } from './pull-chart';
import { readChartDirectory } from './read-chart-directory';
import { readChartPackage } from './read-chart-package';

/**
 * Reads the templates and the default values of a chart and of its sub-charts, from a directory, a package, or a
 * repository; the latter with `helm pull`, into a directory that does not outlive the call.
 *
 * @throws PullproofError `chart-invalid`, `chart-unavailable`, `helm-missing`, `helm-too-old`, `helm-killed`
 */
export async function readChartContents(source: ChartSource): Promise<ChartContents> {
  locateChart(source);
  return withLocalChart(source, ({ chart }) => readLocal(source, chart));
}

/**
 * Reads the templates and the default values of a chart, blocking the process.
 *
 * @see readChartContents
 * @throws PullproofError `chart-invalid`, `chart-unavailable`, `helm-missing`, `helm-too-old`, `helm-killed`
 */
export function readChartContentsSync(source: ChartSource): ChartContents {
  locateChart(source);
  return withLocalChartSync(source, ({ chart }) => readLocal(source, chart));
}

function readLocal(source: ChartSource, path: string): ChartContents {
  try {
    const budget = new ReadingBudget();
    const chart = loadChart(readFiles(path, budget), budget);
    // Counted again, and before anything else is made of them: sub-charts of sub-charts may be used many times over.
    const templates = [...templatesOf(chart, '', [], new ReadingBudget())];
    return {
      name: chart.name,
      version: chart.version,
      digest: chartDigest(chart),
      defaults: chartDefaults(chart),
      templates: templates.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
    };
  } catch (error) {
    throw error instanceof ChartProblem || isSystemError(error) ? invalid(source, error) : error;
  }
}

function readFiles(path: string, budget: ReadingBudget): ChartFiles {
  return statSync(path).isDirectory() ? readChartDirectory(path, budget) : readChartPackage(readFileSync(path), budget);
}

function* templatesOf(chart: LoadedChart, folder: string, scope: readonly string[], budget: ReadingBudget): Generator<TemplateSource> {
  for (const [path, content] of chart.files) {
    if (path.startsWith('templates/')) {
      budget.spend(content.length);
      yield { file: folder + path, scope, text: textOf(content) };
    }
  }
  for (const { as, chart: subChart } of instancesOf(chart)) {
    budget.spend(0);
    yield* templatesOf(subChart, `${folder}charts/${as}/`, [...scope, as], budget);
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function invalid(source: ChartSource, error: Error): PullproofError {
  const code = 'code' in error ? String(error.code) : undefined;
  return new PullproofError({
    code: 'chart-invalid',
    what: `chart ${quote(source.chart)} cannot be used: ${code === undefined ? error.message : `a file of it cannot be read (${code})`}`,
    remedy: 'check it with `helm lint`',
    cause: error,
  });
}
