import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretValue } from '../../src/credential';
import { HarborClient } from '../../src/harbor';
import type { HarborConnection, HarborRequest } from '../../src/harbor';
import { CANARY_PASSWORD } from '../support/canary';
import { HarborServer } from '../support/harbor/harbor-server';
import { makeAuthority } from '../support/registries/certificates';
import { refusal, TestClock, useHarbor } from './support';

const used = useHarbor();
const READ: HarborRequest = { method: 'GET', path: '/projects/agents', purpose: 'read project "agents"' };
const MAKE: HarborRequest = { method: 'POST', path: '/projects', purpose: 'create project "agents"', body: { project_name: 'agents' } };
const busy = (status: number, headers: Record<string, string> = {}) => () => ({ status, headers, json: { errors: [{ code: 'UNKNOWN', message: 'internal server error' }] } });

test('logs in with every request, says what names are, and keeps no cookie', async () => {
  const client = used.connect();
  await client.call(MAKE);
  await client.call(READ);
  await client.call({ method: 'DELETE', path: '/projects/agents', purpose: 'delete it' });

  expect(used.harbor.seen.map(({ method, path, headers }) => ({
    method, path, user: Buffer.from((headers.authorization ?? '').slice(6), 'base64').toString().split(':')[0], cookie: headers.cookie,
    names: headers['x-is-resource-name'], type: headers['content-type'], accept: headers.accept,
  }))).toEqual([
    { method: 'POST', path: '/api/v2.0/projects', user: 'admin', cookie: undefined, names: 'true', type: 'application/json', accept: 'application/json' },
    { method: 'GET', path: '/api/v2.0/projects/agents', user: 'admin', cookie: undefined, names: 'true', type: undefined, accept: 'application/json' },
    { method: 'DELETE', path: '/api/v2.0/projects/agents', user: 'admin', cookie: undefined, names: 'true', type: undefined, accept: 'application/json' },
  ]);
});

test('the stand-in refuses a change that comes with the cookie of a session, as Harbor does', async () => {
  const reply = await fetch(`${used.harbor.url}/api/v2.0/projects`, {
    method: 'POST', body: '{"project_name":"agents"}',
    headers: { cookie: 'sid=0123456789abcdef', authorization: `Basic ${Buffer.from(`admin:${CANARY_PASSWORD}`).toString('base64')}` },
  });

  expect([reply.status, await reply.json()]).toEqual([403, { errors: [{ code: 'FORBIDDEN', message: 'CSRF token not found in request' }] }]);
});

describe('refusals', () => {
  test.each<[number, string, string]>([
    [400, 'BAD_REQUEST', 'harbor-refused'], [401, 'UNAUTHORIZED', 'harbor-unauthorized'], [403, 'FORBIDDEN', 'harbor-forbidden'],
    [404, 'NOT_FOUND', 'harbor-not-found'], [405, 'METHOD_NOT_ALLOWED', 'harbor-refused'], [409, 'CONFLICT', 'harbor-conflict'],
    [412, 'PRECONDITION', 'harbor-refused'], [429, 'TOO_MANY_REQUEST', 'harbor-unavailable'], [500, 'UNKNOWN', 'harbor-unavailable'],
  ])('%i %s is %s, with the words of the server', async (status, said, code) => {
    used.harbor.faults.push(() => ({ status, json: { errors: [{ code: said, message: 'in its own words' }] } }));
    const { code: actual, message } = await refusal(used.connect({ retries: 0 }).call(MAKE));

    expect(actual).toBe(code);
    expect(message).toContain(`[harbor] cannot create project "agents": Harbor answered ${status} ${said} "in its own words"`);
  });

  test('a page of something else is no answer of Harbor, whatever its status', async () => {
    used.harbor.faults.push(() => ({ status: 403, text: '<html>Forbidden</html>' }), () => ({ status: 200, text: '<html>Log in</html>' }), () => ({ status: 302, headers: { location: 'https://login.example.com' } }));
    const client = used.connect();

    expect(await refusal(client.call(READ))).toEqual({
      code: 'harbor-unexpected', message: '[harbor] cannot read project "agents": Harbor answered 403; check the address: it is the one of the web interface, without a path',
    });
    expect((await refusal(client.call(READ))).message).toContain('what it answered is no JSON (200)');
    expect((await refusal(client.call(READ))).message).toContain('it answered with a redirect (302)');
  });

  test('what the caller knows about a refusal ends the message', async () => {
    used.harbor.faults.push(() => ({ status: 412, json: { errors: [{ code: 'PRECONDITION', message: 'no' }] } }));

    expect((await refusal(used.connect().call({ ...READ, remedies: { 412: 'empty it first' } }))).message).toMatch(/"no"; empty it first$/);
  });

  test('a status that the caller expects is an answer, but only from a Harbor: a page of a proxy says nothing about what is gone', async () => {
    expect((await used.connect().call({ ...READ, expected: [404] })).status).toBe(404);
    used.harbor.faults.push(() => ({ status: 404, text: '<html>Not found</html>' }));
    expect((await refusal(used.connect().call({ ...READ, expected: [404] }))).code).toBe('harbor-unexpected');
  });
});

describe('repetitions', () => {
  test.each([408, 429, 500, 502, 503, 504])('%i: what changes nothing more is repeated, and waits as it is told', async (status) => {
    used.harbor.faults.push(busy(status, { 'retry-after': '7' }), busy(status));
    await refusal(used.connect().call(READ));

    expect(used.harbor.takeCalls()).toEqual(['GET /projects/agents', 'GET /projects/agents', 'GET /projects/agents']);
    expect(used.clock.waits).toEqual([7000, 750]);
  });

  test.each(['POST', 'PATCH'] as const)('%s is never repeated: once more would be another one', async (method) => {
    used.harbor.faults.push(busy(503));
    const { code } = await refusal(used.connect().call({ ...MAKE, method }));

    expect([code, used.harbor.takeCalls(), used.clock.waits]).toEqual(['harbor-unavailable', [`${method} /projects`], []]);
  });

  test.each(['PUT', 'DELETE', 'HEAD'] as const)('%s is repeated', async (method) => {
    used.harbor.faults.push(busy(503));
    await refusal(used.connect().call({ method, path: '/projects/agents', purpose: 'do it' }));

    expect(used.harbor.takeCalls()).toEqual([`${method} /projects/agents`, `${method} /projects/agents`]);
  });

  test('end after as many as were asked for, and where the wait would be too long', async () => {
    used.harbor.faults.push(busy(503), busy(503), busy(503), busy(503));
    expect((await refusal(used.connect({ retries: 1 }).call(READ))).code).toBe('harbor-unavailable');
    expect(used.harbor.takeCalls()).toHaveLength(2);

    used.harbor.faults.splice(0);
    used.harbor.faults.push(busy(503, { 'retry-after': '3600' }));
    expect((await refusal(used.connect().call(READ))).code).toBe('harbor-unavailable');
    expect(used.harbor.takeCalls()).toHaveLength(1);
  });

  test('a connection that is cut is tried again, unless the request may have been carried out', async () => {
    used.harbor.faults.push(() => 'cut');
    await used.connect().call({ ...READ, expected: [404] });
    used.harbor.faults.push(() => 'cut');

    expect(await refusal(used.connect().call(MAKE))).toEqual({
      code: 'harbor-unreachable', message: '[harbor] cannot create project "agents": the connection was cut (UND_ERR_SOCKET); it may have been done all the same: look before doing it again',
    });
  });
});

test('nobody there: even what would change something is tried again, because it never arrived', async () => {
  const { url } = used.harbor;
  await used.harbor.stop();
  const { code, message } = await refusal(used.connect({ url }).call(MAKE));

  expect([code, message]).toEqual(['harbor-unreachable', '[harbor] cannot create project "agents": nothing listens there (ECONNREFUSED)']);
  expect(used.clock.waits).toHaveLength(3);
});

test('an answer that takes too long is given up', async () => {
  used.harbor.faults.push(() => ({ status: 200, headers: { 'content-length': '100' }, text: '{' }));

  expect((await refusal(used.connect({ requestTimeoutSeconds: 0.2, retries: 0 }).call(READ))).message).toContain('the answer took too long');
});

test('an authority of one\'s own is trusted when it is given, and not otherwise', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-harbor-'));
  const authority = makeAuthority(join(folder, 'authority'));
  const harbor = await HarborServer.start(authority.sign('harbor', ['IP:127.0.0.1']));
  try {
    const connect = (certificateAuthorities?: string[]): HarborClient => used.connect({
      url: harbor.url, plainHttp: false, ...(certificateAuthorities !== undefined && { certificateAuthorities }),
    });

    expect((await connect([authority.certificate]).call({ ...READ, expected: [404] })).status).toBe(404);
    expect(await refusal(connect().call(READ))).toMatchObject({
      code: 'harbor-unreachable', message: expect.stringMatching(/authority that is not trusted \([A-Z_]+\); add the certificate of its authority to certificateAuthorities$/) as unknown,
    });
  } finally {
    await harbor.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('a connection', () => {
  const good: HarborConnection = { url: 'https://harbor.example.com', username: 'admin', password: SecretValue.unsafePlainText(CANARY_PASSWORD) };
  const problemsOf = (connection: Partial<HarborConnection>): readonly string[] => {
    try {
      void new HarborClient({ ...good, ...connection }, { clock: new TestClock(used.harbor) }).close();
      return [];
    } catch (error) {
      expect(error).toMatchObject({ code: 'harbor-invalid', what: 'a Harbor cannot be reached this way' });
      return (error as { problems: string[] }).problems;
    }
  };

  test.each<[string, Partial<HarborConnection>]>([
    ['an address', {}], ['with a port', { url: 'https://harbor.example.com:8443' }], ['with a slash', { url: 'https://harbor.example.com/' }],
    ['of plain HTTP, when that is said', { url: 'http://harbor.example.com', plainHttp: true }], ['of a robot', { username: 'robot$agents+puller' }],
  ])('is fine: %s', (_, connection) => expect(problemsOf(connection)).toEqual([]));

  test.each<[string, Partial<HarborConnection>, string]>([
    ['no address', { url: 'harbor.example.com' }, 'url must be an address such as "https://harbor.example.com"'],
    ['another scheme', { url: 'ftp://harbor.example.com' }, 'url must be an address such as "https://harbor.example.com"'],
    ['plain HTTP', { url: 'http://harbor.example.com' }, 'url is an http: address, and the login would travel in clear text: use https:, or say plainHttp'],
    ['a path', { url: 'https://harbor.example.com/api/v2.0' }, 'url must have nothing behind the host (got "/api/v2.0")'],
    ['a login in the address', { url: `https://admin:${CANARY_PASSWORD}@harbor.example.com` }, 'url must hold no login'],
    ['no user', { username: '' }, 'username must be a name without a colon, and not empty'],
    ['user and password in one', { username: `admin:${CANARY_PASSWORD}` }, 'username must be a name without a colon, and not empty'],
    ['no password', { password: SecretValue.unsafePlainText('') }, 'password must not be empty'],
    ['no certificate', { certificateAuthorities: ['/etc/ca.pem'] }, 'certificateAuthorities[0] is not a certificate in PEM format'],
    ['no proxy', { proxy: { https: 'proxy:3128' } }, 'proxy.https must be an http: or https: URL'],
    ['no time', { requestTimeoutSeconds: 0 }, 'requestTimeoutSeconds must be a number above 0 (got 0)'],
    ['half a repetition', { retries: 0.5 }, 'retries must be a whole number, 0 or more (got 0.5)'],
  ])('is refused: %s', (_, connection, problem) => expect(problemsOf(connection)).toEqual([problem]));
});
