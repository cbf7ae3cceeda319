import type { ValueCondition } from './value-condition';

/**
 * Where in chart values the parts of an image reference stand. Only the parts that the chart has are given:
 *
 * - `whole`: one text with everything;
 * - `repository`, with `tag` and `digest` or without: host and path in one text;
 * - `registry` and `repository`, with `tag` and `digest` or without: host and path apart.
 *
 * A step `{path}` of a path is the text at that path (`images.{version}`), and `[*]` is every element of a list
 * (`extraContainers[*].image`).
 */
export interface ImageFields {
  /**
   * Path of a value that holds a whole reference, such as `reg.example.com/team/app:1.2`.
   *
   * @default - the reference is made of parts
   */
  readonly whole?: string;
  /**
   * Path of the value that holds the host, and perhaps leading path components.
   *
   * @default - the host is part of `repository`
   */
  readonly registry?: string;
  /**
   * Host that the chart puts in front while the value at `registry` is not set.
   *
   * @default - the host of what the vendor publishes
   */
  readonly registryDefault?: string;
  /**
   * Path of the value that holds the name of the image; with the host in front, unless there is a `registry`.
   *
   * @default - only `whole`, or only the other parts, can be set here
   */
  readonly repository?: string;
  /**
   * Path of the value that holds the tag.
   *
   * @default - the tag cannot be set here
   */
  readonly tag?: string;
  /**
   * Path of the value that holds the digest.
   *
   * @default - a digest cannot be set here
   */
  readonly digest?: string;
  /**
   * Whether the digest is written without its `sha256:`.
   *
   * @default false
   */
  readonly digestIsHex?: boolean;
}

/** Values that win over a slot when they are set: deprecated keys, keys of single components, global keys. */
export interface PrecedingFields {
  /** Where the winning values stand. */
  readonly fields: ImageFields;
  /**
   * The containers for which they win, in words for people.
   *
   * @default - all that the slot reaches
   */
  readonly reaches?: string[];
  /**
   * When the chart reads them.
   *
   * @default - always
   */
  readonly when?: ValueCondition;
}

/** A place in chart values that moves one image. */
export interface ImageSlot {
  /** Id of the image that stands here. */
  readonly image: string;
  /** Where its parts stand. */
  readonly fields: ImageFields;
  /**
   * Values that win over this slot, the strongest first.
   *
   * @default - nothing does
   */
  readonly precededBy?: PrecedingFields[];
  /**
   * When the chart reads this slot.
   *
   * @default - always
   */
  readonly when?: ValueCondition;
  /**
   * Whether the chart leaves the tag out when there is a digest.
   *
   * @default false
   */
  readonly digestReplacesTag?: boolean;
  /**
   * Whether the chart reads the parts only together, so that a missing one is an error, or becomes `latest`. Then all
   * of them are written, those of the vendor included.
   *
   * @default false
   */
  readonly together?: boolean;
}

/**
 * How a place in values names pull secrets:
 *
 * - `objects`: a list of `{ name }`;
 * - `strings`: a list of names;
 * - `objects-or-strings`: a list of either;
 * - `name`: one name.
 */
export type PullSecretShape = 'objects' | 'strings' | 'objects-or-strings' | 'name';

/** A place in chart values that names pull secrets of pods. */
export interface PullSecretSlot {
  /** Path of the value. */
  readonly path: string;
  /** How it names them. */
  readonly shape: PullSecretShape;
  /** Ids of the workloads whose pods get them. */
  readonly reaches: string[];
  /**
   * Id of the account that the chart gives them to, in place of the pods. Pods get them from there only while the chart
   * makes that account.
   *
   * @default - the pods themselves get them
   */
  readonly account?: string;
  /**
   * Whether it is left alone unless the user sets it. True for keys of single components, which hide a common key as
   * soon as they are set.
   *
   * @default false
   */
  readonly onlyIfSet?: boolean;
  /**
   * Paths that the chart reads instead while this one is empty, in its order. What the user has there is taken along
   * when this one is written, for it would be hidden.
   *
   * @default - none
   */
  readonly fallbacks?: string[];
  /**
   * Paths of lists that the chart adds to this one. A secret that is named there is not named here again: a pod that
   * names one twice is refused by server-side apply.
   *
   * @default - none
   */
  readonly addedFrom?: string[];
  /**
   * When the chart reads it.
   *
   * @default - always
   */
  readonly when?: ValueCondition;
}
