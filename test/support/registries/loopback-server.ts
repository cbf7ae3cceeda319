import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

/** What a server saw of one request. */
export interface SeenRequest {
  readonly method: string;
  /** Host by which it was addressed. */
  readonly host: string;
  /** Path with its query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly headers: http.IncomingHttpHeaders;
}

/** Answers a request; it may also never answer, or destroy the socket. */
export type Handler = (request: http.IncomingMessage, response: http.ServerResponse, seen: SeenRequest) => void;

/** An HTTP server on a free port of this machine that remembers what it was asked. */
export class LoopbackServer {
  /** Starts one; with a certificate it speaks TLS. */
  public static async start(handler: Handler, tls?: { readonly certificate: string; readonly key: string }): Promise<LoopbackServer> {
    const seen: SeenRequest[] = [];
    const listener = (request: http.IncomingMessage, response: http.ServerResponse): void => {
      const { method = '', url = '', headers } = request;
      const one = { method, host: headers.host ?? '', path: url, authorization: headers.authorization, headers };
      seen.push(one);
      handler(request, response, one);
    };
    const server = tls === undefined ? http.createServer(listener) : https.createServer({ cert: tls.certificate, key: tls.key }, listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new LoopbackServer(server, seen, tls === undefined ? 'http' : 'https');
  }

  /** `127.0.0.1:port`. */
  public readonly host: string;
  /** `http://127.0.0.1:port`. */
  public readonly origin: string;
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly server: http.Server | https.Server, public readonly seen: SeenRequest[], scheme: string) {
    this.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.origin = `${scheme}://${this.host}`;
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  /** Ends it, and every connection to it. */
  public async stop(): Promise<void> {
    const stopped = new Promise((resolve) => this.server.close(resolve));
    this.#sockets.forEach((socket) => socket.destroy());
    await stopped;
  }
}
