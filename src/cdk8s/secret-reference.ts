import { Construct } from 'constructs';
import { PullproofError } from '../error';

/**
 * The shape of a Secret of cdk8s-plus, without depending on any version of it.
 *
 * The interfaces `ISecret` of cdk8s-plus-28 up to the newest are the same, so one class fits them all.
 */
export abstract class SecretReference extends Construct {
  /** API version of the object: always `v1`. */
  public readonly apiVersion: string = 'v1';
  /** API group of the object: the core group. */
  public readonly apiGroup: string = '';
  /** Kind of the object: always `Secret`. */
  public readonly kind: string = 'Secret';
  /** Resource name in the API: always `secrets`. */
  public readonly resourceType: string = 'secrets';
  /** Name of the Secret. */
  public abstract readonly name: string;

  /** Name of the Secret, as role bindings of cdk8s-plus ask for it. */
  public get resourceName(): string {
    return this.name;
  }

  /** The Secret itself: its object is one resource of the API. */
  public asApiResource(): SecretReference {
    return this;
  }

  /** Never: a Secret is a resource of the API. */
  public asNonApiResource(): string | undefined {
    return undefined;
  }

  /**
   * Never: a pull secret is for the kubelet, not for a process in the pod.
   *
   * @throws PullproofError `delivery-invalid`, always.
   * @jsii ignore
   */
  public envValue(): never {
    throw new PullproofError({
      code: 'delivery-invalid', where: this.node.path, what: 'a pull secret gives no environment value', remedy: 'use a Secret of its own for the process',
    });
  }
}
