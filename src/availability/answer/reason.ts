/**
 * Why an answer is what it is: finer than the state, and stable for programs.
 *
 * `REASONS` says what each means and which state it belongs to.
 */
export type Reason =
  | 'present'
  | 'manifest-unknown' | 'repository-unknown' | 'config-absent'
  | 'reference-malformed' | 'name-refused'
  | 'dns' | 'connection-refused' | 'unreachable' | 'connect-timeout' | 'timeout' | 'connection-reset'
  | 'tls-untrusted' | 'tls-expired' | 'tls-name' | 'tls-protocol' | 'https-expected' | 'not-http' | 'proxy'
  | 'server-error' | 'not-a-registry' | 'truncated' | 'headers-too-large' | 'redirect-loop' | 'redirect-refused'
  | 'login-missing' | 'login-refused' | 'login-expired' | 'token-refused' | 'realm-not-trusted' | 'realm-malformed' | 'plain-http-login'
  | 'no-usable-challenge' | 'redirect-login'
  | 'pull-denied' | 'policy-block'
  | 'hidden'
  | 'platform-missing' | 'not-an-image'
  | 'digest-differs' | 'content-differs'
  | 'too-many-requests'
  | 'unexpected-status' | 'body-too-large' | 'manifest-unreadable' | 'manifest-type' | 'config-unreadable' | 'token-unreadable' | 'connection-failed';

/** What is known of one outcome; the words of cause and remedy are made from it. */
export interface ReasonFacts {
  /** Why. */
  readonly reason: Reason;
  /** Host that gave the answer, or could not be reached. */
  readonly host: string;
  /** Whether a login was sent. False when left out. */
  readonly withLogin?: boolean;
  /** HTTP status of the decisive response. */
  readonly status?: number;
  /** Codes of the distribution specification in that response. */
  readonly errorCodes?: readonly string[];
  /** The words of the server, checked for secrets and cut. */
  readonly said?: string;
  /** Code of the operating system, of OpenSSL, or of the HTTP parser: `ECONNREFUSED`. */
  readonly systemCode?: string;
  /** Another host that the registry named: where to get tokens, or where to go on. */
  readonly otherHost?: string;
  /** Seconds that the server asks clients to wait. */
  readonly retryAfterSeconds?: number;
  /** Media type of a manifest that is not supported. */
  readonly mediaType?: string;
  /** Digest that was expected. */
  readonly expectedDigest?: string;
  /** Digest that was found. */
  readonly foundDigest?: string;
  /** Platforms that are missing. */
  readonly missingPlatforms?: readonly string[];
  /** Platforms that are there. */
  readonly platforms?: readonly string[];
}
