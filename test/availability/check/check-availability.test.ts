import { inspect } from 'node:util';
import { checkAvailability, RegistryClient } from '../../../src/availability';
import type { AvailabilityAnswer, AvailabilityRequest, CheckOptions, CheckProgress, ConnectionOptions } from '../../../src/availability';
import { PullproofError } from '../../../src/error';
import { CANARY_PASSWORD } from '../../support/canary';
import { holdsCanary } from '../../support/holds-canary';
import { LoopbackServer } from '../../support/registries/loopback-server';
import type { Handler } from '../../support/registries/loopback-server';
import { AUTH, BASIC, BEARER_CHALLENGE, entry, INDEX, instantClock, REGISTRY, RoutedTransport } from '../faults/fault-case';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) {
    await end();
  }
});

/** A client whose every host is this server. */
async function setUp(handler: Handler, options: ConnectionOptions = {}): Promise<{ server: LoopbackServer; client: RegistryClient }> {
  const server = await LoopbackServer.start(handler);
  const client = new RegistryClient(options, { transport: new RoutedTransport(server), clock: instantClock() });
  ends.push(() => client.close(), () => server.stop());
  return { server, client };
}

/** A registry with tokens that has every image but those called `missing`. */
const tokenRegistry: Handler = (_request, response, { host, path, authorization }) => {
  if (host === AUTH) {
    const scope = new URL(path, 'http://x').searchParams.get('scope');
    response.writeHead(authorization === BASIC ? 200 : 401).end(JSON.stringify({ token: `token-for-${scope}`, expires_in: 3600 }));
    return;
  }
  const repository = /^\/v2\/(.+)\/manifests\//.exec(path)?.[1];
  if (repository === undefined || authorization !== `Bearer token-for-repository:${repository}:pull`) {
    response.writeHead(401, { 'www-authenticate': BEARER_CHALLENGE }).end('{"errors":[{"code":"UNAUTHORIZED"}]}');
  } else if (repository.includes('missing')) {
    response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  } else {
    response.writeHead(200, { 'content-type': INDEX.root.mediaType, 'docker-content-digest': INDEX.root.digest }).end(INDEX.root.bytes);
  }
};

/** An open registry whose answer depends on the credential. */
const basicRegistry = (answers: Readonly<Record<string, number>>): Handler => (_request, response, { path, authorization }) => {
  const login = Buffer.from((authorization ?? '').replace('Basic ', ''), 'base64').toString('utf8');
  const status = path === '/v2/' ? (authorization === undefined ? 401 : 200) : answers[login.split(':').slice(1).join(':')] ?? 401;
  response.writeHead(status, {
    ...(status === 401 && { 'www-authenticate': 'Basic realm="x"' }),
    ...(status === 200 && { 'content-type': INDEX.root.mediaType, 'docker-content-digest': INDEX.root.digest }),
    'docker-distribution-api-version': 'registry/2.0',
  }).end(status === 200 ? INDEX.root.bytes : `{"errors":[{"code":"${status === 404 ? 'MANIFEST_UNKNOWN' : 'DENIED'}"}]}`);
};

const password = (name: string): string => `${CANARY_PASSWORD} ${name}`;

describe('requests', () => {
  test('one each, one token for each repository, and one question to the host', async () => {
    const { server, client } = await setUp(tokenRegistry);
    const credentials = [entry(REGISTRY)];
    const requests = Array.from({ length: 60 }, (_, index) => ({ image: `${REGISTRY}/team/app-${index % 20}:${index}`, credentials }));
    const answers = await checkAvailability(requests, { client });
    expect(answers.every(({ state }) => state === 'available')).toBe(true);
    expect(server.seen.filter(({ host }) => host === AUTH)).toHaveLength(20);
    expect(server.seen.filter(({ path }) => path === '/v2/')).toHaveLength(1);
    expect(server.seen).toHaveLength(60 + 20 + 1);
  });

  test('the same question is asked once', async () => {
    const { server, client } = await setUp(tokenRegistry);
    const requests = [
      `${REGISTRY}/team/app:1`, `${REGISTRY}/team/app:1`, `${REGISTRY}/team/app:1@${INDEX.root.digest}`, `${REGISTRY}/team/app@${INDEX.root.digest}`, `${REGISTRY}/team/app`,
      `${REGISTRY}/team/app:latest`,
    ].map((image) => ({ image, credentials: [entry(REGISTRY)] }));
    const answers = await checkAvailability(requests, { client });
    expect(answers.map(({ image }) => image)).toEqual(requests.map(({ image }) => image));
    expect(server.seen.filter(({ path }) => path.includes('/manifests/')).map(({ path }) => path)).toEqual([
      '/v2/team/app/manifests/1', `/v2/team/app/manifests/${INDEX.root.digest}`, '/v2/team/app/manifests/latest',
    ]);
  });

  test('another credential is another question', async () => {
    const { server, client } = await setUp(basicRegistry({ [password('a')]: 200, [password('b')]: 200 }));
    await checkAvailability([
      { image: `${REGISTRY}/app:1`, credentials: [entry(REGISTRY, password('a'))] },
      { image: `${REGISTRY}/app:1`, credentials: [entry(REGISTRY, password('b'))] },
      { image: `${REGISTRY}/app:1`, credentials: [entry(REGISTRY, password('a'))] },
    ], { client });
    expect(server.seen.filter(({ path }) => path.includes('/manifests/'))).toHaveLength(2);
  });

  test('a wrong password is proven wrong once, however many images it is for', async () => {
    const { server, client } = await setUp(tokenRegistry);
    const credentials = [entry(REGISTRY, password('wrong'))];
    const answers = await checkAvailability(
      Array.from({ length: 30 }, (_, index) => ({ image: `${REGISTRY}/team/app:${index}`, credentials })), { client, concurrency: 1 });
    expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set(['login-refused']));
    expect(server.seen.filter(({ path }) => path.startsWith('/token') && !path.includes('scope='))).toHaveLength(1);
  });

  test('a host that is down is asked by nobody twice', async () => {
    const { server, client } = await setUp((_request, response) => response.socket?.destroy(), { retries: 1 });
    const answers = await checkAvailability(Array.from({ length: 50 }, (_, index) => ({ image: `${REGISTRY}/app:${index}` })), { client });
    expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set(['connection-reset']));
    expect(server.seen).toHaveLength(2);
  });

  test('nothing but the login goes to the token server, and no login to the registry', async () => {
    const { server, client } = await setUp(tokenRegistry);
    await checkAvailability([{ image: `${REGISTRY}/team/app:1`, credentials: [entry(REGISTRY)] }], { client });
    expect(server.seen.map(({ host, authorization }) => [host, authorization?.split(' ')[0]])).toEqual([[REGISTRY, undefined], [AUTH, 'Basic'], [REGISTRY, 'Bearer']]);
  });
});

describe('tokens', () => {
  /** Takes each token for one manifest only. */
  const forgetful = (refusal: { status: number; challenge?: string }): { handler: Handler; issued: () => number } => {
    let issued = 0;
    let spent = '';
    return {
      issued: () => issued,
      handler: (_request, response, { host, path, authorization = '' }) => {
        if (host === AUTH) {
          issued += 1;
          response.end(JSON.stringify({ token: `token-${issued}` }));
        } else if (path === '/v2/') {
          response.writeHead(401, { 'www-authenticate': BEARER_CHALLENGE }).end();
        } else if (authorization === spent) {
          response.writeHead(refusal.status, refusal.challenge === undefined ? {} : { 'www-authenticate': refusal.challenge }).end();
        } else {
          spent = authorization;
          response.writeHead(200, { 'content-type': INDEX.root.mediaType, 'docker-content-digest': INDEX.root.digest }).end();
        }
      },
    };
  };
  const check = (client: RegistryClient, tags: number): Promise<AvailabilityAnswer[]> => checkAvailability(
    Array.from({ length: tags }, (_, tag) => ({ image: `${REGISTRY}/team/app:${tag}`, credentials: [entry(REGISTRY)] })), { client, concurrency: 1 });

  test.each([
    ['401', { status: 401, challenge: `${BEARER_CHALLENGE},error="invalid_token"` }],
    ['401 without a word', { status: 401, challenge: BEARER_CHALLENGE }],
    ['400, as Amazon ECR Public does', { status: 400 }],
  ])('that have ended are replaced, when the registry says %s', async (_name, refusal) => {
    const { handler, issued } = forgetful(refusal);
    const { client, server } = await setUp(handler);
    expect((await check(client, 3)).map(({ state }) => state)).toEqual(['available', 'available', 'available']);
    expect(issued()).toBe(3);
    expect(server.seen.filter(({ path }) => path.includes('/manifests/'))).toHaveLength(5);
  });

  test('that do not reach far enough are not', async () => {
    const { handler, issued } = forgetful({ status: 401, challenge: `${BEARER_CHALLENGE},error="insufficient_scope"` });
    const { client } = await setUp(handler);
    expect((await check(client, 2)).map(({ state }) => state)).toEqual(['available', 'denied_or_absent']);
    // One for the repository, one that proves the login.
    expect(issued()).toBe(2);
  });

  test('are fetched once, however many requests wait for them', async () => {
    const { client, server } = await setUp(tokenRegistry);
    const requests = Array.from({ length: 20 }, (_, tag) => ({ image: `${REGISTRY}/team/app:${tag}`, credentials: [entry(REGISTRY)] }));
    await checkAvailability(requests, { client, concurrency: 20, concurrencyPerHost: 20 });
    expect(server.seen.filter(({ host }) => host === AUTH)).toHaveLength(1);
  });
});

describe('credentials', () => {
  const check = async (answers: Readonly<Record<string, number>>, credentials: AvailabilityRequest['credentials']): Promise<AvailabilityAnswer> => {
    const { client } = await setUp(basicRegistry(answers), { retries: 0 });
    const [answer] = await checkAvailability([{ image: `${REGISTRY}/team/app:1`, ...(credentials !== undefined && { credentials }) }], { client });
    expect(holdsCanary(inspect(answer, { depth: 9 }))).toBe(false);
    return answer as AvailabilityAnswer;
  };

  test('are tried in the order of the kubelet: longest key first, then as given', async () => {
    const answer = await check({ [password('last')]: 200 }, [
      entry(REGISTRY, password('first')), entry('other.test', password('other')), entry(REGISTRY, password('last')), entry(`${REGISTRY}/team/`, password('path')),
    ]);
    expect(answer).toMatchObject({ state: 'available', credential: { index: 2, registry: REGISTRY } });
    expect(answer.attempts.map(({ credential, state }) => [credential?.index, state])).toEqual([
      [3, 'denied_or_absent'], [0, 'denied_or_absent'], [2, 'available'],
    ]);
  });

  test('that do not match leave an anonymous pull', async () => {
    const answer = await check({ '': 200 }, [entry('other.test')]);
    expect(answer).toMatchObject({ state: 'available', attempts: [{ state: 'available' }] });
    expect(answer).not.toHaveProperty('credential');
    expect(answer.attempts[0]).not.toHaveProperty('credential');
  });

  test('that match and fail leave none, although it would work', async () => {
    expect(await check({ '': 200 }, [entry(REGISTRY)])).toMatchObject({ state: 'denied_or_absent', credential: { index: 0 } });
  });

  test('the one that gets furthest gives the answer', async () => {
    expect(await check({ [password('b')]: 404 }, [entry(REGISTRY, password('a')), entry(REGISTRY, password('b'))])).toMatchObject({ state: 'absent', credential: { index: 1 } });
    expect(await check({ [password('a')]: 403 }, [entry(REGISTRY, password('a')), entry(REGISTRY, password('b'))])).toMatchObject({ state: 'authorization_failure', credential: { index: 0 } });
    expect(await check({ [password('a')]: 403, [password('b')]: 503 }, [entry(REGISTRY, password('a')), entry(REGISTRY, password('b'))])).toMatchObject({
      state: 'registry_unavailable', credential: { index: 1 },
    });
  });

  test('without user name and password are none', async () => {
    expect(await check({ '': 200 }, [{ ...entry(REGISTRY, ''), username: '' }])).toMatchObject({ state: 'available', credential: { index: 0, registry: REGISTRY } });
  });

  test('of Docker Hub are found under its old address', async () => {
    const { client, server } = await setUp(basicRegistry({ [CANARY_PASSWORD]: 200 }));
    const [answer] = await checkAvailability([{ image: 'nginx:1.27', credentials: [entry('https://index.docker.io/v1/')] }], { client });
    expect(answer).toMatchObject({ state: 'available', credential: { index: 0, registry: 'https://index.docker.io/v1/' } });
    expect(server.seen.at(-1)).toMatchObject({ host: 'registry-1.docker.io', path: '/v2/library/nginx/manifests/1.27' });
  });
});

describe('answers', () => {
  test('come in the order of the requests, and one by one as they are found', async () => {
    const { client } = await setUp(tokenRegistry);
    const seen: [number, number, number, string][] = [];
    const onAnswer = ({ state }: AvailabilityAnswer, { index, done, total }: CheckProgress): void => void seen.push([index, done, total, state]);
    const credentials = [entry(REGISTRY)];
    const answers = await checkAvailability([
      { image: `${REGISTRY}/team/app:1`, credentials }, { image: 'Not a reference' }, { image: `${REGISTRY}/team/missing:1`, credentials },
    ], { client, onAnswer });
    expect(answers.map(({ state }) => state)).toEqual(['available', 'bad_image_format', 'absent']);
    expect(seen.map(([, done, total]) => [done, total])).toEqual([[1, 3], [2, 3], [3, 3]]);
    expect(seen[0]).toEqual([1, 1, 3, 'bad_image_format']);
    expect(seen.slice(1).map(([index]) => index).sort()).toEqual([0, 2]);
  });

  test('say what is wrong with a text that is no reference', async () => {
    const [answer] = await checkAvailability([{ image: 'harbor.example.com/Team/app' }]);
    expect(answer).toEqual({
      image: 'harbor.example.com/Team/app', state: 'bad_image_format', exporterState: 'bad_image_format', reason: 'reference-malformed', attempts: [], errorCodes: [],
      cause: expect.stringMatching(/^the text is no image reference: .*upper-case/) as string, remedy: 'write host[:port]/path[:tag][@digest]',
    });
  });

  test('there are none to no requests', async () => {
    await expect(checkAvailability([])).resolves.toEqual([]);
  });
});

describe('options', () => {
  const problems = async (requests: readonly AvailabilityRequest[], options: CheckOptions): Promise<readonly string[]> => {
    const error = await checkAvailability(requests, options).catch((thrown: unknown) => thrown);
    expect(PullproofError.isPullproofError(error) && error.code).toBe('check-invalid');
    return (error as PullproofError).problems;
  };

  test('that cannot be used are all told before anybody is asked', async () => {
    const client = new RegistryClient();
    ends.push(() => client.close());
    expect(await problems([{ image: 'a' }, { image: 'b', platforms: ['linux/amd64', 'arm64'], digest: 'sha256:x' }], {
      client, connection: {}, concurrency: 0, concurrencyPerHost: 1.5, timeoutSeconds: -1,
    })).toEqual([
      'connection does not go with client: the client has its own',
      'concurrency must be a whole number above 0 (got 0)',
      'concurrencyPerHost must be a whole number above 0 (got 1.5)',
      'timeoutSeconds must be a number above 0 (got -1)',
      'requests[1].platforms: "arm64" is not os/architecture[/variant]',
      'requests[1].digest: "sha256:x" is not a digest',
    ]);
  });

  test('of the connection are checked, too', async () => {
    expect(await problems([{ image: 'a' }], { connection: { retries: -1 } })).toEqual(['retries must be a whole number, 0 or more (got -1)']);
  });

  test('an image takes no longer than it may', async () => {
    const { client, server } = await setUp((_request, response) => response.writeHead(503, { 'retry-after': '20' }).end());
    const [answer] = await checkAvailability([{ image: `${REGISTRY}/app:1` }], { client, timeoutSeconds: 50 });
    expect(answer).toMatchObject({ state: 'registry_unavailable', reason: 'server-error' });
    expect(server.seen).toHaveLength(3);
  });

  test('a signal ends the check with its reason', async () => {
    const stop = new AbortController();
    const { client, server } = await setUp(() => stop.abort(new Error('enough')));
    const requests = Array.from({ length: 50 }, (_, index) => ({ image: `${REGISTRY}/app:${index}` }));
    await expect(checkAvailability(requests, { client, signal: stop.signal })).rejects.toThrow('enough');
    expect(server.seen).toHaveLength(1);
  });
});
