import type { SecretValue } from '../../credential';
import { backOffMs, basicAuthorization, isPassing, parseRetryAfter, reveals, secretForms, SYSTEM_CLOCK, TransportError, UndiciTransport } from '../../http';
import type { IClock, IRegistryTransport, TransportReply } from '../../http';
import type { Json } from '../../manifest';
import { parseHarborError } from './error-body';
import { checkConnection } from './harbor-connection';
import type { HarborConnection } from './harbor-connection';
import type { HarborReply, HarborRequest } from './harbor-request';
import { refusalOf, unexpectedReply, unreachable } from './refusal';

/** What a client talks through; tests stand in. */
export interface HarborClientIo {
  /**
   * The network.
   *
   * @default - the real one
   */
  readonly transport?: IRegistryTransport;
  /**
   * Time and chance.
   *
   * @default - the real ones
   */
  readonly clock?: IClock;
}

const BASE = '/api/v2.0';
/** A page of 100 robots with many permissions has some hundred kilobytes. */
const MAX_BYTES = 16 * 1024 * 1024;
const LONGEST_WAIT_MS = 30_000;
/** Doing these twice is doing them once. A second POST makes a second robot, and a second PATCH another secret. */
const IDEMPOTENT: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE'];

/**
 * Calls Harbor's API, version 2.0.
 *
 * It logs in with every request and keeps no cookie: with the cookie of a session, Harbor refuses every change that
 * lacks a token against request forgery.
 *
 * @see https://github.com/goharbor/harbor/blob/main/api/v2.0/swagger.yaml
 */
export class HarborClient {
  /** The host, with its port, for messages. */
  public readonly host: string;
  /** Time, as the client sees it. */
  public readonly clock: IClock;
  readonly #connection: HarborConnection;
  readonly #transport: IRegistryTransport;

  /** @throws PullproofError `harbor-invalid` that lists everything which is wrong with the connection. */
  constructor(connection: HarborConnection, { transport, clock = SYSTEM_CLOCK }: HarborClientIo = {}) {
    checkConnection(connection);
    this.#connection = connection;
    this.host = new URL(connection.url).host;
    this.clock = clock;
    const { certificateAuthorities, proxy } = connection;
    this.#transport = transport ?? new UndiciTransport({
      ...(certificateAuthorities !== undefined && { certificateAuthorities }), ...(proxy !== undefined && { proxy }),
    });
  }

  /**
   * Makes a call, and repeats it when that may help and cannot harm.
   *
   * @throws PullproofError `harbor-…`, by what went wrong; neither password nor secret is in it, whatever the server says.
   */
  public async call(request: HarborRequest): Promise<HarborReply> {
    const { retries = 3 } = this.#connection;
    for (let repetition = 1; ; repetition += 1) {
      const outcome = await this.#send(request);
      const delay = this.#delayBeforeRepeating(request, outcome, repetition);
      if (delay === undefined || repetition > retries || delay > LONGEST_WAIT_MS) {
        return this.#conclude(request, outcome);
      }
      await this.clock.sleep(delay);
    }
  }

  /** Gives up every connection. */
  public async close(): Promise<void> {
    await this.#transport.close();
  }

  async #send({ method, path, query = {}, body }: HarborRequest): Promise<TransportReply | TransportError> {
    const { url, username, password, requestTimeoutSeconds = 30 } = this.#connection;
    const address = new URL(`${BASE}${path}`, url);
    address.search = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
    try {
      return await this.#transport.send({
        method, url: address, maxBytes: MAX_BYTES, timeoutMs: requestTimeoutSeconds * 1000,
        headers: {
          'accept': 'application/json',
          'accept-encoding': 'identity',
          'user-agent': 'pullproof',
          // A project may be called 123, which is the id of another one.
          'x-is-resource-name': 'true',
          'authorization': basicAuthorization({ username, password }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
    } catch (error) {
      return error instanceof TransportError ? error : new TransportError('connection-failed');
    }
  }

  /** Milliseconds to wait before the request is sent again; nothing when that does not help, or may harm. */
  #delayBeforeRepeating({ method }: HarborRequest, outcome: TransportReply | TransportError, repetition: number): number | undefined {
    const backOff = backOffMs(repetition, this.clock.random());
    if (outcome instanceof TransportError) {
      const neverArrived = outcome.problem === 'connection-refused' || outcome.systemCode === 'EAI_AGAIN';
      const mayHelp = ['unreachable', 'connect-timeout', 'timeout', 'connection-reset', 'truncated'].includes(outcome.problem);
      return neverArrived || (mayHelp && IDEMPOTENT.includes(method)) ? backOff : undefined;
    }
    return isPassing(outcome.status) && IDEMPOTENT.includes(method)
      ? parseRetryAfter(outcome.headers['retry-after']?.[0], this.clock.now()) ?? backOff : undefined;
  }

  #conclude(request: HarborRequest, outcome: TransportReply | TransportError): HarborReply {
    if (outcome instanceof TransportError) {
      throw unreachable(this.host, request, outcome.problem, outcome.systemCode);
    }
    const { status, headers } = outcome;
    const text = outcome.body.toString('utf8');
    const json = parseJson(text);
    const reply = { status, headers, json };
    if (status >= 300 && status < 400) {
      throw unexpectedReply(this.host, request, `it answered with a redirect (${status})`);
    }
    if (status >= 300 ? !isExpected(request, reply) : status < 200) {
      throw refusalOf(this.host, request, reply, (words) => this.#isSafe(words, request.secrets ?? []));
    }
    if (status < 300 && text.trim() !== '' && json === undefined) {
      throw unexpectedReply(this.host, request, `what it answered is no JSON (${status})`);
    }
    return reply;
  }

  /** Whether words of the server hold nothing that it was sent in confidence: servers echo. */
  #isSafe(words: string, secrets: readonly SecretValue[]): boolean {
    const { username, password } = this.#connection;
    const forms = [password, ...secrets].flatMap((secret) => secretForms({ username, password: secret }));
    return !reveals(words, forms) && !reveals(words.toLowerCase(), forms.map((form) => form.toLowerCase()));
  }
}

/** A page that is not Harbor's must not be taken for "it is gone": an expected status comes with Harbor's words, unless nothing can. */
function isExpected({ method, expected = [] }: HarborRequest, { status, json }: HarborReply): boolean {
  return expected.includes(status) && (method === 'HEAD' || parseHarborError(json).code !== undefined);
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
