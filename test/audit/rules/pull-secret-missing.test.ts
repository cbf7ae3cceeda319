import { account, auditYaml, clusterExternalSecret, deployment, externalSecret, findingsOf, IMAGE, LOUD, namespace, pullSecret, wordsOf } from '../support';

const RULE = 'pull-secret-missing';

describe(RULE, () => {
  test('Noncompliant: nothing makes it', () => {
    expect(findingsOf(RULE, deployment()).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec',
      image: IMAGE,
      reason: `Secret agents/pull, named by the pod, is not created by anything here; needed for ${IMAGE}`,
      remedy: 'create it in namespace agents, or declare that something else does',
    }]);
  });

  test('Noncompliant: it is in another namespace, and the account names it', () => {
    const documents = [externalSecret({ namespace: 'other' }), account('imagePullSecrets: [{name: pull}]'), deployment({ secrets: '' })];
    expect(findingsOf(RULE, documents).map(({ reason }) => reason))
      .toEqual([`Secret agents/pull, named by the ServiceAccount default, exists only in other; needed for ${IMAGE}`]);
  });

  test('Noncompliant: a long list of namespaces is cut', () => {
    const documents = [...['a', 'b', 'c', 'd', 'e'].map((name) => externalSecret({ namespace: name })), deployment()];
    expect(findingsOf(RULE, documents).map(({ reason }) => reason))
      .toEqual([`Secret agents/pull, named by the pod, exists only in a, b, c and 2 more; needed for ${IMAGE}`]);
  });

  test('Noncompliant: an object without namespace goes where the stream goes', () => {
    const inDefault = pullSecret().replace(', namespace: agents', '');
    expect(findingsOf(RULE, [inDefault, deployment()]).map(({ reason }) => reason))
      .toEqual([`Secret agents/pull, named by the pod, exists only in default; needed for ${IMAGE}`]);
    expect(auditYaml([inDefault, deployment()], { ...LOUD, namespace: 'agents' }).proven).toBe(true);
  });

  test('Noncompliant: a ClusterExternalSecret that selects other namespaces', () => {
    const documents = [clusterExternalSecret('namespaceSelectors: [{matchLabels: {kubernetes.io/metadata.name: other}}]'), deployment()];
    expect(findingsOf(RULE, documents).map(({ reason }) => reason))
      .toEqual([`Secret agents/pull, named by the pod, is made by ClusterExternalSecret pull, which does not select this namespace; needed for ${IMAGE}`]);
  });

  test('Noncompliant: labels of a namespace that nobody declared', () => {
    const documents = [clusterExternalSecret('namespaceSelectors: [{matchLabels: {pull: "true"}}]'), deployment()];
    expect(findingsOf(RULE, documents).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec',
      image: IMAGE,
      reason: `whether ClusterExternalSecret pull makes Secret agents/pull depends on labels of that namespace, which is not part of the stream; needed for ${IMAGE}`,
      remedy: 'choose the namespace by name, or add the Namespace with its labels',
    }]);
  });

  test('Noncompliant: a custom resource outside any namespace', () => {
    const documents = [`
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: meshes.example.com}
spec: {group: example.com, scope: Cluster, names: {kind: Mesh, plural: meshes}}`, `
apiVersion: example.com/v1
kind: Mesh
metadata: {name: mesh}
spec:
  imagePullSecrets: [{name: pull}]
  containers: [{name: a, image: "${IMAGE}"}]`, externalSecret({ namespace: 'default' })];
    expect(findingsOf(RULE, documents).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Mesh mesh spec',
      image: IMAGE,
      reason: `Secret pull (in the namespace that the operator chooses), named by the pod, exists only in default; needed for ${IMAGE}`,
      remedy: 'declare the secret, or audit the objects that the operator makes',
    }]);
    expect(auditYaml(documents, { declaredSecrets: [{ name: 'pull', registries: ['harbor.example.com'] }] }).proven).toBe(true);
  });

  test.each([
    ['a Secret', pullSecret()],
    ['an ExternalSecret', externalSecret()],
    ['a ClusterExternalSecret by name', clusterExternalSecret('namespaceSelectors: [{matchLabels: {kubernetes.io/metadata.name: agents}}]')],
  ])('Compliant: %s in the namespace', (_, document) => {
    expect(auditYaml([namespace(), document, deployment()], LOUD).proven).toBe(true);
  });

  test('Compliant: a declared secret, in its namespaces', () => {
    const declared = (namespaces?: string[]): boolean => auditYaml(deployment(), {
      declaredSecrets: [{ name: 'pull', registries: ['harbor.example.com'], ...(namespaces === undefined ? {} : { namespaces }) }],
    }).proven;
    expect([declared(), declared(['agents']), declared(['other'])]).toEqual([true, true, false]);
  });

  test('Compliant: another secret of the pod serves the image', () => {
    expect(auditYaml([externalSecret(), deployment({ secrets: 'imagePullSecrets: [{name: none}, {name: pull}]' })]).proven).toBe(true);
  });
});
