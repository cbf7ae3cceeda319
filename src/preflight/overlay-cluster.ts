import { readSecret } from '../audit';
import { groupKind, valueAt } from '../manifest';
import type { ManifestStream, Resource } from '../manifest';

/**
 * Manifests as they will be once they are applied to a cluster: what they make goes before what the cluster has.
 *
 * A Secret that the manifests only promise (an ExternalSecret, a sealed or an encrypted one) is taken from the cluster, if it is
 * there already, and so is the list of pull secrets of an account that the manifests leave open.
 *
 * @param cluster Secrets and ServiceAccounts of the namespaces of the manifests.
 */
export function overlayCluster(manifests: ManifestStream, cluster: ManifestStream, defaultNamespace = 'default'): ManifestStream {
  const keyOf = (resource: Resource): string => JSON.stringify([groupKind(resource), resource.namespace ?? defaultNamespace, resource.name]);
  const existing = new Set(cluster.resources.map(keyOf));
  const winsOver = (resource: Resource): boolean => {
    switch (groupKind(resource)) {
      case '/Secret':
        return readSecret(resource)?.type === 'literal';
      case '/ServiceAccount':
        return valueAt(resource.object, ['imagePullSecrets']) !== undefined || !existing.has(keyOf(resource));
      default:
        return false;
    }
  };
  // Of two objects with one name, the later one counts.
  return {
    resources: [...manifests.resources.filter((resource) => !winsOver(resource)), ...cluster.resources, ...manifests.resources.filter(winsOver)],
    unparsed: [...manifests.unparsed, ...cluster.unparsed],
  };
}
