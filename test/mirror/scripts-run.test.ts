import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { mirrorScript, planMirror } from '../../src/mirror';
import type { MirrorPlan, MirrorTool } from '../../src/mirror';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { startDockerRegistry } from '../support/registries/start-registry';
import { World } from './world';

let world: World;

beforeAll(async () => {
  world = await World.start();
  await world.fill();
});
afterAll(() => world.stop());

/** The tools that are run for real; docker and nerdctl need daemons. */
const TOOLS = ['regctl', 'crane', 'skopeo', 'oras'] as const satisfies readonly MirrorTool[];

function planFor(prefix: string, images: readonly string[], platforms: readonly string[] = []): MirrorPlan {
  const relocation = new Relocation({ registry: Registry.generic(world.own.host, { prefix }), layout: Layout.keep() });
  return planMirror({ relocation, sources: [{ kind: 'images', images: images.map((image) => `${world.vendor.host}/${image}`) }], platforms });
}

function script(plan: MirrorPlan, tool: MirrorTool) {
  const logins = [{ host: world.own.host, username: CANARY_USERNAME }];
  return mirrorScript(plan, { tool, logins, plainHttp: [world.vendor.host] }).files;
}

/** The password, in the variable that the script names. */
function password(): Record<string, string> {
  return { [`HOST_${world.own.host.replace(/[.:]/g, '_')}_PASSWORD`]: CANARY_PASSWORD };
}

describe.each(TOOLS)('%s', (tool) => {
  test('copies what the plan says: digests, platforms, and referrers where it knows them', async () => {
    const { multi, docker, single, foreign, vendor, own } = world;
    const plan = planFor(tool, [
      'acme/multi:v1', `acme/docker:v2@${docker.root.digest}`, `acme/tools/single@${single.root.digest}`, 'acme/foreign:v4',
    ]);
    const { code, out, err, arguments: recorded } = await world.run(script(plan, tool), 'mirror.sh', password());

    expect({ code, out, end: err.split('\n').slice(-2) }).toEqual({ code: 0, out: '', end: ['4 copied, 0 there already, 0 failed', ''] });
    expect(recorded).toContain(CANARY_USERNAME);
    for (const [repository, image, reference] of [
      ['acme/multi', multi, 'v1'], ['acme/docker', docker, 'v2'], ['acme/tools/single', single, single.root.digest], ['acme/foreign', foreign, 'v4'],
    ] as const) {
      expect(await world.held(own, `${tool}/${repository}`, reference)).toEqual(await world.held(vendor, repository, image.root.digest));
      for (const manifest of image.manifests) {
        expect((await world.held(own, `${tool}/${repository}`, manifest.digest))?.digest).toBe(manifest.digest);
      }
    }
    const keepsReferrers = tool === 'regctl' || tool === 'oras';
    for (const subject of [multi.root, multi.manifests[0]]) {
      const wanted = subject === undefined ? [] : await world.referrers(vendor, 'acme/multi', subject);
      expect(wanted).toHaveLength(1);
      expect(subject === undefined ? [] : await world.referrers(own, `${tool}/acme/multi`, subject)).toEqual(keepsReferrers ? wanted : []);
    }
    expect(await world.held(own, `${tool}/acme/multi`, `${multi.root.digest.replace(':', '-')}.sig`)).toEqual(
      tool === 'regctl' ? expect.objectContaining({ digest: world.signature.root.digest }) : undefined);
  });

  test('a second run copies nothing', async () => {
    const plan = planFor(tool, ['acme/multi:v1', `acme/docker:v2@${world.docker.root.digest}`]);
    const { code, err } = await world.run(script(plan, tool), 'mirror.sh', password());

    expect({ code, end: err.split('\n').slice(-2) }).toEqual({ code: 0, end: ['0 copied, 2 there already, 0 failed', ''] });
  });

  test('goes on after a failure, says what failed, and ends with 1', async () => {
    const plan = planFor(`${tool}/failing`, ['acme/absent:v1', 'acme/docker:v2', 'acme/foreign:v4'], ['linux/arm64', 'linux/arm/v7']);
    const { code, err } = await world.run(script(plan, tool), 'mirror.sh', password());
    const place = `${world.own.host}/${tool}/failing`;

    expect(code).toBe(1);
    expect(err.split('\n').slice(-4)).toEqual([
      '2 copied, 0 there already, 2 failed',
      `  ${place}/acme/absent:v1: ${world.vendor.host}/acme/absent:v1 cannot be read`,
      `  ${place}/acme/foreign:v4: lacks linux/arm64 linux/arm/v7`,
      '',
    ]);
    expect((await world.held(world.own, `${tool}/failing/acme/docker`, 'v2'))?.digest).toBe(world.docker.root.digest);
  });

  test('an image of one platform is looked into', async () => {
    const plan = planFor(`${tool}/single`, ['acme/tools/single:v3'], ['linux/amd64', 'linux/arm64']);
    const { code, err } = await world.run(script(plan, tool), 'mirror.sh', password());

    expect({ code, last: err.split('\n').slice(-2) }).toEqual({ code: 1, last: [`  ${world.own.host}/${tool}/single/acme/tools/single:v3: lacks linux/arm64`, ''] });
  });

  test('a wrong password ends the script before anything is copied, or with every copy for a tool that does not try logins', async () => {
    const [variable = ''] = Object.keys(password());
    const { code, err } = await world.run(script(planFor(`${tool}/denied`, ['acme/tools/single:v3']), tool), 'mirror.sh', { [variable]: 'x' });

    expect({ code: code === 0, tried: err.includes('cannot be copied') }).toEqual({ code: false, tried: tool === 'crane' });
    expect(await world.held(world.own, `${tool}/denied/acme/tools/single`, 'v3')).toBeUndefined();
  });

  test('logs in and copies without TLS where it is told to', async () => {
    const folder = join(world.folder, `plain-${tool}`);
    mkdirSync(folder);
    const plain = await startDockerRegistry({ folder, htpasswd: { [CANARY_USERNAME]: CANARY_PASSWORD } });
    try {
      const plan = planMirror({
        relocation: new Relocation({ registry: Registry.generic(plain.host) }),
        sources: [{ kind: 'images', images: [`${world.vendor.host}/acme/docker:v2`] }],
      });
      const logins = [{ host: plain.host, username: CANARY_USERNAME }];
      const { files } = mirrorScript(plan, { tool, logins, plainHttp: [world.vendor.host, plain.host] });
      const variable = `HOST_${plain.host.replace(/[.:]/g, '_')}_PASSWORD`;

      expect((await world.run(files, 'mirror.sh', { [variable]: CANARY_PASSWORD })).code).toBe(0);
      expect((await world.held(plain, 'acme/docker', 'v2'))?.digest).toBe(world.docker.root.digest);
    } finally {
      await plain.stop();
    }
  });

  test('without the login the registry refuses, and the script says so', async () => {
    const { code, err } = await world.run(script(planFor(`${tool}/anonymous`, ['acme/tools/single:v3']), tool), 'mirror.sh');

    expect({ code, last: err.split('\n').slice(-2)[0] }).toEqual({
      code: 1, last: `  ${world.own.host}/${tool}/anonymous/acme/tools/single:v3: ${world.vendor.host}/acme/tools/single@${world.single.root.digest} cannot be copied`,
    });
  });
});
