import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printDockerConfig, SecretValue } from '../../src/credential';
import { airGapScripts, crioMirrors, mirrorScript, planMirror, regsyncConfig, skopeoSync } from '../../src/mirror';
import type { MirrorPlan } from '../../src/mirror';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { pushImage } from '../support/registries/push-image';
import { startDockerRegistry, startGoRegistry } from '../support/registries/start-registry';
import { World } from './world';

let world: World;

beforeAll(async () => {
  world = await World.start();
  await world.fill();
});
afterAll(() => world.stop());

function planFor(prefix: string, images: readonly string[], layout = Layout.keep(), platforms: readonly string[] = []): MirrorPlan {
  const relocation = new Relocation({ registry: Registry.generic(world.own.host, { prefix }), layout });
  return planMirror({ relocation, sources: [{ kind: 'images', images: images.map((image) => `${world.vendor.host}/${image}`) }], platforms });
}

/** Every kind of copy. */
const images = (): string[] => ['acme/multi:v1', `acme/docker:v2@${world.docker.root.digest}`, `acme/tools/single@${world.single.root.digest}`, 'acme/foreign:v4'];

const connections = () => ({ logins: [{ host: world.own.host, username: CANARY_USERNAME }], plainHttp: [world.vendor.host] });
const password = (): Record<string, string> => ({ [`HOST_${world.own.host.replace(/[.:]/g, '_')}_PASSWORD`]: CANARY_PASSWORD });

async function expectAllThere(prefix: string): Promise<void> {
  const { multi, docker, single, foreign, vendor, own } = world;
  for (const [repository, image, reference] of [
    ['acme/multi', multi, 'v1'], ['acme/docker', docker, 'v2'], ['acme/tools/single', single, single.root.digest], ['acme/foreign', foreign, 'v4'],
  ] as const) {
    expect(await world.held(own, `${prefix}/${repository}`, reference)).toEqual(await world.held(vendor, repository, image.root.digest));
  }
}

async function referrersOf(registry: World['own'], repository: string): Promise<string[]> {
  const { root, manifests } = world.multi;
  return (await Promise.all([root, ...manifests].map((subject) => world.referrers(registry, repository, subject)))).flat();
}

/** `regsync once` as a script, with the password from the environment. */
const regsync = (text: string) => [
  { path: 'regsync.yaml', text, executable: false }, { path: 'run.sh', text: 'exec regsync once --config regsync.yaml\n', executable: false },
];

describe('regsync', () => {
  test('copies everything, referrers and older signatures too, and does nothing twice', async () => {
    const [file] = regsyncConfig(planFor('regsync', images()), connections()).files;

    for (let run = 0; run < 2; run++) {
      expect((await world.run(regsync(file?.text ?? ''), 'run.sh', password())).code).toBe(0);
    }
    await expectAllThere('regsync');
    expect(await referrersOf(world.own, 'regsync/acme/multi')).toEqual(await referrersOf(world.vendor, 'acme/multi'));
    expect(await referrersOf(world.own, 'regsync/acme/multi')).toHaveLength(2);
    expect((await world.held(world.own, 'regsync/acme/multi', `${world.multi.root.digest.replace(':', '-')}.sig`))?.digest).toBe(world.signature.root.digest);
  });

  test('uses the logins of Docker where no variable has one', async () => {
    const [file] = regsyncConfig(planFor('regsync/docker', ['acme/foreign:v4']), connections()).files;
    const logins = join(world.folder, 'docker-logins');
    mkdirSync(logins);
    writeFileSync(join(logins, 'config.json'), printDockerConfig([
      { registry: world.own.host, username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) },
    ]).unsafeUnwrap());

    expect((await world.run(regsync(regsyncConfig(planFor('regsync/docker', ['acme/foreign:v4']), { plainHttp: [world.vendor.host] }).files[0]?.text ?? ''), 'run.sh', { DOCKER_CONFIG: logins })).code).toBe(0);
    expect((await world.run(regsync(file?.text ?? ''), 'run.sh')).code).not.toBe(0);
    expect((await world.held(world.own, 'regsync/docker/acme/foreign', 'v4'))?.digest).toBe(world.foreign.root.digest);
  });

  test('ends with an error when an image is absent, and copies the others', async () => {
    const [file] = regsyncConfig(planFor('regsync/failing', ['acme/absent:v1', 'acme/foreign:v4']), connections()).files;
    const { code, err } = await world.run(regsync(file?.text ?? ''), 'run.sh', password());

    expect(code).not.toBe(0);
    expect(err).toContain('acme/absent:v1');
    expect((await world.held(world.own, 'regsync/failing/acme/foreign', 'v4'))?.digest).toBe(world.foreign.root.digest);
  });
});

describe('skopeo sync', () => {
  test('copies everything to its own place: other names, tags with digests, and images of one name in two folders', async () => {
    const { files } = skopeoSync(planFor('skopeo', [...images(), 'acme/other/multi:v1'], Layout.keep()), connections());
    const { code, err, arguments: recorded } = await world.run(files, 'sync.sh', password());

    expect(recorded.match(/^skopeo sync .*$/gm)).toHaveLength(3);
    expect(recorded).not.toContain('--scoped');
    await expectAllThere('skopeo');
    // Of the same name as acme/multi, but absent: it must not be filled with the other.
    expect(await world.held(world.own, 'skopeo/acme/other/multi', 'v1')).toBeUndefined();
    expect({ code, end: err.split('\n').slice(-3) }).toEqual({
      code: 1,
      end: [
        '1 copied one by one, 3 there already, 1 failed',
        `  ${world.own.host}/skopeo/acme/other/multi:v1: ${world.vendor.host}/acme/other/multi:v1 cannot be read`,
        '',
      ],
    });
  });

  test('renames what the layout renames', async () => {
    const layout = Layout.explicit({ [`${world.vendor.host}/acme/multi`]: 'renamed', [`${world.vendor.host}/acme/foreign`]: 'deep/er/foreign' });
    const { code, err } = await world.run(skopeoSync(planFor('skopeo/explicit', ['acme/multi:v1', 'acme/foreign:v4'], layout), connections()).files, 'sync.sh', password());

    expect({ code, last: err.split('\n').at(-2) }).toEqual({ code: 0, last: '1 copied one by one, 1 there already, 0 failed' });
    expect((await world.held(world.own, 'skopeo/explicit/renamed', 'v1'))?.digest).toBe(world.multi.root.digest);
    expect((await world.held(world.own, 'skopeo/explicit/deep/er/foreign', 'v4'))?.digest).toBe(world.foreign.root.digest);
  });
});

describe('air gap', () => {
  const write = (prefix: string, wanted: readonly string[], platforms: readonly string[] = []) => (
    airGapScripts(planFor(prefix, wanted, Layout.keep(), platforms), connections()).files
  );

  test('everything crosses in a folder: digests, platforms, referrers, older signatures', async () => {
    const files = write('gap', images());
    const inside = join(world.folder, 'inside');
    mkdirSync(inside);
    const saved = await world.run(files, 'save.sh', { BUNDLE: join(world.folder, 'bundle') });
    cpSync(join(world.folder, 'bundle'), join(inside, 'bundle'), { recursive: true });
    writeFileSync(join(inside, 'load.sh'), files[1]?.text ?? '');
    const loaded = await world.runIn(inside, 'load.sh', password());

    expect([saved.code, saved.err.split('\n').at(-2), loaded.code, loaded.err.split('\n').at(-2)]).toEqual([0, '4 saved, 0 there already, 0 failed', 0, '4 loaded, 0 there already, 0 failed']);
    await expectAllThere('gap');
    expect(await referrersOf(world.own, 'gap/acme/multi')).toEqual(await referrersOf(world.vendor, 'acme/multi'));
    expect((await world.held(world.own, 'gap/acme/multi', `${world.multi.root.digest.replace(':', '-')}.sig`))?.digest).toBe(world.signature.root.digest);

    const { multi, docker, single, vendor, own } = world;
    const lock = readFileSync(join(inside, 'bundle', 'mirror.lock'), 'utf8').split('\n').map((line) => line.split('\t'));
    expect(lock[0]).toEqual(['# mirror lock 1: digest, media type, platforms, referrers, source, private reference']);
    expect(lock).toContainEqual([
      docker.root.digest, docker.root.mediaType, 'linux/amd64,linux/arm64/v8,linux/arm/v7', '-', `${vendor.host}/acme/docker@${docker.root.digest}`, `${own.host}/gap/acme/docker:v2`,
    ]);
    expect(lock).toContainEqual([
      single.root.digest, single.root.mediaType, 'linux/amd64', '-', `${vendor.host}/acme/tools/single@${single.root.digest}`, `${own.host}/gap/acme/tools/single@${single.root.digest}`,
    ]);
    expect(lock.find(([digest]) => digest === multi.root.digest)?.[3]?.split(',').filter((part) => part !== '').sort()).toEqual((await referrersOf(vendor, 'acme/multi')).sort());

    const again = await world.runIn(inside, 'load.sh', password());
    expect([again.code, again.err.split('\n').at(-2)]).toEqual([0, '0 loaded, 4 there already, 0 failed']);
  });

  test('what is absent, or not for the platforms, is told on the one side, and missed on the other', async () => {
    const files = write('gap/failing', ['acme/absent:v1', 'acme/foreign:v4', 'acme/multi:v1'], ['linux/amd64']);
    const bundle = join(world.folder, 'partial');
    const saved = await world.run(files, 'save.sh', { BUNDLE: bundle });
    const loaded = await world.run(files, 'load.sh', { BUNDLE: bundle, ...password() });
    const place = `${world.own.host}/gap/failing/acme`;

    expect([saved.code, ...saved.err.split('\n').slice(-4, -1)]).toEqual([
      1, '2 saved, 0 there already, 2 failed',
      `  ${world.vendor.host}/acme/absent:v1: cannot be read`,
      `  ocidir://${bundle}@${world.foreign.root.digest}: lacks linux/amd64`,
    ]);
    expect([loaded.code, ...loaded.err.split('\n').slice(-4, -1)]).toEqual([
      1, '1 loaded, 0 there already, 2 failed', `  ${place}/absent:v1: is not in the lock file`, `  ${place}/foreign:v4: is not in the lock file`,
    ]);
  });

  test('a folder that was damaged on its way does not get in', async () => {
    const files = write('gap/damaged', ['acme/multi:v1']);
    const bundle = join(world.folder, 'damaged');
    await world.run(files, 'save.sh', { BUNDLE: bundle });
    const [image] = world.multi.manifests;
    writeFileSync(join(bundle, 'blobs', ...(image?.digest ?? '').split(':')), image?.bytes.toString('utf8').replace('layers', 'lawyer') ?? '');
    const { code, err } = await world.run(files, 'load.sh', { BUNDLE: bundle, ...password() });

    expect({ code, last: err.split('\n').at(-2) }).toEqual({
      code: 1, last: `  ${world.own.host}/gap/damaged/acme/multi:v1: ${world.multi.root.digest} of the folder cannot be copied`,
    });
    expect(await world.held(world.own, 'gap/damaged/acme/multi', 'v1')).toBeUndefined();
  });

  test('without the folder nothing is tried', async () => {
    const { code, err, arguments: recorded } = await world.run(write('gap/none', ['acme/multi:v1']), 'load.sh', password());

    expect([code, err, recorded]).toEqual([1, 'bundle/mirror.lock is missing: save.sh writes it\n', '']);
  });
});

test('the file for CRI-O leads its image library to the registry, with the name of the vendor', async () => {
  await pushImage(world.multi, {
    origin: world.own.origin, repository: 'crio/acme/multi', tag: 'v1', ca: readFileSync(world.caFile, 'utf8'),
    authorization: `Basic ${Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64')}`,
  });
  const plan = planMirror({
    relocation: new Relocation({ registry: Registry.generic(world.own.host, { prefix: 'crio' }) }), sources: [{ kind: 'images', images: ['vendor.invalid/acme/multi:v1'] }],
  });
  const logins = join(world.folder, 'crio.json');
  writeFileSync(logins, printDockerConfig([
    { registry: world.own.host, username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) },
  ]).unsafeUnwrap());
  const pull = { path: 'pull.sh', text: 'skopeo inspect --raw docker://vendor.invalid/acme/multi:v1\n', executable: true };
  const files = crioMirrors(plan).files.map((file) => ({ ...file, path: `home/.config/containers/registries.conf.d/${file.path}` }));
  const { code, out } = await world.run([...files, pull], 'pull.sh', { REGISTRY_AUTH_FILE: logins });

  expect({ code, out }).toEqual({ code: 0, out: world.multi.root.bytes.toString('utf8') });
  expect((await world.run([pull], 'pull.sh', { REGISTRY_AUTH_FILE: logins })).code).not.toBe(0);
});

describe.each(['regctl', 'crane', 'skopeo', 'oras'] as const)('a cache, with %s', (tool) => {
  test('has everything once it was pulled, without its source too', async () => {
    const folder = join(world.folder, `cache-${tool}`);
    mkdirSync(folder);
    const source = await startGoRegistry();
    const cache = await startDockerRegistry({ folder, proxyOf: source.origin });
    const { multi, docker } = world;
    try {
      await pushImage(multi, { origin: source.origin, repository: 'acme/multi', tag: 'v1' });
      await pushImage(docker, { origin: source.origin, repository: 'acme/docker', tag: 'v2' });
      const relocation = new Relocation({ registry: Registry.generic(cache.host, { createsRepositories: 'on-pull' }) });
      const plan = planMirror({
        relocation, platforms: ['linux/arm64'], sources: [{ kind: 'images', images: [`${source.host}/acme/multi:v1`, `${source.host}/acme/docker@${docker.root.digest}`] }],
      });
      const { code, err } = await world.run(mirrorScript(plan, { tool, plainHttp: [cache.host] }).files, 'mirror.sh');
      await source.stop();

      expect({ code, last: err.split('\n').at(-2) }).toEqual({ code: 0, last: '2 pulled, 0 there already, 0 failed' });
      for (const [repository, { root, manifests }] of [['acme/multi', multi], ['acme/docker', docker]] as const) {
        for (const { digest } of [root, ...manifests]) {
          expect((await world.held(cache, repository, digest))?.digest).toBe(digest);
        }
      }
    } finally {
      await Promise.all([source.stop(), cache.stop()]);
    }
  });
});
