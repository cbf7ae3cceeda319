import http from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A proxy for HTTPS that leads every host to a port of this machine, and lets nothing else through. */
export interface ConnectProxy {
  /** What `HTTPS_PROXY` says. */
  readonly origin: string;
  /** Every host that was asked for, refused ones included. */
  readonly asked: Set<string>;
  /** Ends it, and every connection through it. */
  stop(): Promise<void>;
}

/**
 * Starts one.
 *
 * Programs keep the names of the hosts, look at their certificates, and stay on this machine all the same.
 *
 * @param ports the port of this machine that stands for each host.
 */
export async function startConnectProxy(ports: Readonly<Record<string, number>>): Promise<ConnectProxy> {
  const asked = new Set<string>();
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.once('close', () => sockets.delete(socket)).on('error', () => socket.destroy());
  };
  const server = http.createServer((request, response) => {
    asked.add(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connection', keep);
  server.on('connect', ({ url = '' }, client: Socket, head: Buffer) => {
    const host = url.replace(/:443$/, '');
    asked.add(host);
    const port = Object.hasOwn(ports, host) ? ports[host] : undefined;
    if (port === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const upstream = keep(connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    })).once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      const stopped = new Promise((resolve) => server.close(resolve));
      sockets.forEach((socket) => socket.destroy());
      await stopped;
    },
  };
}
