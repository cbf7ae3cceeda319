import { NamespacePatch } from '@pulumi/kubernetes/core/v1';
import { ConfigGroup } from '@pulumi/kubernetes/yaml/v2';
import * as pulumi from '@pulumi/pulumi';
import type { JsonObject } from '../manifest';
import { addObject } from './add-object';
import { labelOf } from './component-label';
import type { ManifestObjects } from './manifest-objects';
import { Proof } from './proof';

/** The namespaces of a manifest: those that a pull secret makes are patched with what the manifest says of them. */
export function writeNamespaces(
  parent: pulumi.ComponentResource, name: string, { namespaces }: ManifestObjects, createdBefore: (namespace: string) => pulumi.Resource | undefined,
): Map<string, pulumi.Resource> {
  return new Map(namespaces.map(({ name: namespace, object }) => {
    const before = createdBefore(namespace);
    return [namespace, before === undefined
      ? addObject(parent, name, { id: `namespace-${namespace}`, object }) : patchNamespace(parent, name, namespace, object, before)];
  }));
}

/** All objects of a manifest but its namespaces, as one group that waits for what its pods need. */
export function writeGroup(
  parent: pulumi.ComponentResource, name: string, { others }: ManifestObjects, dependsOn: readonly pulumi.Resource[],
): ConfigGroup | undefined {
  if (others.length === 0) {
    return undefined;
  }
  const objs = others.map(({ object }) => (object.kind === 'Secret' ? pulumi.secret(object) : object));
  const group = new ConfigGroup(`${name}-objects`, { objs }, { parent, dependsOn: [...dependsOn] });
  others.forEach(({ id, object }) => Proof._of(parent)._declare({ resource: group, object, label: `${labelOf(parent)}/${id}` }));
  return group;
}

function patchNamespace(
  parent: pulumi.ComponentResource, name: string, namespace: string, { metadata }: JsonObject, before: pulumi.Resource,
): pulumi.Resource {
  return new NamespacePatch(`${name}-namespace-${namespace}`, { metadata: metadata as { name: string } }, { parent, dependsOn: [before] });
}
