import { Command } from 'commander';
import { Agent, checkInstallNames, planInstall } from '../../agent';
import type { InstallPlan } from '../../agent';
import { Problems } from '../../error';
import { printValuesYaml } from '../../helm';
import { Registry } from '../../registry';
import { Layout, Relocation } from '../../relocate';
import { clean } from '../clean';
import { EXIT } from '../exit-codes';
import { atOption, collect, parseSecretName, requireOptions } from '../options';
import { readValues } from '../read-values';
import type { Terminal } from '../terminal';
import { writeOutput } from '../write-output';

interface ValuesFlags {
  readonly agent?: string;
  readonly release?: string;
  readonly registry?: string;
  readonly layout?: string;
  readonly pullSecret?: readonly string[];
  readonly values?: readonly string[];
  readonly releaseName?: string;
  readonly output?: string;
  readonly force?: boolean;
}

/** `pullproof values`: the smallest values that move every image of an agent and bring every pull secret. */
export function valuesCommand(terminal: Terminal, finish: (code: number) => void): Command {
  return new Command('values')
    .summary('write the Helm values that move an agent to the registry')
    .description('Writes the smallest Helm values with which an agent of the catalogue pulls everything from the registry, in every mode.')
    .usage('[OPTION...]')
    .option('--agent <NAME>', 'agent of the catalogue (required)')
    .option('--release <VERSION>', 'release of the agent, the version of its chart (required)')
    .option('-r, --registry <HOST[/PREFIX]>', 'registry that the images come from (required)')
    .option('--layout <LAYOUT>', 'how private paths are made: keep, flat, bySource[:HOST=PREFIX,...] or explicit:IMAGE=PATH,... (default: "keep")')
    .option('--pull-secret <NAME>', 'pull secret of the pods (repeatable); none: nodes pull with their own identity', collect)
    .option('-f, --values <FILE>', 'values that the overrides go with; contradictions are reported (repeatable)', collect)
    .option('--release-name <NAME>', 'name of the Helm release, which is part of the names of accounts (default: the name of the chart)')
    .option('-o, --output <FILE>', 'write to a file instead of standard output')
    .option('--force', 'replace an output file that holds something else')
    .addHelpText('after', `
Agents and their releases:
${Agent.names().map((name) => `  ${name}: ${Agent.releases(name).join(', ')}`).join('\n')}

The output goes after your own values: helm template ... -f mine.yaml -f private.yaml

Examples:
  pullproof values --agent cloudzero --release 1.2.13 -r harbor.example.com/agents --pull-secret pull
  pullproof values --agent cloudzero --release 1.2.9 -r 123456789012.dkr.ecr.eu-west-1.amazonaws.com -f mine.yaml -o private.yaml

Exit codes: 0 written, 2 bad input or usage`)
    .action((flags: ValuesFlags) => {
      const { agent: name, release, registry: place } = flags;
      requireOptions('values', { agent: name, release, registry: place });
      const agent = Agent.parse(name ?? '', release ?? '');
      const registry = atOption('--registry', () => Registry.parse(place ?? ''));
      const plan = planFor(agent, registry, flags, terminal);
      refuseConflicts(plan);
      const text = `# Overrides for ${agent.title} ${agent.version}: images from ${registry.toString()}.\n${printValuesYaml(plan.overrides)}`;
      if (flags.output === undefined) {
        terminal.out(text);
      } else {
        writeOutput(flags.output, text, flags.force ?? false, terminal);
      }
      notesOf(plan, flags.values !== undefined).forEach((note) => terminal.err(`note: ${clean(note)}\n`));
      finish(EXIT.ok);
    });
}

function planFor(agent: Agent, registry: Registry, flags: ValuesFlags, terminal: Terminal): InstallPlan {
  const { layout, releaseName } = flags;
  const namespace = 'default'; // values hold no namespace
  if (releaseName !== undefined) {
    atOption('--release-name', () => checkInstallNames(releaseName, namespace));
  }
  return planInstall({
    agent,
    relocation: new Relocation({ registry, ...(layout === undefined ? {} : { layout: atOption('--layout', () => Layout.parse(layout)) }) }),
    namespace,
    // One file serves every mode, and a chart that prints its values into a ConfigMap names no image of the vendor's.
    scope: 'all',
    pullSecretName: (flags.pullSecret ?? []).map((name) => atOption('--pull-secret', () => parseSecretName(name))),
    values: readValues(flags.values ?? [], terminal),
    ...(releaseName === undefined ? {} : { releaseName }),
  });
}

function refuseConflicts({ conflicts }: InstallPlan): void {
  new Problems()
    .add(...conflicts.map(({ path, given, wanted, reason, remedy }) => `${path}: given ${given}, wanted ${wanted}: ${reason}; ${remedy}`))
    .throwIfAny({ code: 'values-conflict', what: 'the given values contradict the relocation, so nothing was written' });
}

/** What is missing can only be told from values that were given; without any, they come from somewhere else. */
function notesOf({ notes, missing, accounts }: InstallPlan, valuesGiven: boolean): string[] {
  return [
    ...accounts.filter(({ create }) => create).map(({ name, pullSecretNames }) =>
      `create ServiceAccount ${name} with imagePullSecrets ${pullSecretNames.join(', ')} before the install: pods run as it, and the chart does not make it`),
    ...notes.map(({ path, text }) => (path === undefined ? text : `${path}: ${text}`)),
    ...(valuesGiven ? missing : []).map(({ oneOf, text }) => `the chart also needs ${oneOf.join(' or ')}: ${text}`),
  ];
}
