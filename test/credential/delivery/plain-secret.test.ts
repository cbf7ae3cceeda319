import { Credential, plainSecretObject, SecretValue } from '../../../src/credential';
import type { PlainTextSource } from '../../../src/credential';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../../support/canary';

const password = SecretValue.unsafePlainText(CANARY_PASSWORD);
const source = Credential.unsafePlainText({ username: CANARY_USERNAME, password })._source as PlainTextSource;
const props = { name: 'registry-pull', namespace: 'agents', registries: [{ host: 'harbor.example.com', authKey: 'harbor.example.com' }], source };

test('the Secret is of the type that the kubelet reads, with its content in data', () => {
  const object = plainSecretObject({ ...props, labels: { a: 'b' } });
  const data = object['data'] as { '.dockerconfigjson': string };
  expect(object).toEqual({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'registry-pull', namespace: 'agents', labels: { a: 'b' } },
    type: 'kubernetes.io/dockerconfigjson',
    data,
  });
  const auth = Buffer.from(`${CANARY_USERNAME}:${CANARY_PASSWORD}`).toString('base64');
  expect(Buffer.from(data['.dockerconfigjson'], 'base64').toString())
    .toBe(`{"auths":{"harbor.example.com":{"username":"${CANARY_USERNAME}","password":"${CANARY_PASSWORD}","auth":"${auth}"}}}`);
});

test('the e-mail address goes along', () => {
  const object = plainSecretObject({ ...props, source: { ...source, email: 'a@example.com' } });
  expect(Buffer.from((object['data'] as { '.dockerconfigjson': string })['.dockerconfigjson'], 'base64').toString()).toContain('"email":"a@example.com"');
});

test('what is wrong is said without the password', () => {
  const broken = (): unknown => plainSecretObject({ ...props, namespace: '' });
  expect(broken).toThrow(expect.objectContaining({ code: 'delivery-invalid', problems: ['namespace must not be empty'] }));
  expect(broken).not.toThrow(CANARY_PASSWORD);
});
