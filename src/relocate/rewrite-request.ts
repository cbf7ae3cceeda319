import type { ManifestReader, NestedTemplate, PodTemplate, Resource, SkippedReference, UnreadTemplate } from '../manifest';
import type { Relocation } from './relocation';

/** The pull secret that a rewritten manifest names, and where. */
export interface RewritePullSecret {
  /** Name of the Secret. */
  readonly name: string;
  /**
   * Which ServiceAccounts name it.
   *
   * @default true
   */
  readonly accounts?: boolean | ((account: Resource) => boolean);
  /**
   * Which pods and templates of pods name it. Pods that bring a list of their own do not get that of their account.
   *
   * @default true
   */
  readonly pods?: boolean | ((pod: PodTemplate) => boolean);
  /**
   * Which templates in the texts of ConfigMaps name it: what a webhook puts into the pods of others.
   *
   * @default true
   */
  readonly nested?: boolean | ((template: NestedTemplate | UnreadTemplate) => boolean);
}

/** What a manifest is rewritten with. */
export interface RewriteRequest {
  /** Where its images go. */
  readonly relocation: Relocation;
  /**
   * The pull secret that its accounts and pods name.
   *
   * @default - none: nodes pull with their own identity
   */
  readonly pullSecret?: RewritePullSecret;
  /**
   * Name of the file, for locations.
   *
   * @default - locations name the line only
   */
  readonly file?: string;
  /**
   * Reads the text. One that has met its documents before need not read them again.
   *
   * @default - a new one
   */
  readonly reader?: ManifestReader;
}

/** A change in a manifest. */
export interface ManifestChange {
  /** What changed: an image, a list of pull secrets, an annotation. */
  readonly kind: 'image' | 'pull-secret' | 'annotation';
  /** Where, for people. */
  readonly location: string;
  /**
   * What stood there.
   *
   * @default - nothing: it is new
   */
  readonly from?: string;
  /** The new reference, the name of the pull secret, or the value of the annotation. */
  readonly to: string;
}

/** How many places name the pull secret, those that did before included. */
export interface BoundPlaces {
  /** ServiceAccounts. */
  readonly accounts: number;
  /** Pods and templates of pods. */
  readonly pods: number;
  /** Templates in the texts of ConfigMaps. */
  readonly nested: number;
}

/** A vendor's manifest for a private registry. */
export interface RewrittenStream {
  /** The new text: byte for byte the old one, but for the changes. */
  readonly text: string;
  /** What was changed. */
  readonly changes: readonly ManifestChange[];
  /** What should have been changed and was not, with the reason: somebody has to do it by hand. */
  readonly skipped: readonly SkippedReference[];
  /** What only looks like an image reference, and was left as it is. */
  readonly doubted: readonly SkippedReference[];
  /** How many places name the pull secret. */
  readonly bound: BoundPlaces;
}
