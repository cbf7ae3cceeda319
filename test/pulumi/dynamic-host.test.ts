import * as pulumi from '@pulumi/pulumi';
import { HarborRegistry, HarborRobot } from '../../src/pulumi';
import { CANARY_PASSWORD } from '../support/canary';
import { HarborServer } from '../support/harbor/harbor-server';
import { DynamicHost } from '../support/pulumi/dynamic-host';
import { ProgramFolder } from '../support/pulumi/program-folder';
import { HARBOR, run } from './support';

/** The texts of our providers go through the process that runs them for the engine, against a stand-in for Harbor. */
const SECRET = `${CANARY_PASSWORD}-1`;
const folder = new ProgramFolder();
const used = {} as { harbor: HarborServer; host: DynamicHost };

beforeAll(async () => {
  used.host = await DynamicHost.start(folder.path);
});
beforeEach(async () => {
  used.harbor = await HarborServer.start();
  used.harbor.state.now = Math.floor(Date.now() / 1000);
});
afterEach(async () => {
  await used.harbor.stop();
});
afterAll(async () => {
  await used.host.stop();
  folder.remove();
});

type Properties = Parameters<DynamicHost['create']>[0];

/** The inputs of all dynamic resources of a declaration, with the texts of their providers. */
async function inputsOf(
  more: Partial<ConstructorParameters<typeof HarborRobot>[1]> = {},
): Promise<{ project: Properties; robot: Properties; immutable: Properties }> {
  const harbor = { url: used.harbor.url, username: 'admin', password: pulumi.output(CANARY_PASSWORD), plainHttp: true };
  const { find } = await run(() => {
    new HarborRegistry('project', { harbor, registry: HARBOR, immutableTags: [{ tags: 'v*' }] });
    new HarborRobot('pull', { harbor, registry: HARBOR, ...more });
  });
  return {
    project: find('project-agents').inputs as Properties, robot: find('pull-robot').inputs as Properties,
    immutable: find('project-agents-immutable-tags').inputs as Properties,
  };
}

test('a robot and its project are made, found as declared, changed, rotated and deleted', async () => {
  const { host, harbor } = used;
  const { project, robot, immutable } = await inputsOf();
  expect(await host.check(robot)).toEqual({ inputs: robot, failures: [] });
  const madeProject = await host.create(project);
  const madeTags = await host.create(immutable);
  const made = await host.create(robot);

  expect(made.properties).toMatchObject({ username: 'robot$agents+pull', robotId: Number(made.id) });
  expect(await host.diff(made.id, made.properties, robot)).toEqual({ changes: false, replaces: [] });
  expect((await host.read(made.id, made.properties)).properties).toMatchObject({ username: 'robot$agents+pull', secret: made.properties.secret as string });

  // Another text of the provider, as a newer version of the package has it, is no change.
  expect(await host.diff(made.id, made.properties, { ...robot, __provider: `${String(robot.__provider)}\n` })).toEqual({ changes: false, replaces: [] });

  const changed = (await inputsOf({ secret: SECRET, description: 'pulls' })).robot;
  expect(await host.diff(made.id, made.properties, changed)).toEqual({ changes: true, replaces: [] });
  const updated = await host.update(made.id, made.properties, changed);
  expect(updated).toMatchObject({ username: 'robot$agents+pull', secret: SECRET });

  await host.delete(made.id, updated);
  await host.delete(made.id, updated);
  expect((await host.read(made.id, updated)).id).toBe('');
  await host.delete(madeTags.id, madeTags.properties);
  await host.delete(madeProject.id, madeProject.properties);
  expect(harbor.bodies.length).toBeGreaterThan(0);
}, 60_000);

test('what Harbor would refuse is refused by check, and what it does refuse comes as an error without the login', async () => {
  const { robot } = await inputsOf();
  const { failures } = await used.host.check({ ...robot, robot: { ...(robot.robot as object), name: 'A b' } as never, secret: 'short' });

  expect(failures).toEqual([expect.stringMatching(/^robot: robot name/) as unknown, expect.stringMatching(/^secret: the secret has 5 characters/) as unknown, expect.anything(), expect.anything()]);
  const refused = await used.host.create(robot).catch((error: Error) => error.message);
  expect(refused).toContain('agents');
  expect(refused).not.toContain(CANARY_PASSWORD);
}, 60_000);
