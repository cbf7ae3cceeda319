import type { ResourceTransformationArgs } from '@pulumi/pulumi';
import type { ObjectInput } from './add-object';

/** `kubernetes:apps/v1:Deployment` into module and kind. */
const TYPE = /^kubernetes:([^:]+):([^:]+)$/;

/** Components of the Kubernetes provider whose objects are made outside of the program. */
const EXPANDED: ReadonlySet<string> = new Set(['helm.sh/Chart', 'helm.sh/Release', 'kustomize/Directory', 'yaml/ConfigFile', 'yaml/ConfigGroup']);

/** Whether resources of a type are components whose objects the provider makes. */
export function isExpanded(type: string): boolean {
  const [, module = '', kind = ''] = TYPE.exec(type) ?? [];
  return EXPANDED.has(`${module.split('/')[0]}/${kind}`);
}

/**
 * The Kubernetes object that a resource of a stack is; `undefined` for any other resource.
 *
 * Patches say nothing about the rest of their object, so they count only for accounts, where the list of pull secrets is whole.
 */
export function stackObject({ type, name, props }: Pick<ResourceTransformationArgs, 'type' | 'name' | 'props'>): ObjectInput | undefined {
  const [, module = '', kind = ''] = TYPE.exec(type) ?? [];
  if (kind === '' || module === 'provider' || (kind.endsWith('Patch') && kind !== 'ServiceAccountPatch')) {
    return undefined;
  }
  const given = (props ?? {}) as ObjectInput;
  if (isExpanded(type)) {
    return { apiVersion: module, kind, metadata: { name: given.name ?? name, namespace: given.namespace ?? 'default' }, spec: { values: given.values ?? {} } };
  }
  const metadata = given.metadata ?? { name };
  return { ...given, apiVersion: module === 'core/v1' ? 'v1' : module, kind: kind.replace(/Patch$/, ''), metadata };
}
