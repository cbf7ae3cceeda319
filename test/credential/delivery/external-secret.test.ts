import { clusterExternalSecretObject, Credential, externalSecretObject } from '../../../src/credential';
import type { ExternalSecretSource } from '../../../src/credential';
import { CANARY_USERNAME } from '../../support/canary';

const source = Credential.externalSecret({ store: 'platform', key: 'registries/harbor/agents' })._source as ExternalSecretSource;
const registries = [{ host: 'harbor.example.com', authKey: 'harbor.example.com' }];
const props = { name: 'registry-pull', registries, source };

const spec = {
  refreshInterval: '1h',
  secretStoreRef: { kind: 'ClusterSecretStore', name: 'platform' },
  target: {
    name: 'registry-pull',
    creationPolicy: 'Owner',
    deletionPolicy: 'Retain',
    template: {
      engineVersion: 'v2',
      type: 'kubernetes.io/dockerconfigjson',
      data: {
        '.dockerconfigjson': '{{ dict "auths" (dict "harbor.example.com" (dict "username" .username "password" .password "auth" (printf "%s:%s" .username .password | b64enc))) | toJson }}',
      },
    },
  },
  data: [
    { secretKey: 'username', remoteRef: { key: 'registries/harbor/agents', property: 'username' } },
    { secretKey: 'password', remoteRef: { key: 'registries/harbor/agents', property: 'password' } },
  ],
};

describe('externalSecretObject', () => {
  test('makes the pull secret of one namespace', () => {
    expect(externalSecretObject({ ...props, namespace: 'agents' })).toEqual({
      apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name: 'registry-pull', namespace: 'agents' }, spec,
    });
  });

  test('reads only the password when the user name is given', () => {
    const known = Credential.externalSecret({ store: 's', storeKind: 'SecretStore', key: 'k', username: CANARY_USERNAME, passwordProperty: 'token', refreshInterval: '5m' });
    const object = externalSecretObject({ ...props, namespace: 'agents', source: known._source as ExternalSecretSource });
    expect(object['spec']).toMatchObject({
      refreshInterval: '5m',
      secretStoreRef: { kind: 'SecretStore', name: 's' },
      target: {
        template: {
          data: {
            '.dockerconfigjson': '{{ dict "auths" (dict "harbor.example.com" (dict "username" "robot$test+app-readonly" "password" .password "auth" (printf "%s:%s" "robot$test+app-readonly" .password | b64enc))) | toJson }}',
          },
        },
      },
      data: [{ secretKey: 'password', remoteRef: { key: 'k', property: 'token' } }],
    });
  });

  test('carries labels and annotations', () => {
    const object = externalSecretObject({ ...props, namespace: 'agents', labels: { a: 'b' }, annotations: { c: 'd' } });
    expect(object['metadata']).toEqual({ name: 'registry-pull', namespace: 'agents', labels: { a: 'b' }, annotations: { c: 'd' } });
  });

  test('lists everything that is wrong', () => {
    expect(() => externalSecretObject({
      ...props, name: 'Pull', namespace: 'a.b', registries: [{ host: 'h', authKey: 'h/x' }, { host: 'h', authKey: 'h/x' }],
    })).toThrow([
      'the pull secret "Pull" cannot be delivered like this',
      '  - pull secret name must be made of lower-case letters, digits, "-" and ".", starting and ending with a letter or digit (got "Pull")',
      '  - registry "h/x": a key with a path must end in a slash, since the kubelet compares paths as plain prefixes',
      '  - registry "h/x": a key with a path must end in a slash, since the kubelet compares paths as plain prefixes',
      '  - registry "h/x" is listed twice',
      '  - namespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "a.b")',
    ].join('\n'));
  });

  test('needs a registry', () => {
    expect(() => externalSecretObject({ ...props, namespace: 'agents', registries: [] }))
      .toThrow(expect.objectContaining({ code: 'delivery-invalid', problems: ['there must be at least one registry'] }));
  });
});

describe('clusterExternalSecretObject', () => {
  test('makes the pull secret of every namespace on a list', () => {
    expect(clusterExternalSecretObject({ ...props, namespaces: ['agents', 'default'] })).toEqual({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ClusterExternalSecret',
      metadata: { name: 'registry-pull' },
      spec: {
        externalSecretName: 'registry-pull',
        namespaceSelectors: [{ matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['agents', 'default'] }] }],
        refreshTime: '1m',
        externalSecretSpec: spec,
      },
    });
  });

  test('or with labels, or both', () => {
    const object = clusterExternalSecretObject({ ...props, namespaces: ['agents'], namespaceSelector: { pull: 'true' } });
    expect(object['spec']).toMatchObject({
      namespaceSelectors: [
        { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['agents'] }] },
        { matchLabels: { pull: 'true' } },
      ],
    });
    expect(clusterExternalSecretObject({ ...props, namespaceSelector: { pull: 'true' } })['spec'])
      .toMatchObject({ namespaceSelectors: [{ matchLabels: { pull: 'true' } }] });
  });

  test('labels reach the objects that it makes', () => {
    expect(clusterExternalSecretObject({ ...props, namespaces: ['agents'], labels: { a: 'b' } })).toMatchObject({
      metadata: { name: 'registry-pull', labels: { a: 'b' } }, spec: { externalSecretMetadata: { labels: { a: 'b' } } },
    });
  });

  test.each([
    ['no choice', {}, ['there must be a namespace, or a label that selects some']],
    ['an empty list', { namespaces: [] }, ['there must be a namespace, or a label that selects some']],
    ['an empty selector', { namespaceSelector: {} }, ['namespaceSelector must hold a label: an empty one selects every namespace of the cluster']],
    ['a namespace twice', { namespaces: ['a', 'a', 'a'] }, ['namespace "a" is listed twice']],
  ])('%s is refused', (_what, choice, problems) => {
    expect(() => clusterExternalSecretObject({ ...props, ...choice })).toThrow(expect.objectContaining({ code: 'delivery-invalid', problems }));
  });

  test('the lists given are copied', () => {
    const namespaces = ['agents'];
    const object = clusterExternalSecretObject({ ...props, namespaces });
    namespaces.push('other');
    expect(JSON.stringify(object)).not.toContain('other');
  });
});
