import fc from 'fast-check';
import { Agent, Layout, parseReference, planInstall, Registry, Relocation, SecretValue } from '../../src';
import {
  cacheableHosts, cacheableUpstream, creationTemplates, ecrAddress, ecrCacheSecretName, ecrCacheSecretProblems, ecrCacheSecretText,
  ecrLifecyclePolicy, ecrPullPolicy, ecrRegistryPolicy, ecrReplication, ecrRepositories, ecrRepositoryArn, ecrRepositoryPolicy, provisionedImages,
  pullThroughRules,
} from '../../src/provision';
import { CANARY_PASSWORD } from '../support/canary';
import { CACHE, ECR, HARBOR, HOST, image, problemsOf } from './support';

const ADDRESS = ecrAddress(ECR);
const DIGEST = `sha256:${'a'.repeat(64)}`;
const GHCR = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/ghcr-AbCdEf';

describe('ecrAddress', () => {
  test.each([
    ['eu-west-1', 'aws'], ['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov'], ['us-iso-east-1', 'aws-iso'], ['us-isob-east-1', 'aws-iso-b'],
    ['us-isof-south-1', 'aws-iso-f'], ['eu-isoe-west-1', 'aws-iso-e'], ['eusc-de-east-1', 'aws-eusc'],
  ])('%s is in the partition %s', (region, partition) => {
    expect(ecrAddress(Registry.ecr({ account: '123456789012', region }))).toEqual({ account: '123456789012', region, partition });
  });

  test('every form of a host tells account and region', () => {
    for (const form of [{ fips: true }, { dualStack: true }, { fips: true, dualStack: true }, { pullThrough: true }]) {
      expect(ecrAddress(Registry.ecr({ account: '123456789012', region: 'us-east-1', ...form }))).toEqual({ account: '123456789012', region: 'us-east-1', partition: 'aws' });
    }
    expect(ecrAddress(Registry.parse(`${HOST}/agents`))).toEqual(ADDRESS);
  });

  test.each([HARBOR, Registry.ecrPublic('acme')])('$host is no private ECR', (registry) => {
    expect(problemsOf(() => ecrAddress(registry))).toEqual([`${registry.host} is a registry of ${registry.kind.title}, and not a private ECR`]);
  });
});

describe('ecrRepositories', () => {
  test('one per private path, with its references, in order; other registries are left out', () => {
    expect(ecrRepositories(ECR, [
      image(`ghcr.io/acme/app:1 → ${HOST}/agents/acme/app:1`), image(`${HOST}/agents/acme/app:2`), image(`quay.io/acme/db:1 → ${HOST}/agents/acme/db:1@${DIGEST}`),
      image(`${HOST}/agents/acme/app:1`), image('docker.io/library/nginx:1'), image(`${HOST}/agents-b/app:1`), image(`${HOST}/agents/optional:1`, false),
    ])).toEqual([
      { name: 'agents/acme/app', references: [`${HOST}/agents/acme/app:1`, `${HOST}/agents/acme/app:2`], pinsUntagged: false },
      { name: 'agents/acme/db', references: [`${HOST}/agents/acme/db:1@${DIGEST}`], pinsUntagged: false },
    ]);
  });

  test('a reference with a digest and no tag needs an image that has no tag', () => {
    expect(ecrRepositories(ECR, [image(`${HOST}/agents/app@${DIGEST}`), image(`${HOST}/agents/app:1`)])).toMatchObject([{ pinsUntagged: true }]);
  });

  test('optional images count when they are asked for', () => {
    expect(ecrRepositories(ECR, [image(`${HOST}/agents/app:1`, false)], { optional: true })).toHaveLength(1);
  });

  test('an image that is both required and optional is required', () => {
    expect(ecrRepositories(ECR, [image(`${HOST}/agents/app:1`, false), image(`${HOST}/agents/app:1`, true)])).toHaveLength(1);
  });

  test('caches make their own', () => {
    expect(ecrRepositories(CACHE, [image(`quay.io/acme/db:1 → ${HOST}/quay/acme/db:1`)])).toEqual([]);
  });

  test('none of the images is in it: that is another registry', () => {
    expect(problemsOf(() => ecrRepositories(ECR, [image('quay.io/acme/db:1')]))).toEqual(['quay.io/acme/db:1']);
    expect(ecrRepositories(ECR, [])).toEqual([]);
  });

  test('the images of an install plan and of a relocation are taken as they are', () => {
    const relocation = new Relocation({ registry: ECR, layout: Layout.flat() });
    const { images } = planInstall({ agent: Agent.cloudZero('1.2.13'), relocation, namespace: 'a' });
    const moved = provisionedImages(relocation.relocateAll([parseReference('quay.io/acme/db:1'), parseReference(`${HOST}/agents/own:1`)]));

    expect(ecrRepositories(ECR, images).map(({ name }) => name)).toEqual(['agents/cloudzero-agent', 'agents/kube-state-metrics', 'agents/prometheus']);
    expect(moved).toEqual([image(`quay.io/acme/db:1 → ${HOST}/agents/db:1`), image(`${HOST}/agents/own:1`)]);
  });

  test('whatever the images are: each in exactly one repository, each repository once', () => {
    const path = fc.array(fc.stringMatching(/^[a-z0-9]{1,5}$/), { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    fc.assert(fc.property(fc.array(fc.tuple(path, fc.constantFrom(':1', ':2', `@${DIGEST}`)), { minLength: 1 }), (references) => {
      const images = references.map(([name, end]) => image(`${HOST}/agents/${name}${end}`));
      const plans = ecrRepositories(ECR, images);

      expect(plans.flatMap((plan) => plan.references).sort()).toEqual([...new Set(references.map(([name, end]) => `${HOST}/agents/${name}${end}`))].sort());
      expect(new Set(plans.map(({ name }) => name)).size).toBe(plans.length);
    }));
  });
});

describe('ecrLifecyclePolicy', () => {
  const [tagged] = ecrRepositories(ECR, [image(`${HOST}/agents/app:1`), image(`${HOST}/agents/app:2`)]);
  const [pinned] = ecrRepositories(ECR, [image(`${HOST}/agents/app@${DIGEST}`)]);
  const untagged = (days: number): object => ({
    rulePriority: 1, description: `expire images without a tag after ${days} days`, action: { type: 'expire' },
    selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: days },
  });

  test('images without a tag expire after 14 days', () => {
    expect(ecrLifecyclePolicy({}, tagged)).toEqual({ rules: [untagged(14)] });
    expect(ecrLifecyclePolicy()).toEqual({ rules: [untagged(14)] });
  });

  test('but not where a reference names one by its digest alone', () => {
    expect(ecrLifecyclePolicy({}, pinned)).toBeUndefined();
    expect(problemsOf(() => ecrLifecyclePolicy({ untaggedDays: 1 }, pinned))).toEqual([
      'the lifecycle policy of agents/app cannot be: images without a tag would expire, and a reference names one by its digest alone; set untaggedDays to 0',
    ]);
    expect(ecrLifecyclePolicy({ untaggedDays: 0 }, pinned)).toBeUndefined();
  });

  test('the newest images stay, as many as are asked for, and never fewer than are in use', () => {
    expect(ecrLifecyclePolicy({ untaggedDays: 3, keepTagged: 2 }, tagged)).toEqual({
      rules: [untagged(3), {
        rulePriority: 2, description: 'keep the newest 2 images', action: { type: 'expire' },
        selection: { tagStatus: 'tagged', tagPatternList: ['*'], countType: 'imageCountMoreThan', countNumber: 2 },
      }],
    });
    expect(ecrLifecyclePolicy({ untaggedDays: 0, keepTagged: 2 }, tagged)).toMatchObject({ rules: [{ rulePriority: 1 }] });
    expect(problemsOf(() => ecrLifecyclePolicy({ keepTagged: 1 }, tagged))).toEqual([
      'the lifecycle policy of agents/app cannot be: 1 images would stay, and 2 are in use; raise keepTagged',
    ]);
  });

  test.each([[{ untaggedDays: -1 }, 'untaggedDays must be a whole number, 0 or more (got -1)'], [{ untaggedDays: 1.5 }, 'untaggedDays must be a whole number, 0 or more (got 1.5)'],
    [{ keepTagged: 0 }, 'keepTagged must be a whole number, 1 or more (got 0)']])('%j is refused', (lifecycle, problem) => {
    expect(problemsOf(() => ecrLifecyclePolicy(lifecycle))).toEqual([`the lifecycle policy cannot be: ${problem}`]);
  });
});

describe('policies', () => {
  test('a repository lets principals pull, and do nothing else', () => {
    const pull = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

    expect(ecrRepositoryPolicy({}, ADDRESS)).toBeUndefined();
    expect(ecrRepositoryPolicy({ accounts: ['210987654321'], arns: ['arn:aws:iam::210987654321:role/nodes'], organizations: ['o-a1b2c3d4e5'] }, ADDRESS)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Pull', Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::210987654321:root', 'arn:aws:iam::210987654321:role/nodes'] }, Action: pull },
        { Sid: 'PullFromOrganizations', Effect: 'Allow', Principal: '*', Action: pull, Condition: { StringEquals: { 'aws:PrincipalOrgID': ['o-a1b2c3d4e5'] } } },
      ],
    });
  });

  test('in another partition, accounts have other ARNs', () => {
    expect(ecrRepositoryPolicy({ accounts: ['210987654321'] }, ecrAddress(Registry.ecr({ account: '123456789012', region: 'cn-north-1' }))))
      .toMatchObject({ Statement: [{ Principal: { AWS: ['arn:aws-cn:iam::210987654321:root'] } }] });
  });

  test('principals that are none are refused, all of them', () => {
    expect(problemsOf(() => ecrRepositoryPolicy({ accounts: ['1'], arns: ['*', 'arn:aws:s3:::bucket'], organizations: ['acme'] }, ADDRESS))).toEqual([
      'account "1" is not 12 digits', '"*" is no ARN of a role or user', '"arn:aws:s3:::bucket" is no ARN of a role or user', 'organization "acme" is no id such as "o-a1b2c3d4e5"',
    ]);
  });

  test('an identity pulls from repositories, and fills caches', () => {
    expect(ecrPullPolicy({ address: ADDRESS, repositories: ['agents/*'], cachePrefixes: ['quay', 'ROOT'] })).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Sid: 'Login', Effect: 'Allow', Action: ['ecr:GetAuthorizationToken'], Resource: ['*'] },
        {
          Sid: 'Pull', Effect: 'Allow', Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
          Resource: ['agents/*', 'quay/*', '*'].map((name) => ecrRepositoryArn(ADDRESS, name)),
        },
        { Sid: 'FillCaches', Effect: 'Allow', Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'], Resource: ['quay/*', '*'].map((name) => ecrRepositoryArn(ADDRESS, name)) },
      ],
    });
    expect(ecrPullPolicy({ address: ADDRESS, repositories: [] })).toMatchObject({ Statement: [{ Sid: 'Login' }] });
  });

  test('a registry lets others fill its caches, and replicate into it', () => {
    expect(ecrRegistryPolicy({ address: ADDRESS })).toBeUndefined();
    expect(ecrRegistryPolicy({ address: ADDRESS, cachePrefixes: ['quay'], cachePrincipals: { accounts: ['210987654321'] }, replicateFrom: ['210987654321'] })).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'FillCaches', Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::210987654321:root'] }, Action: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'],
          Resource: ['arn:aws:ecr:eu-west-1:123456789012:repository/quay/*'],
        },
        {
          Sid: 'Replicate', Effect: 'Allow', Principal: { AWS: ['arn:aws:iam::210987654321:root'] }, Action: ['ecr:CreateRepository', 'ecr:ReplicateImage'],
          Resource: ['arn:aws:ecr:eu-west-1:123456789012:repository/*'],
        },
      ],
    });
    expect(problemsOf(() => ecrRegistryPolicy({ address: ADDRESS, replicateFrom: ['me'] }))).toEqual(['account "me" is not 12 digits']);
  });

  test('replication goes to other places', () => {
    expect(ecrReplication(ADDRESS, [])).toBeUndefined();
    expect(ecrReplication(ADDRESS, [{ region: 'us-east-1' }, { region: 'eu-west-1', account: '210987654321' }], ['agents/'])).toEqual({
      rules: [{
        destinations: [{ region: 'us-east-1', registryId: '123456789012' }, { region: 'eu-west-1', registryId: '210987654321' }],
        repositoryFilters: [{ filter: 'agents/', filterType: 'PREFIX_MATCH' }],
      }],
    });
    expect(problemsOf(() => ecrReplication(ADDRESS, [{ region: 'eu-west-1' }, ...Array.from({ length: 25 }, () => ({ region: 'us-east-1' }))]))).toEqual([
      '26 replicas, ECR takes 25', 'the replica in "eu-west-1" is the registry itself',
    ]);
  });
});

describe('cacheableUpstream', () => {
  test.each([
    ['docker.io', 'docker-hub', 'registry-1.docker.io', 'secret'], ['ghcr.io', 'github-container-registry', 'ghcr.io', 'secret'],
    ['registry.gitlab.com', 'gitlab-container-registry', 'registry.gitlab.com', 'secret'], ['cgr.dev', 'chainguard', 'cgr.dev', 'secret'],
    ['public.ecr.aws', 'ecr-public', 'public.ecr.aws', 'none'], ['quay.io', 'quay', 'quay.io', 'none'], ['registry.k8s.io', 'k8s', 'registry.k8s.io', 'none'],
    ['acme.azurecr.io', 'azure-container-registry', 'acme.azurecr.io', 'secret'],
    ['210987654321.dkr.ecr.us-east-1.amazonaws.com', 'ecr', '210987654321.dkr.ecr.us-east-1.amazonaws.com', 'role'],
  ])('%s is %s', (host, upstreamRegistry, upstreamRegistryUrl, login) => {
    expect(cacheableUpstream(host)).toEqual({ upstreamRegistry, upstreamRegistryUrl, login });
  });

  test.each(['gcr.io', 'harbor.example.com', 'gitlab.example.com', 'constructor', 'swr.eu-west-101.myhuaweicloud.eu'])('%s cannot be cached', (host) => {
    expect(cacheableUpstream(host)).toBeUndefined();
  });

  test('the list of hosts has those whose names do not depend on the customer', () => {
    expect(cacheableHosts()).toEqual(['docker.io', 'ghcr.io', 'registry.gitlab.com', 'cgr.dev', 'public.ecr.aws', 'quay.io', 'registry.k8s.io']);
  });
});

describe('pullThroughRules', () => {
  const quay = image(`quay.io/acme/db:1 → ${HOST}/quay/acme/db:1`);
  const ghcr = image(`ghcr.io/acme/app:1 → ${HOST}/ghcr/acme/app:1`);

  test('one per source host, with the login that it needs', () => {
    expect(pullThroughRules(CACHE, [quay, ghcr, image(`ghcr.io/acme/other:1 → ${HOST}/ghcr/acme/other:1`)], { credentialArns: { 'ghcr.io': GHCR } })).toEqual([
      { sourceHost: 'ghcr.io', ecrRepositoryPrefix: 'ghcr', upstreamRegistry: 'github-container-registry', upstreamRegistryUrl: 'ghcr.io', login: 'secret', credentialArn: GHCR },
      { sourceHost: 'quay.io', ecrRepositoryPrefix: 'quay', upstreamRegistry: 'quay', upstreamRegistryUrl: 'quay.io', login: 'none' },
    ]);
  });

  test('a single rule has the prefix of the registry, or none at all', () => {
    const one = Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true, prefix: 'cache' });
    const root = Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true, prefix: 'ROOT' });

    expect(pullThroughRules(one, [image(`quay.io/acme/db:1 → ${HOST}/cache/acme/db:1`)])).toMatchObject([{ ecrRepositoryPrefix: 'cache' }]);
    expect(pullThroughRules(root, [image(`quay.io/acme/db:1 → ${HOST}/acme/db:1`)])).toMatchObject([{ ecrRepositoryPrefix: 'ROOT' }]);
  });

  test('a private reference alone tells its host by a customary prefix', () => {
    expect(pullThroughRules(CACHE, [image(`${HOST}/quay/acme/db:1`)])).toMatchObject([{ sourceHost: 'quay.io' }]);
    expect(problemsOf(() => pullThroughRules(CACHE, [image(`${HOST}/own/acme/db:1`)]))).toEqual([`${HOST}/own/acme/db: nothing says which registry it comes from`]);
  });

  test('another account takes a role', () => {
    const host = '210987654321.dkr.ecr.eu-west-1.amazonaws.com';
    const roleArns = { [host]: 'arn:aws:iam::123456789012:role/cache' };

    expect(pullThroughRules(CACHE, [image(`${host}/acme/db:1 → ${HOST}/other/acme/db:1`)], { roleArns })).toMatchObject([{ login: 'role', customRoleArn: roleArns[host] }]);
    expect(problemsOf(() => pullThroughRules(CACHE, [quay], { roleArns: { 'quay.io': 'arn:aws:iam::123456789012:role/cache' } }))).toEqual(['quay.io is no ECR, and takes no role']);
  });

  test('whoever makes the rules may bring the login', () => {
    expect(pullThroughRules(CACHE, [ghcr], { loginsElsewhere: true })).toMatchObject([{ login: 'secret' }]);
  });

  test('registries that are pushed to need no rules', () => {
    expect(pullThroughRules(ECR, [image(`${HOST}/agents/app:1`)])).toEqual([]);
  });

  test('everything that cannot be is said at once', () => {
    expect(problemsOf(() => pullThroughRules(CACHE, [
      ghcr, image(`gcr.io/acme/app:1 → ${HOST}/gcr/acme/app:1`), image(`quay.io/acme/db:1 → ${HOST}/quay/db:1`), image(`docker.io/acme/db:1 → ${HOST}/quay/acme/db:1`),
      image(`quay.io/acme/web:1 → ${HOST}/quay/acme/web:1`), image(`registry.k8s.io/pause:3 → ${HOST}/${'x'.repeat(31)}/pause:3`),
    ], { credentialArns: { 'dockerhub': GHCR, 'quay.io': 'arn:aws:secretsmanager:us-east-1:123456789012:secret:quay' } }))).toEqual([
      'ECR cannot cache gcr.io: mirror its images to a registry that is pushed to',
      'ghcr.io needs a login: the ARN of a secret named "ecr-pullthroughcache/…"',
      'docker.io needs a login: the ARN of a secret named "ecr-pullthroughcache/…"',
      'the prefix "quay" would cache both docker.io and quay.io',
      `quay.io/acme/db cannot become ${HOST}/quay/db: a cache puts its prefix in front of the source path, and changes nothing else`,
      `the prefix "${'x'.repeat(31)}" must have 2 to 30 characters`,
      'there is a login for "dockerhub", which ECR cannot cache, expected a host such as "docker.io" or "ghcr.io"',
    ]);
    expect(problemsOf(() => pullThroughRules(CACHE, [quay], { credentialArns: { 'quay.io': GHCR } }))).toEqual(['quay.io takes no login from a secret']);
  });
});

describe('secrets of caches', () => {
  test('have the name that ECR demands', () => {
    expect(ecrCacheSecretName('docker-hub')).toBe('ecr-pullthroughcache/docker-hub');
    expect(problemsOf(() => ecrCacheSecretName('docker hub'))).toEqual(['"docker hub" cannot be part of the name of a secret']);
  });

  test('hold the two keys that ECR reads', () => {
    expect(ecrCacheSecretText('acme', SecretValue.unsafePlainText(CANARY_PASSWORD)).unsafeUnwrap()).toBe(`{"username":"acme","accessToken":"${CANARY_PASSWORD}"}`);
  });

  test.each([
    [GHCR, []],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:ghcr-AbCdEf', ['secret "ghcr-AbCdEf" must have a name that begins with "ecr-pullthroughcache/"']],
    [GHCR.replace('eu-west-1', 'us-east-1'), [`secret "${GHCR.replace('eu-west-1', 'us-east-1')}" must be in the account and region of the registry (123456789012, eu-west-1)`]],
    ['ecr-pullthroughcache/ghcr', ['"ecr-pullthroughcache/ghcr" is not the ARN of a secret in Secrets Manager']],
  ])('%s', (arn, problems) => expect(ecrCacheSecretProblems(arn, ADDRESS)).toEqual(problems));
});

test('templates are for prefixes, each once', () => {
  expect(creationTemplates(['quay', 'ROOT', 'quay'], ['CREATE_ON_PUSH'])).toEqual([{ prefix: 'ROOT', appliedFor: ['CREATE_ON_PUSH'] }, { prefix: 'quay', appliedFor: ['CREATE_ON_PUSH'] }]);
  expect(problemsOf(() => creationTemplates(['Quay/'], ['REPLICATION']))).toEqual(['"Quay/" is no prefix of a template, expected a path of up to 256 characters, or "ROOT"']);
});
