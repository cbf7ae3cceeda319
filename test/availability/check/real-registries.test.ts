import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { checkAvailability, RegistryClient } from '../../../src/availability';
import type { AvailabilityAnswer, AvailabilityRequest, CheckOptions } from '../../../src/availability';
import { SecretValue } from '../../../src/credential';
import type { DockerConfigEntry } from '../../../src/credential';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../../support/canary';
import { holdsCanary } from '../../support/holds-canary';
import { makeAuthority } from '../../support/registries/certificates';
import type { Authority } from '../../support/registries/certificates';
import { pushImage } from '../../support/registries/push-image';
import { startDockerRegistry, startGoRegistry } from '../../support/registries/start-registry';
import type { RunningRegistry } from '../../support/registries/start-registry';
import { makeTestImage } from '../../support/registries/test-image';
import { startTokenServer } from '../../support/registries/token-server';
import type { TokenServer } from '../../support/registries/token-server';

const BASIC = `Basic ${Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64')}`;
const MULTI = makeTestImage({ platforms: ['linux/amd64', 'linux/arm64/v8'], attestation: true });
const SINGLE = makeTestImage({ platforms: ['linux/amd64'], single: true });
const DOCKER_LIST = makeTestImage({ platforms: ['linux/amd64', 'linux/arm/v7'], docker: true });
const DOCKER_SINGLE = makeTestImage({ platforms: ['linux/arm64'], single: true, docker: true });
const UNDESCRIBED = makeTestImage({ platforms: ['linux/amd64', 'linux/arm64'], undescribed: true });
const ABSENT_DIGEST = `sha256:${'0'.repeat(64)}`;

const stops: (() => Promise<void>)[] = [];
let folder: string;
let authority: Authority;

/** Every answer of this file goes through here: none may hold the credential. */
async function check(requests: readonly AvailabilityRequest[], options: CheckOptions): Promise<AvailabilityAnswer[]> {
  const answers = await checkAvailability(requests, options);
  expect(holdsCanary(JSON.stringify(answers) + inspect(answers, { depth: 9 }))).toBe(false);
  return answers;
}

async function one(request: AvailabilityRequest, options: CheckOptions): Promise<AvailabilityAnswer> {
  const [answer] = await check([request], options);
  return answer as AvailabilityAnswer;
}

function entry(registry: string, password = CANARY_PASSWORD, username = CANARY_USERNAME): DockerConfigEntry {
  return { registry, username, password: SecretValue.unsafePlainText(password) };
}

async function pushAll(registry: RunningRegistry, authorization: (repository: string) => string | undefined, ca?: string): Promise<void> {
  const push = async (repository: string, tag: string, image: typeof MULTI): Promise<void> => {
    const header = authorization(repository);
    const login = { ...(header !== undefined && { authorization: header }), ...(ca !== undefined && { ca }) };
    await pushImage(image, { origin: registry.origin, repository, tag, ...login });
  };
  await push('team/app', 'multi', MULTI);
  await push('team/app', 'single', SINGLE);
  await push('team/app', 'docker', DOCKER_LIST);
  await push('team/app', 'docker-single', DOCKER_SINGLE);
  await push('team/app', 'undescribed', UNDESCRIBED);
  await push('other/app', 'multi', MULTI);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullproof-registries-'));
  authority = makeAuthority(join(folder, 'authority'));
});

afterAll(async () => {
  await Promise.all(stops.map((stop) => stop()));
  rmSync(folder, { recursive: true, force: true });
});

function subfolder(): string {
  return mkdtempSync(join(folder, 'registry-'));
}

describe.each([
  { name: 'docker-registry with htpasswd', start: () => startDockerRegistry({ folder: subfolder(), htpasswd: { [CANARY_USERNAME]: CANARY_PASSWORD } }), login: true },
  { name: 'docker-registry without logins', start: () => startDockerRegistry({ folder: subfolder() }), login: false },
  { name: 'the registry of go-containerregistry', start: startGoRegistry, login: false },
])('with $name', ({ start, login }) => {
  let registry: RunningRegistry;
  let options: CheckOptions;
  const ask = (path: string, more: Partial<AvailabilityRequest> = {}): Promise<AvailabilityAnswer> => (
    one({ image: `${registry.host}/${path}`, credentials: login ? [entry(registry.host)] : [], ...more }, options));

  beforeAll(async () => {
    registry = await start();
    stops.push(() => registry.stop());
    await pushAll(registry, () => (login ? BASIC : undefined));
    options = { connection: { plainHttpHosts: [registry.host] } };
  });

  test('an index is available by its tag', async () => {
    expect(await ask('team/app:multi')).toMatchObject({
      state: 'available', exporterState: 'available', reason: 'present', digest: MULTI.root.digest, mediaType: MULTI.root.mediaType, remedy: 'nothing to do',
    });
  });

  test('an index is available by its digest, and the tag beside a digest does not count', async () => {
    expect(await ask(`team/app@${MULTI.root.digest}`)).toMatchObject({ state: 'available', digest: MULTI.root.digest });
    expect(await ask(`team/app:nonsense@${MULTI.root.digest}`)).toMatchObject({ state: 'available', digest: MULTI.root.digest });
  });

  test('platforms of an index leave attestations out, and arm64/v8 is arm64', async () => {
    expect(await ask('team/app:multi', { platforms: ['linux/arm64', 'linux/amd64'] })).toMatchObject({
      state: 'available', platforms: ['linux/amd64', 'linux/arm64'], digest: MULTI.root.digest,
    });
  });

  test('the platform of a single image comes from its configuration', async () => {
    expect(await ask('team/app:single', { platforms: ['linux/amd64'] })).toMatchObject({ state: 'available', platforms: ['linux/amd64'], mediaType: SINGLE.root.mediaType });
    expect(await ask('team/app:docker-single', { platforms: ['linux/arm64/v8'] })).toMatchObject({ state: 'available', platforms: ['linux/arm64'] });
  });

  test('a platform that is missing is named', async () => {
    expect(await ask('team/app:single', { platforms: ['linux/amd64', 'linux/arm64'] })).toMatchObject({
      state: 'wrong_platform', exporterState: 'available', reason: 'platform-missing', platforms: ['linux/amd64'], missingPlatforms: ['linux/arm64'], digest: SINGLE.root.digest,
    });
    expect(await ask('team/app:docker', { platforms: ['linux/arm64'] })).toMatchObject({
      state: 'wrong_platform', platforms: ['linux/amd64', 'linux/arm/v7'], missingPlatforms: ['linux/arm64'], digest: DOCKER_LIST.root.digest,
    });
  });

  test('an index without platforms is read through its images', async () => {
    expect(await ask('team/app:undescribed', { platforms: ['linux/arm64'] })).toMatchObject({ state: 'available', platforms: ['linux/amd64', 'linux/arm64'] });
  });

  test('another digest than expected is a mismatch', async () => {
    expect(await ask('team/app:multi', { digest: SINGLE.root.digest })).toMatchObject({
      state: 'digest_mismatch', reason: 'digest-differs', exporterState: 'available', expectedDigest: SINGLE.root.digest, foundDigest: MULTI.root.digest,
    });
    expect(await ask('team/app:multi', { digest: MULTI.root.digest })).toMatchObject({ state: 'available' });
  });

  test('a missing tag, digest or repository is absent', async () => {
    expect(await ask('team/app:missing')).toMatchObject({ state: 'absent', exporterState: 'absent', reason: 'manifest-unknown', status: 404, errorCodes: ['MANIFEST_UNKNOWN'] });
    expect(await ask(`team/app@${ABSENT_DIGEST}`)).toMatchObject({ state: 'absent', status: 404 });
    expect(await ask('team/missing:1')).toMatchObject({ state: 'absent', status: 404 });
  });

  test('a text that is no reference is told without asking anybody', async () => {
    expect(await ask('Team/App:1')).toMatchObject({ state: 'bad_image_format', reason: 'reference-malformed', attempts: [] });
  });

  if (login) {
    test('a wrong password is the login, not the image', async () => {
      expect(await ask('team/app:multi', { credentials: [entry(registry.host, `wrong ${CANARY_PASSWORD}`)] })).toMatchObject({
        state: 'authentication_failure', exporterState: 'authentication_failure', reason: 'login-refused', status: 401, errorCodes: ['UNAUTHORIZED'],
        credential: { index: 0, registry: registry.host },
      });
    });

    test('without a credential a login is missing', async () => {
      const answer = await ask('team/app:multi', { credentials: [] });
      expect(answer).toMatchObject({ state: 'authentication_failure', reason: 'login-missing', status: 401 });
      expect(answer.credential).toBeUndefined();
    });

    test('every matching credential is tried, the most specific first, until one works', async () => {
      const credentials = [entry(registry.host), entry(`${registry.host}/team/`, `stale ${CANARY_PASSWORD}`)];
      const answer = await ask('team/app:multi', { credentials });
      expect(answer).toMatchObject({ state: 'available', credential: { index: 0, registry: registry.host } });
      expect(answer.attempts.map(({ credential, reason }) => [credential?.index, reason])).toEqual([[1, 'login-refused'], [0, 'present']]);
    });
  } else {
    test('a login that nobody asks for is not sent, and does no harm', async () => {
      expect(await ask('team/app:multi', { credentials: [entry(registry.host)] })).toMatchObject({ state: 'available' });
    });
  }
});

describe.each([{ lenient: false }, { lenient: true }])('with docker-registry and a token server (lenient: $lenient)', ({ lenient }) => {
  let registry: RunningRegistry;
  let tokens: TokenServer;
  let options: CheckOptions;
  const ask = (path: string, more: Partial<AvailabilityRequest> = {}): Promise<AvailabilityAnswer> => (
    one({ image: `${registry.host}/${path}`, credentials: [entry(registry.host)], ...more }, options));

  beforeAll(async () => {
    tokens = await startTokenServer({
      service: 'test-registry', issuer: 'test-issuer', certificate: authority.sign('token', ['DNS:token']), lenient,
      users: { [CANARY_USERNAME]: { password: CANARY_PASSWORD, may: { 'team/app': ['pull'], 'team/missing': ['pull'] } } },
      anonymous: { 'other/app': ['pull'] },
    });
    stops.push(() => tokens.server.stop());
    registry = await startDockerRegistry({ folder: subfolder(), token: { server: tokens, authority } });
    stops.push(() => registry.stop());
    await pushAll(registry, (repository) => `Bearer ${tokens.tokenFor(repository)}`);
    options = { connection: { plainHttpHosts: [registry.host] } };
  });

  test('an image is available with a token for its repository', async () => {
    tokens.server.seen.length = 0;
    expect(await ask('team/app:multi', { platforms: ['linux/amd64'] })).toMatchObject({ state: 'available', digest: MULTI.root.digest });
    expect(tokens.server.seen.map(({ path, authorization }) => [decodeURIComponent(path), authorization])).toEqual([
      ['/service/token?service=test-registry&scope=repository:team/app:pull', BASIC],
    ]);
  });

  test('a missing tag, or repository, is absent for a login that may pull from it', async () => {
    expect(await ask('team/app:missing')).toMatchObject({ state: 'absent', reason: 'manifest-unknown', status: 404 });
    expect(await ask('team/missing:1')).toMatchObject({ state: 'absent', status: 404 });
  });

  test('a repository that this login may not see, and one that is not there, look the same', async () => {
    const denied = await ask('other/app:multi');
    const absent = await ask('nobody/nothing:1');
    for (const answer of [denied, absent]) {
      expect(answer).toMatchObject({ state: 'denied_or_absent', exporterState: 'authentication_failure', reason: 'hidden', status: 401, errorCodes: ['UNAUTHORIZED'] });
    }
  });

  test('a wrong password is the login, even where the token server gives an empty token', async () => {
    expect(await ask('team/app:multi', { credentials: [entry(registry.host, `wrong ${CANARY_PASSWORD}`)] })).toMatchObject({
      state: 'authentication_failure', reason: 'login-refused', status: 401,
    });
  });

  test('without a credential a public image is available, and a private one hidden', async () => {
    expect(await ask('other/app:multi', { credentials: [] })).toMatchObject({ state: 'available' });
    expect(await ask('team/app:multi', { credentials: [] })).toMatchObject({ state: 'denied_or_absent', reason: 'hidden' });
  });

  test('where a credential matches there is no anonymous pull, although one would work', async () => {
    expect(await ask('other/app:multi')).toMatchObject({ state: 'denied_or_absent', credential: { index: 0 } });
  });

  test('many images of one repository take one token and one request each', async () => {
    tokens.server.seen.length = 0;
    const requests = ['multi', 'single', 'docker', 'docker-single', 'undescribed', 'multi'].map((tag) => (
      { image: `${registry.host}/team/app:${tag}`, credentials: [entry(registry.host)] }));
    const answers = await check(requests, { ...options, concurrency: 2 });
    expect(answers.map(({ state }) => state)).toEqual(Array(6).fill('available'));
    expect(tokens.server.seen).toHaveLength(1);
  });
});

describe('with docker-registry behind TLS', () => {
  let registry: RunningRegistry;

  beforeAll(async () => {
    registry = await startDockerRegistry({
      folder: subfolder(), htpasswd: { [CANARY_USERNAME]: CANARY_PASSWORD }, tls: authority.sign('registry', ['IP:127.0.0.1']),
    });
    stops.push(() => registry.stop());
    await pushAll(registry, () => BASIC, authority.certificate);
  });

  const ask = (options: CheckOptions): Promise<AvailabilityAnswer> => (
    one({ image: `${registry.host}/team/app:multi`, credentials: [entry(registry.host)], platforms: ['linux/arm64'] }, options));

  test('an image is available when the authority is trusted', async () => {
    expect(await ask({ connection: { certificateAuthorities: [authority.certificate] } })).toMatchObject({ state: 'available', digest: MULTI.root.digest });
  });

  test('an authority that nobody trusts makes the registry unavailable, with a code', async () => {
    expect(await ask({})).toMatchObject({
      state: 'registry_unavailable', exporterState: 'registry_unavailable', reason: 'tls-untrusted',
      cause: `the certificate of "${registry.host}" is not signed by a trusted authority (UNABLE_TO_VERIFY_LEAF_SIGNATURE)`,
    });
  });

  test('a certificate for another name is told apart', async () => {
    const image = `localhost:${registry.host.split(':')[1]}/team/app:multi`;
    expect(await one({ image }, { connection: { certificateAuthorities: [authority.certificate] } })).toMatchObject({ reason: 'tls-name' });
  });

  test('plain HTTP to a port of HTTPS is told apart', async () => {
    expect(await ask({ connection: { plainHttpHosts: [registry.host] } })).toMatchObject({ state: 'registry_unavailable', reason: 'https-expected', status: 400 });
  });

  test('HTTPS to a port of plain HTTP is told apart', async () => {
    const plain = await startGoRegistry();
    stops.push(() => plain.stop());
    expect(await one({ image: `${plain.host}/team/app:1` }, {})).toMatchObject({ state: 'registry_unavailable', reason: 'tls-protocol' });
  });
});

test('a client can be kept, and closed when it is no longer needed', async () => {
  const registry = await startGoRegistry();
  stops.push(() => registry.stop());
  await pushAll(registry, () => undefined);
  const client = new RegistryClient({ plainHttpHosts: [registry.host] });
  expect(await one({ image: `${registry.host}/team/app:multi` }, { client })).toMatchObject({ state: 'available' });
  expect(await one({ image: `${registry.host}/other/app:multi` }, { client })).toMatchObject({ state: 'available' });
  await client.close();
});
