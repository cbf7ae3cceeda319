import { auditYaml, deployment, externalSecret, findingsOf, LOUD, pullSecret, wordsOf } from '../support';

const RULE = 'pull-secret-immutable';

describe(RULE, () => {
  test.each([
    ['Secret', pullSecret(undefined, { extra: 'immutable: true' })],
    ['ExternalSecret', externalSecret({ target: 'immutable: true' })],
  ])('Noncompliant: a %s', (kind, document) => {
    const verdict = auditYaml([document, deployment()], LOUD);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'warning',
      at: `${kind} agents/pull`,
      reason: 'Secret pull is immutable: a new password cannot replace the old one',
      remedy: 'leave immutable out',
    }]);
    expect(verdict.proven).toBe(true);
  });

  test('Noncompliant: a SealedSecret', () => {
    const sealed = `
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata: {name: pull, namespace: agents}
spec: {template: {type: kubernetes.io/dockerconfigjson, immutable: true}}`;
    expect(findingsOf(RULE, sealed)).toHaveLength(1);
  });

  test('Compliant: a Secret that can change, and immutable ones of other types', () => {
    expect(findingsOf(RULE, [pullSecret(undefined, { extra: 'immutable: false' }),
      'apiVersion: v1\nkind: Secret\nmetadata: {name: x}\nimmutable: true'])).toEqual([]);
  });
});
