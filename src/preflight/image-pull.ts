import type { FindingLocation } from '../audit';
import type { DockerConfigEntry } from '../credential';

/** Somebody who pulls an image: a container, or a volume, of a pod. */
export interface ImageUse {
  /** The reference as it is written there, without a login that somebody pasted along. */
  readonly image: string;
  /** Where it stands. */
  readonly location: FindingLocation;
  /**
   * Who pulls it, in words.
   *
   * @default - the object at the location does
   */
  readonly reason?: string;
  /** Namespace of the pod; empty when it is not known, as when a cluster-wide object describes it. */
  readonly namespace: string;
  /** Name of the container or volume; empty where it has none. */
  readonly container: string;
  /** Where each of {@link ImagePull.credentials} comes from, in their order: `Secret agents/pull`. */
  readonly sources: readonly string[];
  /** Why other pull secrets of the pod do not help, or what of them cannot be seen here; without full stops. */
  readonly obstacles: readonly string[];
}

/**
 * How much is known of the logins that the cluster has for an image.
 *
 * - `known`: the credentials are all that there is
 * - `perhaps-more`: the pods name pull secrets that cannot be seen here, and that may hold a login for this host
 * - `more`: there is a login for this host that cannot be seen here
 * - `refused`: it does not come to a pull: a pull secret of the pods is broken, or forbidden to them
 */
export type CredentialStanding = 'known' | 'perhaps-more' | 'more' | 'refused';

/** One question to a registry, and everybody who would ask it. */
export interface ImagePull {
  /** The reference as the first of the uses has it. */
  readonly image: string;
  /** The logins that match the image, in the order of the kubelet; none for an anonymous pull. */
  readonly credentials: readonly DockerConfigEntry[];
  /** Whether these are all. */
  readonly standing: CredentialStanding;
  /** Platforms that are needed; empty when any will do. */
  readonly platforms: readonly string[];
  /**
   * Digest that the image must have.
   *
   * @default - the one of the reference, or any
   */
  readonly digest?: string;
  /** Who pulls it; at least one. */
  readonly uses: readonly ImageUse[];
}

/** Something that is not asked for. */
export interface UncheckedImage {
  /**
   * The reference as it is written.
   *
   * @default - it is not one image, but an object whose images are not known here
   */
  readonly image?: string;
  /** Where it stands. */
  readonly location: FindingLocation;
  /** Why, without a full stop. */
  readonly reason: string;
}

/** Everything there is to ask. */
export interface PullPlan {
  /** The questions; the same one is there once, however many pods have it. */
  readonly pulls: readonly ImagePull[];
  /** What is left out. */
  readonly unchecked: readonly UncheckedImage[];
}
