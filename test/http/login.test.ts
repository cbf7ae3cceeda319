import { SecretValue } from '../../src/credential';
import { basicAuthorization, loginKey, secretForms } from '../../src/http/login';
import { reveals } from '../../src/http/reveals';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { holdsCanary } from '../support/holds-canary';

const login = { username: CANARY_USERNAME, password: SecretValue.unsafePlainText(CANARY_PASSWORD) };

test('a login is sent as UTF-8 in base64', () => {
  const special = { username: CANARY_USERNAME, password: SecretValue.unsafePlainText(`${CANARY_PASSWORD}p"a'ss\\wörd✓ $1:x`) };
  const [scheme, value = ''] = basicAuthorization(special).split(' ');
  expect(scheme).toBe('Basic');
  expect(Buffer.from(value, 'base64').toString('utf8')).toBe(`${CANARY_USERNAME}:${CANARY_PASSWORD}p"a'ss\\wörd✓ $1:x`);
});

test('keys tell logins apart, and hold none', () => {
  const other = { ...login, password: SecretValue.unsafePlainText(`${CANARY_PASSWORD}2`) };
  const shifted = { username: `${CANARY_USERNAME}${CANARY_PASSWORD.charAt(0)}`, password: SecretValue.unsafePlainText(CANARY_PASSWORD.slice(1)) };
  const keys = [login, other, shifted, undefined].map(loginKey);
  expect(new Set(keys).size).toBe(4);
  expect(loginKey({ ...login })).toBe(keys[0]);
  expect(holdsCanary(keys.join(' '))).toBe(false);
});

test('a secret is known in every form that servers echo', () => {
  const forms = secretForms(login);
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  for (const text of [
    CANARY_PASSWORD, basicAuthorization(login), base64(CANARY_PASSWORD), base64(`x${CANARY_PASSWORD}`), base64(`xy${CANARY_PASSWORD}yz`),
    encodeURIComponent(CANARY_PASSWORD), JSON.stringify(CANARY_PASSWORD),
  ]) {
    expect(reveals(text, forms)).toBe(true);
  }
  expect(reveals('unauthorized: authentication required', forms)).toBe(false);
});
