import { standIn } from './stand-in';

/**
 * Where the written manifests name an image of the mirror plan.
 *
 * - `pod`: in pods, also those that a custom resource describes; the check asks for it with the login of the pod
 * - `outside-pods`: in fields, arguments and ConfigMaps that operators and webhooks read, so that it shows up in the cluster only
 * - `hook`: nowhere, because only an upgrade, an uninstall or a test of the release pulls it
 * - `other-values`: nowhere, because it is pulled with other values only
 */
export type ImagePlace = 'pod' | 'outside-pods' | 'hook' | 'other-values';

/** An image that a vendor publishes. */
export interface VendorImage {
  /** The reference by which the vendor's manifests name it. */
  readonly source: string;
  /** The reference by which it is published: with a tag, also where a digest names it. */
  readonly published: string;
  /** Where the written manifests name the private one. */
  readonly place: ImagePlace;
}

/** Images that have their place in common. */
export function images(place: ImagePlace, ...references: readonly string[]): VendorImage[] {
  return references.map((reference) => ({ source: reference, published: reference, place }));
}

/** An image of pods that is named by the digest of what is published, with its tag or without. */
export function pinned(published: string, keepsTag: boolean): VendorImage {
  const name = keepsTag ? published : published.replace(/:[^:/]+$/, '');
  return { source: `${name}@${digestOf(published)}`, published, place: 'pod' };
}

/** Digest of what is published under a reference. */
export function digestOf(published: string): string {
  return standIn(published).root.digest;
}

/** Host of a reference that names one. */
export function hostOf(reference: string): string {
  return reference.replace(/\/.*$/, '');
}
