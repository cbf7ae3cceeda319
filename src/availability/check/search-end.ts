import type { Reason } from '../answer/reason';
import type { Inspection } from '../client/inspection';

/** What is so whoever asks: another credential would get the same. */
const SAME_FOR_ALL: readonly Reason[] = [
  'dns', 'connection-refused', 'unreachable', 'connect-timeout', 'tls-untrusted', 'tls-expired', 'tls-name', 'tls-protocol', 'https-expected', 'not-http',
  'proxy', 'not-a-registry', 'content-differs', 'manifest-type', 'not-an-image',
];

/** Whether the next credential need not be tried: this one sees the image, or none could. */
export function endsTheSearch(inspection: Inspection): boolean {
  return inspection.kind === 'present' || SAME_FOR_ALL.includes(inspection.facts.reason);
}
