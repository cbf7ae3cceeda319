import type { Json, Resource } from '../manifest';
import type { DeliveryObjects, LocatedResource } from './delivery-objects';
import { at, listAt, textAt } from './json';
import { generatorRefs } from './login-generator';
import { readNamespaceSelector } from './namespace-selector';
import type { KnownNamespace } from './namespace-selector';
import { storeRefs } from './store-ref';
import type { StoreRef } from './store-ref';
import { templateFields } from './template-fields';

/** The only version that External Secrets serves: v1beta1 went in its release 0.17. */
const SERVED = 'external-secrets.io/v1';

/**
 * Why External Secrets cannot make a Secret from this spec, in whatever namespace.
 *
 * Source: External Secrets 2.9, `apis/externalsecrets/v1/externalsecret_types.go`.
 *
 * @param template the template of the pull secret's content, if there is one.
 */
export function deliveryFaults(resource: Resource, spec: Json | undefined, template: string | undefined): string[] {
  const faults: string[] = [];
  if (resource.apiVersion !== SERVED) {
    faults.push(`${resource.apiVersion} is no longer served by External Secrets, which takes ${SERVED}`);
  }
  const policy = at(spec, 'target', 'creationPolicy') ?? 'Owner';
  if (policy !== 'Owner' && policy !== 'Orphan') {
    faults.push(`its creationPolicy ${typeof policy === 'string' ? policy : 'is no text and'} does not create the Secret`);
  }
  const manifest = at(spec, 'target', 'manifest');
  if (manifest !== undefined && manifest !== null && textAt(manifest, 'kind') !== 'Secret') {
    faults.push('its target is an object of another kind');
  }
  if ((at(spec, 'target', 'template', 'engineVersion') ?? 'v2') !== 'v2') {
    faults.push('its template asks for an engine other than v2');
  }
  if (storeRefs(spec).some(({ name }) => name === undefined)) {
    faults.push('it reads data, but names no secret store');
  }
  return [...faults, ...missingFields(spec, template ?? '')];
}

/** Fields that the template uses and nothing fills: External Secrets makes no Secret then. */
function missingFields(spec: Json | undefined, template: string): string[] {
  if (listAt(spec, 'dataFrom').length > 0) {
    return []; // what these bring is known in the cluster only
  }
  const filled = new Set(listAt(spec, 'data').map((item) => textAt(item, 'secretKey')));
  const missing = [...templateFields(template)].filter((field) => !filled.has(field));
  return missing.length === 0 ? [] : [`its template uses ${missing.map((field) => `.${field}`).join(', ')}, which no element of data fills`];
}

/** Why it cannot make the Secret in this namespace, as far as the stream holds the stores and generators it names. */
export function namespaceFaults(spec: Json | undefined, namespace: KnownNamespace, objects: DeliveryObjects): string[] {
  return [
    ...storeRefs(spec).flatMap((ref) => storeFaults(ref, namespace, objects)),
    ...generatorRefs(spec).flatMap(({ kind, name }) => (kind === 'ClusterGenerator' ? [] : absence(kind, name, namespace, objects.named(kind, name)))),
  ].filter((fault, index, all) => all.indexOf(fault) === index);
}

function storeFaults({ kind, name }: StoreRef, namespace: KnownNamespace, objects: DeliveryObjects): string[] {
  if (name === undefined) {
    return [];
  }
  const stores = objects.named(kind, name);
  if (kind === 'ClusterSecretStore') {
    return stores.some(({ resource }) => !admits(resource, namespace))
      ? [`the conditions of ClusterSecretStore ${name} keep namespace ${namespace.name} out`] : [];
  }
  if (stores.length === 0 && objects.named('ClusterSecretStore', name).length > 0) {
    return [`it names SecretStore ${name} of namespace ${namespace.name}, but ${name} is a ClusterSecretStore`];
  }
  return absence(kind, name, namespace, stores);
}

/** An object that the stream has in other namespaces only. One that it does not have at all is taken for granted. */
function absence(kind: string, name: string, namespace: KnownNamespace, found: readonly LocatedResource[]): string[] {
  return found.length === 0 || found.some((located) => located.namespace === namespace.name)
    ? [] : [`${kind} ${name} is not in namespace ${namespace.name}`];
}

/** A store without conditions serves every namespace; what depends on labels nobody declared is taken for granted. */
function admits(store: Resource, namespace: KnownNamespace): boolean {
  const conditions = listAt(store.object, 'spec', 'conditions');
  return conditions.length === 0 || conditions.some((condition) => {
    const selector = at(condition, 'namespaceSelector');
    return listAt(condition, 'namespaces').includes(namespace.name)
      || listAt(condition, 'namespaceRegexes').length > 0
      || (selector !== undefined && selector !== null && readNamespaceSelector(selector).matches(namespace) !== false);
  });
}
