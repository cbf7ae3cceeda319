/** Media types of a list of images, one per platform. */
export const INDEX_MEDIA_TYPES: readonly string[] = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** Media types of a single image. */
export const IMAGE_MEDIA_TYPES: readonly string[] = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/** Media types of configurations that have a platform. */
export const CONFIG_MEDIA_TYPES: readonly string[] = [
  'application/vnd.oci.image.config.v1+json',
  'application/vnd.docker.container.image.v1+json',
];

/**
 * What a manifest is asked for with.
 *
 * All four: a registry that holds an index and is not offered the type says that there is no manifest (MANIFEST_UNKNOWN), or
 * converts to a format of 2014 with another digest.
 */
export const MANIFEST_ACCEPT = [...INDEX_MEDIA_TYPES, ...IMAGE_MEDIA_TYPES].join(', ');

/** The media type of a `Content-Type` header, without parameters, in lower case. */
export function mediaTypeOf(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** Whether a media type is one that a container runtime can pull. */
export function isManifestType(mediaType: string): boolean {
  return INDEX_MEDIA_TYPES.includes(mediaType) || IMAGE_MEDIA_TYPES.includes(mediaType);
}
