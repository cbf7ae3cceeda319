import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PullproofError, quote } from '../error';
import type { ChartSource } from './helm-render';

/** A chart in the words of Helm's command line. */
export interface ChartLocation {
  /** What goes where Helm expects the chart. */
  readonly chart: string;
  /** What goes after `--repo`. */
  readonly repository?: string;
}

/**
 * Turns a chart source into what Helm's command line takes, and refuses what Helm would misunderstand.
 *
 * Helm takes a bare name for a path when such a path exists, refuses `--repo` together with `oci://`, and looks for
 * `alias/name` literally in the index of `--repo`; none of its messages says so.
 *
 * @throws PullproofError `chart-invalid`
 */
export function locateChart(source: ChartSource): ChartLocation {
  const { chart, repository } = source;
  const problem = chartProblem(chart) ?? (repository === undefined ? undefined : repositoryProblem(repository, chart));
  if (problem !== undefined) {
    throw invalid(chart, problem);
  }
  if (repository === undefined) {
    return { chart: checkedWithoutRepository(chart) };
  }
  const name = chart.slice(chart.lastIndexOf('/') + 1);
  return repository.startsWith('oci://') ? { chart: `${repository.replace(/\/+$/, '')}/${name}` } : { chart: name, repository };
}

function chartProblem(chart: string): string | undefined {
  if (chart === '' || chart.startsWith('-')) {
    return 'it is empty or starts with a dash';
  }
  if (/[\u0000-\u001f\u007f]/.test(chart)) {
    return 'it holds a control character';
  }
  return /^\w+:\/\//.test(chart) && hasUserInfo(chart) ? LOGIN_INSTEAD : undefined;
}

/** The text never repeats the address: what it holds is a credential. */
const LOGIN_INSTEAD = 'its address holds a user name or password, which every process list would show; '
  + 'use `helm registry login` or `helm repo add` instead';

function repositoryProblem(repository: string, chart: string): string | undefined {
  if (hasUserInfo(repository)) {
    return `the repository cannot be used: ${LOGIN_INSTEAD}`;
  }
  if (!/^(https?|oci):\/\/[^\s/]+/.test(repository)) {
    return `the repository must start with https:// or oci:// (got ${quote(repository)})`;
  }
  if (chart.includes('://') || isPathLike(chart) || chart.split('/').length > 2) {
    return 'with a repository it must be the name of a chart';
  }
  return undefined;
}

function hasUserInfo(url: string): boolean {
  return /^\w+:\/\/[^/]*@/.test(url);
}

function isPathLike(chart: string): boolean {
  return /^(\.{0,2}\/|\.{1,2}$|[a-zA-Z]:\\|\\)/.test(chart) || chart.endsWith('.tgz');
}

function checkedWithoutRepository(chart: string): string {
  if (/^(https?|oci):\/\//.test(chart)) {
    return chart;
  }
  const stats = existsSync(chart) ? statSync(chart) : undefined;
  if (stats === undefined) {
    if (isPathLike(chart)) {
      throw invalid(chart, 'there is no such file or directory');
    }
    if (!/^[^/]+\/[^/]+$/.test(chart)) {
      throw invalid(chart, 'it is neither a path nor a known form of name');
    }
  } else if (stats.isDirectory() && !existsSync(join(chart, 'Chart.yaml'))) {
    throw invalid(chart, 'the directory has no Chart.yaml');
  }
  return chart;
}

function invalid(chart: string, problem: string): PullproofError {
  const shown = hasUserInfo(chart) ? 'the given address' : quote(chart);
  return new PullproofError({
    code: 'chart-invalid',
    what: `chart ${shown} cannot be used: ${problem}`,
    remedy: 'give a chart directory, a `.tgz`, `repo/name` or a name with a repository, or `oci://registry/path/name`',
  });
}
