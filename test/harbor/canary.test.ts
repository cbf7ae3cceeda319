import { inspect } from 'node:util';
import { SecretValue } from '../../src/credential';
import { ensureHarborEndpoint, ensureHarborRobot, HarborClient, rotateHarborRobotSecret, updateHarborEndpoint } from '../../src/harbor';
import type { HarborRobotSpec } from '../../src/provision';
import { CANARY_PASSWORD } from '../support/canary';
import type { Fault } from '../support/harbor/harbor-server';
import { holdsCanary } from '../support/holds-canary';
import { ROBOT_SECRET, useHarbor } from './support';

const PULLER = { name: 'puller', level: 'system', permissions: [{ kind: 'project', namespace: '*', access: [{ resource: 'repository', action: 'pull' }] }] } satisfies HarborRobotSpec;

const used = useHarbor();

/** What a server can do with a request that it does not like: print all of it. */
const ECHOES: Readonly<Record<string, (authorization: string, body: string) => string>> = {
  'the whole header': (authorization) => `cannot parse ${authorization}`,
  'the login in clear text': (authorization) => `no user ${Buffer.from(authorization.slice(6), 'base64').toString()}`,
  'the login in lower case': (authorization) => `no user ${Buffer.from(authorization.slice(6), 'base64').toString().toLowerCase()}`,
  'the body': (_, body) => `cannot parse ${body}`,
  'the body, escaped': (_, body) => `cannot parse ${encodeURIComponent(body)}`,
  'the body in base64': (_, body) => `cannot parse ${Buffer.from(body).toString('base64')}`,
  'a piece of the secret': (_, body) => `bad secret ${(JSON.parse(body) as { secret?: string }).secret?.slice(0, 12) ?? CANARY_PASSWORD.slice(0, 12)}…`,
};

const secret = SecretValue.unsafePlainText(ROBOT_SECRET);
const login = { username: 'acme', password: SecretValue.unsafePlainText(CANARY_PASSWORD) };
const QUAY = { name: 'quay', type: 'docker-registry', url: 'https://quay.io' } as const;
const HUB = { name: 'hub', type: 'docker-hub', url: 'https://hub.docker.com' } as const;

describe.each(Object.entries(ECHOES))('a server that says %s', (_, echo) => {
  test.each<[string, (client: HarborClient) => Promise<unknown>]>([
    ['reading', (client) => client.call({ method: 'GET', path: '/robots/1', purpose: 'read robot 1' })],
    ['changing a secret', (client) => rotateHarborRobotSecret(client, 1, secret)],
    ['creating an endpoint', (client) => ensureHarborEndpoint(client, HUB, { login })],
    ['updating an endpoint', (client) => updateHarborEndpoint(client, 1, QUAY, login)],
    ['creating a robot', (client) => ensureHarborRobot(client, PULLER, { secret })],
  ])('%s: no error shows a secret, in any form', async (what, work) => {
    await ensureHarborEndpoint(used.connect(), QUAY);
    // What comes before the request with the secrets in it succeeds.
    const fault: Fault = ({ method, authorization = '' }, body) => ((method === 'GET' && what !== 'reading') || /"level"/.test(body) ? undefined : {
      status: 400, json: { errors: [{ code: 'BAD_REQUEST', message: echo(authorization, body === '' ? '{}' : body) }] },
    });
    used.harbor.faults.push(...Array.from({ length: 5 }, () => fault));
    const error: unknown = await work(used.connect()).then(() => undefined, (reason: unknown) => reason);
    const texts = [inspect(error, { depth: 9 }), String(error), JSON.stringify(error)];

    expect(error).toMatchObject({ code: 'harbor-refused' });
    expect(texts.map(holdsCanary)).toEqual([false, false, false]);
    expect(texts.some((text) => text.includes(CANARY_PASSWORD.slice(0, 12)))).toBe(false);
  });
});

test('a client that is printed shows nothing', async () => {
  const client = new HarborClient({ url: used.harbor.url, username: 'admin', password: login.password, plainHttp: true });
  await client.call({ method: 'GET', path: '/robots', purpose: 'list robots' });

  expect(holdsCanary(`${inspect(client, { depth: 20, showHidden: true })}${JSON.stringify(client)}`)).toBe(false);
  await client.close();
});

test('the check itself: words without a secret are shown', async () => {
  used.harbor.faults.push(() => ({ status: 400, json: { errors: [{ code: 'BAD_REQUEST', message: 'the secret is too short' }] } }));
  await expect(rotateHarborRobotSecret(used.connect(), 1, secret)).rejects.toThrow('"the secret is too short"');
});
