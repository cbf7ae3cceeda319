import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Provider } from '@pulumi/aws/provider';
import * as pulumi from '@pulumi/pulumi';
import { Agent, Registry } from '../../src';
import { AgentInstall, Deliver, EcrRegistry, HarborRegistry, HarborRobot, PullSecret } from '../../src/pulumi';
import { CANARY_PASSWORD } from '../support/canary';
import { holdsCanary } from '../support/holds-canary';
import { ECR, errorOf, HARBOR, run } from './support';

const CLOUDZERO = { agent: Agent.cloudZero('1.2.13'), values: { existingSecretName: 'key' } };
const NAMES = ['agents/cloudzero/cloudzero-agent/cloudzero-agent', 'agents/kube-state-metrics/kube-state-metrics', 'agents/prometheus/prometheus'];
const SECRET = `${CANARY_PASSWORD}-A1`;
const CONNECTION = { url: 'https://harbor.example.com', username: 'admin', password: pulumi.output(SECRET) };

/** Runs a script in a process of its own, with the compiled package. */
function loadedBy(script: string): string[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', `
    ${script}
    process.stdout.write(JSON.stringify(Object.keys(require.cache).filter((file) => /@pulumi.aws./.test(file))));
  `], { cwd: join(__dirname, '../..'), encoding: 'utf8' });
  expect(`${stderr}${String(status)}`).toBe('0');
  return JSON.parse(stdout) as string[];
}

test('nothing of @pulumi/aws is loaded before a resource of it is made, and then only what it needs', () => {
  expect(loadedBy("require('pullproof/pulumi');")).toEqual([]);
  const loaded = loadedBy("const { aws } = require('./lib/pulumi/aws-modules'); aws.ecr();");
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.filter((file) => /aws.index\.js$|aws.ec2./.test(file))).toEqual([]);
});

describe('EcrRegistry', () => {
  test('makes one repository for each private reference of the agents', async () => {
    const { tree, find, result } = await run(() => new EcrRegistry('ecr', { registry: ECR, agents: [CLOUDZERO] }));

    expect(tree).toEqual(['pullproof:index:EcrRegistry ecr', ...NAMES.flatMap((name) => [
      `aws:ecr/repository:Repository ecr-${name} < ecr`, `aws:ecr/lifecyclePolicy:LifecyclePolicy ecr-${name}-lifecycle < ecr`,
    ])]);
    expect(result.repositoryNames).toEqual(NAMES);
    expect(find(`ecr-${NAMES[2]}`).inputs).toEqual({
      name: NAMES[2], region: 'eu-west-1', imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: true }, encryptionConfigurations: [{ encryptionType: 'AES256' }],
    });
    expect(JSON.parse(find(`ecr-${NAMES[2]}-lifecycle`).inputs.policy as string)).toMatchObject({ rules: [{ selection: { tagStatus: 'untagged', countNumber: 14 } }] });
  });

  test('gives the images of an install the same repositories as the agent that was given', async () => {
    const { result } = await run(() => {
      const install = new AgentInstall('cloudzero', { ...CLOUDZERO, registry: ECR, namespace: 'cz', deliver: Deliver.valuesOnly() });
      return new EcrRegistry('ecr', { registry: ECR, imagesOf: [install] });
    });

    expect(result.repositoryNames).toEqual(NAMES);
  });

  test('lets principals pull and nothing else, in the partition of the registry, and puts its region on all that has one', async () => {
    const registry = Registry.ecr({ account: '123456789012', region: 'cn-north-1', prefix: 'agents' });
    const { resources, find, result } = await run(() => new EcrRegistry('ecr', {
      registry, agents: [CLOUDZERO], kmsKey: pulumi.output('arn:aws-cn:kms:cn-north-1:123456789012:key/x'), mutableTags: true, scanOnPush: false,
      pullers: { accounts: ['210987654321'], arns: [pulumi.output('arn:aws-cn:iam::210987654321:role/nodes')], organizations: ['o-a1b2c3d4e5'] },
      pullRoles: ['nodes'], pullRoleTrust: '{}', tags: { team: 'x' },
    }, { providers: [new Provider('aws', {})] }));

    expect(JSON.parse(find(`ecr-${NAMES[0]}-policy`).inputs.policy as string)).toMatchObject({ Statement: [
      { Principal: { AWS: ['arn:aws-cn:iam::210987654321:root', 'arn:aws-cn:iam::210987654321:role/nodes'] }, Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] },
      { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'] } } },
    ] });
    expect(JSON.parse(find('ecr-pull').inputs.policy as string).Statement[1].Resource).toEqual(NAMES.map((name) => `arn:aws-cn:ecr:cn-north-1:123456789012:repository/${name}`));
    expect(find(`ecr-${NAMES[0]}`).inputs).toMatchObject({ imageTagMutability: 'MUTABLE', imageScanningConfiguration: { scanOnPush: false }, encryptionConfigurations: [{ encryptionType: 'KMS' }], tags: { team: 'x' } });
    const own = resources.filter(({ type }) => type.startsWith('aws:'));
    expect(own.filter(({ type, inputs }) => type.startsWith('aws:ecr/') && inputs.region !== 'cn-north-1')).toEqual([]);
    expect(new Set(own.map(({ provider }) => provider.split('::').at(-2)))).toEqual(new Set(['aws']));
    expect(own.filter(({ type }) => type.startsWith('aws:iam/')).map(({ type, name }) => `${type} ${name}`)).toEqual([
      'aws:iam/policy:Policy ecr-pull', 'aws:iam/rolePolicyAttachment:RolePolicyAttachment ecr-pull-0', 'aws:iam/role:Role ecr-pull-role',
      'aws:iam/rolePolicyAttachment:RolePolicyAttachment ecr-pull-role',
    ]);
    expect(result.pullRoleArn).toBeDefined();
  });

  test('makes the rules of pull-through caches, with their logins as AWS demands them, after the template of their repositories', async () => {
    const registry = Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true });
    const { tree, find } = await run(() => new EcrRegistry('ecr', {
      registry, agents: [CLOUDZERO], upstreamLogins: { 'ghcr.io': { username: 'robot', accessToken: pulumi.output(SECRET) } }, pullRoles: ['nodes'],
    }));

    expect(tree.slice(1).map((line) => line.split(' < ')[0])).toEqual([
      'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate ecr-ghcr-template',
      'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate ecr-kubernetes-template',
      'aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate ecr-quay-template',
      'aws:secretsmanager/secret:Secret ecr-ghcr-login', 'aws:secretsmanager/secretVersion:SecretVersion ecr-ghcr-login-version',
      'aws:ecr/pullThroughCacheRule:PullThroughCacheRule ecr-ghcr-cache', 'aws:ecr/pullThroughCacheRule:PullThroughCacheRule ecr-kubernetes-cache',
      'aws:ecr/pullThroughCacheRule:PullThroughCacheRule ecr-quay-cache', 'aws:iam/policy:Policy ecr-pull', 'aws:iam/rolePolicyAttachment:RolePolicyAttachment ecr-pull-0',
    ]);
    expect(find('ecr-ghcr-login').inputs).toMatchObject({ name: 'ecr-pullthroughcache/ghcr', region: 'eu-west-1' });
    expect(find('ecr-ghcr-login-version').inputs.secretString).toBe(JSON.stringify({ username: 'robot', accessToken: SECRET }));
    expect(find('ecr-ghcr-login-version').secrets).toEqual(['secretString']);
    expect(find('ecr-ghcr-cache').inputs).toMatchObject({ ecrRepositoryPrefix: 'ghcr', upstreamRegistryUrl: 'ghcr.io', region: 'eu-west-1' });
    expect(find('ecr-quay-template').inputs).toMatchObject({ prefix: 'quay', appliedFors: ['PULL_THROUGH_CACHE'], imageTagMutability: 'IMMUTABLE' });
    expect(JSON.parse(find('ecr-pull').inputs.policy as string).Statement[2].Action).toEqual(['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository']);
  });

  test('writes what an account has one of only when asked', async () => {
    const { find } = await run(() => new EcrRegistry('ecr', { registry: ECR, replicas: [{ region: 'us-east-1' }], replicateFrom: ['210987654321'] }));

    expect(find('ecr-replication').inputs.replicationConfiguration).toEqual({
      rules: [{ destinations: [{ region: 'us-east-1', registryId: '123456789012' }], repositoryFilters: [{ filter: 'agents/', filterType: 'PREFIX_MATCH' }] }],
    });
    expect(JSON.parse(find('ecr-registry-policy').inputs.policy as string)).toMatchObject({ Statement: [{ Sid: 'Replicate' }] });
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a registry that is no ECR', () => new EcrRegistry('bad', { registry: HARBOR }), /not a private ECR/],
    ['a cache without the login that it needs', () => new EcrRegistry('bad', { registry: Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true }), agents: [CLOUDZERO] }), /ghcr\.io is cached with a login only/],
    ['a login for what nothing caches, in part', () => new EcrRegistry('bad', { registry: ECR, upstreamLogins: { 'ghcr.io': { username: 'x' } } }), /nothing here caches ghcr\.io[^]*needs a username with an accessToken/],
    ['templates with tags and no role', () => new EcrRegistry('bad', { registry: ECR, templates: ['CREATE_ON_PUSH'], tags: { a: 'b' } }), /templateRole/],
    ['pullers that are none', () => new EcrRegistry('bad', { registry: ECR, pullers: { accounts: ['1'], arns: ['x'] } }), /account "1"[^]*"x" is no ARN/],
  ])('refuses %s at once', async (_, construct, words) => {
    await run(() => {
      expect(errorOf(construct).message).toMatch(words);
    });
  });
});

describe('HarborRegistry and HarborRobot', () => {
  const outputs = { 'pulumi-nodejs:dynamic/pullproof:HarborRobot': { username: 'robot$agents+pull', secret: SECRET } };

  test('make a project with its policies, and a robot whose login goes into Secrets as a secret', async () => {
    const { tree, find, resources, result } = await run(async () => {
      const project = new HarborRegistry('project', {
        harbor: CONNECTION, registry: HARBOR, scanOnPush: true, storageLimitBytes: 1024,
        retention: { rules: [{ keep: 'newest-pushed', count: 5 }] }, immutableTags: [{ tags: 'v*' }],
      });
      const robot = new HarborRobot('pull', { harbor: CONNECTION, registry: HARBOR, durationDays: 30, renewBeforeDays: 7 }, { dependsOn: project.resources });
      new PullSecret('secret', { registry: HARBOR, credential: robot.login, namespaces: ['a'] });
      return pulumi.isSecret(robot.secret);
    }, { outputs });

    expect(result).toBe(true);
    expect(tree).toEqual([
      'pullproof:index:HarborRegistry project',
      'pulumi-nodejs:dynamic/pullproof:HarborProject project-agents < project',
      'pulumi-nodejs:dynamic/pullproof:HarborRetention project-agents-retention < project',
      'pulumi-nodejs:dynamic/pullproof:HarborImmutableTags project-agents-immutable-tags < project',
      'pullproof:index:HarborRobot pull',
      'pulumi-nodejs:dynamic/pullproof:HarborRobot pull-robot < pull',
      'pullproof:index:PullSecret secret',
      'kubernetes:core/v1:Secret secret-ns-a < secret',
    ]);
    expect(find('project-agents').inputs.project).toEqual({ name: 'agents', scanOnPush: true, storageLimitBytes: 1024 });
    expect(find('pull-robot').inputs.robot).toEqual({
      name: 'pull', level: 'project', durationDays: 30, permissions: [{ kind: 'project', namespace: 'agents', access: [{ resource: 'repository', action: 'pull' }] }],
    });
    const withPassword = resources.filter(({ inputs }) => holdsCanary(JSON.stringify(inputs)));
    expect(withPassword.map(({ name, secrets }) => [name, secrets])).toEqual([
      ['project-agents', ['connection']], ['project-agents-retention', ['connection']], ['project-agents-immutable-tags', ['connection']], ['pull-robot', ['connection']], ['secret-ns-a', ['data']],
    ]);
    expect(find('pull-robot').options.additionalSecretOutputs).toEqual(['connection', 'login', 'secret']);
  });

  test('keep a text in state that names a module of this package, and holds nothing else', async () => {
    const { find } = await run(() => new HarborRobot('pull', { harbor: CONNECTION, registry: HARBOR }), { outputs });

    const text = String(find('pull-robot').inputs.__provider);
    expect(text.match(/require\("[^"]*"\)|require\('[^']*'\)/g)?.every((one) => one.includes('pullproof/harbor-runtime'))).toBe(true);
    expect(text.length).toBeLessThan(8_000);
    expect(holdsCanary(text)).toBe(false);
  });

  test('make a proxy cache for each source host, with its endpoint and the login for it', async () => {
    const { find, result } = await run(() => new HarborRegistry('caches', {
      harbor: CONNECTION, registry: Registry.harbor('harbor.example.com', { proxyCache: true }), agents: [CLOUDZERO],
      upstreamLogins: { 'ghcr.io': { username: 'x', password: pulumi.output(SECRET) } },
    }));

    expect(result.projects).toEqual(['ghcr', 'k8s', 'quay']);
    expect(find('caches-ghcr-endpoint').inputs).toMatchObject({ endpoint: { type: 'github-ghcr' }, login: { username: 'x', password: SECRET } });
    expect(find('caches-ghcr-endpoint').secrets).toEqual(['connection', 'login']);
    expect(find('caches-ghcr').dependsOn).toEqual(['caches-ghcr-endpoint']);
  });

  test.each<[string, () => unknown, RegExp]>([
    ['a robot with a weak secret, without showing it', () => new HarborRobot('bad', { harbor: CONNECTION, registry: HARBOR, secret: 'canary' }), /has 6 characters[^]*no upper-case letter[^]*no digit/],
    ['a name that cannot be', () => new HarborRobot('bad', { harbor: CONNECTION, registry: HARBOR, name: 'A b' }), /robot name/],
    ['a registry that is no Harbor', () => new HarborRegistry('bad', { harbor: CONNECTION, registry: ECR }), /no Harbor/],
    ['a retention without a count, and a login for what nothing caches', () => new HarborRegistry('bad', { harbor: CONNECTION, registry: HARBOR, retention: { rules: [{ keep: 'newest-pushed' }] }, upstreamLogins: { 'ghcr.io': { username: 'x', password: 'y' } } }), /needs a count[^]*nothing here caches ghcr\.io/],
  ])('refuse %s at once', async (_, construct, words) => {
    await run(() => {
      const { message } = errorOf(construct);
      expect(message).toMatch(words);
      expect(message).not.toContain('canary');
    });
  });
});
