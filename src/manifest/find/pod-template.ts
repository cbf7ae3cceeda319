import type { Json, Path } from '../json';
import type { Resource } from '../resource';
import type { FoundReference } from './found-reference';

/** A pod, or the template of pods, inside an object. */
export interface PodTemplate {
  /** The object. */
  readonly resource: Resource;
  /** Path to the pod spec; for a custom resource, to the object that plays its part. */
  readonly path: Path;
  /**
   * Namespace of the pods.
   *
   * @default - the object names none
   */
  readonly namespace?: string;
  /** Name of the account the pods run as; `default` when unset. */
  readonly serviceAccountName: string;
  /** `imagePullSecrets` as written, its shape unchecked; `undefined` when the key is missing. */
  readonly imagePullSecrets: Json | undefined;
  /** The images of its containers and image volumes; `possible` for a word that an injector replaces. */
  readonly references: readonly FoundReference[];
  /** `certain` for the kinds of Kubernetes; `likely` when a custom resource was read by its structure. */
  readonly certainty: 'certain' | 'likely';
}
