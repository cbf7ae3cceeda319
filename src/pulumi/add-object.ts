import { CustomResource } from '@pulumi/kubernetes/apiextensions';
import * as core from '@pulumi/kubernetes/core/v1';
import type * as pulumi from '@pulumi/pulumi';
import { labelOf } from './component-label';
import { Proof } from './proof';

/** A Kubernetes object whose values may be known later. */
export type ObjectInput = { readonly [key: string]: unknown };

/** An object of the core that becomes a resource. */
export interface ObjectToAdd {
  /** Short name, unique below the component. */
  readonly id: string;
  /** The object. */
  readonly object: ObjectInput;
}

type Maker = (name: string, object: ObjectInput, options: pulumi.CustomResourceOptions) => pulumi.CustomResource;

/**
 * The kinds whose type token does not follow from `apiVersion` and `kind`: those of the core group. Every other kind has the
 * same token as its typed class, whether it is made with that or not.
 */
const CORE: Readonly<Record<string, Maker>> = {
  ConfigMap: (name, object, options) => new core.ConfigMap(name, object, options),
  Namespace: (name, object, options) => new core.Namespace(name, object, options),
  Secret: (name, object, options) => new core.Secret(name, object, options),
  Service: (name, object, options) => new core.Service(name, object, options),
  ServiceAccount: (name, object, options) => new core.ServiceAccount(name, object, options),
};

/**
 * Declares a Kubernetes object below a component, and tells the proof of its cluster.
 *
 * A child’s URN has the type of its parent and not its name, so the name of the child starts with that of the component.
 */
export function addObject(
  parent: pulumi.ComponentResource, componentName: string, { id, object }: ObjectToAdd, dependsOn: readonly pulumi.Resource[] = [],
): pulumi.CustomResource {
  const options: pulumi.CustomResourceOptions = { parent, ...(dependsOn.length === 0 ? {} : { dependsOn: [...dependsOn] }) };
  const name = `${componentName}-${id}`;
  const make = object.apiVersion === 'v1' ? CORE[String(object.kind)] : undefined;
  const resource = make === undefined
    ? new CustomResource(name, object as ConstructorParameters<typeof CustomResource>[1], options) : make(name, object, options);
  Proof._of(parent)._declare({ resource, object, label: `${labelOf(parent)}/${id}` });
  return resource;
}
