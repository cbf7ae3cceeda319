import { Problems } from '../error';
import type { RewrittenStream } from './rewrite-request';

/**
 * Refuses a manifest that needs somebody's hand, because nothing later would tell.
 *
 * @throws PullproofError `manifest-invalid` that lists every part which was skipped.
 */
export function refuseSkipped({ skipped }: Pick<RewrittenStream, 'skipped'>, accept: boolean): void {
  if (!accept) {
    new Problems().add(...skipped.map(({ location, reason }) => `${location}: ${reason}`)).throwIfAny({
      code: 'manifest-invalid', what: 'parts of the manifest cannot be rewritten', remedy: 'mend them in the text, or set `acceptSkipped` when they are fine',
    });
  }
}
