import { commandFor, completeRun, completeRunSync } from './complete-run';
import { templateArguments } from './helm-arguments';
import { helmLines } from './helm-errors';
import type { HelmAttempt } from './helm-errors';
import type { HelmCommand, HelmExit } from './helm-outcome';
import type { HelmRender, HelmRendered } from './helm-render';
import { printValues } from './values-text';

/** What Helm says while it downloads from a registry. */
const PROGRESS = /^(Pulled|Digest): /;

/**
 * Renders a chart with `helm template`.
 *
 * No shell, no temporary files: values go through standard input. The environment of the process is passed on, so
 * HELM_* variables, proxies and registry logins work as in a terminal; no cluster is contacted, hence `lookup` in
 * templates finds nothing, and charts that make certificates or passwords print new ones each time.
 *
 * @throws PullproofError `chart-invalid`, `values-invalid`, `helm-missing`, `helm-too-old`, `helm-failed`, `helm-killed`
 */
export async function renderChart(render: HelmRender): Promise<HelmRendered> {
  const command = templateCommand(render);
  return rendered(render, await completeRun(command, attemptOf(render)));
}

/**
 * Renders a chart with `helm template`, blocking the process: for constructs, which render while they are created.
 *
 * @see renderChart
 * @throws PullproofError `chart-invalid`, `values-invalid`, `helm-missing`, `helm-too-old`, `helm-failed`, `helm-killed`
 */
export function renderChartSync(render: HelmRender): HelmRendered {
  const command = templateCommand(render);
  return rendered(render, completeRunSync(command, attemptOf(render)));
}

function templateCommand(render: HelmRender): HelmCommand {
  return commandFor(render, templateArguments(render), printValues(render.values ?? {}));
}

function attemptOf(render: HelmRender): HelmAttempt {
  return { source: render, failure: `does not render as release ${JSON.stringify(render.releaseName)}`, values: render.values ?? {} };
}

function rendered(render: HelmRender, exit: HelmExit): HelmRendered {
  return { manifests: exit.stdout, warnings: helmLines(exit.stderr, render.values ?? {}).filter((line) => !PROGRESS.test(line)) };
}
