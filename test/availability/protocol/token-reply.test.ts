import fc from 'fast-check';
import { parseTokenReply, provesPull } from '../../../src/availability/protocol/token-reply';

const jwt = (claims: unknown): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;

describe('parseTokenReply', () => {
  test.each([
    ['token and lifetime', { token: 't', expires_in: 300 }, { token: 't', lifetimeSeconds: 300 }],
    ['the other name', { access_token: 't' }, { token: 't', lifetimeSeconds: 60 }],
    ['token before access_token', { token: 'a', access_token: 'b' }, { token: 'a', lifetimeSeconds: 60 }],
    ['an empty token beside a good one', { token: '', access_token: 'b' }, { token: 'b', lifetimeSeconds: 60 }],
    ['a short lifetime', { token: 't', expires_in: 1 }, { token: 't', lifetimeSeconds: 60 }],
    ['a lifetime of years', { token: 't', expires_in: 1e9 }, { token: 't', lifetimeSeconds: 3600 }],
    ['a lifetime that is no number', { token: 't', expires_in: '300' }, { token: 't', lifetimeSeconds: 60 }],
    ['no token', { expires_in: 300 }, undefined],
    ['a token with a space', { token: 'a b' }, undefined],
    ['a token with a line break', { token: 'a\nb' }, undefined],
    ['a token beyond ASCII', { token: 'ä' }, undefined],
    ['a token that is an object', { token: {} }, undefined],
    ['a token longer than any header', { token: 'a'.repeat(65537) }, undefined],
    ['a list', [], undefined],
  ])('reads %s', (_name, reply, expected) => {
    expect(parseTokenReply(JSON.stringify(reply))).toEqual(expected);
  });

  test('whatever it takes can stand in a header', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (token) => {
      expect(parseTokenReply(JSON.stringify({ token }))?.token ?? 'x').toMatch(/^[\x21-\x7e]+$/);
    }));
  });
});

describe('provesPull', () => {
  const access = (actions: unknown, name = 'team/app', type = 'repository'): string => jwt({ access: [{ type: 'registry' }, { type, name, actions }] });

  test.each([
    ['the right to pull', access(['push', 'pull']), true],
    ['every right', access(['*']), true],
    ['other rights', access(['push']), false],
    ['no rights', access([]), false],
    ['rights elsewhere', access(['pull'], 'team/other'), false],
    ['rights on something else', access(['pull'], 'team/app', 'registry'), false],
    ['rights that are no list', access('pull'), false],
    ['no access list', jwt({}), false],
    ['claims that are no object', jwt(7), false],
    ['an opaque token', 'opaque', false],
    ['a token with dots', 'a.b.c', false],
    ['an empty token', '', false],
  ])('of a token with %s', (_name, token, expected) => {
    expect(provesPull(token, 'team/app')).toBe(expected);
  });

  test('takes any text', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (token, repository) => {
      expect(provesPull(token, repository)).toBe(false);
    }));
  });
});
