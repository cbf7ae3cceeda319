import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LoopbackServer } from './registries/loopback-server';
import type { SeenRequest } from './registries/loopback-server';

/** An object as the API server has it. */
export interface ClusterObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly type?: string;
  readonly [key: string]: unknown;
}

/** The kinds that the stand-in knows, by their plurals. */
const KINDS: Readonly<Record<string, { readonly group: string; readonly version: string; readonly kind: string }>> = {
  pods: { group: '', version: 'v1', kind: 'Pod' },
  secrets: { group: '', version: 'v1', kind: 'Secret' },
  serviceaccounts: { group: '', version: 'v1', kind: 'ServiceAccount' },
  events: { group: '', version: 'v1', kind: 'Event' },
  deployments: { group: 'apps', version: 'v1', kind: 'Deployment' },
  statefulsets: { group: 'apps', version: 'v1', kind: 'StatefulSet' },
  daemonsets: { group: 'apps', version: 'v1', kind: 'DaemonSet' },
  cronjobs: { group: 'batch', version: 'v1', kind: 'CronJob' },
};

/** The token of the only user of the stand-in. */
const TOKEN = 'stand-in-user';

/** A Kubernetes API server as far as `kubectl get` needs one: discovery, and lists of objects. */
export class ClusterStandIn {
  /**
   * Starts one, and writes a kubeconfig for it.
   *
   * @param forbidden plurals that the user may not list; with `namespace/plural`, not in that namespace.
   */
  public static async start(folder: string, objects: readonly ClusterObject[], forbidden: readonly string[] = []): Promise<ClusterStandIn> {
    const server = await LoopbackServer.start((_request, response, seen) => {
      const { status, body } = answer(seen, objects, forbidden);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    const kubeconfig = join(folder, `kubeconfig-${server.host.split(':')[1]}.json`);
    writeFileSync(kubeconfig, JSON.stringify({
      apiVersion: 'v1', kind: 'Config',
      clusters: [{ name: 'stand-in', cluster: { server: server.origin } }],
      users: [{ name: 'reader', user: { token: TOKEN } }, { name: 'stranger', user: { token: 'expired' } }],
      contexts: [{ name: 'test', context: { cluster: 'stand-in', user: 'reader' } }, { name: 'expired', context: { cluster: 'stand-in', user: 'stranger' } }],
    }));
    return new ClusterStandIn(server, kubeconfig);
  }

  private constructor(private readonly server: LoopbackServer, public readonly kubeconfig: string) {}

  /** What it was asked. */
  public get seen(): readonly SeenRequest[] {
    return this.server.seen;
  }

  /** Paths of the lists that it was asked for, without discovery. */
  public get lists(): string[] {
    return this.seen.map(({ path }) => path).filter((path) => /\/(?:pods|secrets|serviceaccounts|events|deployments|statefulsets|daemonsets|cronjobs)\?/.test(path))
      .map((path) => decodeURIComponent(path).replace(/[?&]limit=\d+/, '').replace(/[?&]timeout=\w+/, ''));
  }

  public stop(): Promise<void> {
    return this.server.stop();
  }
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

function answer({ path, method, authorization }: SeenRequest, objects: readonly ClusterObject[], forbidden: readonly string[]): Answer {
  const url = new URL(path, 'http://localhost');
  if (method !== 'GET') {
    return refuse(405, 'MethodNotAllowed', 'only GET is allowed');
  }
  const discovery = discover(url.pathname);
  if (discovery !== undefined) {
    return { status: 200, body: discovery };
  }
  // A real server keeps discovery open to everybody who is logged in; over plain HTTP kubectl sends no token at all.
  if (authorization !== undefined && authorization !== `Bearer ${TOKEN}`) {
    return refuse(401, 'Unauthorized', 'Unauthorized');
  }
  const match = /^\/(?:api\/v1|apis\/[^/]+\/v1)(?:\/namespaces\/([^/]+))?\/([a-z]+)$/.exec(url.pathname);
  const [, namespace, plural = ''] = match ?? [];
  const known = KINDS[plural];
  if (known === undefined) {
    return refuse(404, 'NotFound', 'the server could not find the requested resource');
  }
  if (forbidden.includes(plural) || forbidden.includes(`${namespace ?? ''}/${plural}`)) {
    const place = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
    return refuse(403, 'Forbidden', `${plural} is forbidden: User "reader" cannot list resource "${plural}" in API group "${known.group}" ${place}`);
  }
  const type = /^type=(.+)$/.exec(url.searchParams.get('fieldSelector') ?? '')?.[1];
  const items = objects.filter((object) => object.kind === known.kind && (namespace === undefined || object.metadata.namespace === namespace)
    && (type === undefined || object.type === type))
    // The items of a list name neither kind nor version: kubectl takes those from the list.
    .map(({ kind: _kind, apiVersion: _apiVersion, ...item }) => item);
  return {
    status: 200,
    body: { apiVersion: known.group === '' ? 'v1' : `${known.group}/v1`, kind: `${known.kind}List`, metadata: { resourceVersion: '1' }, items },
  };
}

function discover(path: string): object | undefined {
  const resources = (group: string): object[] => Object.entries(KINDS).filter(([, { group: own }]) => own === group)
    .map(([name, { kind }]) => ({ name, singularName: kind.toLowerCase(), namespaced: true, kind, verbs: ['get', 'list'] }));
  switch (path) {
    case '/version':
      return { major: '1', minor: '32', gitVersion: 'v1.32.0' };
    case '/api':
      return { kind: 'APIVersions', versions: ['v1'] };
    case '/apis':
      return {
        kind: 'APIGroupList', apiVersion: 'v1',
        groups: ['apps', 'batch'].map((name) => {
          const version = { groupVersion: `${name}/v1`, version: 'v1' };
          return { name, versions: [version], preferredVersion: version };
        }),
      };
    case '/api/v1':
      return { kind: 'APIResourceList', groupVersion: 'v1', resources: resources('') };
    case '/apis/apps/v1':
    case '/apis/batch/v1': {
      const group = path.split('/')[2] ?? '';
      return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: `${group}/v1`, resources: resources(group) };
    }
    default:
      return undefined;
  }
}

function refuse(code: number, reason: string, message: string): Answer {
  return { status: code, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code } };
}
