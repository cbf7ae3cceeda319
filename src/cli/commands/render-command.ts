import { Command } from 'commander';
import { describeChanges } from '../../agent';
import { addChartOptions, addRelocationOptions } from '../chart-options';
import { clean } from '../clean';
import { EXIT } from '../exit-codes';
import { requireOptions } from '../options';
import { printVerdict } from '../print-verdict';
import { addProofOptions } from '../proof-options';
import type { Terminal } from '../terminal';
import { writeOutput } from '../write-output';
import type { InstallFlags } from './values-of-chart';
import { installFor, printDifferences } from './values-of-chart';

interface RenderFlags extends InstallFlags {
  readonly output?: string;
  readonly unproven?: boolean;
}

/** `pullproof render`: the manifests of a chart with every image private and every pod bound, proven. */
export function renderCommand(terminal: Terminal, finish: (code: number) => void): Command {
  const command = new Command('render')
    .summary('render a chart with every image private and every pod bound, proven')
    .description('Renders a chart with the smallest overrides, does in the objects what values cannot do, proves the result, and writes it.')
    .usage('[OPTION...] CHART')
    .argument('<CHART>', 'chart: a directory, a .tgz, repo/name, a name with --repo, or oci://...');
  return addProofOptions(addChartOptions(addRelocationOptions(command)))
    .option('--unproven', 'write the manifests although there are findings')
    .option('-o, --output <FILE>', 'write to a file instead of standard output')
    .option('--report <FILE>', 'write what was found out and proven as JSON')
    .option('--force', 'replace an output file that holds something else')
    .addHelpText('after', `
Nothing is written when there are findings, unless --unproven is given. Hooks are among the manifests, as "helm template" prints them.

Examples:
  pullproof render charts/falco -r harbor.example.com/agents --pull-secret pull -n falco | kubectl apply -n falco -f -
  pullproof render oci://registry.example.com/charts/agent --chart-version 1.2.3 -r 123456789012.dkr.ecr.eu-west-1.amazonaws.com -o agent.yaml

Exit codes: 0 proven, 1 findings, 2 bad input or usage, 3 the chart does not render`)
    .action(async (chart: string, flags: RenderFlags) => {
      requireOptions('render', { registry: flags.registry });
      const { install: { traced, completed, byRewriting } } = await installFor(chart, flags, terminal);
      const proven = byRewriting.proven && traced.differences.length === 0;
      if (proven || flags.unproven === true) {
        if (flags.output === undefined) {
          terminal.out(completed.text);
        } else {
          writeOutput(flags.output, completed.text, flags.force ?? false, terminal);
        }
      }
      terminal.err(printVerdict(byRewriting, terminal));
      describeChanges(completed.changes).forEach((change) => terminal.err(`note: ${clean(change)}\n`));
      completed.skipped.forEach(({ location, reason }) => terminal.err(`note: left as it is: ${clean(location)}: ${clean(reason)}\n`));
      printDifferences(traced.differences, terminal);
      finish(proven ? EXIT.ok : EXIT.findings);
    });
}
