import { account, auditYaml, deployment, externalSecret, findingsOf, namespace, wordsOf } from '../support';

const RULE = 'object-declared-twice';

describe(RULE, () => {
  test('Noncompliant: an account that names the secret, and one that does not', () => {
    const verdict = auditYaml([externalSecret(), account('imagePullSecrets: [{name: pull}]'), account('automountServiceAccountToken: false'), deployment({ secrets: '' })]);
    expect(verdict.proven).toBe(false);
    expect(verdict.findings.filter(({ rule }) => rule === RULE).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'ServiceAccount agents/default',
      reason: 'ServiceAccount agents/default is declared twice: an install fails, and an apply keeps only the later one',
      remedy: 'remove one of them, or give them different names',
    }]);
    expect(verdict.findings.map(({ rule }) => rule)).toContain('pod-without-credential');
  });

  test('Noncompliant: in the other order it is no less wrong', () => {
    expect(auditYaml([externalSecret(), account(''), account('imagePullSecrets: [{name: pull}]'), deployment({ secrets: '' })]).proven).toBe(false);
  });

  test('Noncompliant: another version of the same group, and no namespace for the default one', () => {
    const documents = ['apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}', 'apiVersion: apps/v1beta1\nkind: Deployment\nmetadata: {name: a, namespace: default}'];
    expect(findingsOf(RULE, documents)).toHaveLength(1);
  });

  test('Noncompliant: the same words twice are a warning', () => {
    expect(findingsOf(RULE, [namespace(), namespace()]).map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'warning',
      at: 'Namespace agents',
      reason: 'Namespace agents is declared twice in the same words: an install fails',
      remedy: 'remove one of them, or give them different names',
    }]);
  });

  test('Compliant: the same name in another namespace, kind or group', () => {
    expect(findingsOf(RULE, [account(''), account('', { namespace: 'other' }), 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: default, namespace: agents}',
      'apiVersion: example.com/v1\nkind: ServiceAccount\nmetadata: {name: default, namespace: agents}'])).toEqual([]);
  });

  test('Compliant: objects whose names are generated', () => {
    const job = 'apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: job-}';
    expect(findingsOf(RULE, [job, job])).toEqual([]);
  });
});
