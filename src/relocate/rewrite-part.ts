import type { ResourceSource } from '../manifest';
import { bindPullSecret } from './bind-pull-secret';
import { moveImages } from './move-images';
import type { RewriteRequest, RewrittenStream } from './rewrite-request';

/** What a part of a stream is rewritten with. */
export interface PartRequest extends Omit<RewriteRequest, 'file' | 'reader'> {
  /** Says which objects its documents stand for. */
  readonly source: ResourceSource;
  /** Names of images that stand elsewhere in the stream, in places that are known to hold one. */
  readonly known: ReadonlySet<string>;
}

/**
 * Rewrites a text whose pull secret and images have been checked: images first, then pull secrets.
 *
 * @throws PullproofError what the relocation refuses; `manifest-invalid` when the new text would say anything else than intended.
 */
export function rewritePart(text: string, { relocation, pullSecret, source, known }: PartRequest): RewrittenStream {
  const moved = moveImages(text, relocation, source, known);
  const images = moved.changes.map((change) => ({ kind: 'image' as const, ...change }));
  if (pullSecret === undefined) {
    return { ...moved, changes: images, bound: { accounts: 0, pods: 0, nested: 0 } };
  }
  const bound = bindPullSecret(moved.text, pullSecret, source);
  return { ...moved, ...bound, changes: [...images, ...bound.changes], skipped: [...moved.skipped, ...bound.skipped] };
}
