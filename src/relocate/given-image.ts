import { tryParseReference } from '../image';
import type { Json, JsonObject } from '../manifest';
import type { ImageFields } from './slot';
import { readValue } from './values-path';

/** One part of an image that the user wrote into the values. */
export interface GivenPart {
  /** Path of the value. */
  readonly path: string;
  /** What stands there, digests with their algorithm. */
  readonly text: string;
}

/** What the user's values say about one image; whatever is not given is left to the chart. */
export interface GivenImage {
  readonly registry?: GivenPart;
  readonly repository?: GivenPart;
  readonly tag?: GivenPart;
  readonly digest?: GivenPart;
  /** Whether the digest of the chart is taken away: an empty text or `null` stands in its place. */
  readonly withoutDigest?: boolean;
  /** Values that cannot be part of a reference. */
  readonly unusable: readonly { readonly path: string; readonly value: Json; readonly reason: string }[];
}

/** Reads the parts of an image from the user's own values. Empty texts and `null` count as not given, as they do in templates. */
export function readGivenImage(fields: ImageFields, user: JsonObject): GivenImage {
  const unusable: { path: string; value: Json; reason: string }[] = [];
  const part = (path: string | undefined): GivenPart | undefined => {
    const value = path === undefined ? undefined : readValue(user, path);
    if (path === undefined || value === undefined || value === null || value === '') {
      return undefined;
    }
    if (typeof value !== 'string') {
      // Helm reads a number as a float: 1.10 becomes 1.1, and 20240101 becomes 2.0240101e+07.
      unusable.push({ path, value, reason: 'the value must be a text in quotes' });
      return undefined;
    }
    return { path, text: value };
  };
  if (fields.whole !== undefined) {
    return { ...splitWhole(part(fields.whole), unusable), unusable };
  }
  const digest = part(fields.digest);
  const digestValue = fields.digest === undefined ? undefined : readValue(user, fields.digest);
  if (digest !== undefined && fields.digestIsHex === true && !/^[0-9a-f]{64}$/.test(digest.text)) {
    unusable.push({ path: digest.path, value: digest.text, reason: 'the chart puts `sha256:` in front: the value must be the 64 hexadecimal digits alone' });
  }
  return {
    registry: part(fields.registry),
    repository: part(fields.repository),
    tag: part(fields.tag),
    digest: digest && fields.digestIsHex === true ? { ...digest, text: `sha256:${digest.text}` } : digest,
    withoutDigest: digestValue === '' || digestValue === null,
    unusable,
  };
}

/** One set of given parts over another: what `strong` has wins. */
export function overGivenImage(weak: GivenImage, strong: GivenImage): GivenImage {
  return {
    registry: strong.registry ?? weak.registry,
    repository: strong.repository ?? weak.repository,
    tag: strong.tag ?? weak.tag,
    digest: strong.digest ?? weak.digest,
    withoutDigest: strong.digest === undefined && weak.withoutDigest,
    unusable: [...weak.unusable, ...strong.unusable],
  };
}

/** Whether the user gave any part at all. */
export function isGiven(image: GivenImage): boolean {
  return image.registry !== undefined || image.repository !== undefined || image.tag !== undefined
    || image.digest !== undefined || image.unusable.length > 0;
}

type Parts = Pick<GivenImage, 'repository' | 'tag' | 'digest'>;

function splitWhole(whole: GivenPart | undefined, unusable: { path: string; value: Json; reason: string }[]): Parts {
  if (whole === undefined) {
    return {};
  }
  const { path, text } = whole;
  const reference = tryParseReference(text);
  if (reference === undefined) {
    unusable.push({ path, value: text, reason: 'the value is not an image reference' });
    return {};
  }
  return {
    repository: { path, text: text.slice(0, text.length - suffixOf(reference).length) },
    tag: reference.tag === undefined ? undefined : { path, text: reference.tag },
    digest: reference.digest === undefined ? undefined : { path, text: reference.digest },
  };
}

/** Tag and digest as they end a reference. */
export function suffixOf({ tag, digest }: { readonly tag?: string; readonly digest?: string }): string {
  return `${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
