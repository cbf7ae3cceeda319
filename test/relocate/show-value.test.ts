import { showValue } from '../../src/relocate';
import { CANARY_PASSWORD } from '../support/canary';

test.each([
  ['quay.io/acme/app', '"quay.io/acme/app"'],
  [`quay.io/acme/app@sha256:${'0'.repeat(64)}`, `"quay.io/acme/app@sha256:${'0'.repeat(64)}"`],
  [1.1, '1.1'],
  [null, 'null'],
  [undefined, 'null'],
  [['pull', { name: 'other' }], '["pull",{"name":"other"}]'],
  [{ imagePullSecrets: ['pull'], pullSecret: 'pull' }, '{"imagePullSecrets":["pull"],"pullSecret":"pull"}'],
])('%j is shown as JSON', (value, shown) => {
  expect(showValue(value)).toBe(shown);
});

test.each([
  ['texts under keys of credentials', { registry: 'quay.io', password: CANARY_PASSWORD }, '{"registry":"quay.io","password":"***"}'],
  ['whatever stands under such a key', { auth: { token: [CANARY_PASSWORD] } }, '{"auth":"***"}'],
  ['in lists too', [{ name: 'pull', apiKey: CANARY_PASSWORD }], '[{"name":"pull","apiKey":"***"}]'],
  ['logins in addresses', `https://robot:${CANARY_PASSWORD}@quay.io/acme/app`, '"https://…@quay.io/acme/app"'],
  ['logins in addresses within maps', { repository: `robot:${CANARY_PASSWORD}@quay.io/acme/app` }, '{"repository":"…@quay.io/acme/app"}'],
])('left out are %s', (_name, value, shown) => {
  expect(showValue(value)).toBe(shown);
});

test('long values are cut', () => {
  expect(showValue('a'.repeat(500))).toBe(`"${'a'.repeat(199)}…`);
});
