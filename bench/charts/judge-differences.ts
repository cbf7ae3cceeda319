import { parse } from 'yaml';
import { findReferences, valueAt } from '../../src/manifest';
import type { ManifestStream, Resource } from '../../src/manifest';
import { pairObjects } from './pair-objects';
import { PULL_SECRET, RELOCATION } from './settings';

/** A value that differs between two renders of a chart. */
export interface JudgedDifference {
  /** The object, as `Kind/name`. */
  readonly object: string;
  /** Where in the object; empty for the object itself. */
  readonly path: string;
  /**
   * - `other`: nothing explains it;
   * - `image`: one of the private images, named in a place that was empty;
   * - `pull-secret`: the name of the pull secret for an operator, in a place that is no list of pull secrets;
   * - `registry`: the name of a registry, as a setting for what is pulled later;
   * - `digest`: a checksum over something that holds an image, in a name too.
   */
  readonly kind: 'other' | 'image' | 'pull-secret' | 'registry' | 'digest';
  /** What differs, cut. */
  readonly what: string;
}

/**
 * Every value that differs between two renders and is neither an image reference nor a list of pull secrets. Written
 * apart from the engine, which compares renders too.
 *
 * @param again the first render once more: what differs between those two is made anew each time
 */
export function judgeDifferences(before: ManifestStream, again: ManifestStream, after: ManifestStream): JudgedDifference[] {
  const noise = new Set(differencesOf(before, again, false).map(({ object, path }) => `${object} ${path}`));
  return differencesOf(before, after, true).filter(({ object, path }) => !noise.has(`${object} ${path}`));
}

function differencesOf(before: ManifestStream, after: ManifestStream, isMasked: boolean): JudgedDifference[] {
  const pairs = pairObjects(before.resources, after.resources);
  const used = new Set(pairs.values());
  const whole = (resource: Resource, what: string): JudgedDifference => ({ object: `${resource.kind}/${resource.name}`, path: '', kind: 'other', what });
  return [
    ...before.resources.filter((resource) => !pairs.has(resource)).map((resource) => whole(resource, 'is gone')),
    ...after.resources.filter((resource) => !used.has(resource)).map((resource) => whole(resource, 'is new')),
    ...[...pairs].flatMap(([was, is]) => {
      const found: JudgedDifference[] = [];
      const [old, now] = isMasked ? [masked(was), masked(is)] : [was.object, is.object];
      compare(old, now, '', (path, a, b) => found.push({ object: `${was.kind}/${was.name}`, path, kind: kindOf(path, a, b), what: `${cut(a)} became ${cut(b)}` }));
      return found;
    }),
  ];
}

type Report = (path: string, was: unknown, is: unknown) => void;

/** Compares two values, entries of lists by their names, documents inside of strings as documents. */
function compare(was: unknown, is: unknown, path: string, report: Report): void {
  // Helm prints a default that a sub-chart's values set to null as an empty text, or not at all, once other values are given.
  if (JSON.stringify(was) === JSON.stringify(is) || (isEmpty(was) && isEmpty(is)) || /(?:image)?pull_?-?secrets$/i.test(path)) {
    return;
  }
  const [old, now] = [entriesOf(was), entriesOf(is)];
  if (old !== undefined && now !== undefined) {
    followRegistry(old, now, path, report);
    for (const key of new Set([...old.keys(), ...now.keys()])) {
      compare(old.get(key), now.get(key), `${path}${key}`, report);
    }
  } else {
    report(path, was, is);
  }
}

/** An entry that is filed under the name of its registry, as in a pull secret of the chart's own, is filed under the new one. */
function followRegistry(old: Map<string, unknown>, now: Map<string, unknown>, path: string, report: Report): void {
  for (const [key, value] of old) {
    const renamed = now.has(key) ? undefined : [...now.keys()].find((one) => !old.has(one) && one.includes(RELOCATION.registry.host)
      && JSON.stringify(now.get(one)) === JSON.stringify(value));
    if (renamed !== undefined) {
      report(path, key, renamed);
      old.delete(key);
      now.delete(renamed);
    }
  }
}

function entriesOf(value: unknown): Map<string, unknown> | undefined {
  if (Array.isArray(value)) {
    const names = value.map((item: unknown) => (typeof item === 'string' ? item : (item as { name?: unknown } | null)?.name));
    const isKeyed = names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
    return new Map(value.map((item: unknown, index) => [`[${isKeyed ? String(names[index]) : index}]`, item]));
  }
  if (typeof value === 'object' && value !== null) {
    return new Map(Object.entries(value).map(([key, child]) => [`.${key}`, child]));
  }
  if (typeof value !== 'string') {
    return undefined;
  }
  const text = decoded(value);
  const document = text.includes('\n') || text.startsWith('{') || text !== value ? parsed(text) : undefined;
  return document === null ? new Map() : typeof document === 'object' && document !== null ? entriesOf(document) : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** What base64 stands for, when that is a text of more than a word. */
function decoded(text: string): string {
  const plain = /^(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$|^bnVsbA==$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : text;
  return /^[\t\n\r\x20-\x7e]+$/.test(plain) && (/[\n{]/.test(plain) || plain === 'null') ? plain : text;
}

function parsed(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function kindOf(path: string, was: unknown, is: unknown): JudgedDifference['kind'] {
  const text = JSON.stringify(is) ?? '';
  const [old, now] = [was, is].map((value) => String(value).replace(/[0-9a-f]{7,}/g, '#'));
  if (old === now && old?.includes('#') === true) {
    return 'digest';
  }
  if (isEmpty(was) && is === IMAGE) {
    return 'image';
  }
  // An operator is told which secret the pods that it makes are to name.
  if (isEmpty(was) && (text.includes(`"${PULL_SECRET}"`) || /pull-?secret/i.test(path))) {
    return 'pull-secret';
  }
  return text.includes(RELOCATION.registry.host) ? 'registry' : 'other';
}

/** Stands for every image reference. */
const IMAGE = '<image>';

/** An object with a sign in the place of every image reference. */
function masked(resource: Resource): unknown {
  const copy = structuredClone(resource.object);
  for (const { path, text, site } of findReferences(resource)) {
    const { parts } = site;
    if (parts !== undefined && site.embedded.length === 0) {
      const holder = valueAt(copy, path) as Record<string, unknown>;
      [parts.registry, parts.repository].forEach((key) => {
        if (key !== undefined) {
          holder[key] = IMAGE;
        }
      });
    } else if (text !== '') {
      const holder = valueAt(copy, path.slice(0, -1)) as Record<string | number, unknown>;
      const last = path.at(-1) ?? '';
      holder[last] = String(holder[last]).split(text).join(IMAGE);
    }
  }
  return copy;
}

function cut(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

