import type * as pulumi from '@pulumi/pulumi';

/** A pull secret, ours or an existing one: what bindings, installs and pods need to know of it. */
export interface IPullSecret {
  /** Name of the Secret, the same in every namespace. Throws where nodes pull with their own identity. */
  readonly name: string;
  /** Whether pods need to name it at all: not where nodes pull with their own identity. */
  readonly needed: boolean;
  /** Whether the namespace is one of those it is delivered to, as far as names tell. */
  covers(namespace: string): boolean;
  /** The resources that must exist before a pod of the namespace starts: what makes the Secret, and the namespace if it is created with it. */
  dependenciesIn(namespace: string): pulumi.Resource[];
}
