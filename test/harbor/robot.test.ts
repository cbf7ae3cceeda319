import { SecretValue } from '../../src/credential';
import type { HarborClient} from '../../src/harbor';
import { deleteHarborRobot, ensureHarborProject, ensureHarborRobot, listRobots, readHarborRobot, rotateHarborRobotSecret, updateHarborRobot } from '../../src/harbor';
import type { HarborRobotSpec } from '../../src/provision';
import { CANARY_PASSWORD } from '../support/canary';
import { OTHER_SECRET, PULLER, refusal, ROBOT_SECRET, useHarbor } from './support';

const DAY = 24 * 60 * 60;
const used = useHarbor();
const secret = (text: string): SecretValue => SecretValue.unsafePlainText(text);

/** Whether a login works: a robot may not list robots, and is told so only when it is let in. */
async function logsIn(username: string, password: SecretValue): Promise<boolean> {
  const { code } = await refusal(used.connect({ username, password }).call({ method: 'GET', path: '/robots', purpose: 'try the login' }));
  return code === 'harbor-forbidden';
}

beforeEach(async () => {
  await ensureHarborProject(used.connect(), { name: 'agents' });
  used.harbor.takeCalls();
});

describe('ensureHarborRobot', () => {
  test('makes a robot, and takes the name and secret that Harbor says', async () => {
    const made = await ensureHarborRobot(used.connect(), PULLER);

    expect(made).toMatchObject({ id: 2, username: 'robot$agents+puller', expiresAt: undefined });
    expect(await logsIn(made.username, made.secret)).toBe(true);
  });

  test('looks for it first, with the plus escaped twice', async () => {
    await ensureHarborRobot(used.connect(), PULLER);

    expect(used.harbor.takeCalls()).toEqual([
      'GET /projects/agents',
      'GET /robots?q=Level%3Dproject%2CProjectID%3D1%2Cname%3Dagents%252Bpuller&page=1&page_size=100',
      'POST /robots',
    ]);
  });

  test('the prefix of the installation is in the name, and nobody computes it', async () => {
    used.harbor.state.robotPrefix = 'bot-';

    expect((await ensureHarborRobot(used.connect(), PULLER)).username).toBe('bot-agents+puller');
    expect((await refusal(ensureHarborRobot(used.connect(), PULLER))).message).toContain('robot "bot-agents+puller" exists already');
  });

  test('a secret of one\'s own is set in a second step, because Harbor ignores it in the first', async () => {
    const made = await ensureHarborRobot(used.connect(), PULLER, { secret: secret(ROBOT_SECRET) });

    expect(used.harbor.takeCalls().slice(-2)).toEqual(['POST /robots', 'PATCH /robots/2']);
    expect(used.harbor.bodies.at(-2)).not.toContain('secret');
    expect(made.secret.unsafeUnwrap()).toBe(ROBOT_SECRET);
    expect(await logsIn(made.username, secret(ROBOT_SECRET))).toBe(true);
  });

  test('a robot that is off is switched off in a second step', async () => {
    const made = await ensureHarborRobot(used.connect(), { ...PULLER, disabled: true });

    expect(used.harbor.state.robots.get(made.id)?.disabled).toBe(true);
    expect((await refusal(used.connect({ username: made.username, password: made.secret }).call({ method: 'GET', path: '/robots', purpose: 'try' }))).code).toBe('harbor-unauthorized');
  });

  test('expires after days', async () => {
    expect((await ensureHarborRobot(used.connect(), { ...PULLER, durationDays: 30 })).expiresAt).toBe(used.harbor.state.now + 30 * DAY);
  });

  test('a robot of the system may pull from several projects, or all', async () => {
    await ensureHarborProject(used.connect(), { name: 'other' });
    const spec: HarborRobotSpec = {
      name: 'puller', level: 'system',
      permissions: ['agents', 'other'].map((namespace) => ({ kind: 'project', namespace, access: [{ resource: 'repository', action: 'pull' }] })),
    };
    const { id, username } = await ensureHarborRobot(used.connect(), spec);

    expect(username).toBe('robot$puller');
    expect((await readHarborRobot(used.connect(), id, spec))?.drift).toEqual([]);
  });

  test('one that exists is refused, or taken over with a new secret', async () => {
    const first = await ensureHarborRobot(used.connect(), { ...PULLER, description: 'by hand', durationDays: 7 });

    expect(await refusal(ensureHarborRobot(used.connect(), PULLER))).toEqual({
      code: 'harbor-conflict',
      message: '[harbor] robot "robot$agents+puller" exists already; give it another name, or take it over (takeOver), which gives it a new secret: whoever has the old one is locked out',
    });
    const second = await ensureHarborRobot(used.connect(), PULLER, { takeOver: true });
    expect(second).toMatchObject({ id: first.id, username: first.username, expiresAt: undefined });
    expect([await logsIn(second.username, second.secret), second.secret.unsafeUnwrap() === first.secret.unsafeUnwrap()]).toEqual([true, false]);
    expect((await readHarborRobot(used.connect(), second.id, PULLER))?.drift).toEqual([]);

    const third = await ensureHarborRobot(used.connect(), PULLER, { takeOver: true, secret: secret(ROBOT_SECRET) });
    expect(third.secret.unsafeUnwrap()).toBe(ROBOT_SECRET);
  });

  test('one that was made at the same moment is refused by Harbor', async () => {
    used.harbor.faults.push(() => undefined, () => ({ status: 200, json: null }));
    await ensureHarborRobot(used.connect(), PULLER);
    used.harbor.faults.push(() => undefined, () => ({ status: 200, json: null }));

    expect(await refusal(ensureHarborRobot(used.connect(), PULLER))).toEqual({
      code: 'harbor-conflict', message: '[harbor] cannot create robot "puller": Harbor answered 409 CONFLICT "robot account 1:agents+puller already exists"',
    });
  });

  test('what was made halfway is deleted again', async () => {
    used.harbor.faults.push(() => undefined, () => undefined, () => undefined, () => ({ status: 500, json: { errors: [{ code: 'UNKNOWN', message: 'internal server error' }] } }));

    expect((await refusal(ensureHarborRobot(used.connect(), PULLER, { secret: secret(ROBOT_SECRET) }))).code).toBe('harbor-unavailable');
    expect(used.harbor.takeCalls().slice(-2)).toEqual(['PATCH /robots/2', 'DELETE /robots/2']);
    expect(used.harbor.state.robots.size).toBe(0);
  });

  test('when even that fails, the message says what is left', async () => {
    const broken = () => ({ status: 400, json: { errors: [{ code: 'BAD_REQUEST', message: 'no' }] } });
    used.harbor.faults.push(() => undefined, () => undefined, () => undefined, broken, broken);

    expect((await refusal(ensureHarborRobot(used.connect(), PULLER, { secret: secret(ROBOT_SECRET) }))).message)
      .toBe('[harbor] cannot change the secret of robot 2: Harbor answered 400 BAD_REQUEST "no"; robot "robot$agents+puller" (2) was made, and could not be deleted again; delete it by hand');
  });

  test('without the project there is no robot', async () => {
    const spec = { ...PULLER, permissions: [{ kind: 'project' as const, namespace: 'nowhere', access: [{ resource: 'repository', action: 'pull' }] }] };

    expect(await refusal(ensureHarborRobot(used.connect(), spec))).toEqual({
      code: 'harbor-not-found', message: '[harbor] cannot create robot "puller": Harbor answered 404 NOT_FOUND "project nowhere not found"; create the projects of its permissions first',
    });
  });

  test('what Harbor would refuse is refused before it is asked, all of it', async () => {
    const { message } = await refusal(ensureHarborRobot(used.connect(), { name: 'Puller+1', level: 'project', durationDays: 0, permissions: [] }, { secret: secret('short') }));

    expect(message).toBe([
      'there can be no robot "Puller+1"',
      'robot name must be lower-case letters and digits with single ".", "_" or "-" between them (got "Puller+1")',
      'durationDays must be a whole number from 1 to 2147483646, or left out for a robot that never expires (got 0)',
      'a robot without permissions can do nothing',
      'the secret has 5 characters, Harbor takes 8 to 128',
      'the secret has no upper-case letter',
      'the secret has no digit',
    ].join('\n  - '));
    expect(used.harbor.takeCalls()).toEqual([]);
  });

  test('a permission that this Harbor does not know is refused by it', async () => {
    const spec = { ...PULLER, permissions: [{ kind: 'project' as const, namespace: 'agents', access: [{ resource: 'repository', action: 'fly' }] }] };

    expect((await refusal(ensureHarborRobot(used.connect(), spec))).message).toContain('400 BAD_REQUEST "bad request permission: repository:fly"');
  });
});

describe('a robot that makes robots', () => {
  const KEEPER: HarborRobotSpec = {
    name: 'keeper', level: 'project', permissions: [{
      kind: 'project', namespace: 'agents',
      access: ['robot:create', 'robot:read', 'robot:list', 'robot:delete', 'repository:pull', 'project:read'].map((text) => ({ resource: text.split(':')[0] as string, action: text.split(':')[1] as string })),
    }],
  };
  const keep = async (): Promise<HarborClient> => {
    const { username, secret: password } = await ensureHarborRobot(used.connect(), KEEPER);
    return used.connect({ username, password });
  };

  test('makes and deletes what is within its own permissions', async () => {
    const client = await keep();
    const { id } = await ensureHarborRobot(client, PULLER);
    expect(await deleteHarborRobot(client, id)).toBe(true);

    const push = { ...PULLER, permissions: [{ kind: 'project' as const, namespace: 'agents', access: [{ resource: 'repository', action: 'push' }] }] };
    expect((await refusal(ensureHarborRobot(client, push))).message).toContain('403 DENIED "permission scope is invalid');
  });

  test('changes none: the message says who can, and the half-made robot is gone', async () => {
    const { code, message } = await refusal(ensureHarborRobot(await keep(), PULLER, { secret: secret(ROBOT_SECRET) }));

    expect([code, message.replace(/robot \d+/, 'robot N')]).toEqual([
      'harbor-forbidden', '[harbor] cannot change the secret of robot N: Harbor answered 403 FORBIDDEN "forbidden"; log in as a person: Harbor lets no robot change a robot',
    ]);
    expect([...used.harbor.state.robots.values()].map(({ storedName }) => storedName)).toEqual(['agents+keeper']);
  });
});

describe('readHarborRobot', () => {
  test('finds what somebody changed, whatever the order of permissions', async () => {
    const spec: HarborRobotSpec = {
      ...PULLER, permissions: [{ kind: 'project', namespace: 'agents', access: ['pull', 'list', 'read'].map((action) => ({ resource: 'repository', action })) }],
    };
    const { id } = await ensureHarborRobot(used.connect(), spec);
    for (let time = 0; time < 4; time += 1) {
      expect((await readHarborRobot(used.connect(), id, spec))?.drift).toEqual([]);
    }
    expect((await readHarborRobot(used.connect(), id, { ...PULLER, description: 'x', durationDays: 3, disabled: true }))?.drift)
      .toEqual(['description', 'durationDays', 'disabled', 'permissions']);
    expect((await readHarborRobot(used.connect(), id, { ...spec, name: 'other', level: 'system' }))?.drift).toEqual(['name', 'level']);
  });

  test('a permission that is denied is another one', async () => {
    const { id } = await ensureHarborRobot(used.connect(), { ...PULLER, permissions: [{ kind: 'project', namespace: 'agents', access: [{ resource: 'repository', action: 'pull', effect: 'deny' }] }] });

    expect((await readHarborRobot(used.connect(), id, PULLER))?.drift).toEqual(['permissions']);
  });

  test('permissions for a project that is gone are drift', async () => {
    await ensureHarborProject(used.connect(), { name: 'other' });
    const spec: HarborRobotSpec = {
      name: 'puller', level: 'system',
      permissions: ['agents', 'other'].map((namespace) => ({ kind: 'project', namespace, access: [{ resource: 'repository', action: 'pull' }] })),
    };
    const { id } = await ensureHarborRobot(used.connect(), spec);
    used.harbor.state.projects.delete(2);

    expect((await readHarborRobot(used.connect(), id, spec))?.drift).toEqual(['permissions']);
  });

  test('an expired robot is still there, and said to be expired', async () => {
    const spec = { ...PULLER, durationDays: 1 };
    const { id } = await ensureHarborRobot(used.connect(), spec);
    expect((await readHarborRobot(used.connect(), id, spec))?.expired).toBe(false);
    used.harbor.state.now += DAY;
    expect(await readHarborRobot(used.connect(), id, spec)).toMatchObject({ expired: true, drift: [] });
  });

  test('nothing when it is gone, with its project too', async () => {
    const { id } = await ensureHarborRobot(used.connect(), PULLER);
    await used.connect().call({ method: 'DELETE', path: '/projects/agents', purpose: 'delete it' });

    expect(await readHarborRobot(used.connect(), id, PULLER)).toBeUndefined();
  });
});

describe('updateHarborRobot', () => {
  test('sends the whole name, and replaces the permissions', async () => {
    const { id } = await ensureHarborRobot(used.connect(), PULLER);
    const spec: HarborRobotSpec = { ...PULLER, description: 'pulls and lists', durationDays: 90, permissions: [{ kind: 'project', namespace: 'agents', access: [{ resource: 'repository', action: 'list' }] }] };
    const robot = await updateHarborRobot(used.connect(), id, spec);

    expect(robot).toMatchObject({ description: 'pulls and lists', durationDays: 90, permissions: [{ access: [{ action: 'list' }] }] });
    expect(JSON.parse(used.harbor.bodies.at(-2) ?? '')).toMatchObject({ name: 'robot$agents+puller', level: 'project', duration: 90, disable: false });
  });

  test('the expiry counts from the creation, not from now', async () => {
    const { id } = await ensureHarborRobot(used.connect(), { ...PULLER, durationDays: 10 });
    const born = used.harbor.state.now;
    used.harbor.state.now += 5 * DAY;

    expect((await updateHarborRobot(used.connect(), id, { ...PULLER, durationDays: 20 })).expiresAt).toBe(born + 20 * DAY);
  });

  test('changes nothing where nothing differs, and sets a secret when one is given', async () => {
    const { id, username } = await ensureHarborRobot(used.connect(), PULLER);
    used.harbor.takeCalls();
    await updateHarborRobot(used.connect(), id, PULLER, secret(OTHER_SECRET));

    expect(used.harbor.takeCalls()).toEqual([`GET /robots/${id}`, `PATCH /robots/${id}`, `GET /robots/${id}`]);
    expect(await logsIn(username, secret(OTHER_SECRET))).toBe(true);
  });

  test('another name takes another robot, and one that is gone is gone', async () => {
    const { id } = await ensureHarborRobot(used.connect(), PULLER);

    expect((await refusal(updateHarborRobot(used.connect(), id, { ...PULLER, name: 'other' }))).message)
      .toBe('[harbor] robot "robot$agents+puller" cannot get another name; create another robot, and delete this one');
    expect((await refusal(updateHarborRobot(used.connect(), 99, PULLER))).code).toBe('harbor-not-found');
  });
});

describe('rotateHarborRobotSecret', () => {
  test('the old secret is refused from that moment on', async () => {
    const { id, username, secret: old } = await ensureHarborRobot(used.connect(), { ...PULLER, durationDays: 3 });
    const generated = await rotateHarborRobotSecret(used.connect(), id);
    expect(await logsIn(username, generated)).toBe(true);
    expect((await refusal(used.connect({ username, password: old }).call({ method: 'GET', path: '/robots', purpose: 'try' }))).code).toBe('harbor-unauthorized');

    expect((await rotateHarborRobotSecret(used.connect(), id, secret(OTHER_SECRET))).unsafeUnwrap()).toBe(OTHER_SECRET);
    expect(used.harbor.state.robots.get(id)?.expiresAt).toBe(used.harbor.state.now + 3 * DAY);
  });

  test.each([
    ['CANARY-1', 'the secret has no lower-case letter'], ['canary-1', 'the secret has no upper-case letter'], [CANARY_PASSWORD, 'the secret has no digit'],
    ['Canary1', 'the secret has 7 characters, Harbor takes 8 to 128'], [`Canary1${'x'.repeat(122)}`, 'the secret has 129 characters, Harbor takes 8 to 128'],
  ])('%#: a secret that Harbor would refuse is never sent', async (text, problem) => {
    expect((await refusal(rotateHarborRobotSecret(used.connect(), 1, secret(text)))).message).toBe(`this cannot be the secret of a robot\n  - ${problem}`);
    expect(used.harbor.takeCalls()).toEqual([]);
  });

  test('secrets of 8 and 128 characters are fine, and Harbor agrees', async () => {
    const { id } = await ensureHarborRobot(used.connect(), PULLER);
    for (const text of ['Canary-1', `Canary1${'x'.repeat(121)}`]) {
      expect((await rotateHarborRobotSecret(used.connect(), id, secret(text))).unsafeUnwrap()).toBe(text);
    }
  });
});

test('deleting says whether it was still there', async () => {
  const { id } = await ensureHarborRobot(used.connect(), PULLER);

  expect([await deleteHarborRobot(used.connect(), id), await deleteHarborRobot(used.connect(), id)]).toEqual([true, false]);
});

test('lists page by page, as many as there are', async () => {
  for (let number = 0; number < 101; number += 1) {
    await ensureHarborRobot(used.connect(), { ...PULLER, name: `puller-${number}` });
  }
  used.harbor.takeCalls();

  expect(await listRobots(used.connect(), { projectId: 1 })).toHaveLength(101);
  expect(used.harbor.takeCalls()).toEqual(['GET /robots?q=Level%3Dproject%2CProjectID%3D1&page=1&page_size=100', 'GET /robots?q=Level%3Dproject%2CProjectID%3D1&page=2&page_size=100']);
  expect(await listRobots(used.connect())).toEqual([]);
});
