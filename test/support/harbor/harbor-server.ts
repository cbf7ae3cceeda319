import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from '../../../src/manifest';
import { CANARY_PASSWORD } from '../canary';
import { LoopbackServer } from '../registries/loopback-server';
import type { SeenRequest } from '../registries/loopback-server';
import { endpointRoutes } from './harbor-endpoints';
import { forbidden, HarborError, unauthorized } from './harbor-error';
import { policyRoutes } from './harbor-policies';
import { projectRoutes } from './harbor-projects';
import { parametersOf } from './harbor-query';
import { robotRoutes } from './harbor-robots';
import type { Reply, Routes } from './harbor-routes';
import { HarborState } from './harbor-state';
import { logIn } from './harbor-user';

const ROUTES: Routes = { ...robotRoutes, ...projectRoutes, ...endpointRoutes, ...policyRoutes };
const BASE = '/api/v2.0';

/** Answers a request in place of the Harbor; nothing lets it through. */
export type Fault = (seen: SeenRequest, body: string) => (Reply & { readonly text?: string }) | 'cut' | undefined;

/**
 * A Harbor as far as its API version 2.0 is concerned: projects, robots, endpoints, retention, immutable tags. Written from
 * the API's description and its handlers, the odd ones included; it holds no images.
 *
 * `admin` may do everything, `developer` nothing; robots may do what they are allowed.
 */
export class HarborServer {
  /** Starts one on this machine. */
  public static async start(tls?: { readonly certificate: string; readonly key: string }): Promise<HarborServer> {
    const state = new HarborState();
    const faults: Fault[] = [];
    const bodies: string[] = [];
    const server = await LoopbackServer.start((request, response, seen) => void receive(request).then((body) => {
      bodies.push(body);
      answer(state, faults, seen, body, request, response);
    }), tls);
    return new HarborServer(server, state, faults, bodies);
  }

  private constructor(
    private readonly server: LoopbackServer,
    /** What the Harbor knows; tests look into it, and change it behind the back of the client. */
    public readonly state: HarborState,
    /** What goes wrong with the next requests, one after the other. */
    public readonly faults: Fault[],
    /** The bodies of all requests. */
    public readonly bodies: string[],
  ) {}

  /** Its address. */
  public get url(): string {
    return this.server.origin;
  }

  /** Its host with the port. */
  public get host(): string {
    return this.server.host;
  }

  /** Every request so far. */
  public get seen(): readonly SeenRequest[] {
    return this.server.seen;
  }

  /** The requests so far as `METHOD /path`, and from now on none. */
  public takeCalls(): string[] {
    return this.server.seen.splice(0).map(({ method, path }) => `${method} ${path.replace(BASE, '')}`);
  }

  /** Ends it. */
  public async stop(): Promise<void> {
    await this.server.stop();
  }
}

function answer(state: HarborState, faults: Fault[], seen: SeenRequest, body: string, request: IncomingMessage, response: ServerResponse): void {
  const fault = faults.shift()?.(seen, body);
  if (fault === 'cut') {
    request.socket.destroy();
    return;
  }
  const { status, headers = {}, json, text } = fault ?? { text: undefined, ...route(state, seen, body) };
  // Every answer begins a session, and whoever keeps its cookie is asked for a token from then on.
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Set-Cookie': 'sid=0123456789abcdef; Path=/; HttpOnly', ...headers });
  response.end(text ?? (json === undefined || request.method === 'HEAD' ? '' : `${JSON.stringify(json)}\n`));
}

function route(state: HarborState, { method, path, headers }: SeenRequest, body: string): Reply {
  try {
    if (/\bsid=/.test(headers.cookie ?? '') && !['GET', 'HEAD'].includes(method) && headers['x-harbor-csrf-token'] === undefined) {
      throw forbidden('CSRF token not found in request');
    }
    const user = logIn(state, { admin: CANARY_PASSWORD, developer: CANARY_PASSWORD }, ['admin'], headers.authorization);
    if (user === undefined) {
      throw unauthorized();
    }
    const [pathname = ''] = path.split('?');
    for (const [pattern, handle] of Object.entries(ROUTES)) {
      const parts = match(pattern, method, pathname);
      if (parts !== undefined) {
        return handle({
          state, user, path: parts, parameters: parametersOf(path), isResourceName: headers['x-is-resource-name'] === 'true',
          body: body === '' ? undefined : JSON.parse(body) as Record<string, Json>,
        });
      }
    }
    throw new HarborError(404, 'NOT_FOUND', `path ${pathname} was not found`);
  } catch (error) {
    const { status, code, message } = error instanceof HarborError ? error : new HarborError(500, 'UNKNOWN', `internal server error: ${String(error)}`);
    return { status, json: { errors: [{ code, message }] } };
  }
}

/** The named parts of a path, or nothing when the pattern is not its. */
function match(pattern: string, method: string, pathname: string): Record<string, string> | undefined {
  const [wantedMethod, wantedPath = ''] = pattern.split(' ');
  const wanted = `${BASE}${wantedPath}`.split('/');
  const actual = pathname.split('/');
  if (method !== wantedMethod || wanted.length !== actual.length || !wanted.every((part, index) => part.startsWith(':') || part === actual[index])) {
    return undefined;
  }
  return Object.fromEntries(wanted.flatMap((part, index) => (part.startsWith(':') ? [[part.slice(1), decodeURIComponent(actual[index] ?? '')]] : [])));
}

async function receive(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
