import { maskSecrets } from '../../src/helm/mask-secrets';
import { CANARY_PASSWORD } from '../support/canary';

const BASE64 = Buffer.from(CANARY_PASSWORD).toString('base64');

describe('maskSecrets', () => {
  test.each(['password', 'apiKey', 'api-key', 'clientSecret', 'accessToken', 'PASSWD', 'licenseKey', 'registryCredentials', '.dockerconfigjson'])(
    'a value under %s is masked, in base64 too', (key) => {
      expect(maskSecrets(`got ${CANARY_PASSWORD} and ${BASE64}`, { a: [{ [key]: CANARY_PASSWORD }] })).toBe('got *** and ***');
    });

  test('values below such a key are masked at any depth', () => {
    expect(maskSecrets(`x ${CANARY_PASSWORD} y`, { secrets: { any: { name: [CANARY_PASSWORD] } } })).toBe('x *** y');
  });

  test('values that need escapes are masked in their escaped form', () => {
    const password = `${CANARY_PASSWORD}"\\`;
    expect(maskSecrets(`got ${JSON.stringify(password)}`, { password })).toBe('got "***"');
  });

  test('other values, and words too short to be credentials, stay', () => {
    expect(maskSecrets('replicas must be three, token true', { replicas: 'three', token: 'true' })).toBe('replicas must be three, token true');
  });
});
