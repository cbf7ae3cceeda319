import { Command } from 'commander';
import { Agent } from '../../agent';
import { PullproofError } from '../../error';
import { EXIT } from '../exit-codes';
import { addMirrorOptions, readFormat } from '../mirror-flags';
import type { MirrorFlags } from '../mirror-flags';
import { planFromFlags } from '../mirror-input';
import { filesFor, printMirrorReport } from '../mirror-output';
import { requireOptions } from '../options';
import type { Terminal } from '../terminal';
import { writeOutput } from '../write-output';
import { modeOf, writeOutputs } from '../write-outputs';

/** `pullproof mirror`: every copy that fills the registry, as input of the tool that makes them. */
export function mirrorCommand(terminal: Terminal, finish: (code: number) => void): Command {
  const command = new Command('mirror')
    .summary('write what fills the registry: scripts, regsync and skopeo files, a Job')
    .description('Plans every copy, from the vendor to the registry, that an install needs, and writes it for a tool. Nothing is copied here.')
    .usage('[OPTION...] [SOURCE...]')
    .argument('[SOURCE...]', 'manifest files or folders as vendors publish them; - or, without --agent and --image, nothing for standard input');
  return addMirrorOptions(command)
    .addHelpText('after', `
Agents of the catalogue: ${Agent.names().join(', ')}. "pullproof help values" lists their releases.

The paths are those of "values" and "rewrite" with the same --registry and --layout. What was planned, and what a format cannot
keep, goes to standard error.

Examples:
  pullproof mirror --agent cloudzero --release 1.2.13 -r harbor.example.com/agents --format script -o mirror.sh
  pullproof mirror --chart charts/falco -f mine.yaml -r harbor.example.com/agents --format regsync
  pullproof mirror tingyunagent.yaml --agent tingyun -r harbor.example.com/tingyun --platform linux/amd64,linux/arm64 --format regsync
  pullproof mirror vendor/ -r harbor.example.com/agents --format job -n tools --pull-secret pull --push-secret push | kubectl apply -f -
  pullproof mirror vendor/ -r 123456789012.dkr.ecr.eu-west-1.amazonaws.com --format ecr | sh

Exit codes: 0 written, 1 written, but something is no image reference, 2 bad input or usage, 3 the chart does not render`)
    .action(async (files: string[], flags: MirrorFlags) => {
      requireOptions('mirror', { registry: flags.registry, format: flags.format });
      const format = readFormat(flags);
      const planned = await planFromFlags(files, flags, terminal);
      const written = filesFor(format, planned, flags);
      const [only, ...others] = written.files;
      const force = flags.force ?? false;
      if (only === undefined || others.length > 0 || format === 'containerd') {
        if (flags.output === undefined) {
          throw new PullproofError({ code: 'usage', what: `--format ${format} writes several files`, remedy: 'name a folder for them with --output' });
        }
        writeOutputs(flags.output, written.files, force, terminal);
      } else if (flags.output === undefined) {
        terminal.out(only.text);
      } else {
        writeOutput(flags.output, only.text, force, terminal, modeOf(only.executable));
      }
      terminal.err(printMirrorReport(planned.plan, written));
      finish(planned.plan.unresolved.some(({ incomplete }) => incomplete) ? EXIT.findings : EXIT.ok);
    });
}
