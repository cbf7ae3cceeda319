import type { AvailabilityAnswer, AvailabilityState } from '../availability';
import { quote } from '../error';
import { tryParseReference } from '../image';
import type { CheckedImage } from './checked-image';
import type { ImagePull } from './image-pull';

/** What a registry says to somebody without the right login; with it, it might say something else. */
const DEPENDS_ON_LOGIN: readonly AvailabilityState[] = ['authentication_failure', 'authorization_failure', 'denied_or_absent', 'rate_limited'];

/**
 * What an answer means for a pull, given how much is known of the logins.
 *
 * @param answer `undefined` when nobody was asked.
 */
export function settleState(pull: ImagePull, answer: AvailabilityAnswer | undefined): CheckedImage {
  const { image, uses } = pull;
  if (answer === undefined) {
    return {
      image, uses, state: 'unusable_credential', exporterState: 'authentication_failure', reason: 'credential-unusable',
      cause: 'it does not come to a pull: a pull secret of the pods cannot be used, and spoils the others',
      remedy: 'mend the Secret, or take it off the list of the pods',
    };
  }
  if (isOpen(pull, answer)) {
    const host = tryParseReference(image)?.registry ?? '';
    return {
      image, uses, answer, state: 'unknown_credential', exporterState: 'unknown_error', reason: 'credential-unseen',
      cause: `the login that the pods have for ${quote(host)} cannot be seen here`,
      remedy: 'give it in a Docker configuration (--auth), or have the Secrets of the cluster read (--kube-context)',
    };
  }
  const { state, exporterState, reason, cause, remedy } = answer;
  return { image, uses, answer, state, exporterState, reason, cause, remedy };
}

/** Whether the login that is not seen decides. */
function isOpen({ standing }: ImagePull, { state, credential }: AvailabilityAnswer): boolean {
  switch (standing) {
    case 'known':
    case 'refused':
      return false;
    case 'perhaps-more':
      return DEPENDS_ON_LOGIN.includes(state);
    case 'more':
      // Where a login matches, the kubelet does not pull anonymously: what an anonymous client may see proves nothing.
      return DEPENDS_ON_LOGIN.includes(state) || (state === 'available' && credential === undefined);
  }
}
