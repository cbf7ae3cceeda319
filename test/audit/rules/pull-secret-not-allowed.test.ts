import { account, auditYaml, deployment, externalSecret, findingsOf, IMAGE, wordsOf } from '../support';

const RULE = 'pull-secret-not-allowed';
const RESTRICTED = { annotations: '{kubernetes.io/enforce-mountable-secrets: "true"}' };

describe(RULE, () => {
  test('Noncompliant: the pod names a secret that its account does not', () => {
    const verdict = auditYaml([externalSecret(), account('imagePullSecrets: [{name: other}]', RESTRICTED), deployment()]);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Deployment agents/server spec.template.spec',
      image: IMAGE,
      reason: 'Secret agents/pull is named by the pod, but ServiceAccount agents/default has kubernetes.io/enforce-mountable-secrets '
        + `and does not name it: the API server refuses the pod; needed for ${IMAGE}`,
      remedy: 'add it to imagePullSecrets of ServiceAccount agents/default, or remove the annotation',
    }]);
  });

  test('Compliant: the account names it too', () => {
    expect(auditYaml([externalSecret(), account('imagePullSecrets: [{name: pull}]', RESTRICTED), deployment()]).proven).toBe(true);
  });

  test('Compliant: the pod takes the list of the account', () => {
    expect(auditYaml([externalSecret(), account('imagePullSecrets: [{name: pull}]', RESTRICTED), deployment({ secrets: '' })]).proven).toBe(true);
  });

  test('Compliant: an account without the annotation', () => {
    expect(findingsOf(RULE, [externalSecret(), account(''), deployment()])).toEqual([]);
  });
});
