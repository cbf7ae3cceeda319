import { absenceRulesOf } from './absence-rules';
import type { Reason } from './reason';

/** What a registry answered to a request that did not succeed, and what else is known. */
export interface RefusalEvidence {
  /** `id` of the kind of registry: `generic`, `ecr`, `ghcr`. */
  readonly kindId: string;
  /** Who refused: the token server, or the registry itself. */
  readonly from: 'token-server' | 'registry';
  /** HTTP status; 429 and passing errors of the server never come here. */
  readonly status: number;
  /** Codes of the distribution specification. */
  readonly codes: readonly string[];
  /** Whether the body was an error as the specification has it. */
  readonly isRegistryError: boolean;
  /** Words of the server; empty when there were none. */
  readonly message: string;
  /** How the request was authorized. */
  readonly scheme: 'none' | 'basic' | 'bearer';
  /** `error` of the challenge that came with a 401; empty when there was none. */
  readonly challengeError: string;
  /** Whether the host is known to be a registry, from how it answers at `/v2/`. */
  readonly isRegistry: boolean;
  /** Whether there was a login to send. */
  readonly withLogin: boolean;
  /** Whether the passwords of this login are tokens that expire. */
  readonly rotating: boolean;
  /** What the registry says of the login alone, apart from any repository; without a login, whether it takes anonymous clients. */
  readonly login: 'accepted' | 'refused' | 'unknown';
  /**
   * Whether pulling from this repository is allowed: the token says so, or the tags could be listed (`proven`), or they could
   * and the wanted one is among them (`listed`).
   */
  readonly pull: 'proven' | 'listed' | 'unknown';
}

const NAME_CODES = ['NAME_INVALID', 'TAG_INVALID', 'DIGEST_INVALID'];
/** Amazon ECR answers 403 to a token that was good once. */
const EXPIRED = /token has expired/i;
/** What Go's HTTPS servers say to plain HTTP. */
const WANTS_HTTPS = /HTTP request to an HTTPS server/i;

/** The reason behind a refusal. */
export function classifyRefusal(evidence: RefusalEvidence): Reason {
  const { status, codes, message } = evidence;
  if (codes.includes('TOOMANYREQUESTS')) {
    return 'too-many-requests';
  }
  if (evidence.from === 'token-server' && status !== 401 && status !== 403) {
    return 'token-unreadable';
  }
  switch (status) {
    case 401:
    case 403:
      return classifyDenial(evidence);
    case 404:
      return classifyUnknown(evidence);
    case 400:
      if (WANTS_HTTPS.test(message)) {
        return 'https-expected';
      }
      return codes.some((code) => NAME_CODES.includes(code)) || /invalid repository name/i.test(message) ? 'name-refused' : 'unexpected-status';
    case 407:
      return 'proxy';
    case 412:
      return 'policy-block';
    default:
      return 'unexpected-status';
  }
}

function classifyDenial(evidence: RefusalEvidence): Reason {
  const { status, from, withLogin, login, scheme, message } = evidence;
  if (!withLogin) {
    // 403 is an answer to somebody: the registry let the anonymous client in, and keeps this image from it.
    return login === 'accepted' || (status === 403 && login === 'unknown') ? hidden(evidence) : 'login-missing';
  }
  if (scheme === 'none' && from === 'registry') {
    return 'no-usable-challenge';
  }
  if (EXPIRED.test(message)) {
    return 'login-expired';
  }
  if (login === 'refused') {
    return evidence.rotating ? 'login-expired' : 'login-refused';
  }
  if (evidence.challengeError === 'invalid_token') {
    return 'token-refused';
  }
  if (status === 403 && from === 'registry' && !absenceRulesOf(evidence.kindId).deniedHides) {
    return 'pull-denied';
  }
  // Without a word on the login itself, 401 to a password means the password, and 401 to a token means its scope.
  return login === 'unknown' && (scheme === 'basic' || from === 'token-server') ? 'login-refused' : hidden(evidence);
}

/** Absence may only be claimed by somebody who would be allowed to see the image. */
function hidden({ pull }: RefusalEvidence): Reason {
  switch (pull) {
    case 'listed':
      return 'pull-denied';
    case 'proven':
      return 'manifest-unknown';
    case 'unknown':
      return 'hidden';
  }
}

function classifyUnknown(evidence: RefusalEvidence): Reason {
  const { codes, isRegistryError, isRegistry, pull, kindId } = evidence;
  if (codes.some((code) => NAME_CODES.includes(code))) {
    return 'name-refused';
  }
  if (!isRegistryError) {
    // Routers refuse names that they cannot match before any login, and without a code; that says nothing of absence.
    return !isRegistry ? 'not-a-registry' : pull === 'unknown' ? 'name-refused' : 'manifest-unknown';
  }
  if (absenceRulesOf(kindId).unknownHides && pull === 'unknown') {
    return 'hidden';
  }
  return codes.includes('NAME_UNKNOWN') ? 'repository-unknown' : 'manifest-unknown';
}
