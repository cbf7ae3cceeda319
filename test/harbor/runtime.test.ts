import { deleteHarborRobot, ensureHarborProject } from '../../src/harbor';
import { endpoint, immutability, project, retention, robot } from '../../src/harbor/runtime';
import type { ResourceHandlers } from '../../src/harbor/runtime';
import type { Json, JsonObject } from '../../src/manifest';
import { CANARY_PASSWORD } from '../support/canary';
import { holdsCanary } from '../support/holds-canary';
import { OTHER_SECRET, PULLER, refusal, ROBOT_SECRET, useHarbor } from './support';

const DAY = 24 * 60 * 60;
/** What Pulumi puts in place of what is not known in a preview. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const used = useHarbor();
const connection = (): JsonObject => ({ url: used.harbor.url, username: 'admin', password: CANARY_PASSWORD, plainHttp: true });
const spec = PULLER as unknown as JsonObject;

/** Inputs as Pulumi hands them over: with the text of the provider among them. */
const inputs = (more: JsonObject, provider = 'v1'): JsonObject => ({ connection: connection(), __provider: provider, ...more });
/** The same value for every input. */
const allInputs = (declared: JsonObject, value: Json): JsonObject => (
  Object.fromEntries(Object.keys(declared).map((name): [string, Json] => [name, value])));
const NOTHING = { changes: false, replaces: [], deleteBeforeReplace: false };

beforeEach(async () => {
  // The handlers use the real clock.
  used.harbor.state.now = Math.floor(Date.now() / 1000);
  await ensureHarborProject(used.connect(), { name: 'agents' });
  used.harbor.takeCalls();
});

describe('robot', () => {
  test('create gives the login that Harbor says, and a state of declared inputs and outputs', async () => {
    const { id, outs } = await robot.create(inputs({ robot: spec, secret: ROBOT_SECRET }));

    expect(id).toBe('2');
    expect(outs).toEqual({ connection: connection(), robot: spec, secret: ROBOT_SECRET, robotId: 2, username: 'robot$agents+puller', secretGiven: true });
  });

  test('a generated secret is an output, and no difference to an input that says none', async () => {
    const news = inputs({ robot: { ...spec, durationDays: 30 } });
    const { id, outs } = await robot.create(news);

    expect(outs).toMatchObject({ secretGiven: false, secret: expect.stringMatching(/^Generated0/) as unknown, expiresAt: used.harbor.state.now + 30 * DAY });
    expect(await robot.diff(id, outs, news)).toEqual(NOTHING);
  });

  test('another version of the provider is no change, nor is another order of keys and permissions', async () => {
    const access = [{ resource: 'repository', action: 'pull' }, { resource: 'repository', action: 'list' }];
    const twice = { ...spec, permissions: [{ kind: 'project', namespace: 'agents', access }] } as unknown as JsonObject;
    const { id, outs } = await robot.create(inputs({ robot: twice }));
    const permissions = [{ access: [...access].reverse(), namespace: 'agents', kind: 'project' }];
    const again = { permissions, level: 'project', name: 'puller', description: '', disabled: false } as unknown as JsonObject;

    expect(await robot.diff(id, outs, inputs({ robot: again, takeOver: true }, 'v2'))).toEqual(NOTHING);
  });

  test.each<[string, JsonObject, string[]]>([
    ['another name', { robot: { ...spec, name: 'other' } }, ['robot']],
    ['another level', { robot: { ...spec, level: 'system' } }, ['robot']],
    ['another project', { robot: { ...spec, permissions: [{ kind: 'project', namespace: 'other', access: [{ resource: 'repository', action: 'pull' }] }] } }, ['robot']],
    ['another Harbor', { connection: { url: 'https://other.example.com', username: 'admin', password: CANARY_PASSWORD } }, ['connection']],
    ['another login', { connection: { url: '', username: 'root', password: CANARY_PASSWORD } }, []],
    ['another description', { robot: { ...spec, description: 'x' } }, []],
    ['another secret', { secret: OTHER_SECRET }, []],
    ['no secret any more', { secret: null }, []],
    ['another rotation', { rotation: '2' }, []],
  ])('%s is a change; a new robot only where it has to be', async (_, change, replaces) => {
    const { id, outs } = await robot.create(inputs({ robot: spec, secret: ROBOT_SECRET, rotation: '1' }));
    const changed = change.connection === undefined ? change : { connection: { ...change.connection as JsonObject, ...((change.connection as JsonObject).url === '' && { url: used.harbor.url }) } };

    expect(await robot.diff(id, outs, inputs({ robot: spec, secret: ROBOT_SECRET, rotation: '1', ...changed }))).toEqual({ changes: true, replaces, deleteBeforeReplace: false });
  });

  test('what is not known in a preview is a change, and never a replacement', async () => {
    const { id, outs } = await robot.create(inputs({ robot: spec }));

    expect(await robot.diff(id, outs, inputs({ robot: UNKNOWN }))).toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
    expect(await robot.diff(id, outs, inputs({ robot: { ...spec, permissions: [{ kind: 'project', namespace: UNKNOWN, access: [] }] } }))).toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
    expect(await robot.diff(id, outs, inputs({ robot: spec, secret: UNKNOWN, connection: { ...connection(), password: UNKNOWN } })))
      .toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
    expect(await robot.diff(id, outs, { robot: spec, connection: UNKNOWN })).toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
  });

  test('check passes over what is not known, and names the input of everything else', async () => {
    expect(await robot.check({}, inputs({ robot: spec, secret: ROBOT_SECRET }))).toMatchObject({ failures: [] });
    expect(await robot.check({}, { connection: UNKNOWN, robot: { ...spec, name: UNKNOWN }, secret: UNKNOWN })).toMatchObject({ failures: [] });
    expect((await robot.check({}, { connection: { url: 'http://harbor', username: '', password: '' }, robot: { ...spec, name: 'A' }, secret: 'short', renewBeforeDays: 'x' })).failures).toEqual([
      { property: 'connection', reason: 'url is an http: address, and the login would travel in clear text: use https:, or say plainHttp' },
      { property: 'connection', reason: 'username must be a name without a colon, and not empty' },
      { property: 'connection', reason: 'password must not be empty' },
      { property: 'robot', reason: 'robot name must be lower-case letters and digits with single ".", "_" or "-" between them (got "A")' },
      { property: 'secret', reason: 'the secret has 5 characters, Harbor takes 8 to 128' },
      { property: 'secret', reason: 'the secret has no upper-case letter' },
      { property: 'secret', reason: 'the secret has no digit' },
      { property: 'renewBeforeDays', reason: 'must be a number of days, 0 or more' },
    ]);
    expect((await robot.check({}, inputs({ robot: { ...spec, durationDays: 30 }, renewBeforeDays: 29 }))).failures).toEqual([]);
    expect((await robot.check({}, inputs({ robot: { ...spec, durationDays: 30 }, renewBeforeDays: 30 }))).failures).toEqual([
      { property: 'renewBeforeDays', reason: 'must be below durationDays (30), or the robot is made anew every time' },
    ]);
    expect((await robot.check({}, { robot: 'puller' })).failures).toEqual([
      { property: 'connection', reason: 'has not the shape that it should have' }, { property: 'robot', reason: 'has not the shape that it should have' },
    ]);
  });

  test('update rotates the secret when it is told to, and only then', async () => {
    const first = await robot.create(inputs({ robot: spec, rotation: '1' }));
    used.harbor.takeCalls();
    const same = await robot.update(first.id, first.outs, inputs({ robot: { ...spec, description: 'x' }, rotation: '1' }));
    expect([same.outs.secret, used.harbor.takeCalls()]).toEqual([first.outs.secret, ['GET /robots/2', 'PUT /robots/2', 'GET /robots/2']]);

    const rotated = await robot.update(first.id, same.outs, inputs({ robot: { ...spec, description: 'x' }, rotation: '2' }));
    expect(rotated.outs).toMatchObject({ rotation: '2', secretGiven: false });
    expect(rotated.outs.secret).not.toBe(first.outs.secret);

    const given = await robot.update(first.id, rotated.outs, inputs({ robot: spec, secret: ROBOT_SECRET, rotation: '2' }));
    expect(given.outs).toMatchObject({ secret: ROBOT_SECRET, secretGiven: true });
    const again = await robot.update(first.id, given.outs, inputs({ robot: spec, rotation: '2' }));
    expect(again.outs).toMatchObject({ secretGiven: false });
    expect(again.outs.secret).not.toBe(ROBOT_SECRET);
  });

  test('read shows drift, so that the next update mends it', async () => {
    const news = inputs({ robot: spec });
    const { id, outs } = await robot.create(news);
    expect(await robot.read(id, outs)).toMatchObject({ id, props: outs });
    Object.assign(used.harbor.state.robots.get(2) ?? {}, { disabled: true, description: 'by hand', permissions: [] });
    const { props, inputs: readInputs } = await robot.read(id, outs);

    expect(props.robot).toEqual({ name: 'puller', level: 'project', description: 'by hand', disabled: true, permissions: [] });
    expect(readInputs).toEqual({ connection: connection(), robot: props.robot, secret: outs.secret });
    expect(await robot.diff(id, props, news)).toMatchObject({ changes: true, replaces: ['robot'] });
  });

  test('the prefix of the installation changed: the state gets the new login name', async () => {
    const { id, outs } = await robot.create(inputs({ robot: spec }));
    used.harbor.state.robotPrefix = 'bot-';

    expect((await robot.read(id, outs)).props.username).toBe('bot-agents+puller');
  });

  test('a robot that is gone has no id', async () => {
    const { id, outs } = await robot.create(inputs({ robot: spec }));
    await deleteHarborRobot(used.connect(), 2);

    expect(await robot.read(id, outs)).toEqual({ id: '', props: {} });
    await robot.delete(id, outs);
  });

  test('an expired robot is made anew under its name, and in good time when that is asked for', async () => {
    const news = inputs({ robot: { ...spec, durationDays: 10 } });
    const { id, outs } = await robot.create(news);
    const spent = { changes: true, replaces: ['robot'], deleteBeforeReplace: true };

    expect(await robot.diff(id, outs, { ...news, renewBeforeDays: 9 })).toEqual(NOTHING);
    expect(await robot.diff(id, outs, { ...news, renewBeforeDays: 10 })).toEqual(spent);
    expect(await robot.diff(id, { ...outs, expiresAt: used.harbor.state.now - 1 }, news)).toEqual(spent);
  });

  test('delete works with the state alone', async () => {
    const { id, outs } = await robot.create(inputs({ robot: spec }));
    await robot.delete(id, outs);

    expect(used.harbor.state.robots.size).toBe(0);
  });

  test('an import has no connection, and is told what to do', async () => {
    expect((await refusal(robot.read('2', {}))).message).toBe('there is no connection to the Harbor; an import has none: declare the object with takeOver instead');
  });
});

describe.each<[string, ResourceHandlers, JsonObject, JsonObject, JsonObject]>([
  ['project', project, { project: { name: 'other', scanOnPush: true } }, { projectId: 2 }, { project: { name: 'other', scanOnPush: true, public: true } }],
  ['endpoint', endpoint, { endpoint: { name: 'hub', type: 'docker-hub', url: 'https://hub.docker.com' }, login: { username: 'acme', password: CANARY_PASSWORD } }, { endpointId: 2 },
    { endpoint: { name: 'hub', type: 'docker-hub', url: 'https://mirror.example.com' }, login: { username: 'acme', password: CANARY_PASSWORD } }],
  ['retention', retention, { project: 'agents', retention: { rules: [{ keep: 'newest-pushed', count: 10 }] } }, { retentionId: 2 }, { project: 'agents', retention: { rules: [{ keep: 'newest-pushed', count: 11 }] } }],
  ['immutability', immutability, { project: 'agents', rules: [{ tags: 'v*' }] }, { ruleIds: [2] }, { project: 'agents', rules: [{ tags: 'w*' }] }],
])('%s', (_, handlers, declared, outputs, changed) => {
  test('is made, read, changed and deleted', async () => {
    const news = inputs(declared);
    expect((await handlers.check({}, news)).failures).toEqual([]);
    const { id, outs } = await handlers.create(news);
    expect(outs).toEqual({ connection: connection(), ...declared, ...outputs });
    expect(await handlers.diff(id, outs, inputs(declared, 'v2'))).toEqual(NOTHING);
    expect(await handlers.read(id, outs)).toEqual({ id, props: outs, inputs: { connection: connection(), ...declared } });

    const later = inputs(changed);
    expect(await handlers.diff(id, outs, later)).toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
    const updated = await handlers.update(id, outs, later);
    expect(await handlers.read(id, updated.outs)).toMatchObject({ id, props: updated.outs });
    // The old declaration differs from what is there now, and that shows.
    const { id: readId, props } = await handlers.read(id, { ...outs, ...updated.outs, ...declared });
    expect([readId, await handlers.diff(id, props, news)]).toEqual([id, { changes: true, replaces: [], deleteBeforeReplace: false }]);

    await handlers.delete(id, updated.outs);
    await handlers.delete(id, updated.outs);
    const again = await handlers.create(news);
    expect(again.outs).toMatchObject({ connection: connection() });
  });

  test('what is not known in a preview is a change', async () => {
    const { id, outs } = await handlers.create(inputs(declared));
    const [first = ''] = Object.keys(declared);

    expect(await handlers.diff(id, outs, inputs({ ...declared, [first]: UNKNOWN })))
      .toEqual({ changes: true, replaces: [], deleteBeforeReplace: false });
    expect((await handlers.check({}, { connection: UNKNOWN, ...allInputs(declared, UNKNOWN) })).failures).toEqual([]);
  });

  test('nonsense is a failure of its input', async () => {
    const { failures } = await handlers.check({}, { connection: 1, ...allInputs(declared, 1) });

    expect(failures.map(({ property }) => property)).toEqual(['connection', ...Object.keys(declared)]);
    expect(new Set(failures.map(({ reason }) => reason))).toEqual(new Set(['has not the shape that it should have']));
  });
});

test('drift of an endpoint: the password is masked, so a login that somebody changed is not known any more', async () => {
  const declared = inputs({ endpoint: { name: 'hub', type: 'docker-hub', url: 'https://hub.docker.com' }, login: { username: 'acme', password: CANARY_PASSWORD } });
  const { id, outs } = await endpoint.create(declared);
  Object.assign(used.harbor.state.endpoints.get(2) ?? {}, { credential: { type: 'basic', accessKey: 'other', accessSecret: '' } });
  const { props } = await endpoint.read(id, outs);

  expect(props.login).toEqual({ username: 'other', password: '' });
  expect(await endpoint.diff(id, props, declared)).toMatchObject({ changes: true });
});

test('what fails names the problem, and nothing secret', async () => {
  const wrong = { ...connection(), password: OTHER_SECRET };
  const { code, message } = await refusal(robot.create(inputs({ robot: spec, secret: ROBOT_SECRET, connection: wrong })));

  expect([code, holdsCanary(message)]).toEqual(['harbor-unauthorized', false]);
});
