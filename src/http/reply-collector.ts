import type { Dispatcher } from 'undici';
import { TransportError } from './transport';
import type { TransportReply, TransportRequest } from './transport';
import { toTransportError } from './transport-problem';

type Controller = Parameters<NonNullable<Dispatcher.DispatchHandler['onRequestStart']>>[0];
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/** Bodies of errors are only read for their codes. */
const MAX_ERROR_BYTES = 64 * 1024;

/**
 * Puts one response together, and gives up when it takes too long or is too much.
 *
 * It is undici's lowest interface: of the streams above it nothing is needed here, and they cost more than all the rest.
 */
export class ReplyCollector implements Dispatcher.DispatchHandler {
  /** The response, or why there is none. */
  public readonly reply: Promise<TransportReply>;
  readonly #request: TransportRequest;
  readonly #chunks: Buffer[] = [];
  readonly #timer: NodeJS.Timeout;
  readonly #onAbort = (): void => this.giveUp(this.#request.signal?.reason as Error);
  #resolve: (reply: TransportReply) => void = () => undefined;
  #reject: (error: Error) => void = () => undefined;
  #controller: Controller | undefined;
  #over = false;
  #status = 0;
  #headers: Headers = {};
  #size = 0;

  constructor(request: TransportRequest) {
    this.#request = request;
    this.reply = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.#timer = setTimeout(() => this.giveUp(new TransportError('timeout')), request.timeoutMs);
    request.signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  public onRequestStart(controller: Controller): void {
    this.#controller = controller;
    if (this.#over) {
      controller.abort(new TransportError('timeout')); // it was given up before there was a connection
    }
  }

  public onResponseStart(_controller: Controller, status: number, headers: Headers): void {
    this.#status = status; // 1xx comes first, and is replaced
    this.#headers = headers;
  }

  public onResponseData(_controller: Controller, chunk: Buffer): void {
    this.#size += chunk.length;
    const isError = this.#status >= 400;
    if (this.#size <= (isError ? Math.min(this.#request.maxBytes, MAX_ERROR_BYTES) : this.#request.maxBytes)) {
      this.#chunks.push(chunk);
    } else if (isError) {
      this.#chunks.length = 0;
      this.#conclude();
      this.#controller?.abort(new TransportError('body-too-large'));
    } else {
      this.giveUp(new TransportError('body-too-large'));
    }
  }

  public onResponseEnd(): void {
    this.#conclude();
  }

  public onResponseError(_controller: Controller, error: Error): void {
    const problem = toTransportError(error);
    // A connection that ends within an answer is not one that was never made.
    const isCut = this.#status !== 0 && problem.problem === 'connection-reset';
    this.giveUp(isCut ? new TransportError('truncated', problem.systemCode) : problem);
  }

  /** Ends it without a response. */
  public giveUp(error: Error): void {
    if (this.#end()) {
      this.#reject(error);
      this.#controller?.abort(error);
    }
  }

  #conclude(): void {
    if (this.#end()) {
      const headers = Object.entries(this.#headers).map(([name, value]) => [name, value === undefined ? [] : [value].flat()] as const);
      this.#resolve({ status: this.#status, headers: Object.fromEntries(headers), body: Buffer.concat(this.#chunks) });
    }
  }

  #end(): boolean {
    if (this.#over) {
      return false;
    }
    this.#over = true;
    clearTimeout(this.#timer);
    this.#request.signal?.removeEventListener('abort', this.#onAbort);
    return true;
  }
}
