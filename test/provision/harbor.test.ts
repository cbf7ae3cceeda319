import { SecretValue } from '../../src';
import { endpointSpecProblems, harborEndpoint, harborProjects, harborPullRobot, robotSecretProblems, robotSpecProblems, samePermissions } from '../../src/provision';
import type { HarborPermission, HarborRobotSpec } from '../../src/provision';
import { CANARY_PASSWORD } from '../support/canary';
import { ECR, HARBOR, image, problemsOf, PROXY } from './support';

describe('harborProjects', () => {
  test('a project that is pushed to is the one of the registry, whatever the images are', () => {
    expect(harborProjects(HARBOR)).toEqual([{ project: { name: 'agents' } }]);
    expect(harborProjects(HARBOR, [image('quay.io/acme/db:1')])).toEqual([{ project: { name: 'agents' } }]);
  });

  test('proxy caches follow the images: one project and endpoint per source host', () => {
    expect(harborProjects(PROXY, [
      image('quay.io/acme/db:1 → harbor.example.com/quay/acme/db:1'), image('quay.io/acme/web:1 → harbor.example.com/quay/acme/web:1'),
      image('docker.io/library/nginx:1 → harbor.example.com/dockerhub/library/nginx:1'), image('harbor.example.com/k8s/pause:3'),
      image('ghcr.io/acme/app:1 → harbor.example.com/ghcr/acme/app:1', false),
    ])).toEqual([
      { project: { name: 'dockerhub', proxyOf: 'dockerhub' }, endpoint: { name: 'dockerhub', type: 'docker-hub', url: 'https://hub.docker.com' }, sourceHost: 'docker.io' },
      { project: { name: 'k8s', proxyOf: 'k8s' }, endpoint: { name: 'k8s', type: 'docker-registry', url: 'https://registry.k8s.io' }, sourceHost: 'registry.k8s.io' },
      { project: { name: 'quay', proxyOf: 'quay' }, endpoint: { name: 'quay', type: 'docker-registry', url: 'https://quay.io' }, sourceHost: 'quay.io' },
    ]);
  });

  test('everything that cannot be is said at once', () => {
    expect(problemsOf(() => harborProjects(PROXY, [
      image('quay.io/acme/db:1 → harbor.example.com/quay/db:1'), image('quay.io/acme/db:1 → harbor.example.com/cache/acme/db:1'),
      image('ghcr.io/acme/app:1 → harbor.example.com/cache/acme/app:1'), image('harbor.example.com/own/app:1'),
    ]))).toEqual([
      'the project "cache" would cache both ghcr.io and quay.io', 'harbor.example.com/own/app: nothing says which registry it comes from',
      'quay.io/acme/db cannot become harbor.example.com/quay/db: a proxy cache puts its project in front of the source path, and changes nothing else',
    ]);
    expect(problemsOf(() => harborProjects(PROXY))).toEqual(['no images say which registries it caches']);
    expect(problemsOf(() => harborProjects(PROXY, [image('quay.io/acme/db:1')]))).toEqual(['none of the images is in it, such as quay.io/acme/db:1']);
    expect(problemsOf(() => harborProjects(ECR))).toEqual([`${ECR.host} is a registry of Amazon ECR, and no Harbor`]);
  });
});

describe('harborEndpoint', () => {
  test.each([
    ['docker.io', 'docker-hub', 'https://hub.docker.com'], ['ghcr.io', 'github-ghcr', 'https://ghcr.io'], ['gcr.io', 'google-gcr', 'https://gcr.io'],
    ['eu.gcr.io', 'google-gcr', 'https://eu.gcr.io'], ['acme.azurecr.io', 'azure-acr', 'https://acme.azurecr.io'], ['acme.jfrog.io', 'jfrog-artifactory', 'https://acme.jfrog.io'],
    ['210987654321.dkr.ecr.us-east-1.amazonaws.com', 'aws-ecr', 'https://210987654321.dkr.ecr.us-east-1.amazonaws.com'],
    // Harbor has types for these two, and caches neither.
    ['quay.io', 'docker-registry', 'https://quay.io'], ['registry.gitlab.com', 'docker-registry', 'https://registry.gitlab.com'],
    ['registry.k8s.io', 'docker-registry', 'https://registry.k8s.io'], ['registry.example.com:5000', 'docker-registry', 'https://registry.example.com:5000'],
  ] as const)('%s is %s at %s', (host, type, url) => {
    const endpoint = harborEndpoint(host, 'name');

    expect([endpoint, endpointSpecProblems(endpoint)]).toEqual([{ name: 'name', type, url }, []]);
  });
});

describe('harborPullRobot', () => {
  test('belongs to the project of the registry, and pulls', () => {
    expect(harborPullRobot({ registry: HARBOR, name: 'puller', durationDays: 90, description: 'pulls' })).toEqual({
      name: 'puller', level: 'project', description: 'pulls', durationDays: 90,
      permissions: [{ kind: 'project', namespace: 'agents', access: [{ resource: 'repository', action: 'pull' }] }],
    });
  });

  test('belongs to the system when it pulls from several projects, or all', () => {
    expect(harborPullRobot({ registry: PROXY, name: 'puller', projects: ['quay', 'dockerhub', 'quay'] })).toMatchObject({ level: 'system', permissions: [{ namespace: 'dockerhub' }, { namespace: 'quay' }] });
    expect(harborPullRobot({ registry: PROXY, name: 'puller', projects: ['*'] })).toMatchObject({ level: 'system', permissions: [{ namespace: '*' }] });
  });

  test('everything that cannot be is said at once', () => {
    expect(problemsOf(() => harborPullRobot({ registry: HARBOR, name: 'Puller', durationDays: -1 }))).toEqual([
      'robot name must be lower-case letters and digits with single ".", "_" or "-" between them (got "Puller")',
      'durationDays must be a whole number from 1 to 2147483646, or left out for a robot that never expires (got -1)',
    ]);
    expect(problemsOf(() => harborPullRobot({ registry: PROXY, name: 'puller' }))).toEqual(['a robot without permissions can do nothing']);
    expect(problemsOf(() => harborPullRobot({ registry: PROXY, name: 'puller', projects: ['A'] }))).toEqual(['project must be lower-case letters and digits with single ".", "_" or "-" between them (got "A")']);
    expect(problemsOf(() => harborPullRobot({ registry: ECR, name: 'puller' }))).toEqual([`${ECR.host} is a registry of Amazon ECR, and no Harbor`]);
  });
});

describe('robotSpecProblems', () => {
  const access = [{ resource: 'repository', action: 'pull' }];
  const good: HarborRobotSpec = { name: 'puller', level: 'system', permissions: [{ kind: 'project', namespace: 'agents', access }] };

  test.each<[Partial<HarborRobotSpec>]>([
    [{}], [{ level: 'project' }], [{ durationDays: 2147483646 }], [{ permissions: [{ kind: 'project', namespace: '*', access }, { kind: 'system', namespace: '/', access }] }],
  ])('%j is fine', (change) => expect(robotSpecProblems({ ...good, ...change })).toEqual([]));

  test.each<[Partial<HarborRobotSpec>, string]>([
    [{ durationDays: 2147483647 }, 'durationDays must be a whole number from 1 to 2147483646, or left out for a robot that never expires (got 2147483647)'],
    [{ level: 'project', permissions: [{ kind: 'project', namespace: 'a', access }, { kind: 'project', namespace: 'b', access }] }, 'a robot of a project has permissions in that project only (got 2 blocks)'],
    [{ level: 'project', permissions: [{ kind: 'system', namespace: '/', access }] }, 'a robot of a project has no permissions in the system'],
    [{ level: 'project', permissions: [{ kind: 'project', namespace: '*', access }] }, 'a robot of a project names that project, not "*"'],
    [{ permissions: [{ kind: 'system', namespace: 'agents', access }] }, 'permissions in the system have the namespace "/" (got "agents")'],
    [{ permissions: [{ kind: 'project', namespace: 'agents', access: [] }] }, 'the permissions for "agents" allow nothing'],
    [{ permissions: [{ kind: 'project', namespace: 'agents', access: [{ resource: 'repository', action: '*' }] }] }, '"repository:*" is no permission such as "repository:pull"'],
    [{ permissions: [{ kind: 'project', namespace: 'agents', access }, { kind: 'project', namespace: 'agents', access }] }, 'permissions for "project agents" stand in two blocks'],
    [{ name: 'x'.repeat(256) }, 'robot name has 256 characters, Harbor takes 255'],
  ])('%#: is refused', (change, problem) => expect(robotSpecProblems({ ...good, ...change })).toEqual([problem]));
});

test('permissions are sets', () => {
  const block = (namespace: string, ...actions: string[]): HarborPermission => ({ kind: 'project', namespace, access: actions.map((action) => ({ resource: 'repository', action })) });

  expect(samePermissions([block('a', 'pull', 'list'), block('b', 'pull')], [block('b', 'pull'), block('a', 'list', 'pull')])).toBe(true);
  expect(samePermissions([block('a', 'pull', 'list')], [block('a', 'pull'), block('a', 'list')])).toBe(true);
  expect(samePermissions([block('a', 'pull')], [block('a', 'pull', 'list')])).toBe(false);
  expect(samePermissions([block('a', 'pull')], [block('b', 'pull')])).toBe(false);
});

test('no problem of a secret shows it', () => {
  expect(robotSecretProblems(SecretValue.unsafePlainText(CANARY_PASSWORD))).toEqual(['the secret has no digit']);
  expect(robotSecretProblems(SecretValue.unsafePlainText(`${CANARY_PASSWORD}-1`))).toEqual([]);
});
