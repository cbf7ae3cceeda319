import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { answerStepsAsync, checkInstallNames } from '../agent';
import { PullproofError, quote } from '../error';
import { readChartContents, renderChart, withLocalChart } from '../helm';
import type { ChartContents, ChartSource } from '../helm';
import type { JsonObject } from '../manifest';
import { Registry } from '../registry';
import { drive, Layout, Relocation } from '../relocate';
import type { Rendering } from '../relocate';
import { atOption, collect, parseKubeVersion, parseNamespace, parseSecretName } from './options';
import { startProgress } from './progress';
import { readValues } from './read-values';
import type { Terminal } from './terminal';

/** Options that say which chart is meant, and how it is installed. */
export interface ChartFlags {
  readonly repo?: string;
  readonly chartVersion?: string;
  readonly values?: readonly string[];
  readonly releaseName?: string;
  readonly namespace?: string;
  readonly kubeVersion?: string;
  readonly apiVersions?: readonly string[];
  readonly helm?: string;
  readonly skipTests?: boolean;
}

/** Options that say where its images go. */
export interface RelocationFlags {
  readonly registry?: string;
  readonly layout?: string;
  readonly pullSecret?: readonly string[];
}

/** Adds the options of {@link ChartFlags}. */
export function addChartOptions(command: Command): Command {
  return command
    .option('--repo <URL>', 'address of the chart repository that CHART is a name in')
    .option('--chart-version <VERSION>', 'version of the chart, for one from a repository (default: the newest)')
    .option('-f, --values <FILE>', 'your values for the chart (repeatable)', collect)
    .option('--release-name <NAME>', 'name of the Helm release (default: the name of the chart)')
    .option('-n, --namespace <NAME>', 'namespace of the release (default: "default")')
    .option('--kube-version <VERSION>', 'Kubernetes version that templates see (default: the one that Helm was built for)')
    .option('--api-versions <VERSION>', 'further API version that templates see (repeatable)', collect)
    .option('--skip-tests', 'leave out the pods of "helm test"')
    .option('--helm <EXECUTABLE>', 'the Helm executable (default: "helm")');
}

/** Adds the options of {@link RelocationFlags}. */
export function addRelocationOptions(command: Command): Command {
  return command
    .option('-r, --registry <HOST[/PREFIX]>', 'registry that the images come from (required)')
    .option('--layout <LAYOUT>', 'how private paths are made: keep, flat, bySource[:HOST=PREFIX,...] or explicit:IMAGE=PATH,... (default: "keep")')
    .option('--pull-secret <NAME>', 'pull secret of the pods (repeatable); none: nodes pull with their own identity', collect);
}

/** A chart, read, with everything that says how it is installed. */
export interface ChartRun {
  /** Where the chart comes from. */
  readonly source: ChartSource;
  /** What it consists of. */
  readonly chart: ChartContents;
  /** The user's values. */
  readonly values: JsonObject;
  /** Name of the release. */
  readonly releaseName: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Kubernetes version that templates see. */
  readonly kubeVersion?: string;
  /** Further API versions that templates see. */
  readonly apiVersions?: readonly string[];
  /** Whether the pods of `helm test` are left out. */
  readonly skipTests: boolean;
}

/**
 * Reads the chart and the values that a command line names, and calls `use` with them; a chart that had to be downloaded
 * for it is removed afterwards.
 *
 * @throws PullproofError `usage`, `values-invalid`, `file-unreadable`, `chart-invalid`, `chart-unavailable`, and what `use` throws
 */
export async function withChartRun<T>(name: string, flags: ChartFlags, terminal: Terminal, use: (run: ChartRun) => T | Promise<T>): Promise<T> {
  const values = readValues(flags.values ?? [], terminal);
  const namespace = atOption('--namespace', () => parseNamespace(flags.namespace ?? 'default'));
  const { releaseName, kubeVersion, apiVersions, repo: repository, chartVersion: version, helm: helmExecutable } = flags;
  if (releaseName !== undefined) {
    atOption('--release-name', () => checkInstallNames(releaseName, namespace));
  }
  if (kubeVersion !== undefined) {
    atOption('--kube-version', () => parseKubeVersion(kubeVersion));
  }
  const progress = await startProgress(terminal, `reading ${name}`);
  const named: ChartSource = { chart: repository === undefined ? locateChartPath(name, terminal) : name, repository, version, helmExecutable };
  try {
    return await withLocalChart(named, async (source) => {
      const chart = await readChartContents(source);
      progress.stop();
      return use({
        source, chart, values, releaseName: releaseName ?? chart.name, namespace, skipTests: flags.skipTests ?? false,
        ...(kubeVersion === undefined ? {} : { kubeVersion }), ...(apiVersions === undefined ? {} : { apiVersions }),
      });
    });
  } catch (error) {
    throw isMisspeltPath(error, named) ? noSuchPath(name, error) : error;
  } finally {
    progress.stop();
  }
}

/** `charts/falco` is a path as well as the chart `falco` of the repository `charts`: Helm only speaks of the second. */
function isMisspeltPath(error: unknown, { chart, repository }: ChartSource): error is PullproofError {
  return PullproofError.isPullproofError(error) && error.code === 'chart-unavailable' && repository === undefined && !chart.includes('://');
}

function noSuchPath(name: string, cause: PullproofError): PullproofError {
  return new PullproofError({
    code: cause.code, what: `there is no folder or package ${quote(name)} here, and as a chart of a repository it cannot be downloaded; Helm says`,
    problems: cause.problems, remedy: 'check the path, or add the repository with "helm repo add"', cause,
  });
}

/** Relative paths start at the folder of the terminal; what is no path is left to Helm. */
export function locateChartPath(name: string, terminal: Terminal): string {
  const path = resolve(terminal.workingDirectory, name);
  return !name.includes('://') && existsSync(path) ? path : name;
}

/**
 * Reads where images go, and who pulls them.
 *
 * @throws PullproofError `registry-invalid`, `layout-invalid`, `usage`
 */
export function readRelocation({ registry, layout, pullSecret = [] }: RelocationFlags): { relocation: Relocation; pullSecretNames: string[] } {
  return {
    relocation: new Relocation({
      registry: atOption('--registry', () => Registry.parse(registry ?? '')),
      ...(layout === undefined ? {} : { layout: atOption('--layout', () => Layout.parse(layout)) }),
    }),
    pullSecretNames: pullSecret.map((secret) => atOption('--pull-secret', () => parseSecretName(secret))),
  };
}

/**
 * Runs a computation that asks for renders of the chart, and says on a terminal what it waits for.
 *
 * @throws PullproofError what the computation throws, and what Helm says that is not about the chart
 */
export async function driveChart<T>(run: ChartRun, rendering: Rendering<T>, terminal: Terminal): Promise<T> {
  const { source, releaseName, namespace, kubeVersion, apiVersions, skipTests, chart } = run;
  const progress = await startProgress(terminal, `rendering ${chart.name}`);
  try {
    const answer = answerStepsAsync((values) => renderChart({ ...source, releaseName, namespace, kubeVersion, apiVersions, skipTests, values }));
    return await drive(rendering, (step) => {
      progress.say(`rendering ${chart.name}: ${step.purpose}`);
      return answer(step);
    });
  } finally {
    progress.stop();
  }
}
