import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { PullproofError } from '../../error';
import { lockedTrace, parseLock, printLock, traceChart, valuesDigest } from '../../relocate';
import type { ChartTrace, TraceSubject } from '../../relocate';
import { addChartOptions, driveChart, withChartRun } from '../chart-options';
import type { ChartFlags, ChartRun } from '../chart-options';
import { clean } from '../clean';
import { times } from '../count';
import { EXIT } from '../exit-codes';
import { readText } from '../read-texts';
import type { Terminal } from '../terminal';
import { writeOutput } from '../write-output';

interface LockFlags extends ChartFlags {
  readonly output: string;
  readonly check?: boolean;
}

/** `pullproof lock`: saves what rendering a chart with marked values says, so that it is used without rendering again. */
export function lockCommand(terminal: Terminal, finish: (code: number) => void): Command {
  const command = new Command('lock')
    .summary('save what was found out about a chart, to be reviewed, committed and used')
    .description('Renders a chart with marked values and saves which value moves which image in a lock file. Other charts in the file stay.')
    .usage('[OPTION...] CHART')
    .argument('<CHART>', 'chart: a directory, a .tgz, repo/name, a name with --repo, or oci://...');
  return addChartOptions(command)
    .option('-o, --output <FILE>', 'the lock file', 'pullproof.lock.yaml')
    .option('--check', 'write nothing: say whether the lock file speaks for this chart and these values')
    .addHelpText('after', `
Examples:
  pullproof lock charts/falco -n falco -f mine.yaml
  pullproof lock charts/falco -n falco -f mine.yaml --check

Exit codes: 0 written, or up to date, 1 the lock file is stale, 2 bad input or usage, 3 the chart does not render`)
    .action(async (chart: string, flags: LockFlags) => {
      const known = readLock(flags, terminal);
      if (flags.check === true) {
        const subject = await withChartRun(chart, flags, terminal, subjectOf);
        finish(checked(known, subject, flags.output, terminal));
        return;
      }
      const { trace } = await withChartRun(chart, flags, terminal, (run) => driveChart(run, traceChart(run), terminal));
      const others = known.filter(({ subject }) => !sameInstall(subject, trace.subject));
      // A lock file is ours: what it said about this install is what the new one replaces.
      writeOutput(flags.output, printLock([...others, trace]), true, terminal);
      const moved = trace.references.filter(({ compositions }) => compositions.length > 0).length;
      terminal.err(`locked ${clean(trace.subject.chart)} ${clean(trace.subject.version)}: ${moved} of ${trace.references.length} references are put together from values, rendered ${times(trace.renders)}\n`);
      finish(EXIT.ok);
    });
}

/** A lock file that is to be made need not be there yet; one that is to be checked has to. */
function readLock({ output: file, check }: LockFlags, terminal: Terminal): ChartTrace[] {
  return check === true || existsSync(resolve(terminal.workingDirectory, file)) ? parseLock(readText(file, terminal), file) : [];
}

function subjectOf({ chart, values, releaseName, namespace, kubeVersion, apiVersions }: ChartRun): TraceSubject {
  return {
    chart: chart.name, version: chart.version, chartDigest: chart.digest, valuesDigest: valuesDigest(values), releaseName, namespace,
    ...(kubeVersion === undefined ? {} : { kubeVersion }), ...(apiVersions === undefined ? {} : { apiVersions }),
  };
}

function sameInstall(one: TraceSubject, other: TraceSubject): boolean {
  return one.chart === other.chart && one.releaseName === other.releaseName && one.namespace === other.namespace;
}

function checked(known: readonly ChartTrace[], wanted: TraceSubject, file: string, terminal: Terminal): number {
  try {
    lockedTrace(known, wanted, file);
  } catch (error) {
    if (PullproofError.isPullproofError(error) && error.code === 'lock-stale') {
      terminal.err(`pullproof: ${error.message}\n`);
      return EXIT.findings;
    }
    throw error;
  }
  terminal.err(`${clean(file)} speaks for ${clean(wanted.chart)} ${clean(wanted.version)} as it is now\n`);
  return EXIT.ok;
}
