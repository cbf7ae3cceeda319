import { account, auditYaml, deployment, externalSecret, findingsOf, wordsOf } from '../support';

const RULE = 'image-pull-secrets-shape';
const REMEDY = 'write `imagePullSecrets: [{name: …}]`; some charts take strings in their values, but the manifest never does';

describe(RULE, () => {
  test.each([
    ['[pull]', 'imagePullSecrets[0] is a string where a map with a name is needed'],
    ['[{name: pull}, null]', 'imagePullSecrets[1] is null where a map with a name is needed'],
    ['[[{name: pull}]]', 'imagePullSecrets[0] is a list where a map with a name is needed'],
    ['[{}]', 'imagePullSecrets[0] is a map without a name where a map with a name is needed'],
    ['[{name: 7}]', 'imagePullSecrets[0] is a map without a name where a map with a name is needed'],
    ["[{name: ''}]", 'imagePullSecrets[0] has an empty name: it finds no Secret, and hides the list of the ServiceAccount'],
    ['pull', 'imagePullSecrets is a string where a list of maps with a name is needed'],
    ['{name: pull}', 'imagePullSecrets is a map without a name where a list of maps with a name is needed'],
  ])('Noncompliant: imagePullSecrets: %s', (list, reason) => {
    expect(findingsOf(RULE, [externalSecret(), deployment({ secrets: `imagePullSecrets: ${list}` })]).map(wordsOf)).toEqual([
      { rule: RULE, severity: 'error', at: 'Deployment agents/server spec.template.spec.imagePullSecrets', reason, remedy: REMEDY },
    ]);
  });

  test('Noncompliant: a ServiceAccount, even one that no pod uses', () => {
    expect(findingsOf(RULE, account('imagePullSecrets: [pull]')).map(wordsOf)).toEqual([{
      rule: RULE, severity: 'error', at: 'ServiceAccount agents/default imagePullSecrets',
      reason: 'imagePullSecrets[0] is a string where a map with a name is needed', remedy: REMEDY,
    }]);
  });

  test('Noncompliant: one finding for a list that several pods of a custom resource share', () => {
    const text = `
apiVersion: example.com/v1
kind: Cluster
metadata: {name: c, namespace: agents}
spec:
  imagePullSecrets: [pull]
  server: {containers: [{name: a, image: "harbor.example.com/agents/a:1"}]}
  client: {containers: [{name: b, image: "harbor.example.com/agents/b:1"}]}`;
    expect(findingsOf(RULE, text).map(({ location }) => location.path)).toEqual(['spec.imagePullSecrets']);
  });

  test('Compliant: maps with names; empty and missing lists', () => {
    for (const secrets of ['imagePullSecrets: [{name: pull}, {name: other}]', 'imagePullSecrets: []', 'imagePullSecrets: null', '']) {
      expect(findingsOf(RULE, [deployment({ secrets }), account(secrets)])).toEqual([]);
    }
  });

  test('a good entry beside a bad one does not make it proven', () => {
    expect(auditYaml([externalSecret(), deployment({ secrets: 'imagePullSecrets: [{name: pull}, other]' })]).proven).toBe(false);
  });
});
