import { Agent, checkInstallNames, planInstall } from '../../agent';
import type { InstallPlan } from '../../agent';
import { Problems } from '../../error';
import { printValuesYaml } from '../../helm';
import { readRelocation } from '../chart-options';
import { clean } from '../clean';
import { atOption } from '../options';
import { readValues } from '../read-values';
import type { Terminal } from '../terminal';
import type { ValuesFlags } from './values-command';

/**
 * Values for an agent of the catalogue.
 *
 * @throws PullproofError `values-conflict` for values that contradict the relocation, and for everything else that is wrong with the input
 */
export function catalogueValues(flags: ValuesFlags, write: (text: string) => void, terminal: Terminal): void {
  const agent = Agent.parse(flags.agent ?? '', flags.release ?? '');
  const plan = planFor(agent, flags, terminal);
  refuseConflicts(plan);
  const registry = readRelocation(flags).relocation.registries.join(', ');
  write(`# Overrides for ${agent.title} ${agent.version}: images from ${registry}.\n${printValuesYaml(plan.overrides)}`);
  notesOf(plan, flags.values !== undefined).forEach((note) => terminal.err(`note: ${clean(note)}\n`));
}

function planFor(agent: Agent, flags: ValuesFlags, terminal: Terminal): InstallPlan {
  const { releaseName } = flags;
  const namespace = 'default'; // values hold no namespace
  const { relocation, pullSecretNames } = readRelocation(flags);
  if (releaseName !== undefined) {
    atOption('--release-name', () => checkInstallNames(releaseName, namespace));
  }
  return planInstall({
    agent,
    relocation,
    namespace,
    // One file serves every mode, and a chart that prints its values into a ConfigMap names no image of the vendor's.
    scope: 'all',
    pullSecretName: pullSecretNames,
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
