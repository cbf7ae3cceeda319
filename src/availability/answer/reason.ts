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
  /**
   * Whether a login was sent.
   *
   * @default false
   */
  readonly withLogin?: boolean;
  /**
   * HTTP status of the decisive response.
   *
   * @default - there was no response, or it does not matter
   */
  readonly status?: number;
  /**
   * Codes of the distribution specification in that response.
   *
   * @default - none were given
   */
  readonly errorCodes?: readonly string[];
  /**
   * The words of the server, checked for secrets and cut.
   *
   * @default - the server said nothing that can be repeated
   */
  readonly said?: string;
  /**
   * Code of the operating system, of OpenSSL, or of the HTTP parser: `ECONNREFUSED`.
   *
   * @default - there is none
   */
  readonly systemCode?: string;
  /**
   * Another host that the registry named: where to get tokens, or where to go on.
   *
   * @default - no other host is concerned
   */
  readonly otherHost?: string;
  /**
   * Seconds that the server asks clients to wait.
   *
   * @default - the server does not say
   */
  readonly retryAfterSeconds?: number;
  /**
   * Media type of a manifest that is not supported.
   *
   * @default - the media type is not what is wrong
   */
  readonly mediaType?: string;
  /**
   * Digest that was expected.
   *
   * @default - the digest is not what is wrong
   */
  readonly expectedDigest?: string;
  /**
   * Digest that was found.
   *
   * @default - none was found
   */
  readonly foundDigest?: string;
  /**
   * Platforms that are missing.
   *
   * @default - platforms are not what is wrong
   */
  readonly missingPlatforms?: readonly string[];
  /**
   * Platforms that are there.
   *
   * @default - platforms are not what is wrong
   */
  readonly platforms?: readonly string[];
}
