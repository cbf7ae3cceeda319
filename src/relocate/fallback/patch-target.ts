import { isDeepStrictEqual } from 'node:util';
import { apiGroup, isJsonObject } from '../../manifest';
import type { Resource } from '../../manifest';
import type { PatchedObject, PatchTarget } from './fallback-plan';

/** Where objects are that name no namespace, in the eyes of Kustomize. */
export const NO_NAMESPACE = 'default';

/** What names an object for a patch. */
export function targetOf(resource: Resource): PatchTarget {
  const { apiVersion, kind, name, namespace } = resource;
  const group = apiGroup(resource);
  return {
    ...(group === '' ? {} : { group }),
    version: group === '' ? apiVersion : apiVersion.slice(group.length + 1),
    kind,
    name,
    ...(namespace === undefined ? {} : { namespace }),
  };
}

/** What Kustomize tells objects apart by. */
export function idOf({ group = '', version, kind, name, namespace = NO_NAMESPACE }: PatchTarget): string {
  return JSON.stringify([group, version, kind, namespace, name]);
}

/** Whether an object gets its name when it is created. */
export function isUnnamed({ object }: Resource): boolean {
  const { metadata } = object;
  return isJsonObject(metadata) && (typeof metadata['name'] !== 'string' || metadata['name'] === '');
}

/** Why no patch can name an object, for those that none can. */
export function nameObstacles(steps: readonly (Pick<PatchedObject, 'operations'> & { readonly resource: Resource })[]): Map<Resource, string> {
  const obstacles = new Map<Resource, string>();
  const first = new Map<string, (typeof steps)[number]>();
  const split = new Set<string>();
  for (const step of steps) {
    const id = idOf(targetOf(step.resource));
    const other = first.get(id);
    first.set(id, other ?? step);
    if (other !== undefined && !isDeepStrictEqual(other.operations, step.operations)) {
      split.add(id);
    }
  }
  for (const { resource } of steps) {
    if (isUnnamed(resource)) {
      obstacles.set(resource, 'it gets its name when it is created (generateName), so no patch can name it');
    } else if (split.has(idOf(targetOf(resource)))) {
      obstacles.set(resource, 'there is another object of the same kind and name, which needs another patch');
    }
  }
  return obstacles;
}
