import { Registry } from '../../../src/registry';
import { CANARY_USERNAME } from '../../support/canary';
import { problemsOf } from '../problems-of';

/** Host, prefix and kind in one line. */
function shown(registry: Registry): string {
  return `${registry.kind.id} ${registry.toString()}`;
}

const HARBOR = Registry.harbor('harbor.example.com', { project: 'agents' });
const HARBOR_CACHE = Registry.harbor('harbor.example.com', { proxyCache: true });
const ECR = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
const ECR_PUBLIC = Registry.ecrPublic('acme');
const ALIBABA = Registry.alibabaAcrEnterprise('acme-registry.cn-hangzhou.cr.aliyuncs.com', { namespace: 'agents' });
const ALIBABA_PERSONAL = Registry.alibabaAcrPersonal('registry.cn-hangzhou.aliyuncs.com', { namespace: 'agents' });
const SWR = Registry.huaweiSwr('swr.cn-north-4.myhuaweicloud.com', { organization: 'agents' });
const GAR = Registry.googleArtifactRegistry({ location: 'europe-west1', project: 'acme-prod', repository: 'agents' });
const GCR = Registry.googleGcr({ project: 'acme-prod' });
const AZURE = Registry.azureAcr('acmeprod.azurecr.io');
const GHCR = Registry.ghcr({ owner: 'acme' });
const QUAY = Registry.quay({ organization: 'acme' });
const GITLAB = Registry.gitlab({ project: 'acme/platform/agents' });
const JFROG = Registry.jfrog('acme.jfrog.io', { repositoryKey: 'docker-virtual' });
const DOCKER_HUB = Registry.dockerHub({ namespace: 'acme' });
const GENERIC = Registry.generic('registry.example.com');

describe('every kind', () => {
  test.each([
    [HARBOR, 'harbor', 'Harbor', 'on-push', undefined],
    [HARBOR_CACHE, 'harbor-proxy-cache', 'Harbor proxy cache', 'on-pull', undefined],
    [ECR, 'ecr', 'Amazon ECR', 'template', 'EKS node role'],
    [ECR_PUBLIC, 'ecr-public', 'Amazon ECR Public', 'never', undefined],
    [ALIBABA, 'alibaba-acr-enterprise', 'Alibaba ACR Enterprise', 'template', 'ACK credential helper'],
    [ALIBABA_PERSONAL, 'alibaba-acr-personal', 'Alibaba ACR Personal', 'template', undefined],
    [SWR, 'huawei-swr', 'Huawei SWR', 'on-push', undefined],
    [GAR, 'google-artifact-registry', 'Google Artifact Registry', 'on-push', 'GKE node service account'],
    [GCR, 'google-gcr', 'Google gcr.io', 'on-push', 'GKE node service account'],
    [AZURE, 'azure-acr', 'Azure Container Registry', 'on-push', 'AKS kubelet identity'],
    [GHCR, 'ghcr', 'GitHub Container Registry', 'on-push', undefined],
    [QUAY, 'quay', 'Quay', 'on-push', undefined],
    [GITLAB, 'gitlab', 'GitLab', 'on-push', undefined],
    [JFROG, 'jfrog', 'JFrog Artifactory', 'on-push', undefined],
    [DOCKER_HUB, 'docker-hub', 'Docker Hub', 'on-push', undefined],
    [GENERIC, 'generic', 'Generic registry', 'on-push', undefined],
  ])('%s: id, title, creation of repositories, node identity', (registry, id, title, creates, nodeIdentity) => {
    const { kind } = registry;
    expect([kind.id, kind.title, kind.createsRepositories, kind.nodeIdentity]).toEqual([id, title, creates, nodeIdentity]);
  });

  test.each([
    [ECR, 'AWS', 43_200],
    [ECR_PUBLIC, 'AWS', 43_200],
    [ALIBABA, 'cr_temp_user', 3_600],
    [ALIBABA, 'agents@acme', undefined],
    [GAR, 'oauth2accesstoken', 3_600],
    [GAR, '_json_key', undefined],
    [AZURE, '00000000-0000-0000-0000-000000000000', 10_800],
    [AZURE, 'pull-token', undefined],
    [HARBOR, CANARY_USERNAME, undefined],
    [GENERIC, 'anybody', undefined],
  ])('%s: the password of %s lives for %p seconds', (registry, username, seconds) => {
    expect(registry.tokenLifetimeOf(username)).toBe(seconds);
  });

  test.each([HARBOR, ECR, ALIBABA, SWR, GAR, AZURE, GHCR, QUAY, GITLAB, JFROG, DOCKER_HUB, GENERIC])('%s: no user name is empty or holds a colon', ({ kind }) => {
    expect(kind.checkUsername('')).toEqual(['the user name is empty']);
    expect(kind.checkUsername('a:b\n')).toEqual([
      'the user name holds a colon, and clients take what follows it for the password',
      'the user name holds control characters, or white space around it',
    ]);
  });

  test.each([
    [HARBOR, 'robot$agents+puller'],
    [HARBOR, 'robot$puller'],
    [HARBOR, 'bot-test+puller'],
    [HARBOR, 'jane'],
    [HARBOR_CACHE, CANARY_USERNAME],
    [ECR, 'AWS'],
    [SWR, 'cn-north-4@ACCESSKEY'],
    [GAR, 'oauth2accesstoken'],
    [GAR, '_json_key_base64'],
    [QUAY, 'acme+agent_pull'],
    [QUAY, '$oauthtoken'],
    [GITLAB, 'gitlab+deploy-token-1'],
  ])('%s takes the user name %s', ({ kind }, username) => {
    expect(kind.checkUsername(username)).toEqual([]);
  });

  test.each([
    [HARBOR, CANARY_USERNAME, 'the robot belongs to project "test", and cannot pull from project "agents"'],
    [ECR, 'aws', 'the user name of Amazon ECR is "AWS"'],
    [ECR_PUBLIC, 'jane', 'the user name of Amazon ECR Public is "AWS"'],
    [SWR, 'jane', 'the user name of Huawei SWR is <region or project>@<access key>'],
    [GAR, 'jane', 'the user name of Google\'s registries is "oauth2accesstoken", "_json_key", "_json_key_base64"'],
    [QUAY, 'acme+Agent-Pull', 'a robot of Quay is called organization+name, its name made of lower-case letters, digits and underscores'],
  ])('%s refuses the user name %s', ({ kind }, username, problem) => {
    expect(kind.checkUsername(username)).toEqual([problem]);
  });

  test.each([
    [HARBOR, 'agents/a/b/c'],
    [ECR, 'agents/a.b/c_d/e-f/g'],
    [ECR_PUBLIC, 'acme/a/b'],
    [ALIBABA, 'agents/app'],
    [SWR, 'agents/app'],
    [GAR, 'acme-prod/agents/a/b'],
    [GAR, 'example.com/acme-prod/agents/a'],
    [GCR, 'acme-prod/app'],
    [AZURE, 'app'],
    [GHCR, 'acme/a/b'],
    [QUAY, 'acme/a/b'],
    [GITLAB, 'acme/platform/agents/a/b'],
    [GITLAB, 'acme/platform/agents'],
    [JFROG, 'docker-virtual/a/b/c'],
    [DOCKER_HUB, 'acme/app'],
    [GENERIC, 'app'],
  ])('%s takes the path %s', ({ kind }, path) => {
    expect(kind.checkRepository(path)).toEqual([]);
  });

  test.each([
    [HARBOR, 'app', ['path "app" is too short: it has 1 component, Harbor needs 2 (project/repository)']],
    [HARBOR, 'a--b/app', ['project "a--b" has two separators in a row, which Harbor refuses']],
    [ECR, 'agents/a__b/c--d', [
      'path component "a__b" has two separators in a row, which Amazon ECR refuses',
      'path component "c--d" has two separators in a row, which Amazon ECR refuses',
    ]],
    [ECR, 'a', ['path "a" has 1 character, Amazon ECR takes 2 to 256']],
    [ECR_PUBLIC, 'app', ['path "app" is too short: it has 1 component, Amazon ECR Public needs 2 (alias/repository)']],
    [ALIBABA, 'agents/a/b', ['path "agents/a/b" is too deep: it has 3 components, Alibaba ACR Enterprise takes 2 (namespace/repository)']],
    [ALIBABA, 'a/b', ['namespace "a" has 1 character, Alibaba ACR takes 2 to 120', 'repository "b" has 1 character, Alibaba ACR takes 2 to 64']],
    [ALIBABA_PERSONAL, 'app', [
      'path "app" is too short: it has 1 component, Alibaba ACR Personal needs 2 (namespace/repository)',
    ]],
    [SWR, 'agents/a/b', ['path "agents/a/b" is too deep: it has 3 components, Huawei SWR takes 2 (organization/repository)']],
    [SWR, '1a--b/app', [
      'organization "1a--b" begins with a digit, Huawei SWR wants a letter',
      'organization "1a--b" has two dashes in a row, which Huawei SWR refuses',
    ]],
    [SWR, `${'a'.repeat(65)}/app`, ['the organization has 65 characters, Huawei SWR takes 64']],
    [GAR, 'acme-prod/agents', [
      'path "acme-prod/agents" is too short: it has 2 components, Google Artifact Registry needs 3 (project/repository/image)',
    ]],
    [GAR, 'example.com/acme-prod/agents', [
      'path "example.com/acme-prod/agents" is too short: after the domain it needs project/repository/image',
    ]],
    [GITLAB, 'acme/platform/agents/a/b/c', [
      'path "acme/platform/agents/a/b/c" is too deep: it has 6 components, GitLab takes 5 (acme/platform/agents/image/image)',
    ]],
    [JFROG, 'app', ['path "app" is too short: it has 1 component, JFrog Artifactory needs 2 (repository-key/image)']],
    [DOCKER_HUB, 'acme/a/b', ['path "acme/a/b" is too deep: it has 3 components, Docker Hub takes 2 (namespace/repository)']],
    [GENERIC, 'App', ['path component "App" has upper-case letters']],
  ])('%s refuses the path %s', ({ kind }, path, problems) => {
    expect(kind.checkRepository(path)).toEqual(problems);
  });
});

describe('Amazon ECR', () => {
  test.each([
    [{ region: 'eu-west-1' }, '123456789012.dkr.ecr.eu-west-1.amazonaws.com'],
    [{ region: 'cn-north-1' }, '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn'],
    [{ region: 'us-gov-west-1' }, '123456789012.dkr.ecr.us-gov-west-1.amazonaws.com'],
    [{ region: 'us-gov-west-1', fips: true }, '123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com'],
    [{ region: 'us-iso-east-1' }, '123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov'],
    [{ region: 'us-isob-east-1' }, '123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov'],
    [{ region: 'us-isof-south-1' }, '123456789012.dkr.ecr.us-isof-south-1.csp.hci.ic.gov'],
    [{ region: 'eu-isoe-west-1' }, '123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk'],
    [{ region: 'eusc-de-east-1' }, '123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu'],
    [{ region: 'eu-west-1', dualStack: true }, '123456789012.dkr-ecr.eu-west-1.on.aws'],
    [{ region: 'us-east-1', dualStack: true, fips: true }, '123456789012.dkr-ecr-fips.us-east-1.on.aws'],
    [{ region: 'cn-north-1', dualStack: true }, '123456789012.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn'],
  ])('%j has the host %s', (props, host) => {
    const registry = Registry.ecr({ account: '123456789012', ...props });
    expect(registry.host).toBe(host);
    expect(Registry.parse(host).kind.id).toBe('ecr');
  });

  test('a pull-through cache rule has a prefix of its own', () => {
    const rule = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'docker-hub', pullThrough: true });
    expect(shown(rule)).toBe('ecr-pull-through 123456789012.dkr.ecr.eu-west-1.amazonaws.com/docker-hub');
    expect(rule.kind.createsRepositories).toBe('on-pull');
    expect(rule.kind.sourcePrefixes).toBeUndefined();
  });

  test('a ROOT rule has none', () => {
    const rule = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'ROOT', pullThrough: true });
    expect(rule.prefix).toBe('');
    expect(rule.kind.sourcePrefixes).toBeUndefined();
  });

  test('without a prefix there is a rule per source host, named as AWS does', () => {
    const rules = Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true });
    expect(rules.prefix).toBe('');
    expect(rules.kind.sourcePrefixes).toMatchObject({ 'docker.io': 'docker-hub', 'registry.k8s.io': 'kubernetes', 'public.ecr.aws': 'ecr-public', 'quay.io': 'quay' });
  });

  test('bad input is named, all of it', () => {
    expect(problemsOf(() => Registry.ecr({ account: '12345', region: 'Ireland', prefix: 'Agents/a--b', pullThrough: true }))).toEqual([
      'account "12345" is not 12 digits',
      'region "Ireland" is no AWS region such as "eu-west-1"',
      'path component "Agents" has upper-case letters',
      'path component "a--b" has two separators in a row, which Amazon ECR refuses',
    ]);
    expect(problemsOf(() => Registry.ecr({ account: '123456789012', region: 'us-iso-east-1', dualStack: true }))).toEqual([
      'region "us-iso-east-1" has no dual-stack hosts',
    ]);
    expect(problemsOf(() => Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'a'.repeat(31), pullThrough: true }))).toEqual([
      `cache prefix "${'a'.repeat(31)}" has 31 characters, expected 2 to 30`,
    ]);
  });

  test.each(['123456789012.dkr.ecr.eu-west-1.example.com', '1234.dkr.ecr.eu-west-1.amazonaws.com', 'dkr.ecr.eu-west-1.amazonaws.com'])('%s is no ECR host', (host) => {
    expect(Registry.parse(host).kind.id).toBe('generic');
  });
});

describe('Amazon ECR Public', () => {
  test('alias and prefix', () => {
    expect(shown(Registry.ecrPublic('acme', { prefix: 'agents' }))).toBe('ecr-public public.ecr.aws/acme/agents');
    expect(shown(Registry.ecrPublic('acme', { dualStack: true }))).toBe('ecr-public ecr-public.aws.com/acme');
    expect(problemsOf(() => Registry.ecrPublic('acme/agents'))).toEqual(['alias "acme/agents" is not one path component']);
    expect(problemsOf(() => Registry.ecrPublic(''))).toEqual(['alias "" is not one path component']);
  });
});

describe('Harbor', () => {
  test('a project, and a path inside it', () => {
    expect(shown(HARBOR)).toBe('harbor harbor.example.com/agents');
    expect(shown(Registry.harbor('harbor.example.com:8443', { project: 'agents', prefix: 'vendor' }))).toBe('harbor harbor.example.com:8443/agents/vendor');
  });

  test('a proxy-cache project, and one per source host', () => {
    expect(shown(Registry.harbor('harbor.example.com', { project: 'dockerhub', proxyCache: true }))).toBe('harbor-proxy-cache harbor.example.com/dockerhub');
    expect(shown(HARBOR_CACHE)).toBe('harbor-proxy-cache harbor.example.com');
    expect(HARBOR_CACHE.kind.sourcePrefixes).toMatchObject({ 'docker.io': 'dockerhub', 'quay.io': 'quay', 'ghcr.io': 'ghcr', 'registry.k8s.io': 'k8s' });
  });

  test('bad input is named', () => {
    expect(problemsOf(() => Registry.harbor('harbor.example.com', {}))).toEqual(['the project is missing: images of a Harbor live in projects']);
    expect(problemsOf(() => Registry.harbor('harbor.example.com', { prefix: 'a', proxyCache: true }))).toEqual([
      'a prefix without a project: the first component of a path is the project',
    ]);
    expect(problemsOf(() => Registry.harbor('harbor.example.com', { project: 'a/b' }))).toEqual([
      'project "a/b" is not one path component, paths inside it are a prefix',
    ]);
    expect(problemsOf(() => Registry.harbor('harbor.example.com', { project: 'Team__A' }))).toEqual([
      'path component "Team__A" has upper-case letters',
      'project "Team__A" has two separators in a row, which Harbor refuses',
    ]);
  });
});

describe('Alibaba ACR', () => {
  test.each(['acme-registry.cn-hangzhou.cr.aliyuncs.com', 'acme-registry-vpc.ap-southeast-1.cr.aliyuncs.com'])('%s is an enterprise host', (host) => {
    expect(shown(Registry.alibabaAcrEnterprise(host, { namespace: 'agents' }))).toBe(`alibaba-acr-enterprise ${host}/agents`);
  });

  test.each(['registry.cn-hangzhou.aliyuncs.com', 'registry-vpc.cn-hangzhou.aliyuncs.com', 'crpi-abc123.cn-hangzhou.personal.cr.aliyuncs.com'])('%s is a personal host', (host) => {
    expect(shown(Registry.alibabaAcrPersonal(host, { namespace: 'agents' }))).toBe(`alibaba-acr-personal ${host}/agents`);
  });

  test('bad input is named', () => {
    expect(problemsOf(() => Registry.alibabaAcrEnterprise('registry.cn-hangzhou.aliyuncs.com', { namespace: 'a/b' }))).toEqual([
      'host "registry.cn-hangzhou.aliyuncs.com" is no host of Alibaba ACR Enterprise, expected '
        + '<instance>-registry.<region>.cr.aliyuncs.com or <instance>-registry-vpc.<region>.cr.aliyuncs.com',
      'prefix "a/b" is too deep: Alibaba ACR Enterprise takes paths of 2 components (namespace/repository), and the last is the image',
      'namespace "a" has 1 character, Alibaba ACR takes 2 to 120',
      'repository "b" has 1 character, Alibaba ACR takes 2 to 64',
    ]);
    expect(problemsOf(() => Registry.alibabaAcrPersonal('registry.cn-hangzhou.aliyuncs.com', { namespace: '' }))).toEqual(['the namespace is empty']);
  });
});

describe('Huawei SWR', () => {
  test.each(['swr.cn-north-4.myhuaweicloud.com', 'swr.eu-west-101.myhuaweicloud.eu'])('%s is a host', (host) => {
    expect(shown(Registry.huaweiSwr(host, { organization: 'agents' }))).toBe(`huawei-swr ${host}/agents`);
  });

  test('bad input is named', () => {
    expect(problemsOf(() => Registry.huaweiSwr('swr.example.com', { organization: '' }))).toEqual([
      'the organization is empty',
      'host "swr.example.com" is no host of Huawei SWR, expected swr.<region>.myhuaweicloud.com',
    ]);
  });
});

describe('Google', () => {
  test('a repository, with domain-scoped projects and prefixes', () => {
    expect(shown(GAR)).toBe('google-artifact-registry europe-west1-docker.pkg.dev/acme-prod/agents');
    expect(shown(Registry.googleArtifactRegistry({ location: 'us', project: 'example.com:acme-prod', repository: 'agents', prefix: 'vendor' })))
      .toBe('google-artifact-registry us-docker.pkg.dev/example.com/acme-prod/agents/vendor');
  });

  test('gcr.io hosts', () => {
    expect(shown(GCR)).toBe('google-gcr gcr.io/acme-prod');
    expect(shown(Registry.googleGcr({ host: 'asia.gcr.io', project: 'acme-prod', prefix: 'agents' }))).toBe('google-gcr asia.gcr.io/acme-prod/agents');
    expect(problemsOf(() => Registry.googleGcr({ host: 'au.gcr.io', project: 'x' }))).toEqual([
      'project "x" is no project id: 6 to 30 lower-case letters, digits and dashes, beginning with a letter',
      'host "au.gcr.io" is no host of Google gcr.io, expected gcr.io, us.gcr.io, eu.gcr.io or asia.gcr.io',
    ]);
  });

  test('bad input is named', () => {
    expect(problemsOf(() => Registry.googleArtifactRegistry({ location: 'EU', project: 'Acme-Prod', repository: 'a/b' }))).toEqual([
      'project "Acme-Prod" is no project id: 6 to 30 lower-case letters, digits and dashes, beginning with a letter',
      'location "EU" is no region or multi-region such as "europe-west1" or "us"',
      'repository "a/b" is not one path component, paths inside it are a prefix',
      'path component "Acme-Prod" has upper-case letters',
    ]);
  });
});

describe('Azure Container Registry', () => {
  test.each(['acmeprod.azurecr.io', 'acmeprod-dnl1.azurecr.io', 'acmeprod.azurecr.us', 'acmeprod.azurecr.cn'])('%s is a login server', (host) => {
    expect(shown(Registry.azureAcr(host, { prefix: 'agents' }))).toBe(`azure-acr ${host}/agents`);
  });

  test.each(['acme.azurecr.io', 'acme-pr-od.azurecr.io', 'acmeprod.azurecr.de'])('%s is none', (host) => {
    expect(problemsOf(() => Registry.azureAcr(host))).toEqual([
      `host "${host}" is no host of Azure Container Registry, expected <name>.azurecr.io, with a name of 5 to 50 letters and digits; \`az acr show\` prints it as loginServer`,
    ]);
  });
});

describe('GHCR, Quay, GitLab', () => {
  test('owner, organization, project', () => {
    expect(shown(Registry.ghcr({ owner: 'acme', prefix: 'agents' }))).toBe('ghcr ghcr.io/acme/agents');
    expect(shown(Registry.ghcr({ owner: 'acme', host: 'containers.github.example.com' }))).toBe('ghcr containers.github.example.com/acme');
    expect(shown(Registry.quay({ organization: 'acme', prefix: 'agents', host: 'quay.example.com' }))).toBe('quay quay.example.com/acme/agents');
    expect(shown(Registry.gitlab({ project: 'acme/agents', host: 'gitlab.example.com:5050' }))).toBe('gitlab gitlab.example.com:5050/acme/agents');
  });

  test('bad input is named', () => {
    expect(problemsOf(() => Registry.ghcr({ owner: 'Acme/x', host: 'github.example.com' }))).toEqual([
      'owner "Acme/x" is not one path component',
      'host "github.example.com" is no host of GitHub Container Registry, expected ghcr.io, or containers.<host> of a GitHub Enterprise Server',
      'path component "Acme" has upper-case letters',
    ]);
    expect(problemsOf(() => Registry.quay({ organization: '' }))).toEqual(['organization "" is not one path component']);
    expect(problemsOf(() => Registry.gitlab({ project: 'agents' }))).toEqual(['project "agents" is no full path, expected group/project']);
  });
});

describe('JFrog Artifactory', () => {
  test('the repository is named by the path or by the host', () => {
    expect(shown(JFROG)).toBe('jfrog acme.jfrog.io/docker-virtual');
    expect(shown(Registry.jfrog('acme-docker-virtual.jfrog.io', { mode: 'host', prefix: 'agents' }))).toBe('jfrog acme-docker-virtual.jfrog.io/agents');
  });

  test('bad input is named', () => {
    expect(problemsOf(() => Registry.jfrog('acme.jfrog.io', {}))).toEqual(['the repository key is missing, or the mode should be "host"']);
    expect(problemsOf(() => Registry.jfrog('acme.jfrog.io', { repositoryKey: 'a/b' }))).toEqual(['repository key "a/b" is not one path component']);
    expect(problemsOf(() => Registry.jfrog('acme-docker.jfrog.io', { mode: 'host', repositoryKey: 'docker' }))).toEqual([
      'a repository key in the mode "host": there the host names the repository, leave the key out',
    ]);
  });
});

describe('Docker Hub and generic registries', () => {
  test('a namespace of Docker Hub', () => {
    expect(shown(DOCKER_HUB)).toBe('docker-hub docker.io/acme');
    expect(problemsOf(() => Registry.dockerHub({ namespace: '' }))).toEqual(['the namespace is empty']);
    expect(problemsOf(() => Registry.dockerHub({ namespace: 'acme/agents' }))).toEqual([
      'prefix "acme/agents" is too deep: Docker Hub takes paths of 2 components (namespace/repository), and the last is the image',
    ]);
  });

  test('a generic registry may have a depth of its own', () => {
    const registry = Registry.generic('registry.example.com', { prefix: 'mirror', maxDepth: 2, createsRepositories: 'never' });
    expect(registry.kind.createsRepositories).toBe('never');
    expect(registry.kind.checkRepository('mirror/app')).toEqual([]);
    expect(registry.kind.checkRepository('mirror/a/b')).toEqual(['path "mirror/a/b" is too deep: it has 3 components, Generic registry takes 2']);
    expect(problemsOf(() => Registry.generic('registry.example.com', { prefix: 'a/b', maxDepth: 2 }))).toEqual([
      'prefix "a/b" is too deep: Generic registry takes paths of 2 components, and the last is the image',
    ]);
    expect(problemsOf(() => Registry.generic('registry.example.com', { maxDepth: 0 }))).toEqual(['maxDepth 0 is no whole number from 1']);
  });
});
