import type { IConstruct } from 'constructs';
import type { SecretReference } from './secret-reference';

/**
 * A pull secret, ours or an existing one: what bindings, installs and pods need to know of it.
 *
 * It has the shape of a Secret of any cdk8s-plus, so `dockerRegistryAuth` of a `Deployment` takes it. To implement it, extend
 * {@link SecretReference}, which brings that shape.
 */
export interface IPullSecret extends IConstruct {
  /** API version of the object: always `v1`. */
  readonly apiVersion: string;
  /** API group of the object: the core group. */
  readonly apiGroup: string;
  /** Kind of the object: always `Secret`. */
  readonly kind: string;
  /** Resource name in the API: always `secrets`. */
  readonly resourceType: string;
  /** Name of the Secret, the same in every namespace. Throws where nodes pull with their own identity. */
  readonly name: string;
  /** Name of the Secret, as role bindings of cdk8s-plus ask for it. */
  readonly resourceName: string;
  /** Whether pods need to name it at all: not where nodes pull with their own identity. */
  readonly needed: boolean;
  /** Whether the namespace is one of those it is delivered to, as far as names tell. */
  covers(namespace: string): boolean;
  /** The objects that must exist before a pod of the namespace starts: what makes the Secret, and the namespace if it is created with it. */
  dependenciesIn(namespace: string): IConstruct[];
  /** The Secret itself: its object is one resource of the API. */
  asApiResource(): SecretReference;
  /** Never: a Secret is a resource of the API. */
  asNonApiResource(): string | undefined;
  /**
   * Never: a pull secret is for the kubelet, not for a process in the pod.
   *
   * @jsii ignore
   */
  envValue(): never;
}
