import tls from 'node:tls';
import type * as undici from 'undici';
import { checkConnectionOptions } from './connection-options';
import type { ConnectionOptions } from './connection-options';
import { proxyFor } from './proxy-choice';
import { ReplyCollector } from './reply-collector';
import { TransportError } from './transport';
import type { IRegistryTransport, TransportProblem, TransportReply, TransportRequest } from './transport';
import { toTransportError } from './transport-problem';

/** What concerns the proxy where there is one: the registry is only known to it. */
const PROBLEMS_OF_PROXY: readonly TransportProblem[] = ['dns', 'connection-refused', 'unreachable', 'connect-timeout'];

/** Talks to registries through undici: one pool of connections per host, no redirects, no decompression, no repetitions. */
export class UndiciTransport implements IRegistryTransport {
  readonly #options: ConnectionOptions;
  readonly #direct: undici.Dispatcher;
  readonly #proxies = new Map<string, undici.Dispatcher>();

  /** @throws PullproofError `check-invalid` when the options cannot be used. */
  constructor(options: ConnectionOptions = {}) {
    checkConnectionOptions(options);
    this.#options = options;
    // Loading undici takes a tenth of a second, and most programs that load this package never ask a server.
    const { Agent, ProxyAgent } = require('undici') as typeof undici;
    const common = commonOptions(options);
    this.#direct = new Agent(common);
    for (const uri of [options.proxy?.http, options.proxy?.https]) {
      if (uri !== undefined) {
        this.#proxies.set(uri, new ProxyAgent({ ...common, uri, requestTls: common.connect, proxyTls: common.connect, proxyTunnel: false }));
      }
    }
  }

  public async send(request: TransportRequest): Promise<TransportReply> {
    request.signal?.throwIfAborted();
    const { url, method, headers, body } = request;
    const proxy = this.#proxies.get(proxyFor(url, this.#options.proxy ?? {}) ?? '');
    const collector = new ReplyCollector(request);
    try {
      (proxy ?? this.#direct).dispatch({ origin: url.origin, path: url.pathname + url.search, method, headers, body }, collector);
    } catch (error) {
      collector.giveUp(toTransportError(error));
    }
    try {
      return await collector.reply;
    } catch (error) {
      request.signal?.throwIfAborted();
      const { problem, systemCode } = toTransportError(error);
      throw new TransportError(proxy !== undefined && PROBLEMS_OF_PROXY.includes(problem) ? 'proxy' : problem, systemCode);
    }
  }

  public async close(): Promise<void> {
    await Promise.all([this.#direct, ...this.#proxies.values()].map((dispatcher) => dispatcher.destroy()));
  }
}

function commonOptions({ certificateAuthorities = [], connectTimeoutSeconds = 10 }: ConnectionOptions): undici.Agent.Options & ConnectOptions {
  return {
    connect: {
      timeout: connectTimeoutSeconds * 1000,
      ...(certificateAuthorities.length > 0 && { ca: [...defaultAuthorities(), ...certificateAuthorities] }),
    },
    // Every request has its own timer, which counts the whole of it.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
}

interface ConnectOptions {
  readonly connect: { readonly timeout: number; readonly ca?: string[] };
}

/** A list of authorities replaces the default one in Node.js, so the default is named as well. */
function defaultAuthorities(): readonly string[] {
  // From Node.js 22.15 this has what NODE_EXTRA_CA_CERTS and --use-system-ca add.
  const { getCACertificates } = tls as { getCACertificates?: (type: 'default') => string[] };
  return getCACertificates?.('default') ?? tls.rootCertificates;
}
