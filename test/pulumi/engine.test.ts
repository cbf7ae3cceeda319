import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { HarborServer } from '../support/harbor/harbor-server';
import { holdsCanary } from '../support/holds-canary';
import { EngineStack } from '../support/pulumi/engine';

/** The real engine: what mocks cannot show. It needs the compiled package, which `npm test` makes first. */
const stacks: EngineStack[] = [];
afterAll(() => stacks.forEach((stack) => stack.remove()));

async function stackOf(program: string): Promise<EngineStack> {
  const stack = new EngineStack(program);
  stacks.push(stack);
  const { code, output } = await stack.run('stack', 'init', 'dev');
  expect(`${String(code)} ${code === 0 ? '' : output}`).toBe('0 ');
  return stack;
}

const HEAD = `
const pulumi = require('@pulumi/pulumi');
const { Deployment } = require('@pulumi/kubernetes/apps/v1');
const { Registry } = require('pullproof');
const { HarborRegistry, HarborRobot, Proof, PullSecret, relocateImages } = require('pullproof/pulumi');
const config = new pulumi.Config();
const registry = Registry.harbor('harbor.example.com', { project: 'agents' });
const deployment = (name, image, pull, opts) => new Deployment(name, {
  metadata: { name, namespace: 'a' },
  spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { ...(pull ? { imagePullSecrets: [{ name: pull.name }] } : {}), containers: [{ name, image }] } } },
}, opts);
`;

describe('a stack with a robot of Harbor, its login in a Secret, and a workload', () => {
  const used = {} as { harbor: HarborServer; stack: EngineStack };
  beforeAll(async () => {
    used.harbor = await HarborServer.start();
    used.harbor.state.now = Math.floor(Date.now() / 1000);
    used.stack = await stackOf(`${HEAD}
const harbor = { url: config.require('harbor'), username: 'admin', password: config.requireSecret('password'), plainHttp: true };
Proof.of().includeStack().allowRegistry(registry);
const project = new HarborRegistry('project', { harbor, registry, immutableTags: [{ tags: 'v*' }] });
const robot = new HarborRobot('pull', { harbor, registry, rotation: config.get('rotation') }, { dependsOn: project.resources });
const pull = new PullSecret('secret', { registry, credential: robot.login, namespaces: ['a'], createNamespaces: true });
deployment('app', 'harbor.example.com/agents/app:1.0', pull, { dependsOn: pull });
module.exports = { username: robot.username, report: Proof.of().toText() };
`);
    await used.stack.run('config', 'set', 'harbor', used.harbor.url);
    await used.stack.run('config', 'set', '--secret', 'password', CANARY_PASSWORD);
  }, 120_000);
  afterAll(() => used.harbor.stop());

  test('is previewed without a request to Harbor, made, proven, and the same the next time', async () => {
    const preview = await used.stack.run('preview');
    expect(preview).toMatchObject({ code: 0 });
    expect(preview.output).toContain('pulumi-nodejs:dynamic/pullproof:HarborRobot pull-robot create');
    expect(used.harbor.bodies).toEqual([]);

    const up = await used.stack.run('up', '--yes', '--skip-preview');
    expect(up).toMatchObject({ code: 0 });
    expect((await used.stack.run('stack', 'output', 'report')).output).toContain('PROVEN  3 objects, 1 image reference, 1 pod: all private, all able to pull');
    expect((await used.stack.run('stack', 'output', 'username')).output.trim()).toBe('robot$agents+pull');

    const again = await used.stack.run('up', '--yes', '--skip-preview', '--expect-no-changes');
    expect(again).toMatchObject({ code: 0 });
  }, 240_000);

  test('has no login in its state, and prints none', async () => {
    const { output } = await used.stack.run('stack', 'export');
    const secret = [...used.harbor.state.robots.values()].map((robot) => JSON.stringify(robot)).join('');
    const generated = /Generated0\w*/.exec(secret)?.[0] ?? 'none';

    expect(holdsCanary(output)).toBe(false);
    expect(output).not.toContain(generated);
    expect(output).toContain('robot$agents+pull');
    expect(generated).not.toBe('none');
  }, 60_000);

  test('gets a new secret of the robot where the rotation changes, and is destroyed, robot and project with it', async () => {
    await used.stack.run('config', 'set', 'rotation', '2');
    const rotated = await used.stack.run('up', '--yes', '--skip-preview');
    expect(rotated).toMatchObject({ code: 0 });
    expect(rotated.output).toMatch(/pull-robot updated/);
    expect(rotated.output).toMatch(/secret-ns-a updated/);

    const destroyed = await used.stack.run('destroy', '--yes', '--skip-preview');
    expect(destroyed).toMatchObject({ code: 0 });
    expect(used.harbor.state.robots.size).toBe(0);
  }, 240_000);
});

test('what is not proven fails the preview, with an error at each resource', async () => {
  const stack = await stackOf(`${HEAD}
Proof.of().includeStack().allowRegistry(registry);
deployment('elsewhere', 'docker.io/library/nginx:1.27');
deployment('alone', 'harbor.example.com/agents/app:1.0');
`);
  const { code, output } = await stack.run('preview');

  expect(code).not.toBe(0);
  expect(output).toMatch(/kubernetes:apps\/v1:Deployment \(elsewhere\):\s+error: not proven: .*image-not-private: Deployment a\/elsewhere/s);
  expect(output).toMatch(/kubernetes:apps\/v1:Deployment \(alone\):\s+error: not proven: .*pod-without-credential: Deployment a\/alone/s);
  expect(output).not.toContain('unhandled');
}, 120_000);

test('a login that turns out bad fails the update at its component, without showing it', async () => {
  const stack = await stackOf(`${HEAD}
new PullSecret('late', { registry, credential: { username: pulumi.secret('${CANARY_USERNAME}:x'), password: pulumi.secret('${CANARY_PASSWORD}') }, namespaces: ['a'] });
`);
  const { code, output } = await stack.run('preview');

  expect(code).not.toBe(0);
  expect(output).toMatch(/pullproof:index:PullSecret \(late\):\s+error: .*\[PullSecret late\]/);
  expect(holdsCanary(output)).toBe(false);
  expect(output).not.toContain(CANARY_USERNAME);
}, 120_000);

describe('images of a whole stack', () => {
  test('are moved by a transform of the engine, and kept to by a policy pack', async () => {
    const stack = await stackOf(`${HEAD}
if (config.getBoolean('move')) {
  pulumi.runtime.registerResourceTransform(relocateImages(registry));
}
const pull = new PullSecret('pull', { registry, credential: { username: 'u', password: pulumi.secret('p') }, namespaces: ['a'] });
deployment('app', pulumi.secret('docker.io/library/nginx:1.27'), pull);
`);
    stack.write('policy/PulumiPolicy.yaml', 'runtime: nodejs\nmain: index.js\n');
    stack.write('policy/package.json', JSON.stringify({ name: 'registries', version: '0.0.1', main: 'index.js' }));
    stack.write('policy/index.js', `
const { PolicyPack } = require('@pulumi/policy');
const { Registry } = require('pullproof');
const { provenImages } = require('pullproof/pulumi-policy');
new PolicyPack('registries', { policies: [provenImages({ registries: [Registry.harbor('harbor.example.com', { project: 'agents' })] })] });
`);

    const refused = await stack.run('preview', '--policy-pack', 'policy');
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain('proven-images');
    expect(refused.output).toContain('image-not-private: Deployment a/app');

    await stack.run('config', 'set', 'move', 'true');
    expect(await stack.run('preview', '--policy-pack', 'policy')).toMatchObject({ code: 0 });
  }, 240_000);
});
