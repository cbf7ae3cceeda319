import { ClusterScope, findPodTemplates } from '../manifest';
import type { ManifestStream } from '../manifest';

/**
 * The namespaces in which the pods of a stream run, each once: those whose Secrets and accounts decide how they pull.
 *
 * @param defaultNamespace namespace of objects that name none.
 */
export function podNamespaces({ resources }: ManifestStream, defaultNamespace = 'default'): string[] {
  const scope = new ClusterScope(resources);
  const namespaces = resources.filter((resource) => findPodTemplates(resource).length > 0)
    .flatMap((resource) => scope.namespaceOf(resource, defaultNamespace) ?? []);
  return [...new Set(namespaces)].sort();
}
