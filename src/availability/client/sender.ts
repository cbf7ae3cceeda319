import { backOffMs, isPassing, parseRetryAfter, TransportError } from '../../http';
import type { IClock, IRegistryTransport, TransportProblem, TransportReply } from '../../http';
import { mayGoTo } from './addresses';
import type { AddressRules } from './addresses';
import type { Exchange, Failed, Task } from './exchange';

/** One question to a server. */
export interface Question {
  readonly method: 'GET' | 'HEAD';
  readonly url: URL;
  /** What is wanted; `*` is anything. */
  readonly accept?: string;
  /** `Authorization` header; it never leaves the origin of `url`. */
  readonly authorization?: string | undefined;
  /** Most bytes of an answer. */
  readonly maxBytes: number;
  /** Whether redirects to other origins end the exchange, because an answer without the login would be misleading. */
  readonly stayHome?: boolean;
}

/** How patient a {@link Sender} is. */
export interface Patience {
  readonly requestTimeoutMs: number;
  readonly retries: number;
  readonly maxRetryAfterMs: number;
}

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
/** Problems that a repetition may cure. What a certificate or a name lacks stays lacking. */
const PASSING_PROBLEMS: readonly TransportProblem[] = ['connection-refused', 'unreachable', 'connect-timeout', 'timeout', 'connection-reset', 'truncated'];

type Outcome = TransportReply | TransportError;

/** Sends requests: follows redirects without taking logins along, repeats what failed in passing, and waits when told to. */
export class Sender {
  readonly #transport: IRegistryTransport;
  readonly #clock: IClock;
  readonly #rules: AddressRules;
  readonly #patience: Patience;
  /** Until when a server wants to be left alone, by its origin: what one request was told holds for all. */
  readonly #notBefore = new Map<string, number>();

  constructor(transport: IRegistryTransport, clock: IClock, rules: AddressRules, patience: Patience) {
    this.#transport = transport;
    this.#clock = clock;
    this.#rules = rules;
    this.#patience = patience;
  }

  /**
   * Asks a question.
   *
   * @throws the reason of the task's signal when that ended it; nothing else.
   */
  public async ask(question: Question, task: Task): Promise<Exchange> {
    let url = question.url;
    // A login that was taken off once does not come back, even if a redirect leads home again.
    let authorization = question.authorization;
    let foreign = false;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const reply = await this.#askWithPatience(question, url, authorization, task);
      if ('problem' in reply) {
        return reply;
      }
      const location = REDIRECTS.includes(reply.status) ? reply.headers.location?.[0] : undefined;
      if (location === undefined) {
        return { kind: 'answered', host: url.host, foreign, status: reply.status, headers: reply.headers, body: reply.body };
      }
      const target = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
      const leaves = target !== undefined && target.origin !== question.url.origin;
      if (target === undefined || (target.origin !== url.origin && !mayGoTo(target, url, this.#rules)) || (leaves && question.stayHome === true)) {
        return { kind: 'failed', problem: 'redirect-refused', host: url.host, status: reply.status, ...(target !== undefined && { otherHost: target.host }) };
      }
      authorization = leaves ? undefined : authorization;
      foreign = foreign || leaves;
      url = target;
    }
    return { kind: 'failed', problem: 'redirect-loop', host: url.host };
  }

  async #askWithPatience(question: Question, url: URL, authorization: string | undefined, task: Task): Promise<TransportReply | Failed> {
    const { retries, maxRetryAfterMs } = this.#patience;
    const mayWait = (ms: number): boolean => ms <= maxRetryAfterMs && this.#clock.now() + ms < task.deadline;
    for (let repetition = 1; ; repetition += 1) {
      const pause = (this.#notBefore.get(url.origin) ?? 0) - this.#clock.now();
      if (pause > 0 && !mayWait(pause)) {
        return { kind: 'failed', problem: 'too-many-requests', host: url.host, retryAfterSeconds: Math.ceil(pause / 1000) };
      }
      if (pause > 0) {
        await this.#clock.sleep(pause, task.signal);
      }
      const outcome = await this.#askOnce(question, url, authorization, task);
      const now = this.#clock.now();
      const asked = outcome instanceof TransportError ? undefined : parseRetryAfter(outcome.headers['retry-after']?.[0], now);
      if (asked !== undefined && isPassing(statusOf(outcome))) {
        this.#notBefore.set(url.origin, now + asked);
      }
      const delay = asked ?? backOffMs(repetition, this.#clock.random());
      if (!isWorthRepeating(outcome) || repetition > retries || !mayWait(delay)) {
        return conclude(outcome, url.host, asked);
      }
      await this.#clock.sleep(delay, task.signal);
    }
  }

  async #askOnce(question: Question, url: URL, authorization: string | undefined, task: Task): Promise<Outcome> {
    const timeoutMs = Math.min(this.#patience.requestTimeoutMs, task.deadline - this.#clock.now());
    if (timeoutMs <= 0) {
      return new TransportError('timeout');
    }
    try {
      return await this.#transport.send({
        method: question.method,
        url,
        headers: {
          'accept': question.accept ?? '*/*',
          'accept-encoding': 'identity',
          'user-agent': 'pullproof',
          ...(authorization !== undefined && { authorization }),
        },
        maxBytes: question.maxBytes,
        timeoutMs,
        ...(task.signal !== undefined && { signal: task.signal }),
      });
    } catch (error) {
      task.signal?.throwIfAborted();
      return error instanceof TransportError ? error : new TransportError('connection-failed');
    }
  }
}

function statusOf(outcome: Outcome): number {
  return outcome instanceof TransportError ? 0 : outcome.status;
}

function isWorthRepeating(outcome: Outcome): boolean {
  return outcome instanceof TransportError
    ? PASSING_PROBLEMS.includes(outcome.problem) || outcome.systemCode === 'EAI_AGAIN'
    : isPassing(outcome.status);
}

function conclude(outcome: Outcome, host: string, retryAfterMs: number | undefined): TransportReply | Failed {
  if (outcome instanceof TransportError) {
    const { problem, systemCode } = outcome;
    return { kind: 'failed', problem, host, ...(systemCode !== undefined && { systemCode }) };
  }
  const { status } = outcome;
  if (!isPassing(status)) {
    return outcome;
  }
  return {
    kind: 'failed',
    problem: status === 429 ? 'too-many-requests' : 'server-error',
    host,
    status,
    ...(retryAfterMs !== undefined && { retryAfterSeconds: Math.ceil(retryAfterMs / 1000) }),
  };
}
