/**
 * What a message can be about: a pull, the start of a container whose image is there, the node, or the creation of a pod.
 *
 * Programs write messages of their own into the status of their pods, and probes fail with `connection refused`: not every
 * message with such words is one about images.
 */
export type SymptomScope = 'pull' | 'start' | 'node' | 'create';

/** Something that Kubernetes says of a container, or of a pod. */
export interface Symptom {
  /** Namespace of the pod; empty when it is not known. */
  readonly namespace: string;
  /** Name of the pod, or of the object that could not make one; empty when it is not known. */
  readonly name: string;
  /** Kind of the object that it is said of: `Pod`, `ReplicaSet`; empty when it is not known. */
  readonly kind: string;
  /** Name of the container; empty when it is said of the pod as a whole. */
  readonly container: string;
  /** The image that it is about, as the pod has it; empty when it is not known. */
  readonly image: string;
  /** What it can be about. */
  readonly scope: SymptomScope;
  /** What is said, the reason in front: `ErrImagePull: rpc error: …`. */
  readonly text: string;
}

/** A pod of the input. */
export interface PodState {
  readonly namespace: string;
  readonly name: string;
  /** Whether all its containers run, or have done their work. */
  readonly isWell: boolean;
  /** Images by the names of their containers. */
  readonly images: ReadonlyMap<string, string>;
}

/** What an input says. */
export interface Observations {
  readonly pods: readonly PodState[];
  readonly symptoms: readonly Symptom[];
}
