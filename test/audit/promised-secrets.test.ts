import { audit } from '../../src/audit';
import { Credential, planPullSecret } from '../../src/credential';
import type { JsonObject } from '../../src/manifest';
import { streamFromObjects } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { auditYaml, clusterExternalSecret, deployment, expectSound, externalSecret, HARBOR, IMAGE, namespace, refutedBy } from './support';

const HOST = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const ECR = Registry.ecr({ account: '123456789012', region: 'eu-west-1' });

/** The hub and the spokes of an ECR token, as written by hand. */
const GENERATOR = `
apiVersion: generators.external-secrets.io/v1alpha1
kind: ECRAuthorizationToken
metadata: {name: ecr, namespace: hub}
spec: {region: eu-west-1}`;
const HUB = `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata: {name: ecr-token, namespace: hub}
spec:
  refreshInterval: 4h
  target:
    name: ecr-pull
    template:
      type: kubernetes.io/dockerconfigjson
      data:
        .dockerconfigjson: >-
          {{ dict "auths" (dict (.proxy_endpoint | replace "https://" "") (dict
             "username" .username "password" .password
             "auth" (printf "%s:%s" .username .password | b64enc))) | toJson }}
  dataFrom:
    - sourceRef:
        generatorRef: {apiVersion: generators.external-secrets.io/v1alpha1, kind: ECRAuthorizationToken, name: ecr}`;
const STORE = `
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: pull-hub}
spec: {provider: {kubernetes: {remoteNamespace: hub}}}`;
const SPOKES = `
apiVersion: external-secrets.io/v1
kind: ClusterExternalSecret
metadata: {name: ecr-pull}
spec:
  namespaceSelectors: [{matchLabels: {pull: "true"}}]
  externalSecretSpec:
    refreshInterval: 15m
    secretStoreRef: {kind: ClusterSecretStore, name: pull-hub}
    target: {name: pull, template: {type: kubernetes.io/dockerconfigjson}}
    dataFrom: [{extract: {key: ecr-pull}}]`;
const WORKLOAD = [namespace('agents', '{pull: "true"}'), deployment({ image: `${HOST}/server:1` })];

function proves(...documents: string[]): boolean {
  return auditYaml(documents, { registries: [HARBOR, ECR] }).proven;
}

describe('ExternalSecret', () => {
  test('makes the Secret that its target names', () => {
    const verdict = auditYaml([externalSecret({ name: 'another' }), deployment()]);
    expect(verdict).toMatchObject({ proven: true, findings: [], assumptions: ['ExternalSecret agents/another finds the credential it names'] });
    expect(verdict.pods[0]?.credentials).toEqual([`${IMAGE}: pod → Secret agents/pull → harbor.example.com`]);
  });

  test('makes a Secret of its own name when the target has none', () => {
    expect(proves(externalSecret().replace('    name: pull\n', ''), deployment())).toBe(true);
    expect(proves(externalSecret({ name: 'another' }).replace('    name: pull\n', ''), deployment())).toBe(false);
  });

  test('is one only in its own API group', () => {
    expect(proves(externalSecret({ apiVersion: 'kubernetes-client.io/v1' }), deployment())).toBe(false);
  });
});

describe('ClusterExternalSecret', () => {
  test.each([
    ['matchLabels of the name', 'namespaceSelectors: [{matchLabels: {kubernetes.io/metadata.name: agents}}]'],
    ['In, by name', 'namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [other, agents]}]}]'],
    ['NotIn, by name', 'namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system]}]}]'],
    ['an empty selector', 'namespaceSelectors: [{}]'],
    ['the second of two selectors', 'namespaceSelectors: [{matchLabels: {kubernetes.io/metadata.name: other}}, {matchLabels: {kubernetes.io/metadata.name: agents}}]'],
    ['the deprecated list', 'namespaces: [agents]'],
    ['the deprecated selector', 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: agents}}'],
    ['Exists of the name', 'namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists}]}]'],
  ])('reaches the namespace without its Namespace in the stream: %s', (_, selection) => {
    expect(proves(clusterExternalSecret(selection), deployment())).toBe(true);
  });

  test.each([
    ['no selector at all', 'refreshTime: 1m'],
    ['an empty list of selectors', 'namespaceSelectors: []'],
    ['a null selector', 'namespaceSelectors: [null]'],
    ['the deprecated selector, null', 'namespaceSelector: null'],
    ['another name', 'namespaceSelectors: [{matchLabels: {kubernetes.io/metadata.name: other}}]'],
    ['NotIn with the name', 'namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [agents]}]}]'],
    ['NotIn without values', 'namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: []}]}]'],
    ['NotIn with a value that is no text', 'namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [7]}]}]'],
    ['a label that is no text', 'namespaceSelectors: [{matchLabels: {pull: true}}]'],
    ['labels that are a list', 'namespaceSelectors: [{matchLabels: [pull]}]'],
    ['expressions that are a map', 'namespaceSelectors: [{matchExpressions: {key: pull, operator: DoesNotExist}}]'],
    ['an unknown operator', 'namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotEquals, values: [x]}]}]'],
    ['Exists with values', 'namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, operator: Exists, values: [x]}]}]'],
    ['DoesNotExist of the name', 'namespaceSelectors: [{matchExpressions: [{key: kubernetes.io/metadata.name, operator: DoesNotExist}]}]'],
    ['a selector that is a text', 'namespaceSelectors: [agents]'],
    ['a pattern in the deprecated list', 'namespaces: ["*"]'],
  ])('reaches nothing: %s', (_, selection) => {
    expect(refutedBy(auditYaml([clusterExternalSecret(selection), namespace(), deployment()]))).toEqual(['pull-secret-missing']);
  });

  test.each([
    ['{team: a}', '{matchLabels: {team: a}}', true],
    ['{team: b}', '{matchLabels: {team: a}}', false],
    ['{}', '{matchLabels: {team: a}}', false],
    ['{team: a}', '{matchExpressions: [{key: team, operator: Exists}]}', true],
    ['{team: a}', '{matchExpressions: [{key: team, operator: DoesNotExist}]}', false],
    ['{}', '{matchExpressions: [{key: team, operator: DoesNotExist}]}', true],
    ['{}', '{matchExpressions: [{key: team, operator: NotIn, values: [a]}]}', true],
    ['{team: a}', '{matchExpressions: [{key: team, operator: NotIn, values: [a]}]}', false],
    ['{team: a, tier: x}', '{matchLabels: {team: a}, matchExpressions: [{key: tier, operator: In, values: [y]}]}', false],
    ['{kubernetes.io/metadata.name: other}', '{matchLabels: {kubernetes.io/metadata.name: other}}', false],
    ['{team: 7}', '{matchExpressions: [{key: team, operator: DoesNotExist}]}', false],
  ])('labels %s of the Namespace, selector %s: %s', (labels, selector, expected) => {
    expect(proves(namespace('agents', labels), clusterExternalSecret(`namespaceSelectors: [${selector}]`), deployment())).toBe(expected);
  });

  test('is undecided by labels of a Namespace that the stream does not hold', () => {
    const documents = [clusterExternalSecret('namespaceSelectors: [{matchExpressions: [{key: team, operator: DoesNotExist}]}]'), deployment()];
    const verdict = auditYaml(documents);
    expect(verdict.findings.map(({ rule, reason }) => [rule, reason.slice(0, 70)]))
      .toEqual([['pull-secret-missing', 'whether ClusterExternalSecret pull makes Secret agents/pull depends on']]);
    expect(auditYaml(documents, { declaredSecrets: [{ name: 'pull', registries: ['harbor.example.com'] }] }).proven).toBe(true);
  });

  test('makes a Secret named after externalSecretName when the target has no name', () => {
    const cluster = clusterExternalSecret('namespaces: [agents]').replace('      name: pull\n', '');
    expect(proves(cluster, deployment())).toBe(true);
    expect(proves(cluster.replace('namespaces:', 'externalSecretName: other\n  namespaces:'), deployment())).toBe(false);
  });
});

describe('hub and spokes', () => {
  test('a token of the hub serves the spokes', () => {
    const verdict = auditYaml([GENERATOR, HUB, STORE, SPOKES, ...WORKLOAD], { registries: [ECR] });
    expect(verdict).toMatchObject({
      proven: true,
      findings: [],
      assumptions: [
        'ClusterExternalSecret ecr-pull finds the credential it names',
        `the credential of ClusterExternalSecret ecr-pull is one for ${HOST}`,
      ],
    });
    expect(verdict.pods[0]?.credentials).toEqual([`${HOST}/server:1: pod → Secret agents/pull → *.dkr.ecr.eu-west-1.amazonaws.com`]);
  });

  test('the value may be copied by itself', () => {
    const data = 'data: [{secretKey: .dockerconfigjson, remoteRef: {key: ecr-pull, property: .dockerconfigjson}}]';
    expect(proves(GENERATOR, HUB, STORE, SPOKES.replace('dataFrom: [{extract: {key: ecr-pull}}]', data), ...WORKLOAD)).toBe(true);
  });

  test('a role tells the account', () => {
    const role = (account: string): string => GENERATOR.replace('eu-west-1', `eu-west-1, role: "arn:aws:iam::${account}:role/pull"`);
    expect(proves(role('123456789012'), HUB, STORE, SPOKES, ...WORKLOAD)).toBe(true);
    expect(proves(role('999999999999'), HUB, STORE, SPOKES, ...WORKLOAD)).toBe(false);
  });

  test('China has a domain of its own', () => {
    const [host, china] = ['123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn', GENERATOR.replace('eu-west-1', 'cn-north-1')];
    const registries = [Registry.ecr({ account: '123456789012', region: 'cn-north-1' })];
    const documents = [china, HUB, STORE, SPOKES, namespace('agents', '{pull: "true"}'), deployment({ image: `${host}/server:1` })];
    expect(auditYaml(documents, { registries }).proven).toBe(true);
  });

  test.each([
    ['another region', GENERATOR.replace('eu-west-1', 'us-east-1'), HUB, STORE, SPOKES, 'pull-secret-no-entry'],
    ['the public registry', GENERATOR.replace('eu-west-1', 'us-east-1, scope: public'), HUB, STORE, SPOKES, 'pull-secret-opaque'],
    ['no generator in the stream', namespace('hub'), HUB, STORE, SPOKES, 'pull-secret-opaque'],
    ['a generator of another namespace', GENERATOR.replace('hub', 'other'), HUB, STORE, SPOKES, 'pull-secret-opaque'],
    ['no hub', GENERATOR, namespace('hub'), STORE, SPOKES, 'pull-secret-opaque'],
    ['a hub that makes another Secret', GENERATOR, HUB.replace('name: ecr-pull', 'name: other'), STORE, SPOKES, 'pull-secret-opaque'],
    ['a store that reads another namespace', GENERATOR, HUB, STORE.replace('hub}}}', 'other}}}'), SPOKES, 'pull-secret-opaque'],
    ['a store that is named without its kind', GENERATOR, HUB, STORE, SPOKES.replace('kind: ClusterSecretStore, ', ''), 'pull-secret-not-delivered'],
    ['a copy that is rewritten', GENERATOR, HUB, STORE, SPOKES.replace('key: ecr-pull}', 'key: ecr-pull}, rewrite: [{regexp: {source: a, target: b}}]'), 'pull-secret-opaque'],
    ['a copy of one property', GENERATOR, HUB, STORE, SPOKES.replace('key: ecr-pull}', 'key: ecr-pull, property: a}'), 'pull-secret-opaque'],
    ['a copy that is decoded', GENERATOR, HUB, STORE, SPOKES.replace('key: ecr-pull}', 'key: ecr-pull, decodingStrategy: Base64}'), 'pull-secret-opaque'],
    ['a second source after the copy', GENERATOR, HUB, STORE, SPOKES.replace('key: ecr-pull}}', 'key: ecr-pull}}, {extract: {key: other}}'), 'pull-secret-opaque'],
    ['a spoke without type', GENERATOR, HUB, STORE, SPOKES.replace('template: {type: kubernetes.io/dockerconfigjson}', 'creationPolicy: Owner'), 'pull-secret-wrong-type'],
    ['both intervals together', GENERATOR, HUB.replace('4h', '11h'), STORE, SPOKES.replace('15m', '50m'), 'credential-expiring'],
    ['a hub that never renews', GENERATOR, HUB.replace('4h', '"0"'), STORE, SPOKES, 'credential-expiring'],
    ['a spoke that never copies again', GENERATOR, HUB, STORE, SPOKES.replace('15m', '"0"'), 'credential-expiring'],
  ])('is refuted by %s', (_, generator, hub, store, spokes, rule) => {
    expect(refutedBy(auditYaml([generator, hub, store, spokes, ...WORKLOAD], { registries: [ECR] }))).toContain(rule);
  });

  test('a circle of copies ends', () => {
    const circle = SPOKES.replace('kind: ClusterExternalSecret', 'kind: ExternalSecret').replace('{name: ecr-pull}', '{name: ecr-pull, namespace: hub}')
      .replace(/ {2}namespaceSelectors.*\n {2}externalSecretSpec:\n/, '').replace('name: pull,', 'name: ecr-pull,').replace(/^ {4}/gm, '  ');
    expect(refutedBy(auditYaml([circle, STORE, SPOKES, ...WORKLOAD], { registries: [ECR] }))).toContain('pull-secret-opaque');
  });
});

describe('what this package writes is proven', () => {
  const agents = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'agents', labels: { pull: 'yes' } } };
  const pod = (image: string, name: string): JsonObject => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'agents' }, spec: { imagePullSecrets: [{ name }], containers: [{ name: 'c', image }] },
  });
  const fromStore = Credential.externalSecret({ store: 'platform', key: 'robots/harbor' });

  test.each([
    ['an ExternalSecret', HARBOR, fromStore, { namespaces: ['agents'] }],
    ['a ClusterExternalSecret by labels', HARBOR, fromStore, { namespaceSelector: { pull: 'yes' } }],
    ['a ClusterExternalSecret by labels and names', HARBOR, fromStore, { namespaces: ['agents', 'jobs'], namespaceSelector: { pull: 'no' } }],
    ['the hub of ECR tokens', ECR, Credential.ecrToken({ hubNamespace: 'hub' }), { namespaces: ['agents', 'jobs'] }],
    ['the hub of ECR tokens by labels', ECR, Credential.ecrToken({ hubNamespace: 'hub' }), { namespaceSelector: { pull: 'yes' } }],
    ['the hub of ECR tokens in the hub itself', ECR, Credential.ecrToken({ hubNamespace: 'agents' }), { namespaces: ['agents'] }],
  ])('%s', (_, registry, credential, choice) => {
    const plan = planPullSecret({ registry, credential, ...choice });
    const image = registry === ECR ? `${HOST}/server:1` : IMAGE;
    const objects = [agents, ...plan.objects.map(({ object }) => object as JsonObject), pod(image, plan.name ?? '')];
    const verdict = audit(streamFromObjects(objects.map((object) => ({ object }))), { registries: [registry] });
    expectSound(verdict);
    expect(verdict).toMatchObject({ proven: true, findings: [] });
  });
});
