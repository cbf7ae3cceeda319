import { auditYaml, clusterExternalSecret, deployment, externalSecret, findingsOf, IMAGE, namespace, TEMPLATE, wordsOf } from '../support';

const RULE = 'pull-secret-not-delivered';

const STORE = (name: string, where: string): string => `apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata: {name: ${name}, namespace: ${where}}`;
const CLUSTER_STORE = (conditions: string): string => `
apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata: {name: platform}
spec: {conditions: ${conditions}}`;
const GENERATOR = (where: string): string => `
apiVersion: generators.external-secrets.io/v1alpha1
kind: ECRAuthorizationToken
metadata: {name: ecr, namespace: ${where}}
spec: {region: eu-west-1}`;
const FROM_GENERATOR = externalSecret({ store: '' }).replace(/  data:\n    - \{secretKey[^]*$/, `
  dataFrom:
    - sourceRef: {generatorRef: {apiVersion: generators.external-secrets.io/v1alpha1, kind: ECRAuthorizationToken, name: ecr}}`);
const NAMESPACED = { store: 'secretStoreRef: {name: platform}' };

describe(RULE, () => {
  test('Noncompliant: a version that is no longer served', () => {
    expect(auditYaml([externalSecret({ apiVersion: 'external-secrets.io/v1beta1' }), deployment()]).findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec',
      image: IMAGE,
      reason: 'ExternalSecret pull cannot make Secret agents/pull: external-secrets.io/v1beta1 is no longer served by External Secrets, '
        + `which takes external-secrets.io/v1; needed for ${IMAGE}`,
      remedy: 'mend the object, or let PullSecret write it',
    }]);
  });

  test.each([
    ['creationPolicy None', [externalSecret({ target: 'creationPolicy: None' })], 'its creationPolicy None does not create the Secret'],
    ['creationPolicy Merge', [externalSecret({ target: 'creationPolicy: Merge' })], 'its creationPolicy Merge does not create the Secret'],
    ['a target of another kind', [externalSecret({ target: 'manifest: {apiVersion: v1, kind: ConfigMap}' })], 'its target is an object of another kind'],
    ['another template engine', [externalSecret().replace('type: kub', 'engineVersion: v1\n      type: kub')], 'its template asks for an engine other than v2'],
    ['no store', [externalSecret({ store: '' })], 'it reads data, but names no secret store'],
    ['a field that nothing fills', [externalSecret({ template: TEMPLATE.replace('.password', '.token') })],
      'its template uses .token, which no element of data fills'],
    ['a SecretStore of another namespace', [STORE('platform', 'other'), externalSecret(NAMESPACED)], 'SecretStore platform is not in namespace agents'],
    ['a ClusterSecretStore that is named without its kind', [CLUSTER_STORE('[]'), externalSecret(NAMESPACED)],
      'it names SecretStore platform of namespace agents, but platform is a ClusterSecretStore'],
    ['a store that other namespaces may read', [CLUSTER_STORE('[{namespaces: [other]}]'), externalSecret()],
      'the conditions of ClusterSecretStore platform keep namespace agents out'],
    ['a store that labelled namespaces may read', [namespace('agents', '{team: a}'), CLUSTER_STORE('[{namespaceSelector: {matchLabels: {team: b}}}]'), externalSecret()],
      'the conditions of ClusterSecretStore platform keep namespace agents out'],
    ['a generator of another namespace', [GENERATOR('hub'), FROM_GENERATOR], 'ECRAuthorizationToken ecr is not in namespace agents'],
  ])('Noncompliant: %s', (_, documents, fault) => {
    const verdict = auditYaml([...documents, deployment()]);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.filter(({ rule }) => rule === RULE).map(({ reason }) => reason))
      .toEqual([`ExternalSecret pull cannot make Secret agents/pull: ${fault}; needed for ${IMAGE}`]);
  });

  test('Noncompliant: a ClusterExternalSecret that needs a store in every namespace', () => {
    const documents = [STORE('platform', 'a'), clusterExternalSecret('namespaceSelectors: [{}]', NAMESPACED), deployment()];
    expect(findingsOf(RULE, documents).map(({ reason }) => reason))
      .toEqual([`ClusterExternalSecret pull cannot make Secret agents/pull: SecretStore platform is not in namespace agents; needed for ${IMAGE}`]);
    expect(auditYaml([STORE('platform', 'agents'), ...documents]).proven).toBe(true);
  });

  test.each([
    ['creationPolicy Owner', [externalSecret({ target: 'creationPolicy: Owner' })]],
    ['creationPolicy Orphan', [externalSecret({ target: 'creationPolicy: Orphan' })]],
    ['a SecretStore of the namespace', [STORE('platform', 'agents'), externalSecret(NAMESPACED)]],
    ['a store that the stream does not hold', [externalSecret(NAMESPACED)]],
    ['a store whose conditions name the namespace', [CLUSTER_STORE('[{namespaces: [other]}, {namespaces: [agents]}]'), externalSecret()]],
    ['a store whose conditions match its labels', [namespace('agents', '{team: b}'), CLUSTER_STORE('[{namespaceSelector: {matchLabels: {team: b}}}]'), externalSecret()]],
    ['a generator of the namespace', [GENERATOR('agents'), FROM_GENERATOR]],
    ['a target that is a Secret in so many words', [externalSecret({ target: 'manifest: {apiVersion: v1, kind: Secret}' })]],
  ])('Compliant: %s', (_, documents) => {
    expect(auditYaml([...documents, deployment()])).toMatchObject({ proven: true, findings: [] });
  });
});
