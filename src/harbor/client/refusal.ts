import { PullproofError, quote } from '../../error';
import type { KnownErrorCode } from '../../error';
import type { TransportProblem } from '../../http';
import { parseHarborError } from './error-body';
import type { HarborReply, HarborRequest } from './harbor-request';

/** What a status means for whoever called. */
const CODES: Readonly<Record<number, KnownErrorCode>> = {
  401: 'harbor-unauthorized', 403: 'harbor-forbidden', 404: 'harbor-not-found', 409: 'harbor-conflict',
  400: 'harbor-refused', 405: 'harbor-refused', 412: 'harbor-refused', 413: 'harbor-refused', 415: 'harbor-refused', 422: 'harbor-refused',
  429: 'harbor-unavailable',
};

const REMEDIES: Partial<Record<KnownErrorCode, string>> = {
  'harbor-unauthorized': 'check user name and password; an expired or disabled robot is refused like a wrong password',
  'harbor-forbidden': 'use a login with that right; robots cannot change robots, endpoints take an administrator, and a project that does not exist is forbidden to all others',
  'harbor-unavailable': 'try again later',
  'harbor-unexpected': 'check the address: it is the one of the web interface, without a path',
};

/** The error of an answer that is none of those that were expected. */
export function refusalOf(host: string, request: HarborRequest, reply: HarborReply, isSafe: (text: string) => boolean): PullproofError {
  const { status } = reply;
  const { code: said, message } = parseHarborError(reply.json);
  const isHarbor = said !== undefined;
  const code = CODES[status] ?? (status >= 500 ? 'harbor-unavailable' : 'harbor-unexpected');
  // A status alone proves little: proxies and login pages have them too, except for those that Harbor itself sends bare.
  const settled = isHarbor || status === 401 || status >= 500 || status === 429 || request.method === 'HEAD' ? code : 'harbor-unexpected';
  const words = message !== undefined && isSafe(message) ? ` ${quote(message, 200)}` : '';
  const remedy = request.remedies?.[status] ?? REMEDIES[settled];
  return new PullproofError({
    code: settled, where: host,
    what: `cannot ${request.purpose}: Harbor answered ${status}${said === undefined ? '' : ` ${said}`}${words}`,
    ...(remedy !== undefined && { remedy }),
  });
}

/** The error of an answer that is no answer of Harbor. */
export function unexpectedReply(host: string, { purpose }: HarborRequest, what: string): PullproofError {
  return new PullproofError({
    code: 'harbor-unexpected', where: host, what: `cannot ${purpose}: ${what}`, remedy: REMEDIES['harbor-unexpected'] as string,
  });
}

const PROBLEMS: Readonly<Record<TransportProblem, string>> = {
  'dns': 'its name is not known',
  'connection-refused': 'nothing listens there',
  'unreachable': 'no way leads there',
  'connect-timeout': 'the connection took too long',
  'timeout': 'the answer took too long',
  'connection-reset': 'the connection was cut',
  'tls-untrusted': 'its certificate comes from an authority that is not trusted',
  'tls-expired': 'its certificate is not valid at this time',
  'tls-name': 'its certificate is for another name',
  'tls-protocol': 'it does not speak TLS',
  'not-http': 'it does not speak HTTP',
  'proxy': 'the proxy does not let us through',
  'truncated': 'the answer ended too early',
  'headers-too-large': 'the answer is too large',
  'body-too-large': 'the answer is too large',
  'connection-failed': 'the connection failed',
};

/** Problems after which nobody knows whether the request was carried out. */
const UNCERTAIN: readonly TransportProblem[] = ['timeout', 'connection-reset', 'truncated', 'connection-failed', 'body-too-large', 'headers-too-large'];

/** The error of a request that got no answer. */
export function unreachable(
  host: string, { method, purpose }: HarborRequest, problem: TransportProblem, systemCode: string | undefined,
): PullproofError {
  const uncertain = !['GET', 'HEAD'].includes(method) && UNCERTAIN.includes(problem);
  return new PullproofError({
    code: 'harbor-unreachable', where: host,
    what: `cannot ${purpose}: ${PROBLEMS[problem]}${systemCode === undefined ? '' : ` (${systemCode})`}`,
    ...(uncertain ? { remedy: 'it may have been done all the same: look before doing it again' }
      : problem === 'tls-untrusted' ? { remedy: 'add the certificate of its authority to certificateAuthorities' } : {}),
  });
}
