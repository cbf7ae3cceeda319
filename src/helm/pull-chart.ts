import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PullproofError, quote } from '../error';
import { commandFor, completeRun, completeRunSync } from './complete-run';
import { pullArguments } from './helm-arguments';
import type { HelmAttempt } from './helm-errors';
import type { ChartSource } from './helm-render';

/**
 * Calls `use` with the chart on this machine: where it is, when it is a directory or a package; else downloaded with
 * `helm pull` into a directory of its own, which is removed afterwards whatever happens.
 *
 * @param use gets the chart with no repository and no version: every run of Helm with it sees the same files
 * @throws PullproofError `chart-invalid`, `chart-unavailable`, `helm-missing`, `helm-too-old`, `helm-killed`
 */
export async function withLocalChart<T>(source: ChartSource, use: (local: ChartSource) => T | Promise<T>): Promise<T> {
  if (isLocal(source)) {
    return await use(source);
  }
  const directory = temporaryDirectory();
  try {
    await completeRun(commandFor(source, pullArguments(source, directory)), pullAttempt(source));
    return await use(pulled(source, directory));
  } finally {
    remove(directory);
  }
}

/**
 * Calls `use` with the chart on this machine, blocking the process.
 *
 * @see withLocalChart
 * @throws PullproofError `chart-invalid`, `chart-unavailable`, `helm-missing`, `helm-too-old`, `helm-killed`
 */
export function withLocalChartSync<T>(source: ChartSource, use: (local: ChartSource) => T): T {
  if (isLocal(source)) {
    return use(source);
  }
  const directory = temporaryDirectory();
  try {
    completeRunSync(commandFor(source, pullArguments(source, directory)), pullAttempt(source));
    return use(pulled(source, directory));
  } finally {
    remove(directory);
  }
}

/** Helm takes a name for a path when there is such a path, and so do we. */
function isLocal({ chart, repository }: ChartSource): boolean {
  return repository === undefined && !/^(?:https?|oci):\/\//.test(chart) && existsSync(chart);
}

function pullAttempt(source: ChartSource): HelmAttempt {
  return { source, failure: 'cannot be downloaded', code: 'chart-unavailable', values: {} };
}

function temporaryDirectory(): string {
  // Only the user of this process can look into what `mkdtemp` makes.
  return mkdtempSync(join(tmpdir(), 'pullproof-chart-'));
}

function pulled(source: ChartSource, directory: string): ChartSource {
  const name = readdirSync(directory).find((entry) => entry.endsWith('.tgz'));
  if (name === undefined) {
    throw new PullproofError({
      code: 'chart-invalid', what: `chart ${quote(source.chart)} cannot be used: Helm downloaded no package`, remedy: 'look at what `helm pull` brings',
    });
  }
  const { helmExecutable, timeoutSeconds, maxOutputBytes } = source;
  return { chart: join(directory, name), helmExecutable, timeoutSeconds, maxOutputBytes };
}

function remove(directory: string): void {
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
