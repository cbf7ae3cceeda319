import { locateChart } from './chart-location';
import type { ChartSource, HelmRender } from './helm-render';

/**
 * Arguments of `helm template`.
 *
 * Every option is one word with its value, and the positional ones follow `--`: nothing a user gives can become an option.
 */
export function templateArguments(render: HelmRender): string[] {
  const { chart, repository } = locateChart(render);
  return [
    'template',
    '--values=-',
    `--namespace=${render.namespace}`,
    ...optional('version', render.version),
    ...optional('repo', repository),
    ...optional('kube-version', render.kubeVersion),
    ...(render.apiVersions ?? []).map((version) => `--api-versions=${version}`),
    ...(render.includeCrds === true ? ['--include-crds'] : []),
    ...(render.skipTests === true ? ['--skip-tests'] : []),
    '--',
    render.releaseName,
    chart,
  ];
}

/** Arguments of `helm show chart` or `helm show values`. */
export function showArguments(what: 'chart' | 'values', source: ChartSource): string[] {
  const { chart, repository } = locateChart(source);
  return ['show', what, ...optional('version', source.version), ...optional('repo', repository), '--', chart];
}

/** Arguments of `helm pull`, which downloads a chart as a `.tgz` into a directory. */
export function pullArguments(source: ChartSource, directory: string): string[] {
  const { chart, repository } = locateChart(source);
  return ['pull', `--destination=${directory}`, ...optional('version', source.version), ...optional('repo', repository), '--', chart];
}

function optional(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`--${name}=${value}`];
}
