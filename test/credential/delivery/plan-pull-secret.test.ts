import { Credential, planPullSecret, SecretValue } from '../../../src/credential';
import type { PullSecretDeclaration, PullSecretPlan } from '../../../src/credential';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../../support/canary';

const REGISTRY = { host: 'harbor.example.com', authKey: 'harbor.example.com' };
const ECR = { host: '123456789012.dkr.ecr.eu-west-1.amazonaws.com', authKey: '123456789012.dkr.ecr.eu-west-1.amazonaws.com' };
const STORE = Credential.externalSecret({ store: 'platform', key: 'registries/harbor' });
const CLEAR = Credential.unsafePlainText({ username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) });

/** A plan in one line per object: id, kind, namespace and name, and what it comes after. */
function summary({ namespaces, objects }: PullSecretPlan): string[] {
  return [...namespaces, ...objects].map(({ id, object, after }) => {
    const { name, namespace } = object['metadata'] as { name: string; namespace?: string };
    return `${id}: ${String(object['kind'])} ${namespace === undefined ? '' : `${namespace}/`}${name}${after.length === 0 ? '' : ` after ${after.join(', ')}`}`;
  });
}

function problemsOf(declaration: PullSecretDeclaration): readonly string[] {
  try {
    planPullSecret(declaration);
  } catch (error) {
    const { code, problems } = error as { code: string; problems: string[] };
    expect(code).toBe('delivery-invalid');
    return problems;
  }
  return [];
}

describe('an external store', () => {
  test('a list of namespaces gives each its own ExternalSecret, so that adding one touches no other', () => {
    const one = planPullSecret({ registry: REGISTRY, credential: STORE, namespaces: ['b'] });
    const two = planPullSecret({ registry: REGISTRY, credential: STORE, namespaces: ['b', 'a'] });

    expect(summary(one)).toEqual(['ns-b: ExternalSecret b/pull-harbor-example-com']);
    expect(summary(two)).toEqual(['ns-b: ExternalSecret b/pull-harbor-example-com', 'ns-a: ExternalSecret a/pull-harbor-example-com']);
    expect(two.objects[0]).toEqual(one.objects[0]);
    expect(two).toMatchObject({ name: 'pull-harbor-example-com', namespaces: [], commonMaker: undefined, assumed: false, clearText: [] });
  });

  test('labels give one ClusterExternalSecret, which serves the list too', () => {
    const plan = planPullSecret({ registry: REGISTRY, credential: STORE, namespaces: ['a'], namespaceSelector: { team: 'x' } });

    expect(summary(plan)).toEqual(['Resource: ClusterExternalSecret pull-harbor-example-com']);
    expect(plan.commonMaker).toBe('Resource');
    expect(plan.objects[0]?.namespace).toBeUndefined();
    expect((plan.objects[0]?.object['spec'] as { namespaceSelectors: unknown }).namespaceSelectors).toEqual([
      { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a'] }] },
      { matchLabels: { team: 'x' } },
    ]);
  });

  test('namespaces are created on request, before what goes into them, with the labels that select them', () => {
    const listed = planPullSecret({ registry: REGISTRY, credential: STORE, namespaces: ['a', 'b'], createNamespaces: true, labels: { owner: 'me' } });
    const selected = planPullSecret({ registry: REGISTRY, credential: STORE, namespaces: ['a'], namespaceSelector: { pull: 'yes' }, createNamespaces: true });

    expect(summary(listed)).toEqual([
      'namespace-a: Namespace a', 'namespace-b: Namespace b',
      'ns-a: ExternalSecret a/pull-harbor-example-com after namespace-a', 'ns-b: ExternalSecret b/pull-harbor-example-com after namespace-b',
    ]);
    expect(listed.namespaces[0]?.object).toEqual({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a', labels: { owner: 'me' } } });
    expect(selected.namespaces[0]?.object['metadata']).toEqual({ name: 'a', labels: { pull: 'yes' } });
    expect(summary(selected)).toEqual(['namespace-a: Namespace a', 'Resource: ClusterExternalSecret pull-harbor-example-com after namespace-a']);
  });

  test('namespaces with awkward names get ids that are not those names', () => {
    const ids = planPullSecret({ registry: REGISTRY, credential: STORE, namespaces: ['constructor', '10', '9'], createNamespaces: true });

    expect([...ids.namespaces, ...ids.objects].map(({ id }) => id))
      .toEqual(['namespace-constructor', 'namespace-10', 'namespace-9', 'ns-constructor', 'ns-10', 'ns-9']);
  });
});

describe('tokens of Amazon ECR', () => {
  test('the hub comes first and its copies last, all after the namespace of the hub if that is created', () => {
    const credential = Credential.ecrToken({ hubNamespace: 'registry-system' });
    const plan = planPullSecret({ registry: ECR, credential, namespaces: ['registry-system', 'a'], name: 'pull', createNamespaces: true });

    const home = 'namespace-registry-system';
    expect(summary(plan)).toEqual([
      'namespace-registry-system: Namespace registry-system', 'namespace-a: Namespace a',
      `hub-ServiceAccount: ServiceAccount registry-system/pull-hub-reader after ${home}`,
      `hub-Role: Role registry-system/pull-hub-reader after ${home}`,
      `hub-RoleBinding: RoleBinding registry-system/pull-hub-reader after ${home}`,
      `hub-ECRAuthorizationToken: ECRAuthorizationToken registry-system/pull after ${home}`,
      `hub-ExternalSecret: ExternalSecret registry-system/pull after ${home}`,
      `hub-ClusterSecretStore: ClusterSecretStore pull-hub after ${home}`,
      `Resource: ClusterExternalSecret pull after ${[
        home, 'namespace-a', 'hub-ServiceAccount', 'hub-Role', 'hub-RoleBinding', 'hub-ECRAuthorizationToken', 'hub-ExternalSecret', 'hub-ClusterSecretStore',
      ].join(', ')}`,
    ]);
  });

  test('with the hub as the only namespace, its own ExternalSecret makes the Secret', () => {
    const plan = planPullSecret({ registry: ECR, credential: Credential.ecrToken({ hubNamespace: 'a' }), namespaces: ['a'], name: 'pull' });

    expect(summary(plan)).toEqual([
      'hub-ECRAuthorizationToken: ECRAuthorizationToken a/pull', 'Resource: ExternalSecret a/pull after hub-ECRAuthorizationToken',
    ]);
    expect(plan.commonMaker).toBe('Resource');
  });
});

describe('node identity', () => {
  test('there is no Secret, and nothing to write', () => {
    expect(planPullSecret({ registry: ECR, credential: Credential.nodeIdentity() }))
      .toEqual({ name: undefined, namespaces: [], objects: [], commonMaker: undefined, assumed: false, createdBy: undefined, clearText: [] });
  });

  test('namespaces may be created all the same, and must be right', () => {
    const credential = Credential.nodeIdentity();

    expect(summary(planPullSecret({ registry: ECR, credential, namespaces: ['a'], createNamespaces: true }))).toEqual(['namespace-a: Namespace a']);
    expect(problemsOf({ registry: ECR, credential, namespaces: ['A', 'b', 'b'], createNamespaces: true })).toEqual([
      'namespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "A")',
      'namespace "b" is listed twice',
    ]);
  });
});

describe('an existing Secret', () => {
  test('nothing is written, and the plan says that it is an assumption', () => {
    const plan = planPullSecret({ registry: REGISTRY, credential: Credential.existingSecret({ name: 'theirs', createdBy: 'Terraform' }), namespaces: ['a'] });

    expect(plan).toEqual({ name: 'theirs', namespaces: [], objects: [], commonMaker: undefined, assumed: true, createdBy: 'Terraform', clearText: [] });
  });

  test('two names for it are refused, the same name twice is not', () => {
    const credential = Credential.existingSecret({ name: 'theirs' });

    expect(planPullSecret({ registry: REGISTRY, credential, namespaces: ['a'], name: 'theirs' }).name).toBe('theirs');
    expect(problemsOf({ registry: REGISTRY, credential, namespaces: ['a'], name: 'ours' }))
      .toEqual(['the credential says that the existing Secret is called "theirs"']);
  });
});

describe('clear text', () => {
  test('each listed namespace gets a Secret, and the plan tells which were chosen to be in clear text', () => {
    const plan = planPullSecret({ registry: REGISTRY, credential: CLEAR, namespaces: ['a', 'b'], name: 'pull' });

    expect(summary(plan)).toEqual(['ns-a: Secret a/pull', 'ns-b: Secret b/pull']);
    expect(plan.clearText).toEqual(['a/pull', 'b/pull']);
  });

  test('labels are refused: nothing would make the Secret of a later namespace', () => {
    expect(problemsOf({ registry: REGISTRY, credential: CLEAR, namespaceSelector: { team: 'x' } }))
      .toEqual(['a credential in clear text goes to listed namespaces only: nothing watches the cluster for labels']);
  });

  test('no error shows the password', () => {
    expect.assertions(1);
    try {
      planPullSecret({ registry: REGISTRY, credential: CLEAR, namespaces: ['A'], namespaceSelector: {} });
    } catch (error) {
      expect(JSON.stringify([error, (error as Error).message, (error as Error).stack])).not.toContain(CANARY_PASSWORD);
    }
  });
});

describe('names', () => {
  test.each([
    ['harbor.example.com', 'pull-harbor-example-com'],
    ['registry.example.com:5000', 'pull-registry-example-com-5000'],
    ['[2001:db8::1]:5000', 'pull-2001-db8-1-5000'],
    ['docker.io', 'pull-docker-io'],
    [`${'a'.repeat(57)}.example.com`, `pull-${'a'.repeat(57)}`],
  ])('the default for %s is %s', (host, name) => {
    expect(planPullSecret({ registry: { host, authKey: 'harbor.example.com' }, credential: STORE, namespaces: ['a'] }).name).toBe(name);
  });

  test('every problem is in one error', () => {
    expect(problemsOf({ registry: REGISTRY, credential: STORE, name: 'My_Secret', namespaces: ['a', 'a'], namespaceSelector: {} })).toEqual([
      'pull secret name must be made of lower-case letters, digits, "-" and ".", starting and ending with a letter or digit (got "My_Secret")',
      'namespace "a" is listed twice',
      'namespaceSelector must hold a label: an empty one selects every namespace of the cluster',
    ]);
    expect(problemsOf({ registry: REGISTRY, credential: STORE, createNamespaces: true }))
      .toEqual(['there must be a namespace, or a label that selects some', 'createNamespaces needs a list of namespaces']);
  });

  test('labels and annotations go on what makes the Secret', () => {
    const plan = planPullSecret({ registry: REGISTRY, credential: STORE, namespaces: ['a'], labels: { l: '1' }, annotations: { n: '2' } });

    expect(plan.objects[0]?.object['metadata']).toEqual({ name: 'pull-harbor-example-com', namespace: 'a', labels: { l: '1' }, annotations: { n: '2' } });
  });
});
