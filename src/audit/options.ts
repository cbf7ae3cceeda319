import type { ImageReference } from '../image';
import type { Registry } from '../registry';
import type { IAuditRule } from './audit-rule';
import type { Acknowledgement } from './finding';
import type { DeclaredSecret } from './secret-index';

/** What the manifests are audited against. */
export interface AuditOptions {
  /** The registries images may come from. */
  readonly registries: readonly Registry[];
  /**
   * Namespace of objects that name none: the one given to `kubectl apply -n` or `helm install -n`.
   *
   * @default "default"
   */
  readonly namespace?: string;
  /**
   * Hosts that nodes pull from with their own identity, as keys of a Docker configuration; a `*` matches one label.
   *
   * @default - every pod needs a pull secret
   */
  readonly nodeIdentityHosts?: readonly string[];
  /**
   * Pull secrets that something outside the stream creates, or of whose content the stream tells nothing (sealed
   * secrets). Each one that is used becomes an assumption of the proof.
   *
   * @default - only what the stream creates or promises counts
   */
  readonly declaredSecrets?: readonly DeclaredSecret[];
  /**
   * Private references that relocations call for.
   *
   * @default - tags and digests are not compared
   */
  readonly expected?: readonly ExpectedImages[];
  /**
   * What a credential in clear text is; for the Secrets of `chosenClearText` it is nothing.
   *
   * @default "error"
   */
  readonly clearText?: 'error' | 'warning';
  /**
   * Secrets, as `namespace/name`, whose clear text was chosen by its loud name.
   *
   * @default - none
   */
  readonly chosenClearText?: ReadonlySet<string>;
  /**
   * Releases that something else renders, and whose images a catalogue vouches for.
   *
   * @default - none
   */
  readonly vouchedReleases?: readonly VouchedRelease[];
  /**
   * Objects that repeat chart values as text. What looks like an image there is none; each object that is in the stream
   * becomes an assumption of the proof.
   *
   * @default - none
   */
  readonly echoes?: readonly EchoedValues[];
  /**
   * Further rules, checked after the built-in ones.
   *
   * @default - none
   */
  readonly rules?: readonly IAuditRule[];
  /**
   * Findings that somebody accepts, with reasons.
   *
   * @default - none
   */
  readonly acknowledgements?: readonly Acknowledgement[];
  /**
   * Whether warnings refute the proof too.
   *
   * @default false
   */
  readonly strict?: boolean;
}

/** The private references that one install must end up with. */
export interface ExpectedImages {
  /** The references, each with the tag and digest of its source. */
  readonly references: readonly ImageReference[];
  /**
   * Path of the construct whose objects they are; its children count too.
   *
   * @default - every object of the stream
   */
  readonly construct?: string;
  /**
   * Whether these are all that there can be, so that any other private image is an error.
   *
   * @default false
   */
  readonly complete?: boolean;
}

/** An object that repeats chart values as text, those of switched-off parts among them: nothing is pulled because of it. */
export interface EchoedValues {
  /** Kind of the object: `ConfigMap`. */
  readonly kind: string;
  /** Namespace of the object. */
  readonly namespace: string;
  /** Name of the object. */
  readonly name: string;
  /** Why nothing is pulled because of it. */
  readonly reason: string;
}

/** A release that a controller in the cluster renders, so that its pods are not part of the stream. */
export interface VouchedRelease {
  /** Kind of the object: `HelmRelease`, `Application`. */
  readonly kind: string;
  /** Namespace of the object. */
  readonly namespace: string;
  /** Name of the object. */
  readonly name: string;
  /** Who says how it renders: `CloudZero Agent 1.2.13 of the catalogue`. */
  readonly by: string;
  /**
   * The references that its pods will pull, by that word. The pods themselves, so that they are audited too, belong into
   * the stream.
   *
   * @default - none are listed in the report
   */
  readonly images?: readonly string[];
}
