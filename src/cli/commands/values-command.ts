import { Command } from 'commander';
import { Agent } from '../../agent';
import { PullproofError } from '../../error';
import { addChartOptions, addRelocationOptions } from '../chart-options';
import type { ChartFlags, RelocationFlags } from '../chart-options';
import { EXIT } from '../exit-codes';
import { requireOptions } from '../options';
import { addProofOptions } from '../proof-options';
import type { ProofFlags } from '../proof-options';
import type { Terminal } from '../terminal';
import { writeOutput } from '../write-output';
import { catalogueValues } from './values-of-agent';
import { chartValues } from './values-of-chart';

/** The options of `pullproof values`. */
export interface ValuesFlags extends ChartFlags, ProofFlags, RelocationFlags {
  readonly agent?: string;
  readonly release?: string;
  readonly output?: string;
  readonly report?: string;
  readonly force?: boolean;
}

/** `pullproof values`: the smallest values that move every image of an agent or a chart and bring every pull secret. */
export function valuesCommand(terminal: Terminal, finish: (code: number) => void): Command {
  const command = new Command('values')
    .summary('write the Helm values that move a chart or an agent to the registry')
    .description('Writes the smallest Helm values with which a chart, or an agent of the catalogue in every mode, pulls everything from the registry.')
    .usage('[OPTION...] CHART | --agent NAME --release VERSION')
    .argument('[CHART]', 'chart: a directory, a .tgz, repo/name, a name with --repo, or oci://...')
    .option('--agent <NAME>', 'agent of the catalogue, instead of a chart')
    .option('--release <VERSION>', 'release of the agent, the version of its chart');
  return addProofOptions(addChartOptions(addRelocationOptions(command)))
    .option('-o, --output <FILE>', 'write to a file instead of standard output')
    .option('--report <FILE>', 'write what was found out and proven as JSON (for a chart)')
    .option('--force', 'replace an output file that holds something else')
    .addHelpText('after', `
Agents and their releases:
${Agent.names().map((name) => `  ${name}: ${Agent.releases(name).join(', ')}`).join('\n')}

The output goes after your own values: helm template ... -f mine.yaml -f private.yaml

A chart is rendered a few times to find out which value moves what, and once more to prove the result.

Examples:
  pullproof values charts/falco -r harbor.example.com/agents --pull-secret pull -n falco -o private.yaml
  pullproof values falco --repo https://charts.example.com -r harbor.example.com/agents -f mine.yaml --report falco.json
  pullproof values --agent cloudzero --release 1.2.13 -r harbor.example.com/agents --pull-secret pull
  pullproof values --agent cloudzero --release 1.2.9 -r 123456789012.dkr.ecr.eu-west-1.amazonaws.com -f mine.yaml -o private.yaml

Exit codes: 0 written, and proven for a chart, 1 findings, 2 bad input or usage, 3 the chart does not render`)
    .action(async (chart: string | undefined, flags: ValuesFlags) => {
      const write = (text: string): void => {
        if (flags.output === undefined) {
          terminal.out(text);
        } else {
          writeOutput(flags.output, text, flags.force ?? false, terminal);
        }
      };
      if (chart !== undefined) {
        refuseAgentOptions(flags);
        requireOptions('values', { registry: flags.registry });
        finish(await chartValues(chart, flags, write, terminal));
      } else {
        if (flags.agent === undefined && flags.release === undefined) {
          throw new PullproofError({
            code: 'usage', what: 'neither a chart nor an agent is given', expected: 'CHART, or --agent and --release', remedy: 'see "pullproof help values"',
          });
        }
        refuseChartOptions(flags);
        requireOptions('values', { agent: flags.agent, release: flags.release, registry: flags.registry });
        catalogueValues(flags, write, terminal);
        finish(EXIT.ok);
      }
    });
}

function refuseAgentOptions({ agent, release }: ValuesFlags): void {
  const given = [agent === undefined ? [] : ['--agent'], release === undefined ? [] : ['--release']].flat();
  if (given.length > 0) {
    throw new PullproofError({ code: 'usage', what: `${given.join(' and ')} cannot be given together with a chart`, remedy: 'give one or the other' });
  }
}

/** Nothing is rendered for an agent of the catalogue: options that shape a rendering would do nothing, without a word. */
function refuseChartOptions(flags: ValuesFlags): void {
  const idle = ([
    ['repo', '--repo'], ['chartVersion', '--chart-version'], ['namespace', '--namespace'], ['kubeVersion', '--kube-version'],
    ['apiVersions', '--api-versions'], ['helm', '--helm'], ['skipTests', '--skip-tests'], ['strict', '--strict'], ['acknowledge', '--acknowledge'], ['report', '--report'],
  ] as const).filter(([name]) => flags[name] !== undefined).map(([, option]) => option);
  if (idle.length > 0) {
    throw new PullproofError({
      code: 'usage', what: `${idle.join(', ')} ${idle.length === 1 ? 'needs' : 'need'} a chart`, remedy: 'give CHART instead of --agent, or leave it out',
    });
  }
}
