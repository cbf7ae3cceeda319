import { base64, auditYaml, deployment, dockerConfig, externalSecret, findingsOf, LOUD, pullSecret, wordsOf } from '../support';

const RULE = 'credential-clear-text';
const REMEDY = 'deliver it through External Secrets or a sealed secret, or choose clear text by its loud name';

describe(RULE, () => {
  test('Noncompliant: a Secret, base64 or not', () => {
    const clear = pullSecret().replace(/data:\n.*$/, `stringData: {.dockerconfigjson: '${dockerConfig('harbor.example.com')}'}`);
    for (const secret of [pullSecret(), clear]) {
      const verdict = auditYaml([secret, deployment()]);
      expect(verdict.proven).toBe(false);
      expect(verdict.findings.map(wordsOf)).toEqual([
        { rule: RULE, severity: 'error', at: 'Secret agents/pull', reason: 'Secret agents/pull carries a login in clear text', remedy: REMEDY },
      ]);
    }
  });

  test('Noncompliant: a warning where that was asked for', () => {
    const verdict = auditYaml([pullSecret(), deployment()], { clearText: 'warning' });
    expect(verdict.findings.map(({ rule, severity }) => [rule, severity])).toEqual([[RULE, 'warning']]);
    expect(verdict.proven).toBe(true);
  });

  test('Noncompliant: a broken one may hold a login too', () => {
    expect(findingsOf(RULE, pullSecret('{"auths":{"harbor.example.com":{"auth":"?"}}}'))).toHaveLength(1);
  });

  test('Noncompliant: the template of an ExternalSecret with the login in it', () => {
    const template = '{{ dict "auths" (dict "harbor.example.com" (dict "username" "a" "password" "b")) | toJson }}';
    expect(findingsOf(RULE, externalSecret({ template })).map(({ reason }) => reason)).toEqual(['the template of Secret pull carries a login in clear text']);
  });

  test('Compliant: chosen by its loud name, in its namespace only', () => {
    expect(findingsOf(RULE, pullSecret(), LOUD)).toEqual([]);
    expect(findingsOf(RULE, pullSecret(undefined, { namespace: 'other' }), LOUD)).toHaveLength(1);
  });

  test('Compliant: a Secret without a login, and Secrets of other types', () => {
    expect(findingsOf(RULE, [pullSecret('{"auths":{}}'), `apiVersion: v1\nkind: Secret\nmetadata: {name: x}\ndata: {a: ${base64('b')}}`])).toEqual([]);
  });

  test('Compliant: an ExternalSecret', () => {
    expect(findingsOf(RULE, externalSecret())).toEqual([]);
  });
});
