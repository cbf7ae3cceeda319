/** Version of the plan as JSON; it changes when a field changes its meaning or goes away. */
export const MIRROR_PLAN_VERSION = 1;

/**
 * How an image gets into its registry.
 *
 * - `copy`: somebody copies it
 * - `warm`: the registry is a cache of the source and fetches it on the first pull; pulling once fills the cache
 */
export type MirrorMode = 'copy' | 'warm';

/** Who needs an image. */
export interface MirrorReason {
  /** Who, and where it says so: an agent with its workload, a place in a manifest, a list. */
  readonly text: string;
  /** Whether it is pulled as things are declared; others are pulled when values change. */
  readonly required: boolean;
  /**
   * Whether the image stands in no pod of the manifests and only shows up in the cluster: what operators start, what
   * webhooks inject, what is compiled into a program.
   */
  readonly runtime: boolean;
}

/** One image of a plan. */
export interface MirrorCopy {
  /**
   * The reference to read, in full: `quay.io/acme/app:1.2@sha256:…`. A reference without tag and digest stands here
   * with the tag `latest`, which is what everybody reads it as.
   */
  readonly source: string;
  /**
   * The reference to write. With a tag, that tag is set; with a digest alone, the image stays without a tag.
   */
  readonly target: string;
  /**
   * The digest that both have.
   *
   * @default - not known yet: it is what the tag of the source leads to when the image is copied
   */
  readonly digest?: string;
  /** The registry of the target, `HOST[/PREFIX]`: one of the plan's registries. */
  readonly registry: string;
  /** How it gets there. */
  readonly mode: MirrorMode;
  /** Platforms that it has to have, such as `linux/amd64`. Copies always hold all platforms of the source. */
  readonly platforms: readonly string[];
  /** Whether one of the reasons needs it as things are declared. */
  readonly required: boolean;
  /** Whether every reason is one that only shows up in the cluster. */
  readonly runtime: boolean;
  /** The private references that can be pulled once it is there, as manifests have them. */
  readonly references: readonly string[];
  /** Who needs it, at least one, sorted. */
  readonly reasons: readonly MirrorReason[];
}

/** A registry that images of a plan go to. */
export interface MirrorRegistry {
  /** `HOST[/PREFIX]`. */
  readonly registry: string;
  /** Its host, with the port if it has one. */
  readonly host: string;
  /** Short name of its kind: `harbor`, `ecr`, `generic`. */
  readonly kind: string;
  /** Name of its kind for people. */
  readonly title: string;
  /** How images get there. */
  readonly mode: MirrorMode;
}

/** A reference that is private already: where it came from is not known, so nothing is copied. */
export interface AlreadyPrivate {
  /** The reference, in full. */
  readonly reference: string;
  /** Who needs it, at least one, sorted. */
  readonly reasons: readonly MirrorReason[];
}

/** A text that should be, or looks like, an image reference, and is not in the plan. */
export interface UnresolvedImage {
  /** Where it stands. */
  readonly location: string;
  /** Why it is not in the plan. */
  readonly reason: string;
  /** Whether an image is missing because of it; otherwise it only looks like one. */
  readonly incomplete: boolean;
}

/**
 * Every copy that makes the private references of an install pullable.
 *
 * Plain data: what `printMirrorPlan` writes, `parseMirrorPlan` reads.
 */
export interface MirrorPlan {
  /** Always {@link MIRROR_PLAN_VERSION}. */
  readonly version: number;
  /** `copy` or `warm` when all images are of that mode, `mixed` otherwise. */
  readonly mode: MirrorMode | 'mixed';
  /** The registries that images go to, the main one first. */
  readonly registries: readonly MirrorRegistry[];
  /** The images, in the order of their targets. */
  readonly copies: readonly MirrorCopy[];
  /** References that are private already, sorted. */
  readonly alreadyPrivate: readonly AlreadyPrivate[];
  /** What could not be read as an image, in the order of the sources. */
  readonly unresolved: readonly UnresolvedImage[];
  /** What else the reader should know, each a sentence without a full stop. */
  readonly notes: readonly string[];
}
