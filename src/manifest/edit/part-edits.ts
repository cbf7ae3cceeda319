import { tryParseReference } from '../../image';
import type { ImageParts } from '../find/found-reference';
import { composeText } from '../find/image-map';
import { property } from '../json';
import type { JsonObject } from '../json';

/** What one key of a map that spells an image is to say. */
export interface PartEdit {
  /** The key. */
  readonly key: string;
  /** What it says now. */
  readonly from: string;
  /** What it is to say. */
  readonly to: string;
}

/**
 * Spreads a new reference over the keys that spell the old one, each keeping its kind of content.
 *
 * @returns the reason when it cannot be done
 */
export function partEdits(object: JsonObject, parts: ImageParts, to: string): PartEdit[] | string {
  const reference = tryParseReference(to);
  if (reference === undefined) {
    return 'the new text is no image reference';
  }
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const name = to.slice(0, to.length - digest.length - tag.length);
  if ((parts.tag !== undefined && tag === '') || (parts.digest !== undefined && digest === '')) {
    return 'the new reference lacks the tag or digest that the old one has';
  }
  // What has no key of its own stays with the repository, where it was.
  const rest = `${parts.tag === undefined ? tag : ''}${parts.digest === undefined ? digest : ''}`;
  const slash = name.indexOf('/');
  const hasHost = slash > 0 && (/[.:]/.test(name.slice(0, slash)) || name.startsWith('localhost/'));
  const host = hasHost ? name.slice(0, slash) : reference.registry;
  const wanted: Record<string, string> = {
    [parts.repository]: `${parts.registry === undefined ? name : hasHost ? name.slice(slash + 1) : reference.repository}${rest}`,
    ...(parts.registry === undefined ? {} : { [parts.registry]: host }),
    ...(parts.tag === undefined ? {} : { [parts.tag]: tag.slice(1) }),
    ...(parts.digest === undefined ? {} : { [parts.digest]: digestLike(property(object, parts.digest), digest.slice(1)) }),
  };
  const changed: JsonObject = { ...object, ...wanted };
  if (composeText(changed, parts) !== (parts.registry === undefined || hasHost ? to : `${host}/${reference.repository}${rest}${parts.tag === undefined ? '' : tag}${parts.digest === undefined ? '' : digest}`)) {
    return 'the new reference does not fit the keys';
  }
  const edits = Object.entries(wanted).filter(([key, value]) => String(property(object, key)) !== value);
  if (edits.some(([key]) => typeof property(object, key) !== 'string')) {
    return 'a key that would have to change is no text';
  }
  return edits.map(([key, value]) => ({ key, from: String(property(object, key)), to: value }));
}

/** Some charts want the digest without its algorithm. */
function digestLike(old: JsonObject[string] | undefined, digest: string): string {
  return String(old).includes(':') ? digest : digest.replace(/^sha256:/, '');
}
