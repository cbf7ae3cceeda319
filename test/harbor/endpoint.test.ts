import { SecretValue } from '../../src/credential';
import { ensureHarborEndpoint, readHarborEndpoint, updateHarborEndpoint } from '../../src/harbor';
import type { HarborEndpointSpec } from '../../src/provision';
import { CANARY_PASSWORD } from '../support/canary';
import { refusal, useHarbor } from './support';

const used = useHarbor();
const HUB: HarborEndpointSpec = { name: 'dockerhub', type: 'docker-hub', url: 'https://hub.docker.com' };
const login = { username: 'acme', password: SecretValue.unsafePlainText(CANARY_PASSWORD) };

test('makes an endpoint with a login, and reads it back without the password', async () => {
  const id = await ensureHarborEndpoint(used.connect(), { ...HUB, description: 'Docker Hub' }, { login });

  expect(used.harbor.state.endpoints.get(id)).toMatchObject({ credential: { type: 'basic', accessKey: 'acme', accessSecret: CANARY_PASSWORD } });
  expect(await readHarborEndpoint(used.connect(), id, { ...HUB, description: 'Docker Hub' }, login)).toEqual({
    drift: [], endpoint: { id, name: 'dockerhub', type: 'docker-hub', url: 'https://hub.docker.com', description: 'Docker Hub', insecure: false, username: 'acme' },
  });
});

test('finds what somebody changed', async () => {
  const id = await ensureHarborEndpoint(used.connect(), HUB);

  expect((await readHarborEndpoint(used.connect(), id, { name: 'hub', type: 'harbor', url: 'https://example.com/', description: 'x', insecure: true }, { username: 'acme' }))?.drift)
    .toEqual(['name', 'type', 'url', 'description', 'insecure', 'login']);
  expect((await readHarborEndpoint(used.connect(), id, { ...HUB, url: 'https://hub.docker.com/' }))?.drift).toEqual([]);
  expect(await readHarborEndpoint(used.connect(), 99, HUB)).toBeUndefined();
});

test('Harbor connects to it first; what it cannot reach is refused', async () => {
  used.harbor.state.unreachable.add(HUB.url);

  expect(await refusal(ensureHarborEndpoint(used.connect(), HUB))).toEqual({
    code: 'harbor-refused',
    message: '[harbor] cannot create endpoint "dockerhub": Harbor answered 400 BAD_REQUEST "the registry is unhealthy"; Harbor itself connects to the registry before it takes it: check address, login, and the way from there',
  });
});

test('one that exists is refused, or taken over; its type is settled', async () => {
  const id = await ensureHarborEndpoint(used.connect(), HUB);

  expect((await refusal(ensureHarborEndpoint(used.connect(), HUB))).message).toContain('[harbor] endpoint "dockerhub" exists already');
  expect(await ensureHarborEndpoint(used.connect(), { ...HUB, description: 'ours' }, { login, takeOver: true })).toBe(id);
  expect(used.harbor.state.endpoints.get(id)).toMatchObject({ description: 'ours', credential: { accessSecret: CANARY_PASSWORD } });
  expect(await refusal(ensureHarborEndpoint(used.connect(), { ...HUB, type: 'docker-registry' }, { takeOver: true }))).toMatchObject({
    code: 'harbor-conflict', message: expect.stringContaining('is of the type "docker-hub", and not "docker-registry"') as unknown,
  });
});

test('the login goes along with every change: Harbor forgets it when the address changes', async () => {
  const id = await ensureHarborEndpoint(used.connect(), HUB, { login });
  await updateHarborEndpoint(used.connect(), id, { ...HUB, url: 'https://mirror.example.com' }, login);
  expect(used.harbor.state.endpoints.get(id)?.credential.accessSecret).toBe(CANARY_PASSWORD);

  await updateHarborEndpoint(used.connect(), id, HUB);
  expect(used.harbor.state.endpoints.get(id)?.credential).toEqual({ type: '', accessKey: '', accessSecret: '' });
  expect((await refusal(updateHarborEndpoint(used.connect(), 99, HUB))).code).toBe('harbor-not-found');
});

test('endpoints take an administrator', async () => {
  expect((await refusal(ensureHarborEndpoint(used.connect({ username: 'developer' }), HUB))).message).toMatch(/403 FORBIDDEN "developer"; only administrators see endpoints$/);
});

test.each<[Partial<HarborEndpointSpec>, string]>([
  [{ name: '' }, 'endpoint name must have 1 to 64 characters (got "")'],
  [{ name: 'x'.repeat(65) }, `endpoint name must have 1 to 64 characters (got "${'x'.repeat(65)}")`],
  [{ type: 'quay' as never }, 'a Harbor is no proxy cache of "quay" unless its administrator allows it, expected one of: ali-acr, aws-ecr, azure-acr, docker-hub, docker-registry, github-ghcr, google-gcr, harbor, jfrog-artifactory'],
  [{ url: 'hub.docker.com' }, 'endpoint url must be an http: or https: address'],
  [{ url: `https://acme:${CANARY_PASSWORD}@hub.docker.com` }, 'endpoint url must hold no login, give it apart'],
])('%j is refused before Harbor is asked', async (spec, problem) => {
  expect((await refusal(ensureHarborEndpoint(used.connect(), { ...HUB, ...spec }))).message.split('\n  - ').slice(1)).toEqual([problem]);
});

test('half a login is none', async () => {
  expect((await refusal(ensureHarborEndpoint(used.connect(), HUB, { login: { ...login, username: '' } }))).message).toContain('the login of an endpoint needs a user name and a password');
});
