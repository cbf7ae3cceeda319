import { imageName, tryParseReference } from '../image';
import type { ImageReference } from '../image';
import { completeImage } from './complete-image';
import type { GivenImage, GivenPart } from './given-image';
import { isGiven, overGivenImage, readGivenImage, suffixOf } from './given-image';
import { currentName, writeName } from './image-name-write';
import type { OverrideConflict, SlotContext, SlotPlan } from './override-plan';
import { joinPlans, NOTHING_TO_DO } from './override-plan';
import { showValue } from './show-value';
import type { ImageSlot } from './slot';
import { holds } from './value-condition';
import { readValue } from './values-path';

/**
 * The smallest overrides that move the image of one slot, and what the user's own values say about it.
 *
 * A tag or digest of the user is followed: it becomes part of the source reference and stays as it is. A name of the
 * user is kept when it is what the relocation wants, or private anyway; when it contradicts, it is reported.
 *
 * @param slot The slot.
 * @param source What the vendor publishes; absent when the chart names no image here and only a user can.
 * @param context The relocation and the values.
 */
export function planImageSlot(slot: ImageSlot, source: ImageReference | undefined, context: SlotContext): SlotPlan {
  if (!holds(slot.when, context.effective)) {
    return NOTHING_TO_DO;
  }
  const preceding = (slot.precededBy ?? []).filter(({ when }) => holds(when, context.effective));
  // The strongest come first in the list, so they are laid on last.
  const everywhere = preceding.filter(({ reaches }) => reaches === undefined).reverse()
    .reduce((given, { fields }) => overGivenImage(given, readGivenImage(fields, context.user)), readGivenImage(slot.fields, context.user));
  const partial = preceding
    .filter(({ reaches }) => reaches !== undefined)
    .map(({ fields, reaches }) => ({ reaches, given: readGivenImage(fields, context.user) }))
    .filter(({ given }) => isGiven(given));
  return joinPlans([
    completeImage(slot, everywhere, planImage(slot, source, everywhere, context), context),
    ...partial.map(({ given, reaches }) => planImage(slot, source, overGivenImage(everywhere, given), context, reaches)),
  ]);
}

function planImage(
  slot: ImageSlot,
  source: ImageReference | undefined,
  given: GivenImage,
  context: SlotContext,
  reaches?: readonly string[],
): SlotPlan {
  const { mover } = context;
  const upstream = source && followed(slot, source, given);
  const broken = [...unusableParts(given), ...removedTag(slot, source, context)];
  if (broken.length > 0) {
    return { ...NOTHING_TO_DO, conflicts: broken };
  }
  const named = given.repository ?? given.registry;
  const move = (reference: ImageReference, note?: string): SlotPlan => {
    const target = mover.relocate(reference);
    const { writes, conflict } = writeName(slot.fields, target, given, source, context);
    return {
      images: [{ image: slot.image, source: reference, target, reaches }],
      writes: conflict === undefined ? writes : [],
      conflicts: conflict === undefined ? [] : [conflict],
      notes: note === undefined || named === undefined ? [] : [{ path: named.path, text: note }],
    };
  };
  if (named === undefined) {
    return upstream === undefined ? NOTHING_TO_DO : move(upstream);
  }
  return planNamed(slot, source, upstream, named, given, context, move, reaches);
}

/** The user's values name the image, or the registry, themselves. */
function planNamed(
  slot: ImageSlot,
  source: ImageReference | undefined,
  upstream: ImageReference | undefined,
  named: GivenPart,
  given: GivenImage,
  { mover, effective }: SlotContext,
  move: (reference: ImageReference, note?: string) => SlotPlan,
  reaches: readonly string[] | undefined,
): SlotPlan {
  const name = currentName(slot.fields, given, source, effective);
  const suffix = suffixOf(upstream ?? { tag: given.tag?.text, digest: given.digest?.text });
  const reference = tryParseReference(`${name}${suffix}`);
  if (reference === undefined) {
    return conflict(named, upstream && mover.relocate(upstream), 'the value does not make an image reference');
  }
  if (upstream !== undefined && imageName(reference) === imageName(upstream)) {
    return move(upstream, 'repeats the default of the chart; it was moved to the private registry');
  }
  if (upstream !== undefined && imageName(reference) === imageName(mover.relocate(upstream))) {
    return { ...NOTHING_TO_DO, images: [{ image: slot.image, source: upstream, target: reference, reaches }] };
  }
  if (mover.isPrivate(reference)) {
    return {
      ...NOTHING_TO_DO,
      images: [{ image: slot.image, source: upstream, target: reference, reaches }],
      notes: [{ path: named.path, text: `names the private image ${imageName(reference)}; it was kept, the layout was not applied` }],
    };
  }
  if (upstream === undefined) {
    return move(reference, `names the image ${imageName(reference)}, which the chart itself does not use; it was moved to the private registry`);
  }
  const wanted = imageName(mover.relocate(upstream));
  return canComplete(slot, given, wanted) ? move(upstream) : conflict(named, mover.relocate(upstream), 'the value names another image, which is not in the private registry');
}

/** Whether what the user gave, host or path, is a part of the private name, so that only the other part is missing. */
function canComplete(slot: ImageSlot, { registry, repository }: GivenImage, wanted: string): boolean {
  if (registry !== undefined && repository === undefined) {
    return wanted.startsWith(`${registry.text}/`);
  }
  return slot.fields.registry !== undefined && registry === undefined && repository !== undefined && wanted.endsWith(`/${repository.text}`);
}

function unusableParts(given: GivenImage): OverrideConflict[] {
  return given.unusable.map(({ path, value, reason }) => ({
    path, given: showValue(value), wanted: 'a part of an image reference', reason, remedy: 'write it as a text, or remove it',
  }));
}

/** A `null` removes the tag of the chart, and the chart then prints another one, or none. */
function removedTag(slot: ImageSlot, source: ImageReference | undefined, { user, defaults }: SlotContext): OverrideConflict[] {
  const path = slot.fields.tag;
  if (path === undefined || source?.tag === undefined || readValue(user, path) !== null || typeof readValue(defaults, path) !== 'string') {
    return [];
  }
  return [{ path, given: 'null', wanted: JSON.stringify(source.tag), reason: 'null removes the tag of the chart', remedy: 'remove the value, or give a tag' }];
}

function conflict(named: GivenPart, wanted: ImageReference | undefined, reason: string): SlotPlan {
  return {
    ...NOTHING_TO_DO,
    conflicts: [{
      path: named.path,
      given: showValue(named.text),
      wanted: wanted === undefined ? 'an image reference' : imageName(wanted),
      reason,
      remedy: 'remove the value, or declare the registry that it names',
    }],
  };
}

/** The vendor's reference with the user's tag and digest. */
function followed(slot: ImageSlot, source: ImageReference, given: GivenImage): ImageReference {
  const digest = given.digest?.text ?? (given.withoutDigest === true ? undefined : source.digest);
  const tag = digest !== undefined && slot.digestReplacesTag === true ? undefined : given.tag?.text ?? source.tag;
  return {
    registry: source.registry,
    repository: source.repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
