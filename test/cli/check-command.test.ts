import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planMirror, printMirrorPlan } from '../../src/mirror';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { expectSchema } from '../preflight/support';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { ClusterStandIn } from '../support/cluster-stand-in';
import type { ClusterObject } from '../support/cluster-stand-in';
import { holdsCanary } from '../support/holds-canary';
import { makeAuthority } from '../support/registries/certificates';
import type { Authority } from '../support/registries/certificates';
import { pushImage } from '../support/registries/push-image';
import { startDockerRegistry } from '../support/registries/start-registry';
import type { RunningRegistry } from '../support/registries/start-registry';
import { makeTestImage } from '../support/registries/test-image';
import { startTokenServer } from '../support/registries/token-server';
import type { TokenServer } from '../support/registries/token-server';
import { tool } from '../support/tools';
import { pullproof, scratchFolder, spawnPullproof } from './support';
import type { Outcome, Setting } from './support';

const BASIC = `Basic ${Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64')}`;
const MULTI = makeTestImage({ platforms: ['linux/amd64', 'linux/arm64'] });
const SINGLE = makeTestImage({ platforms: ['linux/amd64'], single: true });

const scratch = scratchFolder();
const stops: (() => Promise<void>)[] = [];
let authority: Authority;
/** Basic logins over TLS, a token server over plain HTTP, and one without logins. */
let secure: RunningRegistry;
let tokens: TokenServer;
let bearer: RunningRegistry;
let open: RunningRegistry;

beforeAll(async () => {
  const folder = (): string => mkdtempSync(join(scratch.path, 'server-'));
  authority = makeAuthority(folder());
  secure = await startDockerRegistry({ folder: folder(), htpasswd: { [CANARY_USERNAME]: CANARY_PASSWORD }, tls: authority.sign('registry', ['IP:127.0.0.1']) });
  tokens = await startTokenServer({
    service: 'test-registry', issuer: 'test-issuer', certificate: authority.sign('token', ['DNS:token']),
    users: { [CANARY_USERNAME]: { password: CANARY_PASSWORD, may: { 'agents/app': ['pull'] } }, stranger: { password: CANARY_PASSWORD, may: {} } },
  });
  bearer = await startDockerRegistry({ folder: folder(), token: { server: tokens, authority } });
  open = await startDockerRegistry({ folder: folder() });
  stops.push(() => secure.stop(), () => bearer.stop(), () => open.stop(), () => tokens.server.stop());
  await pushImage(MULTI, { origin: secure.origin, repository: 'agents/app', tag: '1', authorization: BASIC, ca: authority.certificate });
  await pushImage(SINGLE, { origin: secure.origin, repository: 'agents/app', tag: 'single', authorization: BASIC, ca: authority.certificate });
  await pushImage(MULTI, { origin: bearer.origin, repository: 'agents/app', tag: '1', authorization: `Bearer ${tokens.tokenFor('agents/app')}` });
  await pushImage(MULTI, { origin: open.origin, repository: 'agents/app', tag: '1' });
  writeFileSync(join(scratch.path, 'ca.pem'), authority.certificate);
});

afterAll(() => Promise.all(stops.map((stop) => stop())));

/** Runs `pullproof check` with what reaches the servers; whatever it prints must not hold the credential, and JSON has its schema. */
async function check(args: readonly string[], setting: Setting = {}): Promise<Outcome> {
  const outcome = await pullproof(['check', ...args, '--ca', 'ca.pem', '--plain-http', bearer.host, '--plain-http', open.host, '--retries', '0'], {
    workingDirectory: scratch.path, environment: { PATH: process.env.PATH, HOME: scratch.path }, ...setting,
  });
  expect(holdsCanary(outcome.out + outcome.err)).toBe(false);
  if (args.includes('--json') && outcome.code < 2) {
    expectSchema(outcome.out);
  }
  return outcome;
}

/** State, and the login that gave it, by the place that pulls. */
async function states(input: readonly object[], args: readonly string[] = []): Promise<Record<string, unknown>> {
  const { out } = await check([...args, '--json'], { input: list(input) });
  const { images } = JSON.parse(out) as {
    images: { state: string; reason: string; uses: { location: { namespace: string; name: string }; credential?: string }[] }[];
  };
  return Object.fromEntries(images.flatMap(({ state, uses }) => uses.map(({ location, credential }) => [`${location.namespace}/${location.name}`, credential === undefined ? state : `${state} with ${credential}`])));
}

const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

function configOf(host: string, username = CANARY_USERNAME, password = CANARY_PASSWORD): string {
  return JSON.stringify({ auths: { [host]: { username, password } } });
}

function secret(namespace: string, config: string, name = 'pull'): ClusterObject {
  return {
    apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/dockerconfigjson', metadata: { name, namespace },
    data: { '.dockerconfigjson': Buffer.from(config, 'utf8').toString('base64') },
  };
}

function pod(namespace: string, name: string, image: string, spec: object = { imagePullSecrets: [{ name: 'pull' }] }): ClusterObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace }, spec: { containers: [{ name: 'main', image }], ...spec } };
}

function account(namespace: string, name: string, ...secrets: string[]): ClusterObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace }, imagePullSecrets: secrets.map((one) => ({ name: one })) };
}

describe('the credentials of the manifests', () => {
  test('each namespace has its own: right, wrong, missing, for another host, broken', async () => {
    const image = `${secure.host}/agents/app:1`;
    expect(await states([
      secret('right', configOf(secure.host)), pod('right', 'p', image),
      secret('wrong', configOf(secure.host, CANARY_USERNAME, `old ${CANARY_PASSWORD}`)), pod('wrong', 'p', image),
      pod('missing', 'p', image),
      secret('other', configOf('quay.io')), pod('other', 'p', image),
      secret('broken', 'not json'), pod('broken', 'p', image),
      secret('account', configOf(secure.host)), account('account', 'default', 'pull'), pod('account', 'p', image, {}),
      account('bare', 'default'), pod('bare', 'p', image, {}),
    ])).toEqual({
      'right/p': 'available with Secret right/pull',
      'account/p': 'available with Secret account/pull',
      'wrong/p': 'authentication_failure with Secret wrong/pull',
      'missing/p': 'unknown_credential',
      'other/p': 'authentication_failure',
      'broken/p': 'unusable_credential',
      'bare/p': 'authentication_failure',
    });
  });

  test('several logins are tried as the kubelet tries them', async () => {
    expect(await states([
      secret('n', JSON.stringify({ auths: { [secure.host]: { username: 'nobody', password: 'x' }, [`${secure.host}/agents/`]: { username: 'nobody', password: 'y' } } }), 'stale'),
      secret('n', configOf(secure.host), 'fresh'),
      pod('n', 'p', `${secure.host}/agents/app:1`, { imagePullSecrets: [{ name: 'stale' }, { name: 'fresh' }] }),
    ])).toEqual({ 'n/p': 'available with Secret n/fresh' });
  });

  test('with tokens: what a login may not see looks absent, and nobody says which', async () => {
    const image = `${bearer.host}/agents/app`;
    expect(await states([
      secret('a', configOf(bearer.host)), pod('a', 'there', `${image}:1`), pod('a', 'gone', `${image}:2`),
      secret('b', configOf(bearer.host, 'stranger')), pod('b', 'hidden', `${image}:1`),
    ])).toEqual({
      'a/there': 'available with Secret a/pull', 'a/gone': 'absent with Secret a/pull', 'b/hidden': 'denied_or_absent with Secret b/pull',
    });
  });

  test('the same question is asked once, whoever has it', async () => {
    tokens.server.seen.length = 0;
    const pods = Array.from({ length: 40 }, (_, index) => pod(`n${index % 4}`, `p${index}`, `${bearer.host}/agents/app:1`));
    const { code, out } = await check([], { input: list([...['n0', 'n1', 'n2', 'n3'].map((namespace) => secret(namespace, configOf(bearer.host))), ...pods]) });

    expect({ code, head: out.split('\n')[0] }).toEqual({ code: 0, head: 'AVAILABLE  1 image in 40 places: all can be pulled' });
    expect(tokens.server.seen).toHaveLength(1);
  });

  test('a Secret that an ExternalSecret makes later is said to be unknown, and --auth stands in for it', async () => {
    const manifests = list([
      { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'pull', namespace: 'n' }, spec: { target: { template: { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': `{"auths":{"${secure.host}":{"auth":"{{ .auth }}"}}}` } } }, data: [{ secretKey: 'auth', remoteRef: { key: 'a' } }], secretStoreRef: { kind: 'ClusterSecretStore', name: 's' } } },
      pod('n', 'p', `${secure.host}/agents/app:1`),
    ]);
    const unknown = await check([], { input: manifests });

    expect(unknown.code).toBe(1);
    expect(unknown.out).toContain(`unknown credential  the login that the pods have for "${secure.host}" cannot be seen here`);
    expect(unknown.out).toContain('Pod n/p, main (stdin:1): Secret n/pull is made by ExternalSecret n/pull, in the cluster only');
    scratch.write('auth.json', configOf(secure.host));
    expect(await check(['--auth', 'auth.json'], { input: manifests })).toEqual({ code: 0, err: '', out: `AVAILABLE  1 image in 1 place: all can be pulled\n\navailable\n  ${secure.host}/agents/app:1\n` });
  });
});

describe('the report', () => {
  const manifests = (): string => list([secret('n', configOf(secure.host)), pod('n', 'good', `${secure.host}/agents/app:1`), pod('n', 'single', `${secure.host}/agents/app:single`), pod('n', 'gone', `${secure.host}/agents/app:2`)]);

  test('names a missing platform', async () => {
    const { code, out } = await check(['--platform', 'linux/amd64,linux/arm64'], { input: manifests() });

    expect(code).toBe(1);
    expect(out).toBe(`NOT AVAILABLE  3 images in 3 places: 1 absent, 1 wrong platform, 1 available

absent  "${secure.host}" has no image with this tag or digest
  the registry says: "manifest unknown"
  → copy the image, or correct the name
  ${secure.host}/agents/app:2
    Pod n/gone, main (stdin:1): with Secret n/pull

wrong platform  "${secure.host}" has the image for "linux/amd64", not for "linux/arm64"
  → copy it again with all its platforms, or keep the pods away from such nodes
  ${secure.host}/agents/app:single
    Pod n/single, main (stdin:1): with Secret n/pull

available
  ${secure.host}/agents/app:1
`);
    expect((await check(['--platform', 'linux/amd64', '--platform', 'amd64/linux/x/y'], { input: manifests() })).err)
      .toBe('pullproof: [--platform] "amd64/linux/x/y" names no platform, expected os/architecture[/variant], such as linux/arm64\n');
  });

  test('as metrics is what Prometheus reads', async () => {
    const { code, out, err } = await check(['--metrics'], { input: manifests() });

    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(execFileSync(tool('promtool'), ['check', 'metrics'], { input: out, encoding: 'utf8' })).toBe('');
    expect(out).toContain(`k8s_image_availability_exporter_absent{container="main",image="${secure.host}/agents/app:2",kind="pod",name="gone",namespace="n"} 1\n`);
  });

  test('shows how far it is where somebody watches, and takes the line away', async () => {
    const said: string[] = [];
    let stopped = 0;
    const startProgress: Setting['startProgress'] = (text) => {
      said.push(text);
      return Promise.resolve({ say: (next) => void said.push(next), stop: () => void (stopped += 1) });
    };
    const { err } = await check(['--concurrency', '1'], { input: manifests(), startProgress });

    expect(said).toEqual(['asking for 3 images', '1 of 3 images', '2 of 3 images', '3 of 3 images']);
    expect(stopped).toBeGreaterThan(0);
    expect(err).toBe('');
  });

  test('notes that there is nothing to pull', async () => {
    expect(await check([], { input: list([secret('n', configOf('x'))]) })).toEqual({
      code: 0, out: 'AVAILABLE  0 images in 0 places: nothing to pull\n', err: 'note: no pod here pulls an image\n',
    });
  });

  test('is the same from a process of its own, which is silent in a pipe and never has the credential in its arguments', () => {
    scratch.write('all.json', manifests());
    const args = ['check', 'all.json', '--ca', 'ca.pem'];
    const { code, out, err } = spawnPullproof(args, { cwd: scratch.path });

    expect({ code, err, head: out.split('\n')[0] }).toEqual({ code: 1, err: '', head: 'NOT AVAILABLE  3 images in 3 places: 1 absent, 2 available' });
    expect(holdsCanary(args.join(' ') + out + err)).toBe(false);
  });
});

describe('connections', () => {
  const one = (): string => list([secret('n', configOf(secure.host)), pod('n', 'p', `${secure.host}/agents/app:1`)]);

  test('an authority that is not given is not trusted', async () => {
    const { code, out } = await pullproof(['check', '--retries', '0'], { input: one(), workingDirectory: scratch.path });

    expect(code).toBe(1);
    expect(out).toContain(`registry unavailable  the certificate of "${secure.host}" is not signed by a trusted authority (UNABLE_TO_VERIFY_LEAF_SIGNATURE)\n  → give the certificate of the authority to the check; the nodes need it as well`);
  });

  test('a file that is no certificate is refused before anything is asked', async () => {
    scratch.write('no.pem', 'hello');
    expect(await pullproof(['check', '--ca', 'no.pem'], { input: one(), workingDirectory: scratch.path })).toMatchObject({
      code: 2, out: '', err: 'pullproof: [--ca "no.pem"] registries cannot be reached this way\n  - certificateAuthorities[0] is not a certificate in PEM format\n',
    });
  });

  test('proxies come from the environment', async () => {
    const pods = list([account('n', 'default'), pod('n', 'p', 'registry.invalid/agents/app:1', {})]);
    const { out } = await check([], { input: pods, environment: { HTTPS_PROXY: 'http://127.0.0.1:1' } });

    expect(out).toContain('registry unavailable  the proxy does not let the connection to "registry.invalid" through (ECONNREFUSED)');
    expect((await check([], { input: pods, environment: { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: 'registry.invalid' } })).out)
      .toContain('registry unavailable  the name "registry.invalid" does not resolve');
  });

  test.each([
    [['--concurrency', '0'], '[--concurrency] "0" cannot be used, expected a whole number from 1 to 1000'],
    [['--concurrency', 'many'], '[--concurrency] "many" cannot be used, expected a whole number from 1 to 1000'],
    [['--retries', '-1'], '[--retries] "-1" cannot be used, expected a whole number from 0 to 1000'],
    [['--timeout', '0'], '[--timeout] "0" cannot be used, expected seconds, above 0'],
    [['--plain-http', 'http://x'], 'registries cannot be reached this way\n  - plainHttpHosts: "http://x" is not a host, expected host[:port]'],
  ])('%j is refused', async (args, message) => {
    expect(await pullproof(['check', ...args], { input: one() })).toEqual({ code: 2, out: '', err: `pullproof: ${message}\n` });
  });
});

describe('the credentials of a cluster', () => {
  async function cluster(objects: readonly ClusterObject[], forbidden: readonly string[] = []): Promise<{ standIn: ClusterStandIn; args: string[] }> {
    const standIn = await ClusterStandIn.start(scratch.path, objects, forbidden);
    stops.push(() => standIn.stop());
    return { standIn, args: ['--kube-context', 'test', '--kubeconfig', standIn.kubeconfig, '--kubectl', tool('kubectl')] };
  }

  const OPAQUE: ClusterObject = { kind: 'Secret', type: 'Opaque', metadata: { name: 'database', namespace: 'a' }, data: { password: Buffer.from(CANARY_PASSWORD).toString('base64') } };

  test('without files, its own pods are checked with its own Secrets; it is only read', async () => {
    const image = `${secure.host}/agents/app:1`;
    const { standIn, args } = await cluster([
      OPAQUE, secret('a', configOf(secure.host)), pod('a', 'good', image), secret('b', configOf(secure.host, 'old-robot')), pod('b', 'bad', image), pod('c', 'bare', image, {}),
      { kind: 'CronJob', metadata: { name: 'nightly', namespace: 'a' }, spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'main', image: `${secure.host}/agents/app:2` }], imagePullSecrets: [{ name: 'pull' }] } } } } } },
    ]);
    const { code, out } = await check([...args, '--json'], { inputIsTerminal: true });
    const { images } = JSON.parse(out) as { images: { state: string; uses: { location: { name: string; file: string }; obstacles: string[] }[] }[] };

    expect(code).toBe(1);
    expect(Object.fromEntries(images.flatMap(({ state, uses }) => uses.map(({ location }) => [location.name, state])))).toEqual({
      good: 'available', bad: 'authentication_failure', bare: 'authentication_failure', nightly: 'absent',
    });
    expect(images[0]?.uses[0]?.location.file).toBe('context test');
    expect(new Set(standIn.seen.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(standIn.lists).toEqual([
      '/api/v1/pods', '/apis/apps/v1/deployments', '/apis/apps/v1/statefulsets', '/apis/apps/v1/daemonsets', '/apis/batch/v1/cronjobs', '/api/v1/serviceaccounts',
      '/api/v1/secrets?fieldSelector=type=kubernetes.io/dockerconfigjson', '/api/v1/secrets?fieldSelector=type=kubernetes.io/dockercfg',
    ]);
  });

  test('with files, only the Secrets and accounts of their namespaces are read', async () => {
    const { standIn, args } = await cluster([secret('a', configOf(secure.host)), account('b', 'default', 'pull'), secret('b', configOf(secure.host, 'old-robot'))]);
    scratch.write('pods.json', list([pod('a', 'p', `${secure.host}/agents/app:1`), pod('b', 'p', `${secure.host}/agents/app:1`, {}), pod('c', 'p', `${secure.host}/agents/app:1`)]));
    const { code, out } = await check(['pods.json', ...args]);

    expect(code).toBe(1);
    expect(out).toContain('NOT AVAILABLE  3 images in 3 places: 2 authentication failure, 1 available');
    expect(out).toContain('Pod b/p, main (pods.json:1): with Secret b/pull');
    expect(out).toContain('Pod c/p, main (pods.json:1): Secret c/pull, named by the pod, exists only in a, b');
    expect(standIn.lists.map((path) => /namespaces\/(\w+)\/(\w+)/.exec(path)?.slice(1).join(' '))).toEqual([
      'a serviceaccounts', 'a secrets', 'a secrets', 'b serviceaccounts', 'b secrets', 'b secrets', 'c serviceaccounts', 'c secrets', 'c secrets',
    ]);
  });

  test('--namespace keeps to one; --auth leaves Secrets alone', async () => {
    const { standIn, args } = await cluster([pod('a', 'p', `${secure.host}/agents/app:1`), pod('b', 'p', `${secure.host}/agents/app:2`)]);
    scratch.write('robot.json', configOf(secure.host));

    expect((await check([...args, '-n', 'a', '--auth', 'robot.json'])).code).toBe(0);
    expect(standIn.lists.every((path) => path.includes('/namespaces/a/') && !path.includes('secrets'))).toBe(true);
  });

  test('a missing right is said in plain words', async () => {
    const { args } = await cluster([pod('a', 'p', `${secure.host}/agents/app:1`)], ['secrets']);
    const { code, out, err } = await check(args);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toBe(`pullproof: [${tool('kubectl')}] the user of context "test" may not list secrets in all namespaces
  - Error from server (Forbidden): secrets is forbidden: User "reader" cannot list resource "secrets" in API group "" at the cluster scope
  have somebody grant the verb "list" for secrets there, or give the objects as files
`);
  });
});

describe('a mirror plan', () => {
  const planFor = (registry: RunningRegistry): string => printMirrorPlan(planMirror({
    relocation: new Relocation({ registry: Registry.parse(`${registry.host}/agents`), layout: Layout.flat() }),
    sources: [{ kind: 'images', images: [`${secure.host}/agents/app:1`, `${secure.host}/agents/app:missing`], reason: 'the list' }],
    digests: { [`${secure.host}/agents/app:1`]: MULTI.root.digest },
    platforms: ['linux/arm64'],
  }));

  test('is checked on the private side, by digest and platforms of the plan', async () => {
    scratch.write('plan.json', planFor(open));
    const { code, out } = await check(['--plan', 'plan.json']);

    expect(code).toBe(1);
    expect(out).toBe(`NOT AVAILABLE  2 images in 2 places: 1 absent, 1 available

absent  "${open.host}" has no image with this tag or digest
  the registry says: "manifest unknown"
  → copy the image, or correct the name
  ${open.host}/agents/app:missing
    the list (plan.json)

available
  ${open.host}/agents/app:1
`);
  });

  test('is checked on the source side with --side source', async () => {
    scratch.write('sources.json', configOf(secure.host));
    const { out } = await check(['--plan', '-', '--side', 'source', '--auth', 'sources.json'], { input: planFor(open) });

    expect(out).toContain(`absent  "${secure.host}" has no image with this tag or digest`);
    expect(out).toContain(`\navailable\n  ${secure.host}/agents/app:1\n`);
  });

  test('a copy with another digest than its source is a finding', async () => {
    const other = planFor(open).replaceAll(MULTI.root.digest, SINGLE.root.digest);
    expect((await check(['--plan', '-'], { input: other })).out).toContain(`digest mismatch  "${open.host}" has ${MULTI.root.digest}, expected ${SINGLE.root.digest}`);
  });

  test.each([
    [['--plan', 'p', 'file.yaml'], '--plan names the images, and so do files and --kube-context; give one of them'],
    [['--side', 'source'], '--side needs --plan; name the mirror plan whose sources are meant'],
    [['--plan', 'p', '--side', 'left'], '[--side] "left" is no side of a mirror plan, expected private or source'],
    [['--plan', '-'], '[--plan] the mirror plan is no JSON; write it with `printMirrorPlan`'],
  ])('%j is refused', async (args, message) => {
    expect(await check(args, { input: 'nothing' })).toEqual({ code: 2, out: '', err: `pullproof: ${message}\n` });
  });
});

describe('a command line that cannot be used', () => {
  test.each([
    [['--json', '--metrics'], '--json and --metrics are two forms of one report; leave one of them out'],
    [['--kubeconfig', 'x'], '--kubeconfig needs --kube-context; name the context: a cluster is only read when it is named'],
    [['--kubectl', 'x'], '--kubectl needs --kube-context; name the context: a cluster is only read when it is named'],
    [['--kube-context', ''], '[--kube-context] the name of the context is empty; check the variable that it comes from'],
    [['pods.yaml', '--kube-context', 'x', '--auth', 'y'], 'with files, --auth and --kube-context name two places for the logins; leave one of them out'],
    [['--auth', 'no-such-file'], '[no-such-file] the input cannot be read (no such file or folder); check the path'],
    [['-n', 'Not_A_Name'], '[--namespace] "Not_A_Name" cannot be used'],
  ])('%j', async (args, message) => {
    const { code, out, err } = await pullproof(['check', ...args], { input: list([]) });

    expect({ code, out, err: err.split('\n')[0] }).toEqual({ code: 2, out: '', err: `pullproof: ${message}` });
  });

  test('input that is not whole, or empty, is refused: what is left out must not look available', async () => {
    expect((await pullproof(['check'], { input: 'a: b: c' })).err).toMatch(/^pullproof: a document cannot be read\n {2}- stdin:1: /);
    expect(await pullproof(['check'], { input: '' })).toMatchObject({ code: 2, err: 'pullproof: there is no object to check; check the command that the input comes from\n' });
  });

  test('a Docker configuration is read as the kubelet reads it, and never repeated', async () => {
    const bad = join(tmpdir(), `pullproof-${process.pid}.json`);
    writeFileSync(bad, `{"auths": {"x": {"auth": "${CANARY_PASSWORD}"}}}`);
    const { code, err } = await pullproof(['check', '--auth', bad], { input: list([pod('n', 'p', 'x')]) });

    expect({ code, leaks: holdsCanary(err) }).toEqual({ code: 2, leaks: false });
    expect(err).toContain('the Docker configuration cannot be read\n  - entry "x": auth is not standard base64');
    writeFileSync(bad, '{"auths": {}, "credsStore": "desktop"}');
    expect((await pullproof(['check', '--auth', bad, '--metrics'], { input: list([pod('n', 'p', 'BAD')]) })).err)
      .toBe(`note: ${bad}: credsStore is ignored by the kubelet: only logins under auths count\n`);
  });
});
