import { deleteHarborEndpoint, deleteHarborProject, ensureHarborEndpoint, ensureHarborProject, projectExists, readHarborProject, updateHarborProject } from '../../src/harbor';
import { refusal, useHarbor } from './support';

const used = useHarbor();
const HUB = { name: 'dockerhub', type: 'docker-hub', url: 'https://hub.docker.com' } as const;

describe('ensureHarborProject', () => {
  test('makes a private project, and says what it is like', async () => {
    expect(await ensureHarborProject(used.connect(), { name: 'agents' })).toEqual({
      id: 1, name: 'agents', public: false, scanOnPush: undefined, endpointId: undefined, retentionId: undefined, repositories: 0,
    });
    expect(used.harbor.takeCalls()).toEqual(['HEAD /projects?project_name=agents', 'POST /projects', 'GET /projects/agents']);
    expect(JSON.parse(used.harbor.bodies[1] ?? '')).toEqual({ project_name: 'agents', metadata: { public: 'false' } });
  });

  test('metadata are texts', async () => {
    await ensureHarborProject(used.connect(), { name: 'agents', public: true, scanOnPush: true, storageLimitBytes: 1000 });

    expect(JSON.parse(used.harbor.bodies[1] ?? '')).toEqual({ project_name: 'agents', metadata: { public: 'true', auto_scan: 'true' }, storage_limit: 1000 });
  });

  test('a name made of digits is a name', async () => {
    await ensureHarborProject(used.connect(), { name: 'first' });
    expect(await ensureHarborProject(used.connect(), { name: '1' })).toMatchObject({ id: 2, name: '1' });
  });

  test('one that exists is refused, or taken over', async () => {
    await ensureHarborProject(used.connect(), { name: 'agents', public: true });

    expect(await refusal(ensureHarborProject(used.connect(), { name: 'agents' }))).toEqual({
      code: 'harbor-conflict',
      message: '[harbor] project "agents" exists already; give it another name, or take it over (takeOver), which changes who may pull from it to what is declared',
    });
    expect(await ensureHarborProject(used.connect(), { name: 'agents' }, { takeOver: true })).toMatchObject({ id: 1, public: false });
  });

  test('who may not create projects is told so', async () => {
    expect((await refusal(ensureHarborProject(used.connect({ username: 'developer' }), { name: 'agents' }))).message)
      .toContain('[harbor] cannot create project "agents": Harbor answered 403 FORBIDDEN "Only system admin can create project"');
  });

  test('what Harbor would refuse is refused before it is asked', async () => {
    expect((await refusal(ensureHarborProject(used.connect(), { name: 'Agents__x', storageLimitBytes: -5, proxyOf: '' }))).message).toBe([
      'there can be no project "Agents__x"',
      'project must be lower-case letters and digits with single ".", "_" or "-" between them (got "Agents__x")',
      'storageLimitBytes must be a whole number above 0, or left out (got -5)',
      'proxyOf must be the name of an endpoint, or left out',
    ].join('\n  - '));
    expect(used.harbor.takeCalls()).toEqual([]);
  });
});

describe('proxy caches', () => {
  test('cache an endpoint from their first day', async () => {
    const endpointId = await ensureHarborEndpoint(used.connect(), HUB);
    const project = await ensureHarborProject(used.connect(), { name: 'dockerhub', proxyOf: 'dockerhub' });

    expect(project).toMatchObject({ endpointId, retentionId: 3 });
    expect((await readHarborProject(used.connect(), { name: 'dockerhub', proxyOf: 'dockerhub' }))?.drift).toEqual([]);
    expect((await readHarborProject(used.connect(), { name: 'dockerhub' }))?.drift).toEqual(['proxyOf']);
  });

  test('a project that is pushed to does not become one', async () => {
    await ensureHarborEndpoint(used.connect(), HUB);
    await ensureHarborProject(used.connect(), { name: 'dockerhub' });

    expect(await refusal(ensureHarborProject(used.connect(), { name: 'dockerhub', proxyOf: 'dockerhub' }, { takeOver: true }))).toEqual({
      code: 'harbor-conflict', message: '[harbor] project "dockerhub" is no proxy cache; what a project caches is settled when it is made: give it another name, or delete it first',
    });
  });

  test('without the endpoint there is none', async () => {
    expect(await refusal(ensureHarborProject(used.connect(), { name: 'dockerhub', proxyOf: 'dockerhub' }))).toEqual({
      code: 'harbor-not-found', message: '[harbor] there is no endpoint "dockerhub" to cache; create it first',
    });
  });

  test('an endpoint stays as long as a project caches it', async () => {
    const id = await ensureHarborEndpoint(used.connect(), HUB);
    await ensureHarborProject(used.connect(), { name: 'dockerhub', proxyOf: 'dockerhub' });

    expect(await refusal(deleteHarborEndpoint(used.connect(), id))).toEqual({
      code: 'harbor-refused',
      message: `[harbor] cannot delete endpoint ${id}: Harbor answered 412 PRECONDITION "the registry ${id} is referenced by proxy cache project, cannot delete it"; a proxy-cache project or a replication rule still uses it: delete that first`,
    });
    await deleteHarborProject(used.connect(), 'dockerhub');
    expect([await deleteHarborEndpoint(used.connect(), id), await deleteHarborEndpoint(used.connect(), id)]).toEqual([true, false]);
  });
});

describe('updateHarborProject', () => {
  test('changes what differs, the storage limit through its quota', async () => {
    await ensureHarborProject(used.connect(), { name: 'agents' });
    used.harbor.takeCalls();
    await updateHarborProject(used.connect(), { name: 'agents', public: true, storageLimitBytes: 5000 });

    expect(used.harbor.takeCalls()).toEqual([
      'GET /projects/agents', 'GET /quotas?reference=project&reference_id=1&page=1&page_size=100', 'PUT /projects/agents',
      'GET /quotas?reference=project&reference_id=1&page=1&page_size=100', 'PUT /quotas/1001', 'GET /projects/agents',
    ]);
    expect((await readHarborProject(used.connect(), { name: 'agents', public: true, storageLimitBytes: 5000 }))?.drift).toEqual([]);
    expect((await readHarborProject(used.connect(), { name: 'agents', scanOnPush: true, storageLimitBytes: 1 }))?.drift).toEqual(['public', 'scanOnPush', 'storageLimitBytes']);
  });

  test('one that is gone is gone', async () => {
    expect((await refusal(updateHarborProject(used.connect(), { name: 'agents' }))).message).toBe('[harbor] project "agents" is gone; create it anew');
    expect(await readHarborProject(used.connect(), { name: 'agents' })).toBeUndefined();
  });
});

test('a project with repositories stays, and the message says why', async () => {
  await ensureHarborProject(used.connect(), { name: 'agents' });
  const [project] = [...used.harbor.state.projects.values()];
  Object.assign(project ?? {}, { repositories: 2 });

  expect(await refusal(deleteHarborProject(used.connect(), 'agents'))).toEqual({
    code: 'harbor-refused',
    message: '[harbor] cannot delete project "agents": Harbor answered 412 PRECONDITION "the project contains repositories, can not be deleted"; it still holds repositories, and Harbor deletes empty projects only: delete them first, or keep the project',
  });
  Object.assign(project ?? {}, { repositories: 0 });
  expect([await deleteHarborProject(used.connect(), 'agents'), await deleteHarborProject(used.connect(), 'agents')]).toEqual([true, false]);
});

test('to all but administrators, a project that does not exist is forbidden; whether it exists, everybody may ask', async () => {
  const developer = used.connect({ username: 'developer' });

  expect((await refusal(readHarborProject(developer, { name: 'nowhere' }))).message).toMatch(/403 FORBIDDEN "forbidden"; use a login with that right.*a project that does not exist is forbidden to all others$/);
  expect(await projectExists(developer, 'nowhere')).toBe(false);
});
