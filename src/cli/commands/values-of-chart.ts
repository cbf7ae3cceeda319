import { Problems } from '../../error';
import { printValuesYaml } from '../../helm';
import { installChart } from '../../install';
import type { ChartInstall } from '../../install';
import type { RenderDifference } from '../../relocate';
import { driveChart, readRelocation, withChartRun } from '../chart-options';
import type { ChartFlags, ChartRun, RelocationFlags } from '../chart-options';
import { clean } from '../clean';
import { times } from '../count';
import { EXIT } from '../exit-codes';
import { printInstallReport } from '../install-report';
import { printVerdict } from '../print-verdict';
import { readProof } from '../proof-options';
import type { ProofFlags } from '../proof-options';
import type { Terminal } from '../terminal';
import { writeOutput } from '../write-output';

/** What an install of a chart is asked for. */
export interface InstallFlags extends ChartFlags, ProofFlags, RelocationFlags {
  readonly report?: string;
  readonly force?: boolean;
}

/** An install of a chart, and what it was asked for with. */
export interface RunInstall {
  readonly run: ChartRun;
  readonly install: ChartInstall;
}

/**
 * Installs a chart as far as a command can: traced, solved, rendered, completed, audited, and the report written if one is wanted.
 *
 * @throws PullproofError everything that is wrong with the input; `helm-failed` when the chart does not render
 */
export async function installFor(name: string, flags: InstallFlags, terminal: Terminal): Promise<RunInstall> {
  const request = { ...readRelocation(flags), ...readProof(flags) };
  const { run, install } = await withChartRun(name, flags, terminal, async (chartRun) => (
    { run: chartRun, install: await driveChart(chartRun, installChart({ ...chartRun, ...request }), terminal) }
  ));
  new Problems()
    .add(...install.traced.solution.conflicts.map(({ path, given, wanted, reason, remedy }) => `${path}: given ${given}, wanted ${wanted}: ${reason}; ${remedy}`))
    .throwIfAny({ code: 'values-conflict', what: 'the given values contradict the relocation, so nothing was written' });
  if (flags.report !== undefined) {
    writeOutput(flags.report, printInstallReport(install), flags.force ?? false, terminal);
  }
  return { run, install };
}

/**
 * Values for a chart, and whether installing with them is proven.
 *
 * @returns the exit code
 * @throws PullproofError see {@link installFor}
 */
export async function chartValues(name: string, flags: InstallFlags, write: (text: string) => void, terminal: Terminal): Promise<number> {
  const { run, install: { traced, byValues, byRewriting } } = await installFor(name, flags, terminal);
  const { solution, trace } = traced;
  const registries = readRelocation(flags).relocation.registries.join(', ');
  const reasons = solution.keys.map(({ path, reason }) => `# ${clean(path)}: ${clean(reason)}\n`).join('');
  write(`# Overrides for ${run.chart.name} ${run.chart.version}: images from ${registries}.\n${reasons}${printValuesYaml(solution.overrides)}`);
  terminal.err(printVerdict(byValues, terminal));
  // What only looks like an image is a warning of the verdict.
  const unmoved = solution.references.filter((solved) => solved.unmoved !== undefined && solved.reference.certainty !== 'possible');
  unmoved.forEach(({ reference, unmoved: reason = '' }) => terminal.err(`note: no value moves ${clean(reference.text)} (${reference.object.kind} ${clean(reference.object.name)}, ${clean(reference.path)}): ${clean(reason)}\n`));
  solution.pods.filter(({ how }) => how === 'bind').forEach(({ pod }) => terminal.err(
    `note: no value brings a pull secret to ${pod.object.kind} ${clean(pod.object.name)}: its account ${clean(pod.account)} has to name it\n`));
  printDifferences(traced.differences, terminal);
  if (!byValues.proven && byRewriting.proven) {
    terminal.err('note: values alone do not prove it; "pullproof render", or "pullproof post-render" behind Helm, do the rest\n');
  }
  terminal.err(`note: rendered ${times(trace.renders)}\n`);
  return byValues.proven && traced.differences.length === 0 ? EXIT.ok : EXIT.findings;
}

/** What the overrides changed besides images: findings of their own. */
export function printDifferences(differences: readonly RenderDifference[], terminal: Terminal): void {
  differences.forEach(({ object, path, what }) => terminal.err(
    `error: the overrides change more than images: ${object.kind} ${clean(object.name)}: ${clean(path)}: ${clean(what)}\n`));
}
