import fc from 'fast-check';
import { reveals } from '../../src/http/reveals';
import { CANARY_PASSWORD } from '../support/canary';

test.each([
  ['the secret', CANARY_PASSWORD, true],
  ['the secret among words', `bad password ${CANARY_PASSWORD}!`, true],
  ['a piece of eight characters', `…${CANARY_PASSWORD.slice(4, 12)}…`, true],
  ['a piece of seven characters', CANARY_PASSWORD.slice(4, 11), false],
  ['other words', 'project not found', false],
  ['nothing', '', false],
])('a text with %s', (_name, text, expected) => {
  expect(reveals(text, [CANARY_PASSWORD])).toBe(expected);
});

test('a short secret counts as a whole, an empty one never', () => {
  expect(reveals('user ab1 unknown', ['ab1'])).toBe(true);
  expect(reveals('user ab2 unknown', ['ab1'])).toBe(false);
  expect(reveals('anything', [''])).toBe(false);
});

test('a secret is found wherever it stands', () => {
  fc.assert(fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (secret, before, after) => {
    expect(reveals(before + secret + after, ['other secret', secret])).toBe(true);
  }));
});
