import { coalesceValues, mergeValues } from '../helm';
import type { ImageReference } from '../image';
import type { Json, JsonObject } from '../manifest';
import { planImageSlot } from './image-slot-plan';
import type { ImageMover, OverrideConflict, OverrideNote, PlannedWrite, SlotContext, SlotImage } from './override-plan';
import { joinPlans } from './override-plan';
import { planPullSecretSlot } from './pull-secret-slot-plan';
import { resolveSlots } from './resolve-slot';
import { showValue } from './show-value';
import type { ImageSlot, PullSecretSlot } from './slot';
import { withValue } from './values-path';

/** What overrides are computed from. */
export interface OverrideRequest {
  /** Slots of the images that have to move. */
  readonly imageSlots: readonly ImageSlot[];
  /** What the vendor publishes, by image id; an image that is absent here is one that only users name. */
  readonly sources: Readonly<Record<string, ImageReference>>;
  /** Slots of the pods that have to get a pull secret. */
  readonly pullSecretSlots: readonly PullSecretSlot[];
  /** Names of the pull secrets; none when nodes pull with their own identity. */
  readonly pullSecretNames: readonly string[];
  /** Decides where images go. */
  readonly mover: ImageMover;
  /** The user's own values. */
  readonly values: JsonObject;
  /** Default values of the chart, as far as slots and conditions ask for them. */
  readonly defaults: JsonObject;
}

/** The smallest values that move every slot, and all that was found on the way. */
export interface Overrides {
  /** The overrides alone; to be laid over the user's values. */
  readonly overrides: JsonObject;
  /** The user's values with the overrides over them, merged the way Helm merges. */
  readonly values: JsonObject;
  /** The images that the chart pulls with these values, one entry for each pair of source and target. */
  readonly images: readonly SlotImage[];
  /** Values of the user that contradict the relocation; they were left as they are. */
  readonly conflicts: readonly OverrideConflict[];
  /** Decisions about values of the user. */
  readonly notes: readonly OverrideNote[];
}

/**
 * Computes the smallest overrides: same type, same shape, tags and digests untouched, and only keys that must change.
 *
 * @throws PullproofError when the relocation refuses an image.
 */
export function computeOverrides(request: OverrideRequest): Overrides {
  const { imageSlots, sources, pullSecretSlots, pullSecretNames, mover, values, defaults } = request;
  const context: SlotContext = { mover, user: values, defaults, effective: coalesceValues(defaults, values) };
  const plan = joinPlans([
    ...resolveSlots(imageSlots, context.effective).map((slot) => planImageSlot(slot, sources[slot.image], context)),
    ...(pullSecretNames.length === 0 ? [] : pullSecretSlots.map((slot) => planPullSecretSlot(slot, pullSecretNames, context))),
  ]);
  const { agreed, contradictions } = agree(plan.writes);
  const overrides = [...agreed].reduce(
    (result: JsonObject, [path, value]) => withValue(result, context.effective, path, value), {});
  return {
    overrides,
    values: mergeValues(values, overrides),
    images: plan.images,
    conflicts: [...distinct(plan.conflicts), ...contradictions],
    notes: distinct(plan.notes),
  };
}

/** One value for each path; a path that several images need differently is a conflict. */
function agree(writes: readonly PlannedWrite[]): { agreed: Map<string, Json>; contradictions: OverrideConflict[] } {
  const agreed = new Map<string, Json>();
  const contradictions: OverrideConflict[] = [];
  for (const { path, value } of writes) {
    const other = agreed.get(path);
    if (other === undefined || JSON.stringify(other) === JSON.stringify(value)) {
      agreed.set(path, value);
    } else {
      contradictions.push({
        path,
        given: showValue(other),
        wanted: JSON.stringify(value),
        reason: 'one value names several images, and they go to different places',
        remedy: 'remove the value, so that each image is moved by a key of its own',
      });
    }
  }
  return { agreed, contradictions };
}

function distinct<T>(entries: readonly T[]): T[] {
  return [...new Map(entries.map((entry) => [JSON.stringify(entry), entry])).values()];
}
