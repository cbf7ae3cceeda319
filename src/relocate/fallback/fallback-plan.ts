import type { ManifestStream, SkippedReference } from '../../manifest';
import type { Relocation } from '../relocation';
import type { ManifestChange } from '../rewrite-request';
import type { JsonPatchOperation } from './json-patch';

/** What rendered manifests are patched with. */
export interface FallbackRequest {
  /** Where their images go. */
  readonly relocation: Relocation;
  /**
   * Names of the pull secrets that every pod has to have, by its own list or that of its account.
   *
   * @default - none: nodes pull with their own identity
   */
  readonly pullSecretNames?: readonly string[];
  /**
   * Accounts that name all of them and are not among the manifests, as `NAMESPACE/NAME`.
   *
   * @default - pods of an account that is not among the manifests get a list of their own
   */
  readonly boundAccounts?: readonly string[];
  /**
   * Namespace of objects that name none.
   *
   * @default "default"
   */
  readonly namespace?: string;
  /**
   * Whether the patches reach Helm's hooks: those of Helm 3, and of Flux before its release 2.9, do not. What should
   * change in a hook is then left as it is, and told.
   *
   * @default true
   */
  readonly reachesHooks?: boolean;
  /**
   * Objects that repeat the values of the chart as text. They are left as they are: nothing is pulled because of them.
   *
   * @default - none
   */
  readonly echoes?: readonly EchoedObject[];
  /**
   * Name of the file, for locations.
   *
   * @default - locations name the line only
   */
  readonly file?: string;
}

/** An object that repeats the values of the chart as text. */
export interface EchoedObject {
  /** Kind of the object. */
  readonly kind: string;
  /** Namespace of the object. */
  readonly namespace: string;
  /** Name of the object. */
  readonly name: string;
}

/** The object that a patch is for. */
export interface PatchTarget {
  /**
   * API group.
   *
   * @default - the core group
   */
  readonly group?: string;
  /** API version, without the group. */
  readonly version: string;
  /** Kind. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /**
   * Namespace that stands on the object.
   *
   * @default - none does
   */
  readonly namespace?: string;
}

/** An object that needs a patch. */
export interface PatchedObject {
  /** Which object it is. */
  readonly target: PatchTarget;
  /** Names of the Helm hooks that it is; none for an ordinary object. */
  readonly hooks: readonly string[];
  /** What makes the private object of the rendered one. */
  readonly operations: readonly JsonPatchOperation[];
  /** What that moves and binds, for people. */
  readonly changes: readonly ManifestChange[];
}

/** What should be changed, and is not. */
export interface UnmovedPlace extends SkippedReference {
  /**
   * The Helm hooks that the object is, where that is why.
   *
   * @default - the reason is another one
   */
  readonly hooks?: readonly string[];
}

/** What has to be changed in rendered manifests, as patches. */
export interface FallbackPlan {
  /** The objects that need a patch, in the order of the manifests. */
  readonly objects: readonly PatchedObject[];
  /** What should be changed and is not, with the reason. */
  readonly unmoved: readonly UnmovedPlace[];
  /** What only looks like an image reference, and is left as it is. */
  readonly doubted: readonly SkippedReference[];
  /** All manifests as they are once the patches are applied: what is to be audited. */
  readonly patched: ManifestStream;
}
