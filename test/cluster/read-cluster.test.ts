import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCluster } from '../../src/cluster';
import type { ClusterAccess, ClusterQuery } from '../../src/cluster';
import type { PullproofError } from '../../src/error';
import type { ManifestStream } from '../../src/manifest';
import { CANARY_PASSWORD } from '../support/canary';
import { ClusterStandIn } from '../support/cluster-stand-in';
import type { ClusterObject } from '../support/cluster-stand-in';
import { holdsCanary } from '../support/holds-canary';
import { tool } from '../support/tools';

const OBJECTS: readonly ClusterObject[] = [
  { kind: 'Pod', metadata: { name: 'web', namespace: 'agents' }, spec: { containers: [{ name: 'web', image: 'harbor.example.com/agents/web:1' }] } },
  { kind: 'Pod', metadata: { name: 'other', namespace: 'elsewhere' }, spec: { containers: [] } },
  {
    kind: 'Secret', type: 'kubernetes.io/dockerconfigjson', metadata: { name: 'pull', namespace: 'agents' },
    data: { '.dockerconfigjson': Buffer.from(JSON.stringify({ auths: { 'harbor.example.com': { username: 'u', password: CANARY_PASSWORD } } })).toString('base64') },
  },
  { kind: 'Secret', type: 'Opaque', metadata: { name: 'database', namespace: 'agents' }, data: { password: Buffer.from(CANARY_PASSWORD).toString('base64') } },
  { kind: 'Deployment', metadata: { name: 'web', namespace: 'agents' }, spec: { template: { spec: { containers: [] } } } },
];

let folder: string;
let environment: NodeJS.ProcessEnv;
const running: ClusterStandIn[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullproof-cluster-'));
  // kubectl keeps what it learns of a server in the home folder.
  environment = { PATH: process.env.PATH, HOME: folder };
});

afterAll(async () => {
  await Promise.all(running.map((cluster) => cluster.stop()));
  rmSync(folder, { recursive: true, force: true });
});

async function start(forbidden: readonly string[] = []): Promise<ClusterStandIn> {
  const cluster = await ClusterStandIn.start(folder, OBJECTS, forbidden);
  running.push(cluster);
  return cluster;
}

function read(cluster: ClusterStandIn, queries: readonly ClusterQuery[], access: Partial<ClusterAccess> = {}): Promise<ManifestStream> {
  return readCluster({ context: 'test', kubeconfig: cluster.kubeconfig, kubectl: tool('kubectl'), ...access }, queries, environment);
}

/** The error of a reading that fails; it must not give a secret away. */
async function failure(reading: Promise<ManifestStream>): Promise<PullproofError> {
  const error = await reading.then(() => undefined, (thrown: unknown) => thrown as PullproofError);
  expect(error).toBeDefined();
  expect(holdsCanary(`${error?.message} ${error?.stack} ${JSON.stringify(error)}`)).toBe(false);
  return error as PullproofError;
}

describe('with the real kubectl', () => {
  test('objects come in the order of the queries, with the context as their place, and the cluster is only read', async () => {
    const cluster = await start();
    const { resources, unparsed } = await read(cluster, [{ kind: 'deployments.apps', namespace: 'agents' }, { kind: 'pods' }]);

    expect(unparsed).toEqual([]);
    expect(resources.map(({ apiVersion, kind, namespace, name, origin }) => [apiVersion, kind, namespace, name, origin.file])).toEqual([
      ['apps/v1', 'Deployment', 'agents', 'web', 'context test'],
      ['v1', 'Pod', 'agents', 'web', 'context test'],
      ['v1', 'Pod', 'elsewhere', 'other', 'context test'],
    ]);
    expect(new Set(cluster.seen.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(cluster.lists).toEqual(['/apis/apps/v1/namespaces/agents/deployments', '/api/v1/pods']);
  });

  test('the API server picks what is wanted, so that other secrets stay where they are', async () => {
    const cluster = await start();
    const { resources } = await read(cluster, [{ kind: 'secrets', namespace: 'agents', fieldSelector: 'type=kubernetes.io/dockerconfigjson' }]);

    expect(resources.map(({ kind, name }) => [kind, name])).toEqual([['Secret', 'pull']]);
    expect(cluster.lists).toEqual(['/api/v1/namespaces/agents/secrets?fieldSelector=type=kubernetes.io/dockerconfigjson']);
  });

  test('nothing that was read is left on the disk', async () => {
    const cluster = await start();
    await read(cluster, [{ kind: 'secrets' }]);

    const files = (path: string): string[] => (statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => files(join(path, name))) : [path]);
    expect(files(folder).filter((file) => holdsCanary(readFileSync(file, 'utf8')))).toEqual([]);
  });

  test('a missing right is named, with the kubectl, the context and the namespace', async () => {
    const cluster = await start(['agents/secrets', 'pods']);
    const error = await failure(read(cluster, [{ kind: 'secrets', namespace: 'agents' }]));

    expect({ code: error.code, where: error.where, what: error.what, remedy: error.remedy, problems: error.problems }).toEqual({
      code: 'kubectl-failed',
      where: tool('kubectl'),
      what: 'the user of context "test" may not list secrets in namespace "agents"',
      remedy: 'have somebody grant the verb "list" for secrets there, or give the objects as files',
      problems: ['Error from server (Forbidden): secrets is forbidden: User "reader" cannot list resource "secrets" in API group "" in the namespace "agents"'],
    });
    expect((await failure(read(cluster, [{ kind: 'pods' }]))).what).toBe('the user of context "test" may not list pods in all namespaces');
  });

  test('a context that is not there', async () => {
    const cluster = await start();

    expect((await failure(read(cluster, [{ kind: 'pods' }], { context: 'production' }))).what).toBe('the kubeconfig has no context "production"');
    expect((await failure(read(cluster, [{ kind: 'pods' }], { context: '--kubeconfig=/etc/passwd' }))).what)
      .toBe('the kubeconfig has no context "--kubeconfig=/etc/passwd"');
    expect(cluster.seen).toEqual([]);
  });

  test('a kubeconfig that is not there', async () => {
    const cluster = await start();

    expect(await failure(read(cluster, [{ kind: 'pods' }], { kubeconfig: join(folder, 'nowhere') })))
      .toMatchObject({ code: 'kubectl-failed', what: expect.stringMatching(/kubeconfig/) as string });
  });

  test('a cluster that is down', async () => {
    const cluster = await start();
    await cluster.stop();

    expect(await failure(read(cluster, [{ kind: 'pods' }]))).toMatchObject({
      what: 'the cluster of context "test" cannot be reached', remedy: 'check the network, VPN or proxy between here and the API server',
    });
  });

  test('a kind that the cluster does not have', async () => {
    const cluster = await start();

    expect((await failure(read(cluster, [{ kind: 'widgets.example.com' }]))).what).toBe('the cluster has no widgets.example.com');
  });
});

describe('with another program in place of kubectl', () => {
  function program(name: string, script: string): string {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
    return path;
  }

  const run = (kubectl: string, access: Partial<ClusterAccess> = {}): Promise<ManifestStream> => (
    readCluster({ context: 'test', kubectl, ...access }, [{ kind: 'pods', namespace: 'agents' }], environment));

  test('one that is not there is missing; the message has its name', async () => {
    expect(await failure(run(join(folder, 'no-kubectl')))).toMatchObject({
      code: 'kubectl-missing', what: `kubectl is needed to read the cluster, and the executable "${join(folder, 'no-kubectl')}" was not found`,
    });
    expect(await failure(run('no-such-kubectl'))).toMatchObject({ what: 'kubectl is needed to read the cluster, and the executable "no-such-kubectl" was not found' });
  });

  test('one that cannot be run', async () => {
    mkdirSync(join(folder, 'a-folder'));
    expect((await failure(run(join(folder, 'a-folder')))).what).toContain('cannot be started (EACCES)');
  });

  test('a name is looked up on the PATH for messages', async () => {
    program('kubectl-on-path', 'echo broken >&2; exit 1');
    const error = await failure(readCluster({ context: 'x', kubectl: 'kubectl-on-path' }, [{ kind: 'pods' }], { PATH: `/nowhere:${folder}` }).catch((thrown: PullproofError) => {
      throw thrown;
    }));

    expect(error.message).toContain(join(folder, 'kubectl-on-path'));
  });

  test('what it prints is not repeated when it is no list: it may be a Secret', async () => {
    expect(await failure(run(program('no-json', `echo '{"broken": "${CANARY_PASSWORD}"'`)))).toMatchObject({
      code: 'kubectl-failed', what: 'what it printed for pods is no list of objects in JSON',
    });
    expect((await failure(run(program('no-list', `echo '{"kind": "Pod", "secret": "${CANARY_PASSWORD}"}'`)))).what).toContain('is no list of objects');
  });

  test.each([
    ['error: You must be logged in to the server (Unauthorized)', 'the cluster of context "test" does not accept the login'],
    ['Unable to connect to the server: dial tcp: lookup api.example.com: no such host', 'the cluster of context "test" cannot be reached'],
    ['Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority', 'the cluster of context "test" cannot be reached'],
    ['something else altogether', 'it cannot list pods in namespace "agents"'],
  ])('%s', async (words, what) => {
    const error = await failure(run(program('complains', `cat <<'EOF' >&2\n${words}\nEOF\nexit 1`)));

    expect(error).toMatchObject({ code: 'kubectl-failed', what, problems: [words] });
  });

  test('a long complaint is cut', async () => {
    expect((await failure(run(program('talkative', 'seq 100000 >&2; exit 1')))).problems).toHaveLength(9);
  });

  test('one that hangs is ended', async () => {
    expect((await failure(run(program('hangs', 'exec sleep 600'), { timeoutSeconds: 0.2 }))).what).toBe('it did not list pods in namespace "agents" within 0.2 seconds');
  });

  test('one that is killed', async () => {
    expect((await failure(run(program('killed', 'kill -KILL $$')))).what).toContain('it was ended by the signal SIGKILL');
  });

  test('an empty list is no error', async () => {
    expect(await run(program('empty', 'echo \'{"apiVersion":"v1","kind":"List","items":[]}\''))).toEqual({ resources: [], unparsed: [] });
  });
});
