import { CANARY_PASSWORD } from '../../support/canary';
import { auditYaml, base64, deployment, dockerConfig, findingsOf, IMAGE, LOUD, pullSecret, wordsOf } from '../support';

const RULE = 'pull-secret-malformed';
const CONFIG = dockerConfig('harbor.example.com');

function secret(rest: string, type = 'kubernetes.io/dockerconfigjson'): string {
  return `apiVersion: v1\nkind: Secret\nmetadata: {name: pull, namespace: agents}\ntype: ${type}\n${rest}`;
}

describe(RULE, () => {
  test.each([
    ['no data', '', 'it has no .dockerconfigjson, which the API server demands'],
    ['null data', 'data: null', 'it has no .dockerconfigjson, which the API server demands'],
    ['the key of the old type', `data: {.dockercfg: ${base64(CONFIG)}}`, 'it has no .dockerconfigjson, which the API server demands'],
    ['a misspelt key', `data: {dockerconfigjson: ${base64(CONFIG)}}`, 'it has no .dockerconfigjson, which the API server demands'],
    ['an empty value', 'data: {.dockerconfigjson: ""}', 'it has no .dockerconfigjson, which the API server demands'],
    ['clear text under data', `data: {.dockerconfigjson: '${CONFIG}'}`, 'data .dockerconfigjson is not base64'],
    ['base64 without padding', `data: {.dockerconfigjson: ${base64(`${CONFIG} `).replace(/=+$/, '')}}`, 'data .dockerconfigjson is not base64'],
    ['base64 of the URL alphabet', `data: {.dockerconfigjson: ${base64('{"auths":{}}???')
      .replaceAll('/', '_')}}`, 'data .dockerconfigjson is not base64'],
    ['a map under data', 'data: {.dockerconfigjson: {auths: {}}}', 'data .dockerconfigjson is not a text'],
    ['a map under stringData, beside good data', `data: {.dockerconfigjson: ${base64(CONFIG)}}\nstringData: {.dockerconfigjson: {auths: {}}}`, 'stringData .dockerconfigjson is not a text'],
    ['data that is a list', 'data: []', 'data is not a map'],
    ['another key that is not base64', `data: {.dockerconfigjson: ${base64(CONFIG)}, note: "not base64!"}`, 'data note is not base64'],
    ['base64 twice', `data: {.dockerconfigjson: ${base64(base64(CONFIG))}}`, 'it is not valid JSON'],
    ['base64 under stringData', `stringData: {.dockerconfigjson: ${base64(CONFIG)}}`, 'it is not valid JSON'],
    ['bad stringData over good data', `data: {.dockerconfigjson: ${base64(CONFIG)}}\nstringData: {.dockerconfigjson: "{"}`, 'it is not valid JSON'],
    ['a list', 'stringData: {.dockerconfigjson: "[]"}', 'it must be a JSON object'],
    ['auths as list', 'stringData: {.dockerconfigjson: \'{"auths":[]}\'}', 'auths must be an object'],
    ['an auth that is no base64', 'stringData: {.dockerconfigjson: \'{"auths":{"harbor.example.com":{"auth":"?"}}}\'}', 'entry "harbor.example.com": auth is not standard base64'],
    ['an auth without colon', `stringData: {.dockerconfigjson: '{"auths":{"harbor.example.com":{"auth":"${base64(CANARY_PASSWORD)}"}}}'}`,
      'entry "harbor.example.com": auth has no colon between user name and password once decoded'],
  ])('Noncompliant: %s', (_, rest, problem) => {
    const verdict = auditYaml([secret(rest), deployment()]);
    expect(verdict.proven).toBe(false);
    // Where JSON ends to be JSON depends on the version of Node.js.
    const findings = verdict.findings.filter(({ rule }) => rule === RULE).map((one) => ({ ...one, reason: one.reason.replace(/ \(at character \d+\)/, '') }));
    expect(findings.map(wordsOf)).toEqual([{
      rule: RULE,
      severity: 'error',
      at: 'Secret agents/pull',
      reason: `Secret agents/pull cannot be used: ${problem}; it spoils every other pull secret of its pods`,
      remedy: 'write it with `kubectl create secret docker-registry`, or let PullSecret write it',
    }]);
    expect(verdict.pods.map(({ credentials }) => credentials)).toEqual([[`${IMAGE}: no path to a credential`]]);
  });

  test('Noncompliant: more than a mebibyte', () => {
    const [finding] = findingsOf(RULE, secret(`data: {.dockerconfigjson: ${base64(CONFIG)}, big: ${base64('x'.repeat(1024 * 1024))}}`));
    expect(finding?.reason).toBe('Secret agents/pull cannot be used: it is larger than a mebibyte; it spoils every other pull secret of its pods');
  });

  test('Noncompliant: it spoils the good secret beside it, and node identity too', () => {
    const verdict = auditYaml([secret('data: {.dockerconfigjson: "%"}'), pullSecret(CONFIG, { name: 'good' }),
      deployment({ secrets: 'imagePullSecrets: [{name: good}, {name: pull}]' })], { nodeIdentityHosts: ['harbor.example.com'], ...LOUD });
    expect(verdict.pods.map(({ canPull }) => canPull)).toEqual([false]);
  });

  test.each([
    ['data', `data: {.dockerconfigjson: ${base64(CONFIG)}}`],
    ['data folded over lines', `data:\n  .dockerconfigjson: |\n    ${base64(CONFIG).replace(/(.{60})/g, '$1\n    ')}`],
    ['stringData', `stringData: {.dockerconfigjson: '${CONFIG}'}`],
    ['good stringData over bad data', `data: {.dockerconfigjson: ${base64('{')}}\nstringData: {.dockerconfigjson: '${CONFIG}'}`],
    ['another key beside it', `data: {.dockerconfigjson: ${base64(CONFIG)}, note: ""}`],
  ])('Compliant: %s', (_, rest) => {
    expect(auditYaml([secret(rest), deployment()], LOUD)).toMatchObject({ proven: true, findings: [] });
  });

  test('Compliant: Secrets of other types are not looked into', () => {
    expect(findingsOf(RULE, secret('data: {a: "%"}', 'Opaque'))).toEqual([]);
  });
});
