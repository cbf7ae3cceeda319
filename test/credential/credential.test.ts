import { inspect } from 'node:util';
import { Credential, SecretValue } from '../../src/credential';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';

const password = SecretValue.unsafePlainText(CANARY_PASSWORD);

function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    expect(error).toMatchObject({ code: 'credential-invalid' });
    return (error as { problems: string[] }).problems;
  }
  return [];
}

describe('externalSecret', () => {
  test('has defaults for all but the store and the entry', () => {
    expect(Credential.externalSecret({ store: 'platform', key: 'registries/harbor' })._source).toEqual({
      type: 'external-secret', store: 'platform', storeKind: 'ClusterSecretStore', key: 'registries/harbor',
      usernameProperty: 'username', passwordProperty: 'password', username: undefined, refreshInterval: '1h',
    });
  });

  test('takes the user name itself', () => {
    expect(Credential.externalSecret({ store: 'platform', key: 'k', username: CANARY_USERNAME })._source).toMatchObject({ username: CANARY_USERNAME });
  });

  test('lists every broken property', () => {
    expect(problemsOf(() => Credential.externalSecret({
      store: 'Platform', storeKind: 'Store' as 'SecretStore', key: '', username: 'a:b', passwordProperty: '', refreshInterval: '0s',
    }))).toEqual([
      'store must be made of lower-case letters, digits, "-" and ".", starting and ending with a letter or digit (got "Platform")',
      'storeKind must be ClusterSecretStore or SecretStore (got "Store")',
      'key must be text, and not empty',
      'the user name must not contain a colon, which separates it from the password',
      'passwordProperty must be text, and not empty',
      'refreshInterval must be longer than zero (got "0s"), or a new password would never arrive',
    ]);
  });

  test('refuses an interval in days', () => {
    expect(problemsOf(() => Credential.externalSecret({ store: 's', key: 'k', refreshInterval: '1d' })))
      .toEqual(['refreshInterval must be a duration such as "15m" or "1h30m" (got "1d")']);
  });
});

describe('ecrToken', () => {
  test('has defaults for all but the hub', () => {
    expect(Credential.ecrToken({ hubNamespace: 'registry-system' })._source).toEqual({
      type: 'ecr-token', region: undefined, hubNamespace: 'registry-system', serviceAccount: undefined, role: undefined,
      refreshInterval: '4h', spokeRefreshInterval: '15m', hubStore: undefined,
    });
  });

  test.each(['eu-west-1', 'us-gov-east-1', 'cn-northwest-1', 'us-isob-east-1', 'eusc-de-east-1'])('knows the region %s', (region) => {
    expect(problemsOf(() => Credential.ecrToken({ hubNamespace: 'n', region }))).toEqual([]);
  });

  test.each(['arn:aws:iam::123456789012:role/pull', 'arn:aws-cn:iam::123456789012:role/path/pull+x'])('knows the role %s', (role) => {
    expect(problemsOf(() => Credential.ecrToken({ hubNamespace: 'n', role }))).toEqual([]);
  });

  test('lists every broken property', () => {
    expect(problemsOf(() => Credential.ecrToken({
      hubNamespace: 'a.b', region: 'Europe', role: 'admin', serviceAccount: '', refreshInterval: 'x', spokeRefreshInterval: '0', hubStore: '_',
    }))).toHaveLength(7);
  });
});

describe('nodeIdentity', () => {
  test('needs nothing', () => {
    expect(Credential.nodeIdentity()._source).toEqual({ type: 'node-identity' });
  });
});

describe('existingSecret', () => {
  test('may leave the name to the place of use', () => {
    expect(Credential.existingSecret()._source).toEqual({ type: 'existing-secret', name: undefined, createdBy: undefined });
  });

  test('keeps what is said of its maker', () => {
    expect(Credential.existingSecret({ name: 'pull', createdBy: 'Terraform' })._source).toEqual({ type: 'existing-secret', name: 'pull', createdBy: 'Terraform' });
  });

  test('refuses a name that no Secret can have', () => {
    expect(problemsOf(() => Credential.existingSecret({ name: 'Pull' }))).toHaveLength(1);
  });
});

describe('unsafePlainText', () => {
  test('keeps the password hidden', () => {
    const credential = Credential.unsafePlainText({ username: CANARY_USERNAME, password });
    expect(credential._source).toMatchObject({ type: 'plain-text', username: CANARY_USERNAME, email: undefined });
    expect(inspect(credential, { depth: 9, showHidden: true })).not.toContain(CANARY_PASSWORD);
    expect(() => JSON.stringify(credential)).toThrow(expect.objectContaining({ code: 'secret-exposed' }));
  });

  test('lists every broken property', () => {
    expect(problemsOf(() => Credential.unsafePlainText({ username: '', password: CANARY_PASSWORD as unknown as SecretValue })))
      .toEqual(['the user name must not be empty', 'the password must be a SecretValue']);
    expect(problemsOf(() => Credential.unsafePlainText({ username: 'a:b', password: SecretValue.unsafePlainText('') })))
      .toEqual(['the user name must not contain a colon, which separates it from the password', 'the password must not be empty']);
  });
});

test('a credential cannot be changed', () => {
  expect(Object.isFrozen(Credential.nodeIdentity()._source)).toBe(true);
});
