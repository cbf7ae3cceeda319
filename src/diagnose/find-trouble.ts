import { findTingyunPullError } from '../agent';
import type { TingyunPullError } from '../agent';
import { tryParseReference } from '../image';
import { TROUBLES, VAGUE } from './messages';
import { imageOf, plainMessage } from './plain-message';
import type { PullTrouble, TroubleFamily, TroubleRow } from './trouble';

/** What the causes of a vendor's table are called here: its guide has words that no runtime prints. */
const OF_VENDORS: Readonly<Record<TingyunPullError['cause'], string>> = {
  'unreachable': 'connection-refused', 'certificate': 'certificate-other', 'denied': 'denied-or-absent', 'not-found': 'manifest-unknown', 'timeout': 'timeout',
  'architecture': 'exec-format',
};

/** What says what went wrong stands nearer; events are cut at 1,024 characters anyway. */
const MAX_LENGTH = 8192;

/** Every trouble that messages of Kubernetes and of container runtimes are known to tell, with the words they tell it in. */
export const pullTroubles: readonly PullTrouble[] = TROUBLES;

/**
 * The trouble that a message tells: of the kubelet, of containerd, CRI-O or Docker, or of an event.
 *
 * @param message with or without the reason in front: `ErrImagePull: rpc error: …`.
 * @param image the image that it is about, if the message itself does not name it.
 * @returns `undefined` when the message tells none of those known.
 */
export function findPullTrouble(message: string, image?: string): PullTrouble | undefined {
  return findTroubleOf(message, image, () => true);
}

/** The same among the troubles of some families. */
export function findTroubleOf(message: string, image: string | undefined, isPossible: (family: TroubleFamily) => boolean): PullTrouble | undefined {
  const plain = plainMessage(message.slice(0, MAX_LENGTH));
  const host = tryParseReference(image ?? imageOf(message) ?? '')?.registry ?? /https?:\/\/([^\s/"]+)/.exec(message)?.[1] ?? '';
  const possible = TROUBLES.filter(({ family }) => isPossible(family));
  const found = possible.find((row) => tells(row, plain, host));
  if (found !== undefined && !isVague(found)) {
    return found;
  }
  const vendors = findTingyunPullError(plain);
  return (vendors === undefined ? undefined : possible.find(({ id }) => id === OF_VENDORS[vendors.cause])) ?? found;
}

/** Whether a trouble only says that something failed. */
export function isVague({ id }: PullTrouble): boolean {
  return VAGUE.includes(id);
}

function tells({ words, registry }: TroubleRow, plain: string, host: string): boolean {
  return (registry === undefined || registry.test(host)) && words.some((pattern) => pattern.test(plain));
}
