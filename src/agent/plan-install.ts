import { PullproofError } from '../error';
import { coalesceValues, printValues } from '../helm';
import { printReference } from '../image';
import type { ImageReference } from '../image';
import type { JsonObject } from '../manifest';
import { computeOverrides, describeCondition, holds, isTruthy, readValue } from '../relocate';
import type { OverrideNote, OverrideRequest, Relocation, SlotImage } from '../relocate';
import type { Agent } from './agent';
import type { AgentImage, AgentRelease } from './agent-release';
import { imageSources } from './computed-source';
import type { InstallPlan, PlannedImage } from './install-plan';
import { accountNotes, doubledAccounts, planAccounts } from './plan-accounts';
import { planWorkloads } from './plan-workloads';
import { inRelease } from './release-name';
import { settleValues } from './settle-values';
import { springTraps } from './spring-traps';
import { planTraced } from './traced/plan-traced';
import type { UnmovableImage } from './unmovable-image';

/** What an install is planned from. */
export interface InstallRequest {
  /** What is installed. */
  readonly agent: Agent;
  /** Where its images go. */
  readonly relocation: Relocation;
  /** Namespace of the release: its pods, its accounts and the pull secret live there. */
  readonly namespace: string;
  /**
   * Name of the pull secret, or names of several.
   *
   * @default - no pod gets one: the nodes pull with their own identity
   */
  readonly pullSecretName?: string | readonly string[];
  /**
   * Name of the Helm release, which is part of the names of objects.
   *
   * @default - the name of the chart
   */
  readonly releaseName?: string;
  /**
   * The user's values for the chart.
   *
   * @default - none
   */
  readonly values?: Readonly<Record<string, unknown>>;
  /**
   * Whether overrides are made for the images that the given values use, or also for those that other values would
   * use. The second is for values files that others build on.
   *
   * @default "used"
   */
  readonly scope?: 'used' | 'all';
}

/**
 * Turns the data of a release into the smallest values that install it from private registries.
 *
 * Nothing is rendered for an agent of the catalogue; a chart that is not of it is traced, unless a lock file knows it.
 * Nothing is thrown for values that contradict the relocation: the plan says so.
 *
 * @throws PullproofError `values-invalid` for values that are not plain data, and whatever the relocation refuses.
 */
export function planInstall(request: InstallRequest): InstallPlan {
  if (request.agent._tracer !== undefined) {
    return planTraced(request.agent._tracer, request);
  }
  const { relocation, scope = 'used', pullSecretName = [] } = request;
  const release = request.agent.release;
  const values = JSON.parse(printValues(request.values ?? {})) as JsonObject;
  const defaults = (release.defaults ?? {}) as JsonObject;
  const effective = coalesceValues(defaults, values);
  const releaseName = request.releaseName ?? release.chart.name;

  const required = new Set(release.images.filter(({ when }) => holds(when, effective)).map(({ id }) => id));
  const wanted = release.images.filter(({ id }) => scope === 'all' || required.has(id));
  const { sources, conflicts: uncomputed } = imageSources(release, values, defaults, effective);
  const base = { values, defaults, sources, pullSecretSlots: release.pullSecretSlots, pullSecretNames: [] };
  const imageSlots = release.imageSlots.filter(({ image }) => wanted.some(({ id }) => id === image));
  const slotless = wanted.filter(({ id }) => !imageSlots.some(({ image }) => image === id))
    .flatMap((image) => [sources[image.id]].filter((source) => source !== undefined).map((source) => ({ image, source })));

  // All references at once first: what a registry refuses, or two images that would become one, is then one error.
  relocation.relocateAll([...referencesToMove({ ...base, imageSlots }, relocation), ...slotless.map(({ source }) => source)]);
  const pullSecretNames = typeof pullSecretName === 'string' ? [pullSecretName] : pullSecretName;
  const moved = computeOverrides({ ...base, imageSlots, pullSecretNames, mover: relocation });
  const optional = release.imageSlots
    .filter((slot) => !imageSlots.includes(slot))
    .map((slot) => planOptional({ ...base, imageSlots: [slot] }, relocation));
  const settled = settleValues({ release, releaseName, values, defaults, overrides: moved.overrides, pullSecretNames });
  const workloads = planWorkloads(release, settled.effective, releaseName);
  const accounts = planAccounts({ ...settled, release, releaseName, namespace: request.namespace, pullSecretNames, workloads });
  const traps = springTraps(release, values, effective, releaseName);
  const images: SlotImage[] = [
    ...moved.images,
    ...slotless.map(({ image, source }) => ({ image: image.id, source, target: relocation.relocate(source) })),
    ...optional.flatMap((plan) => plan.images),
  ];
  return {
    namespace: request.namespace,
    overrides: settled.overrides,
    values: settled.values,
    images: images.map((image) => planImage(release, image, required.has(image.image), releaseName)),
    workloads,
    accounts,
    echoes: (release.echoes ?? []).map(({ kind, name, reason }) => (
      { kind, namespace: request.namespace, name: inRelease(name, releaseName, settled.effective), reason }
    )),
    conflicts: [
      ...uncomputed, ...moved.conflicts, ...settled.conflicts, ...doubledAccounts(release, settled.effective, releaseName), ...traps.conflicts,
    ],
    missing: (release.requiredValues ?? [])
      .filter(({ oneOf, when }) => holds(when, effective) && !oneOf.some((path) => isTruthy(readValue(effective, path)))),
    notes: [
      ...moved.notes,
      ...slotless.map(({ image, source }) => ({ text: unmoved(image, source, releaseName) })),
      ...accountNotes({ accounts }),
      ...optional.flatMap(({ notes }) => notes),
      ...traps.notes,
    ],
  };
}

type Slots = Omit<OverrideRequest, 'mover'>;

/** Every reference that the slots hand to a relocation. */
function referencesToMove(slots: Slots, relocation: Relocation): ImageReference[] {
  const references: ImageReference[] = [];
  const relocate = (reference: ImageReference): ImageReference => {
    references.push(reference);
    return reference;
  };
  computeOverrides({ ...slots, mover: { relocate, isPrivate: (reference) => relocation.isPrivate(reference) } });
  return references;
}

/** Images that other values would use: they are listed for mirrors, so what is wrong with them is no error. */
function planOptional(slots: Slots, relocation: Relocation): { images: readonly SlotImage[]; notes: readonly OverrideNote[] } {
  try {
    return { images: computeOverrides({ ...slots, mover: relocation }).images, notes: [] };
  } catch (error) {
    if (!PullproofError.isPullproofError(error)) {
      throw error;
    }
    return { images: [], notes: [{ text: `an image that the given values do not use has no private name: ${error.what}` }] };
  }
}

function planImage(release: AgentRelease, { image, source, target, reaches }: SlotImage, required: boolean, releaseName: string): PlannedImage {
  const { when, unmovable } = release.images.find(({ id }) => id === image) ?? {};
  return {
    id: image,
    ...(source === undefined ? {} : { source }),
    target,
    required,
    reason: when === undefined ? 'always' : describeCondition(when),
    ...(unmovable === undefined ? {} : { unmovable: { ...unmovable, ...standsIn(unmovable, releaseName) } }),
    ...(reaches === undefined ? {} : { reaches: reaches.map((name) => inRelease(name, releaseName)) }),
  };
}

function standsIn({ standsIn: place }: UnmovableImage, releaseName: string): Pick<UnmovableImage, 'standsIn'> {
  return place === undefined ? {} : { standsIn: inRelease(place, releaseName) };
}

function unmoved({ unmovable }: AgentImage, source: ImageReference, releaseName: string): string {
  const text = `no value of the chart moves ${printReference(source)}`;
  if (unmovable === undefined) {
    return `${text}: it has to be rewritten in the rendered objects`;
  }
  const { standsIn: place } = standsIn(unmovable, releaseName);
  const todo = place === undefined ? 'it stands in no rendered object' : `it has to be rewritten in the rendered objects (${place})`;
  return `${text}, because ${unmovable.reason}: ${todo}`;
}
