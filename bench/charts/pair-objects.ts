import type { Resource } from '../../src/manifest';

/**
 * For each object of one render the same object of another. Written apart from the engine, which has its own: this is
 * what its results are judged by.
 */
export function pairObjects(before: readonly Resource[], after: readonly Resource[]): Map<Resource, Resource> {
  const pairs = new Map<Resource, Resource>();
  const taken = new Set<Resource>();
  for (const key of [nameKey, (resource: Resource): string => kindKey(resource)]) {
    const waiting = new Map<string, Resource[]>();
    for (const resource of after.filter((one) => !taken.has(one))) {
      waiting.set(key(resource), [...(waiting.get(key(resource)) ?? []), resource]);
    }
    for (const resource of before.filter((one) => !pairs.has(one))) {
      const partner = waiting.get(key(resource))?.shift();
      if (partner !== undefined) {
        pairs.set(resource, partner);
        taken.add(partner);
      }
    }
  }
  return pairs;
}

function nameKey(resource: Resource): string {
  return `${kindKey(resource)}/${resource.name}`;
}

function kindKey({ apiVersion, kind, namespace }: Resource): string {
  return `${apiVersion}/${kind}/${namespace ?? ''}`;
}
