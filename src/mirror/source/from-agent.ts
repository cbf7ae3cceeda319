import { checkPlan, planInstall } from '../../agent';
import type { Agent, InstallPlan, PlannedImage } from '../../agent';
import type { Relocation } from '../../relocate';
import type { MirrorReason } from '../plan/mirror-plan';
import type { AgentSource, InstallSource } from './mirror-source';
import type { WantedImage, WantedImages } from './wanted-image';

/** Kinds whose pods stand in the object itself. The pods of any other kind are made by an operator. */
const POD_KINDS: ReadonlySet<string> = new Set([
  'CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'ReplicaSet', 'ReplicationController', 'StatefulSet',
]);

/**
 * The images of an agent, those that other values would pull included.
 *
 * @throws PullproofError `values-conflict` when the values contradict the relocation, and what `planInstall` throws.
 */
export function fromAgent({ install }: AgentSource, relocation: Relocation, optional: boolean): WantedImages {
  const plan = planInstall({ ...install, relocation, scope: optional ? 'all' : 'used' });
  // Values may be completed elsewhere; which images there are does not depend on it.
  checkPlan(plan, install.agent, true);
  return fromInstall({ kind: 'install', agent: install.agent, plan });
}

/** The images of an install that was planned before. What only looks like an image of a traced chart is left out, and told. */
export function fromInstall({ agent, plan }: InstallSource): WantedImages {
  const [guesses, known] = [plan.images.filter((image) => isGuess(image, plan)), plan.images.filter((image) => !isGuess(image, plan))];
  return {
    images: known.flatMap((image): WantedImage[] => {
      const { source, target } = image;
      return reasonsOf(image, agent, plan).map((reason) => ({ reference: source ?? target, target, reason }));
    }),
    unresolved: guesses.map(({ id, reason }) => ({
      location: `${nameOf(agent)}: ${reason}`, reason: `${id} only looks like an image reference, so it was left out`, incomplete: false,
    })),
    notes: [],
  };
}

/** Whether only the form of a text says that a chart names an image. */
function isGuess({ id }: PlannedImage, { traced }: InstallPlan): boolean {
  const places = traced?.solution.references.filter(({ reference }) => reference.text === id) ?? [];
  return places.length > 0 && places.every(({ reference }) => reference.certainty === 'possible');
}

function nameOf({ title, version }: Agent): string {
  return `${title} ${version}`;
}

function reasonsOf(image: PlannedImage, agent: Agent, plan: InstallPlan): MirrorReason[] {
  const { required, unmovable, reason } = image;
  const users = usersOf(image, agent, plan);
  // For a traced chart, the reason is the object that names the image; for others, the values with which it is pulled.
  const condition = plan.traced === undefined ? `when ${reason}` : reason;
  if (users.length > 0) {
    const suffix = required || plan.traced !== undefined ? '' : `, ${condition}`;
    return users.map(({ text, runtime }) => ({ text: `${nameOf(agent)}: ${text}${suffix}`, required, runtime }));
  }
  const text = plan.traced === undefined ? unmovable?.reason ?? (required ? 'named outside pods' : condition) : reason;
  return [{ text: `${nameOf(agent)}: ${text}`, required, runtime: true }];
}

/** The workloads that pull an image: those of the install, and for an image that it does not use, those of the release. */
function usersOf(image: PlannedImage, agent: Agent, plan: InstallPlan): { text: string; runtime: boolean }[] {
  const { id, required } = image;
  if (!required && plan.traced === undefined) {
    return agent.release.workloads.filter(({ containers }) => containers.some((container) => container.image === id))
      .map((workload) => ({ text: `${workload.kind} ${workload.id}${by(workload)}`, runtime: isMadeByOperator(workload) }));
  }
  return plan.workloads.flatMap((workload) => {
    const names = workload.containers.filter((container) => container.image === id).map(({ name }) => name)
      .filter((name) => isPulledBy(name, image, plan));
    return names.length === 0 ? [] : [{
      text: `${workload.kind} ${workload.name}, ${names.length === 1 ? 'container' : 'containers'} ${names.join(', ')}${by(workload)}`,
      runtime: isMadeByOperator(workload),
    }];
  });
}

/** One image may have several references, when values of a user move some of its containers elsewhere. */
function isPulledBy(container: string, { id, reaches }: PlannedImage, plan: InstallPlan): boolean {
  return reaches === undefined
    ? !plan.images.some((other) => other.id === id && other.reaches?.includes(container) === true)
    : reaches.includes(container);
}

function isMadeByOperator({ kind }: { readonly kind: string }): boolean {
  return !POD_KINDS.has(kind);
}

function by(workload: { readonly kind: string }): string {
  return isMadeByOperator(workload) ? ', by its operator' : '';
}
