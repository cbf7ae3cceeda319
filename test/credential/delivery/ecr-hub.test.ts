import { Credential, ecrHubObjects } from '../../../src/credential';
import type { EcrTokenCredentialProps, EcrTokenSource, JsonObject } from '../../../src/credential';

const HOST = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const host = (name: string): { host: string; authKey: string } => ({ host: name, authKey: name });
const sourceOf = (props: Partial<EcrTokenCredentialProps> = {}): EcrTokenSource =>
  Credential.ecrToken({ hubNamespace: 'registry-system', ...props })._source as EcrTokenSource;
const props = { name: 'ecr-pull', registries: [host(HOST)], namespaces: ['agents'], source: sourceOf() };
const problemsOf = (change: object): unknown => {
  try {
    ecrHubObjects({ ...props, ...change });
  } catch (error) {
    expect(error).toMatchObject({ code: 'delivery-invalid' });
    return (error as { problems: string[] }).problems;
  }
  return [];
};
const find = (objects: JsonObject[], kind: string): JsonObject => {
  const [found, ...others] = objects.filter((object) => object['kind'] === kind);
  expect(others).toEqual([]);
  return found ?? {};
};

test('a hub makes one token, and a store of its own hands it to the spokes', () => {
  const metadata = { name: 'ecr-pull-hub-reader', namespace: 'registry-system' };
  expect(ecrHubObjects(props)).toEqual([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata, automountServiceAccountToken: false },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [
        { apiGroups: [''], resources: ['secrets'], resourceNames: ['ecr-pull'], verbs: ['get'] },
        { apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectrulesreviews'], verbs: ['create'] },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'ecr-pull-hub-reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'ecr-pull-hub-reader', namespace: 'registry-system' }],
    },
    {
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'ECRAuthorizationToken',
      metadata: { name: 'ecr-pull', namespace: 'registry-system' },
      spec: { region: 'eu-west-1' },
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'ecr-pull', namespace: 'registry-system' },
      spec: {
        refreshInterval: '4h',
        target: {
          name: 'ecr-pull',
          creationPolicy: 'Owner',
          deletionPolicy: 'Retain',
          template: {
            engineVersion: 'v2',
            type: 'kubernetes.io/dockerconfigjson',
            metadata: { annotations: { 'pullproof/expires-at': '{{ .expires_at }}' } },
            data: {
              '.dockerconfigjson': `{{ dict "auths" (dict "${HOST}" (dict "username" .username "password" .password "auth" (printf "%s:%s" .username .password | b64enc))) | toJson }}`,
            },
          },
        },
        dataFrom: [{
          sourceRef: { generatorRef: { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'ECRAuthorizationToken', name: 'ecr-pull' } },
        }],
      },
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterSecretStore',
      metadata: { name: 'ecr-pull-hub' },
      spec: {
        conditions: [{ namespaces: ['agents'] }],
        provider: {
          kubernetes: {
            remoteNamespace: 'registry-system',
            server: { caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', namespace: 'registry-system', key: 'ca.crt' } },
            auth: { serviceAccount: { name: 'ecr-pull-hub-reader', namespace: 'registry-system' } },
          },
        },
      },
    },
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterExternalSecret',
      metadata: { name: 'ecr-pull' },
      spec: {
        externalSecretName: 'ecr-pull',
        namespaceSelectors: [{ matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['agents'] }] }],
        refreshTime: '1m',
        externalSecretSpec: {
          refreshInterval: '15m',
          secretStoreRef: { kind: 'ClusterSecretStore', name: 'ecr-pull-hub' },
          target: {
            name: 'ecr-pull', creationPolicy: 'Owner', deletionPolicy: 'Retain',
            template: { engineVersion: 'v2', type: 'kubernetes.io/dockerconfigjson' },
          },
          dataFrom: [{ extract: { key: 'ecr-pull' } }],
        },
      },
    },
  ]);
});

test('namespaces chosen by label never include the hub, which has the secret already', () => {
  const objects = ecrHubObjects({ ...props, namespaces: ['agents', 'registry-system'], namespaceSelector: { pull: 'true' } });
  const byLabel = {
    matchLabels: { pull: 'true' }, matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['registry-system'] }],
  };
  expect(find(objects, 'ClusterExternalSecret')['spec']).toMatchObject({
    namespaceSelectors: [{ matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['agents'] }] }, byLabel],
  });
  expect(find(objects, 'ClusterSecretStore')['spec']).toMatchObject({ conditions: [{ namespaces: ['agents'] }, { namespaceSelector: byLabel }] });
});

test('without spokes there is only the hub', () => {
  expect(ecrHubObjects({ ...props, namespaces: ['registry-system'] }).map((object) => object['kind'])).toEqual(['ECRAuthorizationToken', 'ExternalSecret']);
});

test('account, role and names are as declared', () => {
  const source = sourceOf({ serviceAccount: 'ecr', role: 'arn:aws:iam::123456789012:role/pull', hubStore: 'pull-hub', refreshInterval: '6h', spokeRefreshInterval: '5m' });
  const objects = ecrHubObjects({ ...props, source, labels: { a: 'b' } });
  expect(find(objects, 'ECRAuthorizationToken')['spec']).toEqual({
    region: 'eu-west-1', role: 'arn:aws:iam::123456789012:role/pull', auth: { jwt: { serviceAccountRef: { name: 'ecr' } } },
  });
  expect(find(objects, 'ClusterSecretStore')['metadata']).toEqual({ name: 'pull-hub', labels: { a: 'b' } });
  expect(find(objects, 'ServiceAccount')['metadata']).toEqual({ name: 'pull-hub-reader', namespace: 'registry-system', labels: { a: 'b' } });
  expect(find(objects, 'ExternalSecret')['spec']).toMatchObject({ refreshInterval: '6h' });
  expect(find(objects, 'ClusterExternalSecret')['spec']).toMatchObject({ externalSecretSpec: { refreshInterval: '5m' } });
});

describe('the region', () => {
  const regionOf = (registries: object[], region?: string): unknown =>
    find(ecrHubObjects({ ...props, registries: registries as typeof props.registries, source: sourceOf(region === undefined ? {} : { region }) }), 'ECRAuthorizationToken')['spec'];

  test.each([
    [HOST, 'eu-west-1'],
    ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', 'cn-north-1'],
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com', 'us-gov-west-1'],
    ['123456789012.dkr-ecr.us-west-2.on.aws', 'us-west-2'],
  ])('is taken from %s', (name, region) => {
    expect(regionOf([host(name)])).toEqual({ region });
  });

  test('may be declared, for hosts that do not tell it', () => {
    expect(regionOf([host('ecr.example.com')], 'eu-west-1')).toEqual({ region: 'eu-west-1' });
  });

  test('is fixed for the public registry', () => {
    expect(regionOf([host('public.ecr.aws')])).toEqual({ region: 'us-east-1', scope: 'public' });
    expect(problemsOf({ registries: [host('public.ecr.aws')], source: sourceOf({ region: 'eu-west-1' }) }))
      .toEqual(['region must be us-east-1 for the public ECR (got "eu-west-1")']);
  });

  test('must be declared where it cannot be told', () => {
    expect(problemsOf({ registries: [host('harbor.example.com')] })).toEqual(['"harbor.example.com" is no host of Amazon ECR, so the region must be given']);
    expect(problemsOf({ registries: [host(HOST), host('123456789012.dkr.ecr.us-east-1.amazonaws.com')] }))
      .toEqual(['the hosts are in different regions, so the region must be given']);
  });

  test('public and private registries cannot share a token', () => {
    expect(problemsOf({ registries: [host(HOST), host('public.ecr.aws')] }))
      .toEqual(['a token of the public ECR opens no private registry: use two pull secrets']);
  });
});

describe('a token that ends before it is renewed everywhere is refused', () => {
  test.each([['11h', '59m', 0], ['11h', '1h', 1], ['12h', '15m', 1], ['6h', '6h', 1]])('hub %s, spokes %s: %i problems', (refreshInterval, spokeRefreshInterval, count) => {
    expect(problemsOf({ source: sourceOf({ refreshInterval, spokeRefreshInterval }) })).toHaveLength(count);
  });

  test('with the lifetime that the registry says', () => {
    expect(problemsOf({ tokenLifetimeSeconds: 3600 }))
      .toEqual(['refreshInterval (4h) and spokeRefreshInterval (15m) together must be shorter than the 3600 s that a token lives']);
  });
});

test('everything that is wrong is listed', () => {
  expect(problemsOf({ name: 'x'.repeat(250), namespaces: [], registries: [] })).toEqual([
    'there must be at least one registry',
    'there must be a namespace, or a label that selects some',
    `name of the account that reads the hub must have at most 253 characters ("${'x'.repeat(40)}…" has 261)`,
  ]);
});
