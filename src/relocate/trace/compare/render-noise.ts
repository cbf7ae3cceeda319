import type { ManifestStream, Resource } from '../../../manifest';
import { groupBy } from '../group-by';
import { compareObjects } from './compare-objects';
import { MovedReferences } from './moved-references';
import { namelessIdentity, pairObjects } from './pair-objects';
import type { ObjectPair } from './pair-objects';
import { placeKey } from './place';
import type { Place } from './place';

/** What a chart makes up anew whenever it is rendered: passwords, certificates, dates, names. */
export interface RenderNoise {
  /** Places of values that are never the same, as texts that only comparing understands. */
  readonly places: ReadonlySet<string>;
  /** Kinds of objects whose names are never the same. */
  readonly renamed: ReadonlySet<string>;
}

/** A chart that prints the same every time. */
export const NO_NOISE: RenderNoise = { places: new Set(), renamed: new Set() };

/** Finds what differs between two renders of the same chart with the same values. */
export function findNoise(first: ManifestStream, second: ManifestStream): RenderNoise {
  const places = new Set<string>();
  const { pairs, vanished, appeared } = pairObjects(first.resources, second.resources);
  const renamed = renamedKinds(vanished, appeared);
  for (const { id, before, after } of [...pairs, ...pairRenamed(vanished, appeared, renamed)]) {
    if (before.object !== after.object) {
      for (const { place } of compareObjects(before, after, (now) => new MovedReferences(before, now), []).differences) {
        places.add(noiseKey(id, place));
      }
    }
  }
  return { places, renamed };
}

/** Whether a value, or something around it, is never the same. */
export function isNoise({ places }: RenderNoise, id: string, { path, embedded }: Place): boolean {
  if (places.size === 0) {
    return false;
  }
  for (let depth = embedded.length; depth > 0; depth--) {
    const around = embedded.slice(0, depth - 1);
    const { document = 0, path: steps = [] } = embedded[depth - 1] ?? {};
    const upTo = (length: number): Place => ({ path, embedded: [...around, { document, path: steps.slice(0, length) }] });
    if (steps.some((_, index) => places.has(noiseKey(id, upTo(index + 1))))) {
      return true;
    }
  }
  return path.some((_, index) => places.has(noiseKey(id, { path: path.slice(0, index + 1), embedded: [] })));
}

/** Pairs objects whose names are never the same, by their order. */
export function pairRenamed(
  vanished: readonly Resource[], appeared: readonly Resource[], renamed: ReadonlySet<string>,
): readonly ObjectPair[] {
  const isRenamed = (resource: Resource): boolean => renamed.has(namelessIdentity(resource));
  return pairObjects(vanished.filter(isRenamed), appeared.filter(isRenamed), namelessIdentity).pairs;
}

function renamedKinds(vanished: readonly Resource[], appeared: readonly Resource[]): Set<string> {
  const others = groupBy(appeared, namelessIdentity);
  return new Set([...groupBy(vanished, namelessIdentity)].filter(([key, members]) => others.get(key)?.length === members.length).map(([key]) => key));
}

function noiseKey(id: string, place: Place): string {
  return `${id} ${placeKey(place)}`;
}
