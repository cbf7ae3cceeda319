import { isJsonObject } from '../../manifest';
import type { Json, JsonObject } from '../../manifest';
import { parseJson } from './error-body';
import { IMAGE_MEDIA_TYPES, INDEX_MEDIA_TYPES } from './media-types';

/** One image of an index. */
export interface IndexEntry {
  /** Digest of its manifest. */
  readonly digest: string;
  /** Media type of its manifest; empty when the index does not say it. */
  readonly mediaType: string;
  /** The platform as the index has it, if it has one. */
  readonly platform: JsonObject | undefined;
  /** Whether it is no image but a statement about one: an attestation that BuildKit puts into the index. */
  readonly isAttestation: boolean;
}

/** What a manifest turns out to be. */
export type ManifestDocument =
  | { readonly kind: 'index'; readonly mediaType: string; readonly entries: readonly IndexEntry[] }
  | { readonly kind: 'image'; readonly mediaType: string; readonly config: { readonly digest: string; readonly mediaType: string } }
  /** A document of a type that runtimes no longer pull, or never did. */
  | { readonly kind: 'other'; readonly mediaType: string }
  | { readonly kind: 'unreadable' };

/**
 * Reads a manifest.
 *
 * The type that the document itself names counts, then that of the response, then its shape: gateways are known to
 * answer with `application/json` or `text/plain`.
 *
 * @param text the document.
 * @param contentType media type of the response, without parameters.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 */
export function parseManifest(text: string, contentType: string): ManifestDocument {
  const document = parseJson(text);
  if (!isJsonObject(document)) {
    return { kind: 'unreadable' };
  }
  const mediaType = typeOf(document, contentType);
  if (INDEX_MEDIA_TYPES.includes(mediaType)) {
    return { kind: 'index', mediaType, entries: entriesOf(document.manifests) };
  }
  if (IMAGE_MEDIA_TYPES.includes(mediaType)) {
    const config = isJsonObject(document.config) ? document.config : {};
    return typeof config.digest === 'string'
      ? { kind: 'image', mediaType, config: { digest: config.digest, mediaType: textOf(config.mediaType) } }
      : { kind: 'unreadable' };
  }
  return mediaType === '' ? { kind: 'unreadable' } : { kind: 'other', mediaType };
}

function typeOf(document: JsonObject, contentType: string): string {
  const own = textOf(document.mediaType);
  if (own !== '') {
    return own;
  }
  if (document.schemaVersion === 1) {
    return 'application/vnd.docker.distribution.manifest.v1+json';
  }
  if (INDEX_MEDIA_TYPES.includes(contentType) || IMAGE_MEDIA_TYPES.includes(contentType)) {
    return contentType;
  }
  // OCI documents need not name their type: https://github.com/opencontainers/image-spec/blob/main/manifest.md
  if (document.schemaVersion === 2) {
    return (Array.isArray(document.manifests) ? INDEX_MEDIA_TYPES : isJsonObject(document.config) ? IMAGE_MEDIA_TYPES : [])[0] ?? '';
  }
  return '';
}

function entriesOf(manifests: Json | undefined): IndexEntry[] {
  return (Array.isArray(manifests) ? manifests : []).filter(isJsonObject).filter(({ digest }) => typeof digest === 'string').map((entry) => ({
    digest: textOf(entry.digest),
    mediaType: textOf(entry.mediaType),
    platform: isJsonObject(entry.platform) ? entry.platform : undefined,
    isAttestation: isAttestation(entry),
  }));
}

/** @see https://docs.docker.com/build/metadata/attestations/attestation-storage/ */
function isAttestation({ annotations, platform }: JsonObject): boolean {
  const type = isJsonObject(annotations) ? annotations['vnd.docker.reference.type'] : undefined;
  return typeof type === 'string' || (isJsonObject(platform) && platform.os === 'unknown' && platform.architecture === 'unknown');
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
