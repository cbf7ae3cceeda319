import { auditYaml, deployment, externalSecret, findingsOf, LOUD, pullSecret, TEMPLATE, wordsOf } from '../support';

const RULE = 'pull-secret-path-boundary';

function secret(key: string): string {
  return pullSecret(JSON.stringify({ auths: { [key]: { username: 'a', password: 'b' } } }));
}

describe(RULE, () => {
  test.each(['harbor.example.com/agents', 'https://harbor.example.com/agents', 'https://harbor.example.com/v2/agents'])('Noncompliant: the key %s', (key) => {
    const verdict = auditYaml([secret(key), deployment()], LOUD);
    expect(verdict.findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'warning',
      at: 'Secret agents/pull',
      reason: `the key "${key}" also matches every path that merely starts with it`,
      remedy: `write "${key}/"`,
    }]);
    expect(verdict.proven).toBe(true);
  });

  test('Noncompliant: the key of a template', () => {
    expect(findingsOf(RULE, externalSecret({ template: TEMPLATE.replace('.com', '.com/agents') }))).toHaveLength(1);
  });

  test.each(['harbor.example.com', 'harbor.example.com/agents/', 'https://harbor.example.com/v2/', 'https://index.docker.io/v1/'])('Compliant: the key %s', (key) => {
    expect(findingsOf(RULE, secret(key))).toEqual([]);
  });
});
