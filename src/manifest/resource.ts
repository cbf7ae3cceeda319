import type { JsonObject } from './json';

/** Where an object, or a document that is none, comes from. */
export interface Origin {
  /**
   * File name, as the caller gave it.
   *
   * @default - the text did not come from a file
   */
  readonly file?: string;
  /** 0-based number of the document in its file, empty documents counted. */
  readonly document: number;
  /**
   * 1-based line on which the object begins; for an unreadable document, the line of the first problem.
   *
   * @default - the object did not come from a text
   */
  readonly line?: number;
  /** JSON pointer (RFC 6901) to the object inside its document: empty, or `/items/3` inside a `List`. */
  readonly pointer: string;
  /**
   * Path of the construct that declared the object.
   *
   * @default - no construct did
   */
  readonly construct?: string;
}

/** One Kubernetes object. */
export interface Resource {
  /** API group and version: `apps/v1`, `v1`. */
  readonly apiVersion: string;
  /** Kind: `Deployment`. */
  readonly kind: string;
  /**
   * `metadata.namespace`.
   *
   * @default - the object names none: it is cluster-scoped, or goes where it is applied
   */
  readonly namespace?: string;
  /** `metadata.name`; for an object that only has `metadata.generateName`, that prefix and `*`. */
  readonly name: string;
  /** The whole object. Treat it as read-only. */
  readonly object: JsonObject;
  /** Where it comes from. */
  readonly origin: Origin;
}

/** A document, or an item of a `List`, that cannot be read as a Kubernetes object. */
export interface UnparsedDocument {
  /** Where it is. */
  readonly origin: Origin;
  /** Why, in words that never repeat the text itself: it may hold a secret. */
  readonly reason: string;
}

/** What a text or a list of objects holds. Nothing is left out: what is not in `resources` is in `unparsed`. */
export interface ManifestStream {
  /** The objects, in order, `List`s taken apart. */
  readonly resources: readonly Resource[];
  /** What could not be read. A stream with any of these proves nothing. */
  readonly unparsed: readonly UnparsedDocument[];
}
