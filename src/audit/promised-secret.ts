import { groupKind } from '../manifest';
import type { Resource } from '../manifest';
import type { DeliveryObjects } from './delivery-objects';
import { externalSecret } from './external-secret';
import { at, textAt } from './json';
import { opaquePromise } from './opaque-promise';
import type { PromisedSecret } from './secret-source';

/**
 * The Secret that a namespaced object of the stream makes, if it is one that makes pull secrets.
 *
 * Known: ExternalSecret (External Secrets), SealedSecret (Sealed Secrets), VaultStaticSecret and VaultDynamicSecret
 * (Vault Secrets Operator). What the last three will write is known in the cluster only.
 */
export function namespacedPromise(resource: Resource, objects: DeliveryObjects): PromisedSecret | undefined {
  const { object, name } = resource;
  switch (groupKind(resource)) {
    case 'external-secrets.io/ExternalSecret':
      return externalSecret(resource, name, at(object, 'spec'), objects);
    case 'bitnami.com/SealedSecret':
      return opaquePromise(resource, name, textAt(object, 'spec', 'template', 'type') ?? 'Opaque', at(object, 'spec', 'template', 'immutable') === true);
    case 'secrets.hashicorp.com/VaultStaticSecret':
    case 'secrets.hashicorp.com/VaultDynamicSecret':
      // Without `create` it only fills a Secret that something else makes.
      return at(object, 'spec', 'destination', 'create') === true
        ? opaquePromise(resource, textAt(object, 'spec', 'destination', 'name') ?? name, textAt(object, 'spec', 'destination', 'type') ?? 'Opaque', false)
        : undefined;
    default:
      return undefined;
  }
}
