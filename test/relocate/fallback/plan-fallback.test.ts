import { CANARY_PASSWORD } from '../../support/canary';
import { account, container, deployment, plan, PRIVATE, PUBLIC, verdictOf } from './support';

const HOOK = { annotations: { 'helm.sh/hook': 'pre-install,pre-upgrade' } };
const BOUND = { imagePullSecrets: [{ name: 'pull' }] };
const operations = (manifests: Parameters<typeof plan>[0], request: Parameters<typeof plan>[1] = {}): unknown[] =>
  plan(manifests, request).objects.map((object) => object.operations);
const moveAt = (path: string, from = PUBLIC, to = PRIVATE): unknown[] => [{ op: 'test', path, value: from }, { op: 'replace', path, value: to }];

describe('images', () => {
  test('of containers are tested and replaced; the plan names the object and what moves', () => {
    const { objects, unmoved, doubted, patched } = plan([deployment('app', { ...BOUND, containers: [container(PUBLIC)] }, { namespace: 'apps' })]);

    expect(objects).toEqual([{
      target: { group: 'apps', version: 'v1', kind: 'Deployment', name: 'app', namespace: 'apps' },
      hooks: [],
      operations: moveAt('/spec/template/spec/containers/0/image'),
      changes: [{ kind: 'image', location: 'Deployment apps/app: spec.template.spec.containers[0].image (line 1)', from: PUBLIC, to: PRIVATE }],
    }]);
    expect({ unmoved, doubted }).toEqual({ unmoved: [], doubted: [] });
    expect(verdictOf(patched).proven).toBe(true);
  });

  test('keep their digests', () => {
    const digest = `@sha256:${'1'.repeat(64)}`;

    expect(operations([deployment('app', { ...BOUND, containers: [container(PUBLIC + digest)] })]))
      .toEqual([moveAt('/spec/template/spec/containers/0/image', PUBLIC + digest, PRIVATE + digest)]);
  });

  test('in arguments, variables and texts are moved by replacing the whole text', () => {
    const text = `# injected\ninitContainers:\n- {name: one, image: ${PUBLIC}}\n`;
    const manifests = [
      deployment('app', { ...BOUND, containers: [{ ...container(PRIVATE), args: ['--quiet', `--helper-image=${PUBLIC}`] }] }),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { 'inject.yaml': text, other: 'x' } },
    ];

    expect(operations(manifests)).toEqual([
      moveAt('/spec/template/spec/containers/0/args/1', `--helper-image=${PUBLIC}`, `--helper-image=${PRIVATE}`),
      moveAt('/data/inject.yaml', text, text.replace(PUBLIC, PRIVATE)),
    ]);
  });

  test('that several keys spell are moved key by key', () => {
    const spec = { image: { registry: 'quay.io', repository: 'acme/app', tag: '1' } };

    expect(operations([{ apiVersion: 'acme.example.com/v1', kind: 'Probe', metadata: { name: 'p' }, spec }])).toEqual([[
      ...moveAt('/spec/image/registry', 'quay.io', 'harbor.example.com'), ...moveAt('/spec/image/repository', 'acme/app', 'agents/acme/app'),
    ]]);
  });

  test('that only look like one are moved where another object pulls the same, and left alone otherwise', () => {
    const note = (image: string): { apiVersion: string; kind: string; metadata: { name: string }; data: { note: string } } => (
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'notes' }, data: { note: `runs ${image} at night` } }
    );
    const pod = deployment('app', { ...BOUND, containers: [container(PUBLIC)] });

    expect(operations([pod, note(PUBLIC)])).toHaveLength(2);
    const alone = plan([note(PUBLIC)]);
    expect(alone.objects).toEqual([]);
    expect(alone.doubted).toEqual([{
      location: 'ConfigMap notes: data.note line 1 (line 1)', reason: 'it only looks like an image reference, so it was left as it is',
    }]);
  });

  test('behind anchors, merge keys and folded blocks are moved, since the object is patched and not its text', () => {
    const text = [
      'apiVersion: v1', 'kind: Pod', 'metadata: {name: one}', 'spec:', '  imagePullSecrets: [{name: pull}]', '  containers:',
      `  - &c {name: a, image: ${PUBLIC}}`, '  - {<<: *c, name: b}', '  - name: c', `    image: ${PRIVATE}`, '    args:', '    - >-', '      --image', `      --helper-image=${PUBLIC}`,
    ].join('\n');

    expect(plan(text)).toMatchObject({ unmoved: [], objects: [{ operations: [
      ...moveAt('/spec/containers/0/image'), ...moveAt('/spec/containers/1/image'),
      ...moveAt('/spec/containers/2/args/0', `--image --helper-image=${PUBLIC}`, `--image --helper-image=${PRIVATE}`),
    ] }] });
  });

  test('of objects that repeat the values of the chart are left as they are', () => {
    const echo = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'values' }, data: { 'defaults.yaml': `image: ${PUBLIC}\n` } };

    expect(operations([echo], { namespace: 'agents', echoes: [{ kind: 'ConfigMap', namespace: 'agents', name: 'values' }] })).toEqual([]);
    expect(operations([echo])).toHaveLength(1);
  });

  test('that the relocation refuses are one error', () => {
    expect(() => plan([deployment('app', { containers: [container('quay.io/acme/app:1'), container('ghcr.io/acme/app:1')] })])).toThrow('harbor.example.com/agents/acme/app would hold different images: quay.io/acme/app, ghcr.io/acme/app');
  });
});

describe('pull secrets', () => {
  const LIST = '/spec/template/spec/imagePullSecrets';

  test('come to pods that have none, neither by themselves nor from their account', () => {
    const pods = [
      deployment('alone', { containers: [container(PRIVATE)] }),
      deployment('named', { ...BOUND, containers: [container(PRIVATE)] }),
      deployment('by-account', { serviceAccountName: 'bound', containers: [container(PRIVATE)] }),
      deployment('by-other', { serviceAccountName: 'free', imagePullSecrets: null, containers: [container(PRIVATE)] }),
      account('bound', ['theirs', 'pull']),
      account('free', ['theirs']),
    ];

    expect(plan(pods).objects.map(({ target, operations: found }) => [target.name, found])).toEqual([
      ['alone', [{ op: 'add', path: LIST, value: [{ name: 'pull' }] }]],
      ['by-other', [{ op: 'add', path: LIST, value: [{ name: 'pull' }] }]],
    ]);
  });

  test('go behind what a list holds already', () => {
    expect(operations([deployment('app', { imagePullSecrets: [{ name: 'theirs' }], containers: [container(PRIVATE)] })]))
      .toEqual([[{ op: 'add', path: `${LIST}/-`, value: { name: 'pull' } }]]);
    expect(operations([deployment('app', { imagePullSecrets: [], containers: [container(PRIVATE)] })]))
      .toEqual([[{ op: 'add', path: `${LIST}/-`, value: { name: 'pull' } }]]);
  });

  test('may be several', () => {
    expect(operations([deployment('app', { containers: [container(PRIVATE)] })], { pullSecretNames: ['pull', 'other'] }))
      .toEqual([[{ op: 'add', path: LIST, value: [{ name: 'pull' }, { name: 'other' }] }]]);
    expect(operations([deployment('app', { ...BOUND, containers: [container(PRIVATE)] })], { pullSecretNames: ['pull', 'other'] }))
      .toEqual([[{ op: 'add', path: `${LIST}/-`, value: { name: 'other' } }]]);
  });

  test('are there already where an account outside the manifests names them', () => {
    const pod = deployment('app', { serviceAccountName: 'elsewhere', containers: [container(PRIVATE)] });

    expect(operations([pod], { namespace: 'agents', boundAccounts: ['agents/elsewhere'] })).toEqual([]);
    expect(operations([pod], { namespace: 'other', boundAccounts: ['agents/elsewhere'] })).toHaveLength(1);
  });

  const probe = { apiVersion: 'acme.example.com/v1', kind: 'Probe', metadata: { name: 'p' }, spec: { image: PRIVATE, serviceAccountName: 'probe' } };

  test('come to custom resources through their account', () => {
    expect(plan([probe, account('probe')]).objects).toEqual([{
      target: { version: 'v1', kind: 'ServiceAccount', name: 'probe' },
      hooks: [],
      operations: [{ op: 'add', path: '/imagePullSecrets', value: [{ name: 'pull' }] }],
      changes: [{ kind: 'pull-secret', location: 'ServiceAccount probe (line 3)', to: 'pull' }],
    }]);
  });

  test('do not come to custom resources whose account is not there, and that is said', () => {
    expect(plan([probe])).toMatchObject({ objects: [], unmoved: [{
      location: 'Probe p: spec (line 1)', reason: 'imagePullSecrets was not written: it is a custom resource that may not know the key; bind the account of its pods',
    }] });
  });

  test('do not come to custom resources that name no image', () => {
    const spec = { podTemplate: { spec: { containers: [{ name: 'main', resources: {} }] } } };

    expect(plan([{ apiVersion: 'acme.example.com/v1', kind: 'Cluster', metadata: { name: 'c' }, spec }])).toMatchObject({ objects: [], unmoved: [] });
  });

  test('do not come into the texts of ConfigMaps', () => {
    const text = `containers:\n- {name: one, image: "${PRIVATE}"}\n`;

    expect(operations([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'config' }, data: { 'pod.yaml': text } }])).toEqual([]);
  });

  test('that cannot be are refused', () => {
    expect(() => plan([], { pullSecretNames: ['Pull', 'a_b'] })).toThrow(expect.objectContaining({ code: 'name-invalid', problems: [expect.stringContaining('"Pull"'), expect.stringContaining('"a_b"')] }));
  });

  test('are nothing to plan where nodes pull with their own identity', () => {
    expect(operations([deployment('app', { containers: [container(PRIVATE)] })], { pullSecretNames: [] })).toEqual([]);
  });
});

describe('hooks', () => {
  const hook = deployment('hook', { containers: [container(PUBLIC)] }, HOOK);

  test('are patched like everything else, and marked', () => {
    expect(plan([hook]).objects.map(({ hooks }) => hooks)).toEqual([['pre-install', 'pre-upgrade']]);
  });

  test('stay as they are where patches do not reach them, and nothing of that is lost', () => {
    const { objects, unmoved, patched } = plan([hook, deployment('app', { ...BOUND, containers: [container(PUBLIC)] })], { reachesHooks: false });

    const reason = 'it is a Helm hook (pre-install, pre-upgrade), which the patches do not reach';
    expect(objects.map(({ target }) => target.name)).toEqual(['app']);
    expect(unmoved).toEqual([
      { location: 'Deployment hook: spec.template.spec.containers[0].image (line 1)', reason, hooks: ['pre-install', 'pre-upgrade'] },
      { location: 'Deployment hook: spec.template.spec (line 1)', reason, hooks: ['pre-install', 'pre-upgrade'] },
    ]);
    expect(verdictOf(patched).findings.filter(({ severity }) => severity === 'error').map(({ rule, location }) => [rule, location.name]))
      .toEqual([['image-not-private', 'hook']]);
  });
});

describe('objects that no patch can name', () => {
  test('get their names when they are created', () => {
    const { objects, unmoved } = plan([{ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'job-' }, spec: { ...BOUND, containers: [container(PUBLIC)] } }]);

    expect(objects).toEqual([]);
    expect(unmoved).toEqual([{
      location: 'Pod job-*: spec.containers[0].image (line 1)', reason: 'it gets its name when it is created (generateName), so no patch can name it',
    }]);
  });

  test('share their name with one that needs another patch', () => {
    const one = deployment('app', { ...BOUND, containers: [container(PUBLIC)] });
    const other = deployment('app', { ...BOUND, containers: [container(PRIVATE), container(PUBLIC)] });

    expect(plan([one, other])).toMatchObject({ objects: [], unmoved: { length: 2 } });
    expect(plan([one, other]).unmoved[0]?.reason).toBe('there is another object of the same kind and name, which needs another patch');
    expect(plan([one, one]).objects).toHaveLength(2);
  });
});

test('documents that cannot be read are told', () => {
  expect(plan('a: [\n').unmoved).toEqual([{ location: expect.stringMatching(/^document 1 line \d$/) as string, reason: expect.any(String) as string }]);
  expect(plan('a: [\n').patched.unparsed).toHaveLength(1);
});

test('nothing of a text is repeated that could not be moved', () => {
  const { unmoved } = plan([deployment('app', { ...BOUND, containers: [container(`https://robot:${CANARY_PASSWORD}@quay.io/app:1`)] })]);

  expect(unmoved).toHaveLength(1);
  expect(JSON.stringify(unmoved)).not.toContain(CANARY_PASSWORD);
});

test('planning again for what the patches make plans nothing', () => {
  const { patched } = plan([deployment('app', { containers: [container(PUBLIC)] }), account('a')]);

  expect(plan(patched.resources.map(({ object }) => object))).toMatchObject({ objects: [], unmoved: [] });
});

test('locations name the file', () => {
  expect(plan([deployment('app', { ...BOUND, containers: [container(PUBLIC)] })], { file: 'rendered.yaml' }).objects[0]?.changes[0]?.location)
    .toBe('Deployment app: spec.template.spec.containers[0].image (rendered.yaml:1)');
});
