import type { PullTrouble } from './trouble';

/** Where a trouble was seen. */
export interface TroublePlace {
  /** Namespace of the object; empty when the input does not say it. */
  readonly namespace: string;
  /** Kind of the object: mostly `Pod`; empty when the input does not say it. */
  readonly kind: string;
  /** Name of the object; empty when the input does not say it. */
  readonly name: string;
  /** Name of the container; empty when it concerns the pod as a whole. */
  readonly container: string;
  /** The image; empty when it is not about one. */
  readonly image: string;
  /** What Kubernetes says, without logins, cut to a readable length. */
  readonly message: string;
  /** What the objects of the input tell of the credential for this image, each a sentence without a full stop. */
  readonly credentials: readonly string[];
}

/** One trouble, with every place where it was seen. */
export interface TroubleFinding {
  /** The trouble. */
  readonly trouble: PullTrouble;
  /** Where; at least one place. */
  readonly places: readonly TroublePlace[];
}

/** The outcome of a diagnosis. */
export interface Diagnosis {
  /** Whether nothing was found. */
  readonly healthy: boolean;
  /** Number of pods that the input holds. */
  readonly pods: number;
  /** What was found, in the order of the families. */
  readonly findings: readonly TroubleFinding[];
}
