import type { TransportProblem } from '../../http';

/** Why an exchange ended without an answer to what was asked. */
export type ExchangeProblem = TransportProblem | 'redirect-loop' | 'redirect-refused' | 'server-error' | 'too-many-requests';

/** A response that says something: neither a redirect nor a passing error. */
export interface Answered {
  /** Tells the outcomes apart. */
  readonly kind: 'answered';
  /** Host that answered. */
  readonly host: string;
  /** Whether redirects led away from the server that was asked. */
  readonly foreign: boolean;
  /** HTTP status. */
  readonly status: number;
  /** Every value of each header, by its name in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** The body as it came. */
  readonly body: Buffer;
}

/** No response, none that can be followed, or an error that repeating did not cure. */
export interface Failed {
  /** Tells the outcomes apart. */
  readonly kind: 'failed';
  /** What went wrong. */
  readonly problem: ExchangeProblem;
  /** Host where it did. */
  readonly host: string;
  /**
   * Code of the system.
   *
   * @default - there is none
   */
  readonly systemCode?: string;
  /**
   * HTTP status.
   *
   * @default - there was no response
   */
  readonly status?: number;
  /**
   * Seconds that the server asked to wait.
   *
   * @default - it did not ask
   */
  readonly retryAfterSeconds?: number;
  /**
   * Host that was not gone to.
   *
   * @default - no other host was named
   */
  readonly otherHost?: string;
}

/** One question to a server, with all its redirects and repetitions. */
export type Exchange = Answered | Failed;

/** The limits of a piece of work that may take many requests. */
export interface Task {
  /** When it has to be over, in milliseconds since 1970. */
  readonly deadline: number;
  /**
   * Ends it before.
   *
   * @default - nothing does
   */
  readonly signal?: AbortSignal;
}

/** The first value of a header, or `undefined`. */
export function headerOf(answer: Answered, name: string): string | undefined {
  return answer.headers[name]?.[0];
}

/**
 * The body as text; empty when it is compressed.
 *
 * Nobody was asked to compress: what comes so all the same is not unpacked, since a few bytes can become gigabytes.
 */
export function textOf(answer: Answered): string {
  const encoding = headerOf(answer, 'content-encoding')?.trim().toLowerCase() ?? '';
  return encoding === '' || encoding === 'identity' ? answer.body.toString('utf8') : '';
}
