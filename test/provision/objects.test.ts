import { Agent, Credential, planInstall, Registry, Relocation } from '../../src';
import { planEcrObjects, planHarborObjects } from '../../src/provision';
import type { EcrObjectsDeclaration, HarborObjectsDeclaration, RegistryObject } from '../../src/provision';
import { checksum, objectName } from '../../src/provision/object-name';
import { CACHE, ECR, HARBOR, HOST, image, problemsOf, PROXY } from './support';

const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';
const ROLE = 'arn:aws:iam::123456789012:role/ecr-templates';
const STORE = Credential.externalSecret({ store: 'platform', key: 'registries/harbor/agents', username: 'robot$agents+puller' });

const ecr = (more: Partial<EcrObjectsDeclaration> = {}): EcrObjectsDeclaration => ({ registry: ECR, namespace: 'ack-system', images: [image(`${HOST}/agents/acme/app:1`)], ...more });
const specs = (plan: { readonly objects: readonly RegistryObject[] }): Record<string, object | undefined>[] =>
  plan.objects.map(({ object: { kind, spec } }) => ({ [kind]: spec }));

describe('objectName', () => {
  test.each([
    ['agents/cloudzero/agent', 'agents.cloudzero.agent'], ['app', 'app'],
    ['a.b/c', `a.b.c-${checksum('a.b/c')}`], ['a/b.c', `a.b.c-${checksum('a/b.c')}`], ['a_b', `a-b-${checksum('a_b')}`], ['ROOT', `root-${checksum('ROOT')}`],
  ])('%s becomes %s', (name, expected) => expect(objectName(name)).toBe(expected));

  test('is never too long', () => {
    const name = objectName(`a/${'b'.repeat(254)}`);
    expect([name.length, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name)]).toEqual([253, true]);
  });
});

describe('planEcrObjects', () => {
  test('a repository: tags stay, pushes are scanned, images are encrypted, and it outlives its object', () => {
    expect(planEcrObjects(ecr()).objects).toEqual([{
      id: 'repository-agents.acme.app',
      object: {
        apiVersion: 'ecr.services.k8s.aws/v1alpha1', kind: 'Repository',
        metadata: {
          name: 'agents.acme.app', namespace: 'ack-system', annotations: { 'services.k8s.aws/region': 'eu-west-1', 'services.k8s.aws/deletion-policy': 'retain' },
        },
        spec: {
          name: 'agents/acme/app', registryID: '123456789012', imageTagMutability: 'IMMUTABLE', imageScanningConfiguration: { scanOnPush: true },
          encryptionConfiguration: { encryptionType: 'AES256' },
          lifecyclePolicy: '{"rules":[{"rulePriority":1,"description":"expire images without a tag after 14 days","selection":{"tagStatus":"untagged","countType":"sinceImagePushed","countUnit":"days","countNumber":14},"action":{"type":"expire"}}]}',
        },
      },
    }]);
  });

  test('everything can be said', () => {
    const { objects } = planEcrObjects(ecr({
      mutableTags: true, scanOnPush: false, kmsKey: KEY, lifecycle: { untaggedDays: 0 }, pullers: { accounts: ['210987654321'] }, tags: { team: 'a', cost: 'b' },
      templateRole: ROLE, templates: ['CREATE_ON_PUSH'], retain: false, takeOver: true, labels: { l: '1' }, annotations: { a: '2' },
    }));
    const policy = '{"Version":"2012-10-17","Statement":[{"Sid":"Pull","Effect":"Allow","Principal":{"AWS":["arn:aws:iam::210987654321:root"]},"Action":["ecr:BatchCheckLayerAvailability","ecr:BatchGetImage","ecr:GetDownloadUrlForLayer"]}]}';
    const tags = [{ key: 'cost', value: 'b' }, { key: 'team', value: 'a' }];

    expect(objects.map(({ object }) => object.metadata)).toEqual(['agents', 'agents.acme.app'].map((name) => ({
      name, namespace: 'ack-system', labels: { l: '1' },
      annotations: { 'a': '2', 'services.k8s.aws/region': 'eu-west-1', 'services.k8s.aws/adoption-policy': 'adopt-or-create' },
    })));
    expect(specs({ objects })).toEqual([
      {
        RepositoryCreationTemplate: {
          prefix: 'agents', appliedFor: ['CREATE_ON_PUSH'], description: 'repositories that nobody declared', imageTagMutability: 'MUTABLE',
          encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY }, repositoryPolicy: policy, resourceTags: tags, customRoleARN: ROLE,
        },
      },
      {
        Repository: {
          name: 'agents/acme/app', registryID: '123456789012', imageTagMutability: 'MUTABLE', imageScanningConfiguration: { scanOnPush: false },
          encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY }, policy, tags,
        },
      },
    ]);
  });

  test('caches: templates before rules, no repositories, and tags that move', () => {
    const { images } = planInstall({ agent: Agent.cloudZero('1.2.13'), relocation: new Relocation({ registry: CACHE }), namespace: 'a' });
    const credentialArn = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/ghcr-AbCdEf';
    const plan = planEcrObjects(ecr({ registry: CACHE, images, upstreamLogins: { 'ghcr.io': { credentialArn } }, lifecycle: { untaggedDays: 0 } }));
    const template = (prefix: string): object => ({
      RepositoryCreationTemplate: {
        prefix, appliedFor: ['PULL_THROUGH_CACHE'], description: 'repositories of a pull-through cache', imageTagMutability: 'MUTABLE', encryptionConfiguration: { encryptionType: 'AES256' },
      },
    });

    expect(specs(plan)).toEqual([
      template('ghcr'), template('kubernetes'), template('quay'),
      { PullThroughCacheRule: { registryID: '123456789012', ecrRepositoryPrefix: 'ghcr', upstreamRegistryURL: 'ghcr.io', upstreamRegistry: 'github-container-registry', credentialARN: credentialArn } },
      { PullThroughCacheRule: { registryID: '123456789012', ecrRepositoryPrefix: 'kubernetes', upstreamRegistryURL: 'registry.k8s.io', upstreamRegistry: 'k8s' } },
      { PullThroughCacheRule: { registryID: '123456789012', ecrRepositoryPrefix: 'quay', upstreamRegistryURL: 'quay.io', upstreamRegistry: 'quay' } },
    ]);
    expect(plan.pullPolicy).toMatchObject({ Statement: [{ Sid: 'Login' }, { Sid: 'Pull' }, { Sid: 'FillCaches' }] });
  });

  test('a template without a prefix is for all', () => {
    expect(specs(planEcrObjects(ecr({ registry: Registry.ecr({ account: '123456789012', region: 'eu-west-1' }), images: [], templates: ['CREATE_ON_PUSH'] })))).toMatchObject([{ RepositoryCreationTemplate: { prefix: 'ROOT' } }]);
  });

  test('everything that cannot be is said at once', () => {
    expect(problemsOf(() => planEcrObjects(ecr({ namespace: 'Ack', kmsKey: KEY.replace('eu-west-1', 'us-east-1'), templateRole: 'admin', registry: CACHE, templates: ['CREATE_ON_PUSH'] })))).toEqual([
      'namespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "Ack")',
      `"${KEY.replace('eu-west-1', 'us-east-1')}" is no ARN of a KMS key in eu-west-1`, '"admin" is no ARN of a role', 'a cache takes no pushes, so a template for them has no meaning',
    ]);
    expect(problemsOf(() => planEcrObjects(ecr({ tags: { a: 'b' }, templates: ['CREATE_ON_PUSH'] })))).toEqual(['templates with tags or a KMS key need a role that ECR takes: templateRole']);
    expect(problemsOf(() => planEcrObjects(ecr({ templates: ['PULL_THROUGH_CACHE'] })))).toEqual(['the registry has no pull-through caches, so a template for them has no meaning']);
    expect(planEcrObjects(ecr({ tags: { a: 'b' } })).objects).toHaveLength(1);
  });
});

describe('planHarborObjects', () => {
  const harbor = (more: Partial<HarborObjectsDeclaration> = {}): HarborObjectsDeclaration => ({ registry: HARBOR, ...more });

  test('a project: private, never emptied, and it outlives its object', () => {
    expect(planHarborObjects(harbor())).toEqual({
      projects: [{ project: { name: 'agents' } }], robotName: undefined,
      objects: [{
        id: 'project-harbor-example-com.agents',
        object: {
          apiVersion: 'project.harbor.crossplane.io/v1alpha1', kind: 'Project', metadata: { name: 'harbor-example-com.agents' },
          spec: { deletionPolicy: 'Orphan', providerConfigRef: { name: 'default' }, forProvider: { name: 'agents', public: false, forceDestroy: false } },
        },
      }],
    });
  });

  test('everything can be said', () => {
    const { objects } = planHarborObjects(harbor({
      public: true, scanOnPush: false, storageLimitBytes: 5 * 2 ** 30, retain: false, providerConfig: 'harbor', objectPrefix: 'h', labels: { l: '1' }, annotations: { a: '2' },
      retention: {
        schedule: '0 30 2 * * *', rules: [
          { keep: 'newest-pushed', count: 1 }, { keep: 'newest-pulled', count: 2, repositories: 'app/**', tags: 'v*', untagged: false },
          { keep: 'pushed-within-days', count: 3 }, { keep: 'pulled-within-days', count: 4 }, { keep: 'always' },
        ],
      },
      immutableTags: [{ tags: 'v*' }],
    }));
    const managed = { providerConfigRef: { name: 'harbor' }, deletionPolicy: 'Delete' };
    const all = { repoMatching: '**', tagMatching: '**', untaggedArtifacts: true };

    expect(objects.map(({ object }) => object.metadata)).toEqual(['h.agents', 'h.agents', `h.agents.immutable-${checksum('["**","v*"]')}`].map((name) => ({ name, labels: { l: '1' }, annotations: { a: '2' } })));
    expect(specs({ objects })).toEqual([
      { Project: { ...managed, forProvider: { name: 'agents', public: true, forceDestroy: false, vulnerabilityScanning: false, storageQuota: 5 } } },
      {
        RetentionPolicy: {
          ...managed, forProvider: {
            scopeRef: { name: 'h.agents' }, schedule: '0 30 2 * * *', rule: [
              { ...all, mostRecentlyPushed: 1 }, { repoMatching: 'app/**', tagMatching: 'v*', untaggedArtifacts: false, mostRecentlyPulled: 2 },
              { ...all, nDaysSinceLastPush: 3 }, { ...all, nDaysSinceLastPull: 4 }, { ...all, alwaysRetain: true },
            ],
          },
        },
      },
      { ImmutableTagRule: { ...managed, forProvider: { projectIdRef: { name: 'h.agents' }, repoMatching: '**', tagMatching: 'v*' } } },
    ]);
  });

  test.each([[undefined, 'Daily'], ['0 0 0 * * *', 'Daily'], ['0 0 * * * *', 'Hourly'], ['0 0 0 * * 0', 'Weekly']])('the schedule %s is called %s, as the provider reads it back', (schedule, expected) => {
    const rules = [{ keep: 'always' as const }];
    const plan = planHarborObjects(harbor({ retention: { rules, ...(schedule !== undefined && { schedule }) } }));

    expect(specs(plan)[1]).toMatchObject({ RetentionPolicy: { forProvider: { schedule: expected } } });
  });

  test('proxy caches: an endpoint before its project, with a login whose password stands in no object', () => {
    const images = [image('quay.io/acme/db:1 → harbor.example.com/quay/acme/db:1'), image('ghcr.io/acme/app:1 → harbor.example.com/ghcr/acme/app:1')];
    const passwordSecret = { namespace: 'crossplane-system', name: 'ghcr', key: 'token' };
    const plan = planHarborObjects(harbor({ registry: PROXY, images, upstreamLogins: { 'ghcr.io': { username: 'acme', passwordSecret } } }));
    const managed = { providerConfigRef: { name: 'default' }, deletionPolicy: 'Orphan' };
    const project = (name: string): object => ({ Project: { ...managed, forProvider: { name, public: false, forceDestroy: false, registryIdRef: { name: `harbor-example-com.${name}` } } } });

    expect(specs(plan)).toEqual([
      { Registry: { ...managed, forProvider: { name: 'ghcr', providerName: 'github', endpointUrl: 'https://ghcr.io', accessId: 'acme', accessSecretSecretRef: passwordSecret } } },
      project('ghcr'),
      { Registry: { ...managed, forProvider: { name: 'quay', providerName: 'docker-registry', endpointUrl: 'https://quay.io' } } },
      project('quay'),
    ]);
  });

  describe('the robot', () => {
    const objectsOf = (robot: HarborObjectsDeclaration['robot'], more: Partial<HarborObjectsDeclaration> = {}): object[] => specs(planHarborObjects(harbor({ existingProjects: true, robot, ...more })));
    const forProvider = {
      name: 'puller', level: 'project', duration: -1, permissions: [{ kind: 'project', namespace: 'agents', access: [{ resource: 'repository', action: 'pull' }] }],
    };
    const managed = { deletionPolicy: 'Delete', providerConfigRef: { name: 'default' } };

    test('gets its secret from the store that the pull secrets read, and goes with its object', () => {
      const secretSecretRef = { namespace: 'crossplane-system', name: 'harbor-example-com.agents.puller', key: 'password' };

      expect(objectsOf({ name: 'puller', credential: STORE })).toEqual([
        {
          ExternalSecret: {
            refreshInterval: '1h', secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform' },
            target: { name: 'harbor-example-com.agents.puller', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
            data: [{ secretKey: 'password', remoteRef: { key: 'registries/harbor/agents', property: 'password' } }],
          },
        },
        { RobotAccount: { ...managed, forProvider: { ...forProvider, secretSecretRef } } },
      ]);
      expect(planHarborObjects(harbor({ robot: { name: 'puller', credential: STORE } })).robotName).toBe('agents+puller');
    });

    test('or from a Secret, or from Harbor, which tells nobody but the provider', () => {
      const secretRef = { namespace: 'a', name: 'b', key: 'c' };
      const connectionSecret = { namespace: 'a', name: 'd' };

      expect(objectsOf({ name: 'puller', secretRef, description: 'pulls', durationDays: 30 })).toEqual([
        { RobotAccount: { ...managed, forProvider: { ...forProvider, description: 'pulls', duration: 30, secretSecretRef: secretRef } } },
      ]);
      expect(objectsOf({ name: 'puller', connectionSecret })).toEqual([{ RobotAccount: { ...managed, forProvider, writeConnectionSecretToRef: connectionSecret } }]);
    });

    test('of several projects belongs to the system', () => {
      const images = [image('quay.io/acme/db:1 → harbor.example.com/quay/acme/db:1'), image('ghcr.io/acme/app:1 → harbor.example.com/ghcr/acme/app:1')];
      const credential = Credential.externalSecret({ store: 'platform', key: 'k', username: 'robot$puller' });
      const plan = planHarborObjects(harbor({ registry: PROXY, images, robot: { name: 'puller', credential } }));

      expect([plan.robotName, plan.objects.at(-1)?.object.metadata.name]).toEqual(['puller', 'harbor-example-com.puller']);
      expect(specs(plan).at(-1)).toMatchObject({ RobotAccount: { forProvider: { level: 'system', permissions: [{ namespace: 'ghcr' }, { namespace: 'quay' }] } } });
    });

    test.each<[string, HarborObjectsDeclaration['robot'], string[]]>([
      ['a secret that nobody learns', { name: 'puller' }, ['Harbor would make the secret, and nobody would learn it: give a credential, a secretRef, or a connectionSecret']],
      ['a credential of another kind', { name: 'puller', credential: Credential.nodeIdentity() }, ['the credential of a robot must come from an external store: `Credential.externalSecret`']],
      ['a credential of another robot', { name: 'other', credential: STORE }, ['the credential is for the user "robot$agents+puller", and the robot will be called "…agents+other"']],
      ['two secrets', { name: 'puller', credential: STORE, secretRef: { namespace: 'a', name: 'b', key: 'c' } }, ['the secret comes from the credential, or from secretRef, not from both']],
      ['names that cannot be', { name: 'puller', credential: STORE, credentialNamespace: 'A', connectionSecret: { namespace: 'B', name: 'C_' } }, [
        'credentialNamespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "A")',
        'connectionSecret.namespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "B")',
        'connectionSecret.name must be made of lower-case letters, digits, "-" and ".", starting and ending with a letter or digit (got "C_")',
      ]],
    ])('%s is refused', (_, robot, problems) => expect(problemsOf(() => objectsOf(robot))).toEqual(problems));
  });

  test('everything that cannot be is said at once', () => {
    expect(problemsOf(() => planHarborObjects(harbor({
      storageLimitBytes: 1000, objectPrefix: 'H', retention: { rules: [] }, immutableTags: [{ tags: '' }],
      upstreamLogins: { 'quay.io': { username: 'acme', passwordSecret: { namespace: 'a', name: 'b', key: 'c' } } },
    })))).toEqual([
      'a retention policy has 1 to 15 rules (got 0)', 'immutable tags: the pattern of tags is empty, "**" stands for all',
      'storageLimitBytes must be whole GiB (got 1000): the provider counts in those', 'there is a login for "quay.io", and no image comes from there',
      'objectPrefix must be lower-case letters, digits and "-" (got "H")',
    ]);
  });
});
