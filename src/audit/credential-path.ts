import type { Keyring, KeyringEntry } from '../credential';
import { imageName } from '../image';
import type { ImageReference } from '../image';
import type { PathFailure, PodCredentials } from './pod-credentials';
import type { SecretSource } from './secret-source';

/** How a pod comes to a credential for one image: pod or account → Secret of its namespace → entry, or the node itself. */
export type CredentialPath =
  | { readonly type: 'node-identity'; readonly host: string }
  | { readonly type: 'pull-secret'; readonly secret: string; readonly key: string; readonly source: SecretSource }
  | { readonly type: 'none'; readonly failures: readonly PathFailure[] };

/**
 * The path from a pod to a credential for one image.
 *
 * The kubelet tries every entry that matches, then what the node has; one that can work is enough.
 * Source: kubernetes `pkg/kubelet/images/image_manager.go` and `pkg/kubelet/kuberuntime/kuberuntime_image.go`.
 *
 * @param nodeKeys the hosts that nodes pull from with their own identity.
 */
export function credentialPath(image: ImageReference, credentials: PodCredentials, nodeKeys: Keyring<KeyringEntry>): CredentialPath {
  if (credentials.fatal.length > 0) {
    return { type: 'none', failures: credentials.fatal };
  }
  const name = imageName(image);
  const hits = credentials.keyring.lookup(name);
  const hit = hits.find((entry) => entry.isComplete);
  if (hit !== undefined) {
    return { type: 'pull-secret', secret: hit.secret, key: hit.registry, source: hit.source };
  }
  const node = nodeKeys.lookup(name)[0];
  if (node !== undefined) {
    return { type: 'node-identity', host: node.registry };
  }
  const mismatched = credentials.readable.map(({ secret, keys }): PathFailure => {
    const half = hits.find((entry) => entry.secret === secret);
    return half === undefined ? { type: 'no-entry', secret, keys } : { type: 'half-entry', secret, key: half.registry };
  });
  return { type: 'none', failures: [...credentials.failures, ...mismatched] };
}
