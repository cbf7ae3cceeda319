import { auditYaml, deployment, externalSecret, findingsOf, wordsOf } from '../support';

const RULE = 'pull-secret-interpolated';
const TEXT = '{"auths":{"harbor.example.com":{"username":"{{ .username }}","password":"{{ .password }}","auth":"{{ printf "%s:%s" .username .password | b64enc }}"}}}';

describe(RULE, () => {
  test('Noncompliant: JSON with values put into it', () => {
    const verdict = auditYaml([externalSecret({ template: TEXT }), deployment()]);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'warning',
      at: 'ExternalSecret agents/pull',
      reason: 'the template of Secret pull puts values into JSON text: a quote or backslash in a password breaks it',
      remedy: 'build a dict and print it with toJson, as PullSecret does',
    }]);
    expect(verdict.proven).toBe(true);
  });

  test('Compliant: a dict printed by toJson', () => {
    expect(findingsOf(RULE, externalSecret())).toEqual([]);
  });
});
