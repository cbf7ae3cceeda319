import { Command } from 'commander';
import { rewriteTingyun, tingyunNamespace, tingyunRegistry, tingyunRelocation, tingyunSecretName } from '../../agent';
import { PullproofError, quote } from '../../error';
import { Registry } from '../../registry';
import { Layout, Relocation, rewriteManifest } from '../../relocate';
import type { RewrittenStream } from '../../relocate';
import { EXIT } from '../exit-codes';
import { atOption, parseNamespace, parseSecretName, requireOptions } from '../options';
import { printRewriteReport } from '../print-rewrite-report';
import { readTexts } from '../read-texts';
import type { NamedText } from '../read-texts';
import type { Terminal } from '../terminal';
import { writeOutput } from '../write-output';

interface RewriteFlags {
  readonly registry?: string;
  readonly layout?: string;
  readonly pullSecret?: string;
  readonly agent?: string;
  readonly agentVersion?: string;
  readonly namespace?: string;
  readonly output?: string;
  readonly force?: boolean;
}

/** `pullproof rewrite`: a vendor's manifest for the registry, with everything else of it as it was. */
export function rewriteCommand(terminal: Terminal, finish: (code: number) => void): Command {
  return new Command('rewrite')
    .summary('move a vendor\'s manifest to the registry, comments kept')
    .description('Moves the images of a manifest to the registry and names the pull secret; comments, order and all other text stay as they are.')
    .usage('[OPTION...] [FILE]')
    .argument('[FILE]', 'manifest file; - or nothing for standard input')
    .option('-r, --registry <HOST[/PREFIX]>', 'registry that the images come from (required)')
    .option('--layout <LAYOUT>', 'how private paths are made: keep, flat, bySource[:HOST=PREFIX,...] or explicit:IMAGE=PATH,... (default: "keep"; tingyun: "flat")')
    .option('--pull-secret <NAME>', 'pull secret of accounts, pods, and templates in ConfigMaps; none: nodes pull with their own identity')
    .option('--agent <NAME>', 'agent with rules of its own: tingyun')
    .option('--agent-version <VERSION>', 'version of the agent, such as 2.5.3.0 (required with --agent)')
    .option('-n, --namespace <NAME>', `namespace of the agent, with --agent (default: "${tingyunNamespace}")`)
    .option('-o, --output <FILE>', 'write to a file instead of standard output')
    .option('--force', 'replace an output file that holds something else')
    .addHelpText('after', `
What was changed and what was not goes to standard error. Rewriting twice changes nothing more.

Examples:
  pullproof rewrite collector.yaml -r harbor.example.com/agents --pull-secret pull -o private.yaml
  pullproof rewrite tingyunagent.yaml -r harbor.example.com/tingyun --agent tingyun --agent-version 2.5.3.0 | kubectl apply -f -

Exit codes: 0 all moved, 1 something was skipped, 2 bad input or usage`)
    .action(async (file: string | undefined, flags: RewriteFlags) => {
      requireOptions('rewrite', { registry: flags.registry, ...(flags.agent === undefined ? {} : { agentVersion: flags.agentVersion }) });
      const rewrite = rewriterFor(flags);
      const input = onlyText(await readTexts(file === undefined ? [] : [file], terminal));
      const rewritten = rewrite(input);
      if (flags.output === undefined) {
        terminal.out(rewritten.text);
      } else {
        writeOutput(flags.output, rewritten.text, flags.force ?? false, terminal);
      }
      terminal.err(printRewriteReport(rewritten));
      finish(rewritten.skipped.length === 0 ? EXIT.ok : EXIT.findings);
    });
}

/** Reads all options before any input. */
function rewriterFor(flags: RewriteFlags): (input: NamedText) => RewrittenStream {
  const { agent, agentVersion, namespace, registry: place = '', pullSecret } = flags;
  const layout = flags.layout === undefined ? undefined : atOption('--layout', () => Layout.parse(flags.layout ?? ''));
  const name = pullSecret === undefined ? undefined : atOption('--pull-secret', () => parseSecretName(pullSecret));
  if (agent === undefined) {
    refuseAgentOptions(flags);
    const relocation = new Relocation({ registry: atOption('--registry', () => Registry.parse(place)), ...(layout === undefined ? {} : { layout }) });
    return ({ name: file, text }) => rewriteManifest(text, { relocation, file, ...(name === undefined ? {} : { pullSecret: { name } }) });
  }
  if (agent !== 'tingyun') {
    throw new PullproofError({
      code: 'agent-unknown', where: '--agent', what: `there are no rules for the manifest of ${quote(agent)}`, expected: 'tingyun', remedy: 'leave --agent out',
    });
  }
  if (name !== undefined && name !== tingyunSecretName) {
    throw new PullproofError({
      code: 'usage', where: '--pull-secret', what: `the agent expects a pull secret called ${tingyunSecretName} (got ${quote(name)})`, remedy: 'leave it out',
    });
  }
  const relocation = tingyunRelocation(atOption('--registry', () => tingyunRegistry(place)), layout);
  const agentNamespace = namespace === undefined ? tingyunNamespace : atOption('--namespace', () => parseNamespace(namespace));
  return ({ name: file, text }) => rewriteTingyun(text, { relocation, agentVersion: agentVersion ?? '', agentNamespace, file });
}

function refuseAgentOptions({ agentVersion, namespace }: RewriteFlags): void {
  if (agentVersion !== undefined || namespace !== undefined) {
    throw new PullproofError({
      code: 'usage', what: `${agentVersion === undefined ? '--namespace' : '--agent-version'} needs --agent`, remedy: 'see "pullproof help rewrite"',
    });
  }
}

/** The text of the one input; nothing at all is what a broken pipe leaves. */
function onlyText(texts: readonly NamedText[]): NamedText {
  const [input] = texts;
  if (input === undefined || texts.length > 1) {
    throw new PullproofError({ code: 'usage', what: 'the input is a folder of several manifests', remedy: 'rewrite one file at a time' });
  }
  if (input.text.trim() === '') {
    throw new PullproofError({ code: 'manifest-invalid', where: input.name, what: 'the input is empty', remedy: 'check the command that it comes from' });
  }
  return input;
}
