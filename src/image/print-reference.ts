import type { ImageReference } from './image-reference';

/**
 * Writes a reference in full: `docker.io/library/nginx:1.27@sha256:…`.
 *
 * What {@link parseReference} makes of the text is equal to the reference again.
 */
export function printReference(reference: ImageReference): string {
  const { registry, repository, tag, digest } = reference;
  const name = `${registry}/${repository}`;
  if (tag === undefined) {
    return digest === undefined ? name : `${name}@${digest}`;
  }
  return digest === undefined ? `${name}:${tag}` : `${name}:${tag}@${digest}`;
}

/** The name of an image: host and path, without tag and digest. This is what pull credentials are matched against. */
export function imageName(reference: ImageReference): string {
  return `${reference.registry}/${reference.repository}`;
}

/** Whether two references are the same in every part. */
export function sameReference(a: ImageReference, b: ImageReference): boolean {
  return a.registry === b.registry && a.repository === b.repository && a.tag === b.tag && a.digest === b.digest;
}
