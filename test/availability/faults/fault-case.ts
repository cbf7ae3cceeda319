import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { checkAvailability, RegistryClient, UndiciTransport } from '../../../src/availability';
import type {
  AvailabilityAnswer, AvailabilityRequest, AvailabilityState, CheckOptions, ConnectionOptions, IClock, IRegistryTransport, Reason, TransportReply,
  TransportRequest,
} from '../../../src/availability';
import { SecretValue } from '../../../src/credential';
import type { DockerConfigEntry } from '../../../src/credential';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../../support/canary';
import { LoopbackServer } from '../../support/registries/loopback-server';
import type { SeenRequest } from '../../support/registries/loopback-server';
import { makeTestImage } from '../../support/registries/test-image';

/** What a server does with one request. */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string | string[]>>; readonly body?: string | Buffer }
  | { readonly act: (response: ServerResponse) => void };

/** The same for every request, or another for each; `count` is 0 for the first request of the route. */
export type Route = Reply | ((seen: SeenRequest, count: number) => Reply);

/** State and reason, and whatever else an answer should say. */
export interface Expected {
  readonly state: AvailabilityState;
  readonly reason: Reason;
  readonly [property: string]: unknown;
}

/** A registry that misbehaves, and what has to come of it. */
export interface FaultCase {
  readonly title: string;
  /** @default - `registry.test/team/app:1` */
  readonly image?: string;
  /** @default - the canary, for the host of the image */
  readonly credentials?: AvailabilityRequest['credentials'];
  readonly platforms?: readonly string[];
  readonly digest?: string;
  /** How the registry wants clients to log in. @default - `bearer` */
  readonly auth?: 'bearer' | 'basic' | 'open';
  readonly ping?: Route;
  readonly manifest?: Route;
  readonly blob?: Route;
  readonly tags?: Route;
  readonly token?: Route;
  /** Whatever is asked of other hosts. */
  readonly others?: Readonly<Record<string, Route>>;
  readonly connection?: ConnectionOptions;
  /** A piece of the address of requests that get only milliseconds, because they are never answered. */
  readonly impatientWith?: string;
  readonly registries?: CheckOptions['registries'];
  readonly expected: Expected;
  /** Hosts that get to see the login. @default - those that this kind of login goes to, if it gets that far */
  readonly loginGoesTo?: readonly string[];
  /** Most requests that it may take. @default - 16 */
  readonly requests?: number;
}

export const INDEX = makeTestImage({ platforms: ['linux/amd64', 'linux/arm64'] });
export const SINGLE = makeTestImage({ platforms: ['linux/amd64'], single: true });
export const CONFIG = SINGLE.blobs.find(({ mediaType }) => mediaType.includes('config')) ?? SINGLE.root;
export const BASIC = `Basic ${Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64')}`;
export const TOKEN = `opaque-${randomBytes(9).toString('hex')}`;
export const REGISTRY = 'registry.test';
export const AUTH = 'auth.registry.test';
export const BEARER_CHALLENGE = `Bearer realm="https://${AUTH}/token",service="registry.test"`;

/** A response in JSON. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string | string[]>> = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** An error as the specification has it. */
export function error(status: number, code: string, message = 'no', headers: Readonly<Record<string, string | string[]>> = {}): Reply {
  return json(status, { errors: [{ code, message }] }, headers);
}

/** A manifest, as a good registry serves it. */
export function serve({ bytes, digest, mediaType }: typeof INDEX.root, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status: 200, headers: { 'content-type': mediaType, 'docker-content-digest': digest, ...headers }, body: bytes };
}

/** Accepts the request and never answers. */
export const hang: Reply = { act: () => undefined };

/** Breaks the connection off before any answer. */
export const reset: Reply = { act: (response) => response.socket?.destroy() };

export const entry = (registry: string, password = CANARY_PASSWORD, username = CANARY_USERNAME): DockerConfigEntry => (
  { registry, username, password: SecretValue.unsafePlainText(password) });

/** A clock on which every wait is over at once. */
export function instantClock(): IClock & { readonly waits: number[] } {
  let now = Date.UTC(2030, 0, 1);
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    sleep: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    random: () => 0.5,
  };
}

/** Sends what is meant for any host to one server of this machine, which tells hosts apart by the header. */
export class RoutedTransport implements IRegistryTransport {
  readonly #transport = new UndiciTransport();

  constructor(private readonly server: LoopbackServer, private readonly impatientWith?: string) {}

  public send(request: TransportRequest): Promise<TransportReply> {
    const url = new URL(request.url.pathname + request.url.search, this.server.origin);
    const timeoutMs = this.impatientWith !== undefined && request.url.href.includes(this.impatientWith) ? 40 : request.timeoutMs;
    return this.#transport.send({ ...request, url, timeoutMs, headers: { ...request.headers, 'host': request.url.host, 'x-scheme': request.url.protocol } });
  }

  public close(): Promise<void> {
    return this.#transport.close();
  }
}

/** Runs one case against a real server of this machine. */
export async function runFault(one: FaultCase): Promise<{ answer: AvailabilityAnswer; seen: readonly SeenRequest[]; waits: readonly number[] }> {
  const counts = new Map<string, number>();
  const server = await LoopbackServer.start((_request, response, seen) => {
    const [name, route] = routeOf(one, seen);
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    const reply = typeof route === 'function' ? route(seen, count) : route;
    if ('act' in reply) {
      reply.act(response);
    } else {
      response.writeHead(reply.status, reply.headers ?? {}).end(reply.body ?? '');
    }
  });
  const clock = instantClock();
  const client = new RegistryClient(one.connection, { transport: new RoutedTransport(server, one.impatientWith), clock });
  try {
    const image = one.image ?? `${REGISTRY}/team/app:1`;
    const [answer] = await checkAvailability([{
      image,
      credentials: one.credentials ?? [entry(image.split('/')[0] ?? '')],
      ...(one.platforms !== undefined && { platforms: one.platforms }),
      ...(one.digest !== undefined && { digest: one.digest }),
    }], { client, ...(one.registries !== undefined && { registries: one.registries }) });
    return { answer: answer as AvailabilityAnswer, seen: server.seen, waits: clock.waits };
  } finally {
    await client.close();
    await server.stop();
  }
}

/** Which part of the registry a request is for, and what that part does unless the case says otherwise. */
function routeOf(one: FaultCase, seen: SeenRequest): [name: string, route: Route] {
  const { host, path, authorization } = seen;
  const auth = one.auth ?? 'bearer';
  const isRegistry = host === REGISTRY || host === apiHost(one);
  if (host === AUTH && one.others?.[AUTH] === undefined) {
    return ['token', one.token ?? json(200, { token: TOKEN })];
  }
  if (!isRegistry) {
    return [host, one.others?.[host] ?? { status: 418 }];
  }
  const challenge = { 'www-authenticate': auth === 'bearer' ? BEARER_CHALLENGE : 'Basic realm="registry"', 'docker-distribution-api-version': 'registry/2.0' };
  const locked = json(401, { errors: [{ code: 'UNAUTHORIZED', message: 'authentication required' }] }, challenge);
  const open = auth === 'open' || authorization === (auth === 'basic' ? BASIC : `Bearer ${TOKEN}`);
  if (path === '/v2/') {
    return ['ping', one.ping ?? (auth === 'open' || (auth === 'basic' && open) ? json(200, {}, { 'docker-distribution-api-version': 'registry/2.0' }) : locked)];
  }
  if (!open && one.ping === undefined) {
    return ['locked', locked];
  }
  if (path.includes('/manifests/')) {
    return ['manifest', one.manifest ?? serve(INDEX.root)];
  }
  if (path.includes('/blobs/')) {
    return ['blob', one.blob ?? { status: 200, body: CONFIG.bytes }];
  }
  return ['tags', one.tags ?? error(401, 'UNAUTHORIZED')];
}

function apiHost({ image }: FaultCase): string {
  const host = image?.split('/')[0] ?? REGISTRY;
  return host === 'docker.io' ? 'registry-1.docker.io' : host;
}
