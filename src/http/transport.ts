/** One HTTP request, without redirects and repetitions. */
export interface TransportRequest {
  /** Method. */
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Where to, `http:` or `https:`, without a login in it. */
  readonly url: URL;
  /** Headers by their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Body, whose type is among the headers.
   *
   * @default - none
   */
  readonly body?: string;
  /** Most bytes of a body that are read; more of it is an error, except where the status is one already. */
  readonly maxBytes: number;
  /** Milliseconds that everything may take, from the connection to the last byte. */
  readonly timeoutMs: number;
  /**
   * Ends the request.
   *
   * @default - only the timeout ends it
   */
  readonly signal?: AbortSignal;
}

/** One HTTP response, read to its end. */
export interface TransportReply {
  /** Status, never 1xx. */
  readonly status: number;
  /** Every value of each header, by its name in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** The body as it came, not decompressed; empty for HEAD, and where the body of an error was too large. */
  readonly body: Buffer;
}

/** What can go wrong below HTTP. */
export type TransportProblem =
  | 'dns' | 'connection-refused' | 'unreachable' | 'connect-timeout' | 'timeout' | 'connection-reset' | 'tls-untrusted' | 'tls-expired' | 'tls-name'
  | 'tls-protocol' | 'not-http' | 'proxy' | 'truncated' | 'headers-too-large' | 'body-too-large' | 'connection-failed';

/** A request without a response. Its message holds no address and no header, so that it may go anywhere. */
export class TransportError extends Error {
  /**
   * A request without a response.
   *
   * @param problem what went wrong.
   * @param systemCode code of the operating system, of OpenSSL or of undici, such as `ECONNREFUSED`.
   */
  constructor(public readonly problem: TransportProblem, public readonly systemCode?: string) {
    super(systemCode === undefined ? problem : `${problem} (${systemCode})`);
    this.name = 'TransportError';
  }
}

/**
 * The network, as the registry client needs it.
 *
 * Tests and programs with their own ways out implement it; `UndiciTransport` is the real one.
 */
export interface IRegistryTransport {
  /**
   * Sends one request.
   *
   * @throws TransportError when there is no response; the reason of the signal when that ended it.
   */
  send(request: TransportRequest): Promise<TransportReply>;

  /** Gives up every connection. */
  close(): Promise<void>;
}
