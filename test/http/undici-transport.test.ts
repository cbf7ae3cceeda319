import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proxyFromEnvironment, TransportError, UndiciTransport } from '../../src/availability';
import type { ConnectionOptions, TransportReply, TransportRequest } from '../../src/availability';
import { CANARY_PASSWORD } from '../support/canary';
import { holdsCanary } from '../support/holds-canary';
import { makeAuthority } from '../support/registries/certificates';
import { LoopbackServer } from '../support/registries/loopback-server';

const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
});

function get(url: string, options: ConnectionOptions = {}, more: Partial<TransportRequest> = {}): Promise<TransportReply> {
  const transport = new UndiciTransport(options);
  ends.push(() => transport.close());
  return transport.send({ method: 'GET', url: new URL(url), headers: {}, maxBytes: 1000, timeoutMs: 5000, ...more });
}

async function problemOf(reply: Promise<TransportReply>): Promise<unknown> {
  try {
    return (await reply).status;
  } catch (error) {
    expect(error).toBeInstanceOf(TransportError);
    return (error as TransportError).problem;
  }
}

/** A server below HTTP. */
async function raw(onConnection: (socket: net.Socket) => void): Promise<string> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    sockets.forEach((socket) => socket.destroy());
    return new Promise((resolve) => server.close(resolve));
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function serve(...args: Parameters<typeof LoopbackServer.start>): Promise<LoopbackServer> {
  const server = await LoopbackServer.start(...args);
  ends.push(() => server.stop());
  return server;
}

describe('UndiciTransport', () => {
  test('answers with status, headers and the raw body', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, [['WWW-Authenticate', 'Basic a'], ['WWW-Authenticate', 'Basic b'], ['X-One', '1']]).end('body');
    });
    const reply = await get(`${server.origin}/v2/?a=b`, {}, { headers: { accept: 'x' } });
    expect(reply).toMatchObject({ status: 200, headers: { 'www-authenticate': ['Basic a', 'Basic b'], 'x-one': ['1'] }, body: Buffer.from('body') });
    expect(server.seen).toMatchObject([{ method: 'GET', path: '/v2/?a=b', host: server.host, headers: { accept: 'x' } }]);
  });

  test('follows no redirect, and unpacks nothing', async () => {
    const server = await serve((_request, response) => response.writeHead(302, { 'location': '/x', 'content-encoding': 'gzip' }).end('not gzip'));
    expect(await get(server.origin)).toMatchObject({ status: 302, body: Buffer.from('not gzip') });
    expect(server.seen).toHaveLength(1);
  });

  test('reads no more than it may, and of an error nothing instead', async () => {
    const server = await serve(({ url }, response) => response.writeHead(url === '/good' ? 200 : 500).end('x'.repeat(1001)));
    expect(await problemOf(get(`${server.origin}/good`))).toBe('body-too-large');
    expect(await get(`${server.origin}/good`, {}, { maxBytes: 1001 })).toMatchObject({ body: { length: 1001 } });
    expect(await get(`${server.origin}/bad`)).toMatchObject({ status: 500, body: { length: 0 } });
  });

  test('tells what is wrong below HTTP', async () => {
    const closed = await raw(() => undefined);
    await Promise.all(ends.splice(0).map((end) => end()));
    expect(await problemOf(get(`http://${closed}/`))).toBe('connection-refused');
    expect(await problemOf(get(`http://${await raw((socket) => socket.end('SSH-2.0-OpenSSH\r\n'))}/`))).toBe('not-http');
    expect(await problemOf(get(`http://${await raw((socket) => socket.destroy())}/`))).toBe('connection-reset');
    expect(await problemOf(get(`http://${await raw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'))}/`))).toBe('truncated');
    expect(await problemOf(get(`http://${await raw((socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n'))}/`))).toBe('not-http');
    expect(await problemOf(get(`https://${await raw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))}/`))).toBe('tls-protocol');
    expect(await problemOf(get(`http://${await raw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'))}/`))).toBe('truncated');
  });

  test('gives up in time, whether connected, or waiting for TLS, or for a body', async () => {
    expect(await problemOf(get(`http://${await raw(() => undefined)}/`, {}, { timeoutMs: 20 }))).toBe('timeout');
    expect(await problemOf(get(`https://${await raw(() => undefined)}/`, {}, { timeoutMs: 20 }))).toBe('timeout');
    expect(await problemOf(get(`http://${await raw((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\na'))}/`, {}, { timeoutMs: 20 }))).toBe('timeout');
  });

  test('ends with the reason of a signal', async () => {
    const stop = new AbortController();
    const host = await raw(() => stop.abort(new Error('enough')));
    await expect(get(`http://${host}/`, {}, { signal: stop.signal })).rejects.toThrow('enough');
    await expect(get(`http://${host}/`, {}, { signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('UndiciTransport with certificates', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-tls-'));
  const authority = makeAuthority(folder);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const trusted = { certificateAuthorities: [authority.certificate] };

  test('trusts an authority that it is given, for its names and its time', async () => {
    const good = await serve((_request, response) => response.end('ok'), authority.sign('good', ['IP:127.0.0.1']));
    expect(await problemOf(get(good.origin, trusted))).toBe(200);
    expect(await problemOf(get(good.origin))).toBe('tls-untrusted');
    expect(await problemOf(get(good.origin.replace('127.0.0.1', 'localhost'), trusted))).toBe('tls-name');
    const old = await serve((_request, response) => response.end('ok'), authority.sign('old', ['IP:127.0.0.1'], -1));
    expect(await problemOf(get(old.origin, trusted))).toBe('tls-expired');
    expect(good.seen).toHaveLength(1);
    expect(old.seen).toHaveLength(0);
  });

  test('goes through a proxy, with TLS to the registry inside', async () => {
    const registry = await serve((_request, response) => response.end('ok'), authority.sign('tunnel', ['DNS:registry.test']));
    const { proxy, seen } = await connectProxy(() => registry.host);
    const options = { ...trusted, proxy: { https: `http://user:${CANARY_PASSWORD}@${proxy}` } };
    expect(await problemOf(get('https://registry.test/v2/', options, { headers: { authorization: 'Basic secret' } }))).toBe(200);
    expect(seen).toEqual([{ target: 'registry.test:443', login: `Basic ${Buffer.from(`user:${CANARY_PASSWORD}`).toString('base64')}`, authorization: undefined }]);
    expect(registry.seen).toMatchObject([{ authorization: 'Basic secret' }]);
    expect(registry.seen[0]?.headers['proxy-authorization']).toBeUndefined();
  });

  test('goes directly to this machine', async () => {
    const registry = await serve((_request, response) => response.end('ok'), authority.sign('direct', ['IP:127.0.0.1']));
    const { proxy, seen } = await connectProxy(() => registry.host);
    expect(await problemOf(get(registry.origin, { ...trusted, proxy: { https: `http://${proxy}` } }))).toBe(200);
    expect(seen).toEqual([]);
  });
});

describe('UndiciTransport with a proxy', () => {
  test('sends plain HTTP through it, too', async () => {
    const proxy = await serve(({ url }, response) => response.end(url));
    const reply = await get('http://registry.test:5000/v2/', { proxy: { http: proxy.origin } });
    expect(reply.body.toString()).toBe('http://registry.test:5000/v2/');
  });

  test('tells that the proxy refuses, without its login', async () => {
    const { proxy } = await connectProxy(() => undefined);
    const error = await get('https://registry.test/v2/', { proxy: { https: `http://user:${CANARY_PASSWORD}@${proxy}` } }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ problem: 'proxy', systemCode: 'HTTP 407' });
    expect(holdsCanary(String(error) + JSON.stringify(error))).toBe(false);
  });

  test('tells a proxy that is not there from a registry that is not there', async () => {
    const closed = await raw(() => undefined);
    await Promise.all(ends.splice(0).map((end) => end()));
    expect(await problemOf(get('https://registry.test/v2/', { proxy: { https: `http://${closed}` } }))).toBe('proxy');
    expect(await problemOf(get('http://registry.test/v2/', { proxy: { http: `http://${closed}` } }))).toBe('proxy');
  });

  test('does not look at the environment unless it is asked to', async () => {
    const proxy = await serve((_request, response) => response.end('proxy'));
    const registry = await serve((_request, response) => response.end('registry'));
    const environment = { http_proxy: proxy.origin, HTTPS_PROXY: proxy.origin, NO_PROXY: 'localhost,.internal' };
    const before = { ...process.env };
    Object.assign(process.env, environment);
    try {
      expect((await get(registry.origin)).body.toString()).toBe('registry');
      expect((await get(registry.origin, { proxy: {} })).body.toString()).toBe('registry');
      expect((await get('http://registry.test/', { proxy: proxyFromEnvironment(environment) })).body.toString()).toBe('proxy');
      expect((await get(registry.origin, { proxy: proxyFromEnvironment(environment) })).body.toString()).toBe('registry');
    } finally {
      process.env = before;
    }
  });
});

/** A proxy that connects everything to one place, or refuses. */
async function connectProxy(target: () => string | undefined): Promise<{ proxy: string; seen: object[] }> {
  const seen: object[] = [];
  const sockets = new Set<net.Socket>();
  const server = http.createServer();
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', ({ url, headers }, socket: net.Socket) => {
    seen.push({ target: url, login: headers['proxy-authorization'], authorization: headers.authorization });
    const host = target();
    if (host === undefined) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const upstream = net.connect(Number(host.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    sockets.forEach((socket) => socket.destroy());
    return new Promise((resolve) => server.close(resolve));
  });
  return { proxy: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}
