import type { Resource } from '@pulumi/pulumi';
import type { ObjectInput } from './add-object';

/** A Kubernetes object that a program declares, and the resource that findings about it belong to. */
export interface DeclaredObject {
  /** The resource. */
  readonly resource: Resource;
  /** The object; parts may be known later. */
  readonly object: ObjectInput;
  /** How the place is called in reports: `PullSecret pull/ns-agents`. */
  readonly label: string;
  /**
   * Whether it was seen by a transformation of the stack, which sees the objects of our components too.
   *
   * @default false
   */
  readonly ofStack?: boolean;
}
