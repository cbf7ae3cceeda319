import { imageName } from '../image';
import type { GivenImage } from './given-image';
import { isGiven } from './given-image';
import type { PlannedWrite, SlotContext, SlotPlan } from './override-plan';
import type { ImageSlot } from './slot';
import { readValue } from './values-path';

/**
 * Adds the parts that a chart wants beside those that are written: a map with a registry alone, or without a tag, is an
 * error in some charts and means `latest` in others.
 */
export function completeImage(slot: ImageSlot, given: GivenImage, plan: SlotPlan, { effective }: SlotContext): SlotPlan {
  const target = plan.images[0]?.target;
  if (slot.together !== true || target === undefined || plan.conflicts.length > 0) {
    return plan;
  }
  const { registry, repository, tag, registryDefault } = slot.fields;
  const present = (path: string | undefined): string | undefined => {
    const value = path === undefined ? undefined : plan.writes.find((write) => write.path === path)?.value ?? readValue(effective, path);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const host = present(registry) ?? registryDefault;
  const name = imageName(target);
  const missing: PlannedWrite[] = [];
  const add = (path: string | undefined, value: string | undefined): void => {
    if (path !== undefined && value !== undefined && present(path) === undefined) {
      missing.push({ path, value });
    }
  };
  add(repository, host === undefined ? name : name.slice(host.length + 1));
  add(tag, target.tag);
  const tagged = isGiven(given) && missing.find(({ path }) => path === tag);
  return {
    ...plan,
    writes: [...plan.writes, ...missing],
    notes: tagged ? [...plan.notes, { path: tagged.path, text: `is not set, and the chart would run \`latest\`; ${JSON.stringify(target.tag)} was written` }] : plan.notes,
  };
}
