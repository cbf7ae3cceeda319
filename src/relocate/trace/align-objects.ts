import { isJsonObject, valueAt } from '../../manifest';
import type { Json, Path, Resource } from '../../manifest';
import { groupBy } from './group-by';
import { objectIdentity } from './traced-object';

/** For each object of one render, the same object of another; a name that one of them made up anew does not matter. */
export function alignObjects(base: readonly Resource[], other: readonly Resource[]): ReadonlyMap<Resource, Resource> {
  const pairs = new Map<Resource, Resource>();
  const leftOver = pair(base, other, pairs, objectIdentity);
  pair(leftOver.base, leftOver.other, pairs, ({ apiVersion, kind, namespace }) => objectIdentity({ apiVersion, kind, namespace, name: '' }), true);
  return pairs;
}

/** Pairs objects of the same key in their order; with `isStrict`, only where both sides have as many of them. */
function pair(
  base: readonly Resource[], other: readonly Resource[], pairs: Map<Resource, Resource>, keyOf: (resource: Resource) => string, isStrict = false,
): { readonly base: Resource[]; readonly other: Resource[] } {
  const groups = groupBy(other, keyOf);
  const taken = new Set<Resource>();
  const alone: Resource[] = [];
  for (const [key, members] of groupBy(base, keyOf)) {
    const partners = groups.get(key) ?? [];
    for (const [index, member] of members.entries()) {
      const partner = partners[index];
      if (partner === undefined || (isStrict && partners.length !== members.length)) {
        alone.push(member);
      } else {
        pairs.set(member, partner);
        taken.add(partner);
      }
    }
  }
  return { base: alone, other: other.filter((resource) => !taken.has(resource)) };
}

/**
 * The value in another render of an object that corresponds to the one at a path. Entries of lists are found by their
 * names, as those of containers and variables: a chart may have put another one in front.
 */
export function correspondingValue(base: Json, other: Json | undefined, path: Path): Json | undefined {
  let mine: Json | undefined = base;
  let theirs = other;
  for (const step of path) {
    if (Array.isArray(mine) && Array.isArray(theirs) && typeof step === 'number') {
      theirs = theirs[correspondingIndex(mine, theirs, step)];
    } else {
      theirs = valueAt(theirs, [step]);
    }
    mine = valueAt(mine, [step]);
    if (theirs === undefined) {
      return undefined;
    }
  }
  return theirs;
}

function correspondingIndex(base: readonly Json[], other: readonly Json[], index: number): number {
  const name = nameOf(base[index]);
  if (name !== undefined) {
    const found = onlyIndex(base, other, (entry) => nameOf(entry) === name);
    if (found !== -1) {
      return found;
    }
  }
  if (base.length === other.length) {
    return index;
  }
  const flag = flagOf(base[index]);
  if (flag !== undefined) {
    return onlyIndex(base, other, (entry) => flagOf(entry) === flag);
  }
  const before = base[index - 1];
  const at = index === 0 || flagOf(before) === undefined ? -1 : onlyIndex(base, other, (entry) => entry === before);
  return at === -1 ? -1 : at + 1;
}

/** Index of the only entry of a kind, if there is just one in either list. */
function onlyIndex(base: readonly Json[], other: readonly Json[], isIt: (entry: Json) => boolean): number {
  const found = other.flatMap((entry, at) => (isIt(entry) ? [at] : []));
  return found.length === 1 && base.filter(isIt).length === 1 ? found[0] ?? -1 : -1;
}

/** The flag of an argument such as `--image=nginx`. */
function flagOf(entry: Json | undefined): string | undefined {
  return typeof entry === 'string' ? /^--?[A-Za-z][\w.-]*/.exec(entry)?.[0] : undefined;
}

function nameOf(entry: Json | undefined): string | undefined {
  return isJsonObject(entry) && typeof entry.name === 'string' ? entry.name : undefined;
}
