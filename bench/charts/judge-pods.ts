import { findPodTemplates, formatPath } from '../../src/manifest';
import type { ManifestStream, Resource } from '../../src/manifest';
import { INSTALL, PULL_SECRET } from './settings';

/** A pod of a render, and whether it would get the pull secret. */
export interface JudgedPod {
  /** The object and the place in it, as `Kind/name path`. */
  readonly place: string;
  /** Whether it lists the pull secret, or its account in the same render does. */
  readonly isBound: boolean;
}

/** Which pods of a render name the pull secret, or run as an account of the render that does. */
export function judgePods({ resources }: ManifestStream): JudgedPod[] {
  const accounts = new Map(resources.filter(({ kind, apiVersion }) => kind === 'ServiceAccount' && apiVersion === 'v1')
    .map((account) => [`${namespaceOf(account)}/${account.name}`, account.object.imagePullSecrets]));
  return resources.flatMap((resource) => findPodTemplates(resource).map(({ imagePullSecrets, path, serviceAccountName }): JudgedPod => {
    const own = Array.isArray(imagePullSecrets) && imagePullSecrets.length > 0 ? imagePullSecrets : undefined;
    const list = own ?? accounts.get(`${namespaceOf(resource)}/${serviceAccountName}`);
    return { place: `${resource.kind}/${resource.name} ${formatPath(path)}`, isBound: Array.isArray(list) && list.some((entry) => (entry as { name?: unknown } | null)?.name === PULL_SECRET) };
  }));
}

function namespaceOf({ namespace }: Resource): string {
  return namespace ?? INSTALL.namespace;
}
