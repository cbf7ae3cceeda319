import fc from 'fast-check';
import { compareAgentVersions, findTingyunPullError, tingyunPullErrors, tingyunRegistry, tingyunSecretName, tingyunSecretNamespaces } from '../../../src/agent';
import { Credential, planPullSecret, SecretValue } from '../../../src/credential';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../../support/canary';

describe('versions', () => {
  test('are compared number by number', () => {
    expect(compareAgentVersions('2.5.3.0', '2.5.3.0')).toBe(0);
    expect(compareAgentVersions('2.5.10.0', '2.5.9.9')).toBeGreaterThan(0);
    expect(compareAgentVersions('2.5.2.99', '2.5.3.0')).toBeLessThan(0);
    fc.assert(fc.property(fc.tuple(...Array.from({ length: 8 }, () => fc.nat(20))), (numbers) => {
      const [a, b] = [numbers.slice(0, 4), numbers.slice(4)];
      const key = (version: readonly number[]): number => version.reduce((sum, number) => sum * 100 + number, 0);
      expect(Math.sign(compareAgentVersions(a.join('.'), b.join('.')))).toBe(Math.sign(key(a) - key(b)));
    }));
  });

  test.each(['2.5.3', 'v2.5.3.0', '2.5.3.0-rc1', '2.5.3.0.1', '', '2.5..0', '2.5.3.99999999999'])('%j is none', (version) => {
    expect(() => compareAgentVersions(version, '2.5.3.0')).toThrow(expect.objectContaining({ code: 'release-unknown' }) as Error);
  });
});

describe('namespaces with the pull secret', () => {
  test.each([
    ['the agent\'s own', {}, { namespaces: ['tingyun'] }],
    ['and the listed ones, without those that are left out', { businessNamespaces: ['shop', 'pay', 'tingyun'], excludedNamespaces: ['pay'] }, { namespaces: ['tingyun', 'shop'] }],
    ['and those with labels, without those that are left out', { agentNamespace: 'apm', businessNamespaceSelector: { a: 'b' }, excludedNamespaces: ['pay'] },
      { namespaces: ['apm'], namespaceSelector: { a: 'b' }, excludedNamespaces: ['pay'] }],
  ])('%s', (_title, declared, choice) => {
    expect(tingyunSecretNamespaces(declared)).toEqual(choice);
  });

  test('left-out ones are no target of the object that watches for labels', () => {
    const { objects } = planPullSecret({
      registry: tingyunRegistry('harbor.example.com/tingyun'), name: tingyunSecretName,
      credential: Credential.externalSecret({ store: 'platform', key: 'k' }),
      ...tingyunSecretNamespaces({ businessNamespaceSelector: { a: 'b' }, excludedNamespaces: ['pay'] }),
    });

    expect(objects).toHaveLength(1);
    expect(objects[0]?.object).toMatchObject({
      metadata: { name: 'tingyun-image-secret' },
      spec: {
        namespaceSelectors: [
          { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['tingyun'] }] },
          { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['pay'] }] },
        ],
      },
    });
  });
});

test('a robot name with $ and + is the same text everywhere, and its key is the domain alone', () => {
  const { objects } = planPullSecret({
    registry: tingyunRegistry('harbor.example.com/tingyun'), name: tingyunSecretName, namespaces: ['tingyun'],
    credential: Credential.unsafePlainText({ username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) }),
  });
  const data = (objects[0]?.object as { data: Record<string, string> }).data['.dockerconfigjson'] ?? '';
  const config = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as { auths: Record<string, { username: string; auth: string }> };

  expect(Object.keys(config.auths)).toEqual(['harbor.example.com']);
  expect(config.auths['harbor.example.com']?.username).toBe('robot$test+app-readonly');
  expect(Buffer.from(config.auths['harbor.example.com']?.auth ?? '', 'base64').toString('utf8')).toBe(`robot$test+app-readonly:${CANARY_PASSWORD}`);
});

describe('errors of pulls', () => {
  test.each([
    ['Failed to pull image "x": connected fail', 'unreachable'],
    ['dial tcp: lookup harbor.example.com: no such host', 'unreachable'],
    ['dial tcp 10.0.0.1:443: connect: connection refused', 'unreachable'],
    ['tls: failed to verify certificate: x509: certificate signed by unknown authority', 'certificate'],
    ['pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed', 'denied'],
    ['unexpected status: 401 Unauthorized', 'denied'],
    ['You may not login yet', 'denied'],
    ['unexpected status: 404 Not Found', 'not-found'],
    ['manifest unknown: artifact tingyun/agent:1 not found', 'not-found'],
    ['read tcp: i/o timeout', 'timeout'],
    ['pull timedtout', 'timeout'],
    ['exec /bin/sh exec format error', 'architecture'],
    ['no match for platform in manifest: not found', 'architecture'],
    ['failed for app@sha256:404a: no such host', 'unreachable'],
  ])('%s', (message, cause) => {
    expect(findTingyunPullError(message)?.cause).toBe(cause);
  });

  test('others tell nothing, and every cause has an action', () => {
    expect(findTingyunPullError('OOMKilled')).toBeUndefined();
    expect(tingyunPullErrors.filter(({ meaning, action, texts }) => meaning === '' || action === '' || texts.some((text) => text !== text.toLowerCase()))).toEqual([]);
  });
});
