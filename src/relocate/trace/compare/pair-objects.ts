import type { Resource } from '../../../manifest';
import { groupBy } from '../group-by';
import { objectIdentity } from '../traced-object';

/** An object of a stream and the same object of another one. */
export interface ObjectPair {
  /** One text for both, the same whenever these two are paired. */
  readonly id: string;
  readonly before: Resource;
  readonly after: Resource;
}

/** Two streams, object by object. */
export interface PairedObjects {
  readonly pairs: readonly ObjectPair[];
  /** Objects of the first that the second does not have. */
  readonly vanished: readonly Resource[];
  /** Objects of the second that the first does not have. */
  readonly appeared: readonly Resource[];
}

/** Pairs objects by what they are called; several of one name by their order. */
export function pairObjects(
  before: readonly Resource[], after: readonly Resource[], keyOf: (resource: Resource) => string = objectIdentity,
): PairedObjects {
  const others = groupBy(after, keyOf);
  const pairs: ObjectPair[] = [];
  const vanished: Resource[] = [];
  const taken = new Set<Resource>();
  for (const [key, members] of groupBy(before, keyOf)) {
    for (const [index, member] of members.entries()) {
      const other = others.get(key)?.[index];
      if (other === undefined) {
        vanished.push(member);
      } else {
        taken.add(other);
        pairs.push({ id: `${key}#${index}`, before: member, after: other });
      }
    }
  }
  return { pairs, vanished, appeared: after.filter((resource) => !taken.has(resource)) };
}

/** What is left of an object's identity when its name is made up anew with every render. */
export function namelessIdentity({ apiVersion, kind, namespace }: Resource): string {
  return objectIdentity({ apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name: '' });
}
