import { findReferences, isJsonObject } from '../../../manifest';
import type { FoundReference, ImageParts, Json, JsonObject, Path, Resource } from '../../../manifest';
import { correspondingValue } from '../align-objects';
import { embeddedDocuments } from '../compare/embedded-documents';

/** A reference of a render with the text around it, and how to find the same text in another render. */
export interface ReferenceWindow {
  /** The line that holds the reference; for most places it holds nothing else. */
  readonly line: string;
  /** Index in the line at which the reference begins. */
  readonly start: number;
  /** Index in the line behind the reference. */
  readonly end: number;
  /** The same line of the same object in another render; `undefined` when there is none, or no way to tell which it is. */
  lineOf(other: Resource): string | undefined;
}

/** The window of a reference; `undefined` where its text cannot be found again. */
export function referenceWindow(found: FoundReference): ReferenceWindow | undefined {
  const { parts } = found.site;
  return parts === undefined ? textWindow(found) : partsWindow(found, parts);
}

/** A reference that stands in a string, whatever else the string holds. */
function textWindow(found: FoundReference): ReferenceWindow | undefined {
  const { resource, site, text } = found;
  const whole = valueIn(found, resource);
  if (typeof whole !== 'string' || text === '') {
    return undefined;
  }
  const at = whole.startsWith(text, site.start ?? 0) ? site.start ?? 0 : whole.indexOf(text);
  if (at === -1) {
    return undefined;
  }
  const lines = whole.split('\n');
  const number = whole.slice(0, at).split('\n').length - 1;
  const line = lines[number] ?? '';
  const start = at - (whole.slice(0, at).lastIndexOf('\n') + 1);
  const end = start + text.length;
  return {
    line, start, end,
    lineOf: (other) => {
      const value = valueIn(found, other);
      const theirs = typeof value === 'string' ? value.split('\n') : undefined;
      if (theirs === undefined || theirs.length === lines.length) {
        return theirs?.[number];
      }
      const alike = start === 0 ? [] : theirs.filter((one) => one.startsWith(line.slice(0, start)) && one.endsWith(line.slice(end)));
      return alike.length === 1 ? alike[0] : undefined;
    },
  };
}

/** A reference that several keys of a map spell; with other values there may be one key more. */
function partsWindow(found: FoundReference, parts: ImageParts): ReferenceWindow {
  const isAlike = (one: FoundReference): boolean => samePath(one.path, found.path) && samePath(one.nested ?? [], found.nested ?? []);
  return {
    line: found.text, start: 0, end: found.text.length,
    lineOf: (other) => {
      const theirs = findReferences(other).filter(isAlike);
      const map = theirs.length === 1 ? undefined : valueIn(found, other);
      return theirs.length === 1 ? theirs[0]?.text : isJsonObject(map) ? compose(map, parts) : undefined;
    },
  };
}

/** What stands in a render where a reference was found in another, documents inside strings taken apart. */
function valueIn({ path, resource, site }: FoundReference, other: Resource): Json | undefined {
  let mine: Json | undefined = correspondingValue(resource.object, resource.object, path);
  let theirs = correspondingValue(resource.object, other.object, path);
  if (site.base64 === true) {
    [mine, theirs] = [decoded(mine), decoded(theirs)];
  }
  for (const { document, path: inside } of site.embedded) {
    const left = typeof mine === 'string' ? embeddedDocuments(mine)?.get(document) : undefined;
    const right = typeof theirs === 'string' ? embeddedDocuments(theirs)?.get(document) : undefined;
    if (left === undefined) {
      return undefined;
    }
    theirs = correspondingValue(left, right, inside);
    mine = correspondingValue(left, left, inside);
  }
  return theirs;
}

function decoded(value: Json | undefined): Json | undefined {
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : undefined;
}

function compose(map: JsonObject, parts: ImageParts): string {
  const text = (key: string | undefined): string => {
    const value = key === undefined ? undefined : map[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const registry = text(parts.registry).replace(/\/+$/, '');
  const digest = text(parts.digest);
  return [
    registry === '' ? '' : `${registry}/`,
    text(parts.repository),
    parts.tag === undefined ? '' : `:${text(parts.tag)}`,
    digest === '' ? '' : `@${digest.includes(':') ? '' : 'sha256:'}${digest}`,
  ].join('');
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}
