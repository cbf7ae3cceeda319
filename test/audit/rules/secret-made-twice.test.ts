import { auditYaml, clusterExternalSecret, deployment, externalSecret, findingsOf, LOUD, pullSecret, wordsOf } from '../support';

const RULE = 'secret-made-twice';

describe(RULE, () => {
  test('Noncompliant: a Secret and an ExternalSecret', () => {
    const verdict = auditYaml([pullSecret(), externalSecret({ name: 'from-store' }), deployment()], LOUD);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'ExternalSecret agents/from-store',
      reason: 'Secret agents/pull is made by Secret pull, ExternalSecret from-store, which overwrite each other',
      remedy: 'keep one of them, or give their Secrets different names',
    }]);
  });

  test('Noncompliant: two ExternalSecrets with one target', () => {
    expect(findingsOf(RULE, [externalSecret(), externalSecret({ name: 'second' }), deployment()])).toHaveLength(1);
  });

  test('Noncompliant: a ClusterExternalSecret that reaches the namespace', () => {
    const documents = [externalSecret(), clusterExternalSecret('namespaceSelectors: [{}]')];
    expect(findingsOf(RULE, documents).map(({ reason }) => reason))
      .toEqual(['Secret agents/pull is made by ExternalSecret pull, ClusterExternalSecret pull, which overwrite each other']);
  });

  test('Noncompliant: two ClusterExternalSecrets, in the namespace of a pod', () => {
    const second = clusterExternalSecret('namespaceSelectors: [{}]').replace('{name: pull}', '{name: second}');
    expect(findingsOf(RULE, [clusterExternalSecret('namespaces: [agents]'), second, deployment()])).toHaveLength(1);
  });

  test('Compliant: the same name in different namespaces', () => {
    expect(findingsOf(RULE, [externalSecret(), externalSecret({ namespace: 'other' }),
      clusterExternalSecret('namespaceSelectors: [{matchLabels: {kubernetes.io/metadata.name: third}}]'), deployment()])).toEqual([]);
  });

  test('Compliant: an object declared twice has a rule of its own', () => {
    expect(findingsOf(RULE, [pullSecret(), pullSecret()], LOUD)).toEqual([]);
  });
});
