/** An image that the exporter does not see by itself, and what somebody who pulls it has. */
export interface BlindSpot {
  /** Namespace of the pods that pull it. */
  readonly namespace: string;
  /** The image, as pods name it. */
  readonly image: string;
  /** Service account of the pods. */
  readonly serviceAccountName: string;
  /** Names of the pull secrets that the pods list themselves; none when their account brings them. */
  readonly pullSecretNames: readonly string[];
  /** Who pulls it, for people: `Job rel-migrate, init container wait`. */
  readonly usedBy: string;
}

/** An image that something in the cluster will pull, as a user tells it. */
export interface CanaryImage {
  /** Namespace of the pods that pull it. */
  readonly namespace: string;
  /** The image, as its vendor publishes it or as pods name it. */
  readonly image: string;
  /**
   * Service account of the pods.
   *
   * @default "default"
   */
  readonly serviceAccountName?: string;
  /**
   * Names of the pull secrets that the pods list themselves.
   *
   * @default - none: their account brings them
   */
  readonly pullSecretNames?: string[];
  /**
   * Who pulls it, for people.
   *
   * @default - the annotation of the canary says that it was declared
   */
  readonly usedBy?: string;
}
