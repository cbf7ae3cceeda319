import { nameProblems } from '../credential';
import { Problems } from '../error';
import { bindPullSecret } from './bind-pull-secret';
import { moveImages } from './move-images';
import type { RewriteRequest, RewrittenStream } from './rewrite-request';

/**
 * Rewrites a vendor's manifest for a private registry: images moved, pull secrets named in ServiceAccounts, pods, and
 * templates that stand as YAML in ConfigMaps. Comments, order and every character that need not change stay.
 *
 * Rewriting twice changes nothing more. Lists of pull secrets are extended, never replaced. What cannot be done for
 * sure is not done: `skipped` tells it.
 *
 * @param text a stream of YAML or JSON documents
 * @throws PullproofError what the relocation refuses, all images at once; `name-invalid` for a pull secret that cannot be;
 *         `manifest-invalid` when the new text would say anything else than intended.
 */
export function rewriteManifest(text: string, { relocation, pullSecret, file }: RewriteRequest): RewrittenStream {
  if (pullSecret !== undefined) {
    new Problems().add(...nameProblems(pullSecret.name, 'pull secret name')).throwIfAny({ code: 'name-invalid', what: 'there can be no such pull secret' });
  }
  const moved = moveImages(text, relocation, file);
  const images = moved.changes.map((change) => ({ kind: 'image' as const, ...change }));
  if (pullSecret === undefined) {
    return { ...moved, changes: images, bound: { accounts: 0, pods: 0, nested: 0 } };
  }
  const bound = bindPullSecret(moved.text, pullSecret, file);
  return { ...moved, ...bound, changes: [...images, ...bound.changes], skipped: [...moved.skipped, ...bound.skipped] };
}
