import { Command } from 'commander';
import { describeObject } from '../../audit';
import { postRender } from '../../install';
import type { PostRendered } from '../../install';
import { addRelocationOptions, readRelocation } from '../chart-options';
import type { RelocationFlags } from '../chart-options';
import { clean } from '../clean';
import { EXIT } from '../exit-codes';
import { helmPlugin, writeHelmPlugin } from '../helm-plugin';
import { requireOptions } from '../options';
import { printRewriteReport } from '../print-rewrite-report';
import { readTexts } from '../read-texts';
import type { Terminal } from '../terminal';
import { writeOutput } from '../write-output';

interface PostRenderFlags extends RelocationFlags {
  readonly strict?: boolean;
  readonly allowUnmoved?: boolean;
  readonly log?: string;
  readonly writePlugin?: string;
  readonly force?: boolean;
}

/** Helm 4 takes an empty answer for a failure, also where the chart renders nothing. */
const NOTHING = '# no manifests\n';

/** `pullproof post-render`: the manifests that Helm is about to install, with every image private, or nothing at all. */
export function postRenderCommand(terminal: Terminal, finish: (code: number) => void): Command {
  const command = new Command('post-render')
    .summary('be a post-renderer of Helm that moves every image to the registry')
    .description('Reads the manifests that Helm has rendered, moves every image to the registry, names the pull secrets, and prints them for Helm to go on with.')
    .usage('[OPTION...]');
  return addRelocationOptions(command)
    .option('--strict', 'do not pass on what only looks like a public image either')
    .option('--allow-unmoved', 'pass the manifests on although something could not be moved')
    .option('--log <FILE>', 'write the report to a file too: Helm 4 shows nothing of it, Helm 3 shows it when something is wrong')
    .option('--write-plugin <FOLDER>', 'write a Helm 4 plugin that runs this command with the given options')
    .option('--force', 'replace a plugin file that holds something else')
    .addHelpText('after', `
Nothing is passed on when an image could not be moved, or a pull secret not be named, so that Helm stops.

Helm 4 takes plugins, and hands over hooks. Helm 3 hands over none: they stay as they are, and the audit of what
"helm template" prints tells of them.

Examples:
  # Helm 4
  pullproof post-render -r harbor.example.com/agents --pull-secret pull --write-plugin "$(helm env HELM_PLUGINS)/pullproof"
  helm install agent charts/agent --post-renderer pullproof
  # Helm 3
  helm install agent charts/agent --post-renderer pullproof --post-renderer-args post-render \\
    --post-renderer-args -r --post-renderer-args harbor.example.com/agents

Exit codes: 0 passed on, or the plugin written, 1 not passed on, 2 bad input or usage`)
    .action(async (flags: PostRenderFlags, self: Command) => {
      if (flags.writePlugin !== undefined) {
        writePlugin(flags.writePlugin, flags, self.parent?.version() ?? '', terminal);
        finish(EXIT.ok);
        return;
      }
      requireOptions('post-render', { registry: flags.registry });
      const { relocation, pullSecretNames } = readRelocation(flags);
      const [input] = await readTexts([], terminal);
      const result = postRender(input?.text ?? '', { relocation, pullSecretNames, strict: flags.strict ?? false });
      const left = result.skipped.length + result.findings.length > 0;
      const passesOn = !left || flags.allowUnmoved === true;
      const report = printReport(result, passesOn);
      if (flags.log !== undefined) {
        writeOutput(flags.log, report, true, terminal);
      }
      if (passesOn) {
        terminal.out(result.text.trim() === '' ? NOTHING : result.text);
      }
      terminal.err(report);
      finish(passesOn ? EXIT.ok : EXIT.findings);
    });
}

/** The options are checked here: Helm would only say that the plugin failed. */
function writePlugin(folder: string, flags: PostRenderFlags, version: string, terminal: Terminal): void {
  if (flags.registry !== undefined) {
    readRelocation(flags);
  }
  const { registry, layout, pullSecret = [], strict, allowUnmoved, log } = flags;
  const args = [
    ...(registry === undefined ? [] : ['--registry', registry]),
    ...(layout === undefined ? [] : ['--layout', layout]),
    ...pullSecret.flatMap((name) => ['--pull-secret', name]),
    ...(strict === true ? ['--strict'] : []),
    ...(allowUnmoved === true ? ['--allow-unmoved'] : []),
    ...(log === undefined ? [] : ['--log', log]),
  ];
  const file = writeHelmPlugin(folder, helmPlugin(version, args), flags.force ?? false, terminal);
  terminal.err(`written: ${clean(file)}; Helm 4 finds it in a folder of HELM_PLUGINS, as the post-renderer pullproof\n`);
}

function printReport(result: PostRendered, passesOn: boolean): string {
  const { findings, seesHooks } = result;
  const lines = [
    ...findings.map(({ rule, location, reason }) => `finding: ${rule}: ${describeObject(location)}${location.path === undefined ? '' : ` ${location.path}`}: ${reason}`),
    ...(seesHooks ? [] : ['note: no hook of the chart is among the manifests: Helm 3 hands none to a post-renderer, so their images stay as they are']),
    ...(passesOn ? [] : ['nothing was passed on to Helm; set the values that move the rest, or give --allow-unmoved']),
  ];
  return `${printRewriteReport(result)}${lines.map((line) => `${clean(line)}\n`).join('')}`;
}
