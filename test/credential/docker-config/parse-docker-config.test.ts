import fc from 'fast-check';
import { parseDockerCfg, parseDockerConfig } from '../../../src/credential';
import type { ParsedDockerConfig } from '../../../src/credential';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../../support/canary';

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const auth = base64(`${CANARY_USERNAME}:${CANARY_PASSWORD}`);

/** Entries with their passwords out, which tests may look at. */
function logins({ entries }: ParsedDockerConfig): object[] {
  return entries.map(({ password, ...rest }) => ({ ...rest, password: password.unsafeUnwrap() }));
}

const readEntry = (entry: string): ParsedDockerConfig => parseDockerConfig(`{"auths":{"h":${entry}}}`);
const readAuth = (text: string): ParsedDockerConfig => readEntry(JSON.stringify({ auth: text }));

describe('an entry', () => {
  test('of user name and password', () => {
    expect(logins(readEntry(JSON.stringify({ username: CANARY_USERNAME, password: CANARY_PASSWORD, email: 'a@example.com' })))).toEqual([
      { registry: 'h', username: CANARY_USERNAME, password: CANARY_PASSWORD, email: 'a@example.com' },
    ]);
  });

  test('of auth, which replaces user name and password', () => {
    expect(logins(readEntry(JSON.stringify({ username: 'other', password: 'other', auth })))).toEqual([
      { registry: 'h', username: CANARY_USERNAME, password: CANARY_PASSWORD },
    ]);
  });

  test('of an empty auth, which replaces nothing', () => {
    expect(logins(readEntry(JSON.stringify({ username: CANARY_USERNAME, password: CANARY_PASSWORD, auth: '' })))).toEqual([
      { registry: 'h', username: CANARY_USERNAME, password: CANARY_PASSWORD },
    ]);
  });

  test('is split at the first colon', () => {
    expect(logins(readAuth(base64(`u:${CANARY_PASSWORD}:x`)))).toEqual([{ registry: 'h', username: 'u', password: `${CANARY_PASSWORD}:x` }]);
  });

  test('keeps a line feed that was encoded with the password', () => {
    expect(logins(readAuth(base64(`u:${CANARY_PASSWORD}\n`)))).toEqual([{ registry: 'h', username: 'u', password: `${CANARY_PASSWORD}\n` }]);
  });

  test('is found whatever the case of the field names, as Go does', () => {
    const text = '{"Auths":{"h":{"USERNAME":"u","Pa\u017f\u017fword":"p"}}}';
    expect(logins(parseDockerConfig(text))).toEqual([{ registry: 'h', username: 'u', password: 'p' }]);
    expect(logins(readEntry('{"username":"u","pa\u00dfword":"p"}'))).toEqual([{ registry: 'h', username: 'u', password: '' }]);
  });

  test('that is null has neither name nor password', () => {
    const parsed = readEntry('null');
    expect(logins(parsed)).toEqual([{ registry: 'h', username: '', password: '' }]);
    expect(parsed.notes).toEqual(['entry "h": it holds neither user name nor password']);
  });

  test('with a field that is null keeps what an earlier field of that name said', () => {
    expect(logins(readEntry('{"username":"u","username":null,"password":"p"}'))).toEqual([{ registry: 'h', username: 'u', password: 'p' }]);
  });

  test('gets U+FFFD for a lone surrogate, as in Go', () => {
    expect(logins(readEntry('{"username":"\\ud800","password":"p"}'))).toEqual([{ registry: 'h', username: '\ufffd', password: 'p' }]);
  });

  test('keeps its password hidden', () => {
    expect(() => JSON.stringify(readAuth(auth))).toThrow(expect.objectContaining({ code: 'secret-exposed' }));
  });
});

describe('base64 of auth', () => {
  test.each([
    ['padded', 'dTpw'], ['padded with one sign', 'dTpwcHA='], ['unpadded', 'dTpwcHA'], ['with line breaks', 'dTpw\r\ncHA=\n'],
    ['with line breaks within the padding', 'dTpwcA=\n='], ['with bits beyond the last byte', 'dTpwcHB='],
  ])('%s is read', (_what, text) => {
    expect(readAuth(text).problems).toEqual([]);
    expect(logins(readAuth(text))).toEqual([{ registry: 'h', username: 'u', password: expect.stringMatching(/^p{1,3}$/) }]);
  });

  test.each([
    ['URL alphabet', 'dTpw-_8='], ['a space at the end', 'dTpwcHA= '], ['a space within', 'dTpw cHA='], ['too little padding', 'dTpwcA='],
    ['too much padding', 'dTpwcHA=='], ['padding in the middle', 'dTpwcHA=dTpw'], ['one digit too many', 'dTpwc'], ['no base64', '***'],
    ['a tab', 'dTpw\t'],
  ])('%s is a problem', (_what, text) => {
    expect(readAuth(text)).toEqual({ entries: [], problems: ['entry "h": auth is not standard base64'], notes: [] });
  });

  test.each([['no colon', base64('user')], ['nothing but a line break', '\n']])('%s is a problem', (_what, text) => {
    expect(readAuth(text).problems).toEqual(['entry "h": auth has no colon between user name and password once decoded']);
  });

  test('bytes that are not UTF-8 are a problem', () => {
    expect(readAuth(Buffer.from([0x75, 0x3a, 0xff]).toString('base64')).problems).toEqual(['entry "h": auth is not UTF-8 once decoded']);
  });
});

describe('a whole secret', () => {
  test('loses every entry to one that is broken', () => {
    const text = JSON.stringify({ auths: { good: { auth }, bad: { auth: CANARY_PASSWORD } } });
    expect(parseDockerConfig(text)).toEqual({ entries: [], problems: ['entry "bad": auth is not standard base64'], notes: [] });
  });

  test('loses every entry to a broken one that a good one with the same key follows', () => {
    expect(parseDockerConfig(`{"auths":{"h":{"auth":"***"},"h":{"auth":"${auth}"}}}`).problems).toEqual(['entry "h": auth is not standard base64']);
  });

  test('holds the entries of both, when auths is there twice', () => {
    const parsed = parseDockerConfig(`{"auths":{"a":{"auth":"${auth}"}},"auths":{"b":{"auth":"${auth}"}}}`);
    expect(parsed.entries.map(({ registry }) => registry)).toEqual(['a', 'b']);
  });

  test('holds nothing that came before an auths of null', () => {
    expect(parseDockerConfig(`{"auths":{"a":{"auth":"${auth}"}},"auths":null}`).entries).toEqual([]);
  });

  test('may have keys that JavaScript treats in its own way', () => {
    const parsed = parseDockerConfig(`{"auths":{"__proto__":{"auth":"${auth}"},"5":{"auth":"${auth}"}}}`);
    expect(parsed.entries.map(({ registry }) => registry)).toEqual(['__proto__', '5']);
  });

  test.each([
    ['a list', '[]', 'it must be a JSON object'],
    ['a number', '1', 'it must be a JSON object'],
    ['auths that is a list', '{"auths":[]}', 'auths must be an object'],
    ['an entry that is text', '{"auths":{"h":"x"}}', 'entry "h" must be an object'],
    ['a user name that is a number', '{"auths":{"h":{"username":1}}}', 'entry "h": username must be a string'],
    ['an e-mail address that is a list', '{"auths":{"h":{"auth":"dTpw","email":[]}}}', 'entry "h": email must be a string'],
    ['HttpHeaders with a number', '{"auths":{},"HttpHeaders":{"a":1}}', 'HttpHeaders must be an object of strings'],
    ['HttpHeaders that is a list', '{"auths":{},"HttpHeaders":[]}', 'HttpHeaders must be an object of strings'],
  ])('%s fails', (_what, text, problem) => {
    expect(parseDockerConfig(text)).toMatchObject({ entries: [], problems: [problem] });
  });

  test('that is no JSON fails at a place, without a word of its text', () => {
    const { problems } = parseDockerConfig(`{"auths":{"h":{"password":"${CANARY_PASSWORD}"x`);
    expect(problems).toEqual(['it is not valid JSON (at character 48)']);
  });

  test('never shows a value in a problem or a note', () => {
    const secret = fc.constantFrom(CANARY_PASSWORD, base64(CANARY_PASSWORD));
    const value = fc.oneof(secret, fc.array(secret), fc.record({ x: secret }));
    const entry = fc.oneof(value, fc.dictionary(fc.constantFrom('auth', 'username', 'password', 'identitytoken', 'email'), value));
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('a', 'b'), entry), fc.nat(60), (auths, cut) => {
      const text = JSON.stringify({ auths });
      for (const parsed of [parseDockerConfig(text), parseDockerConfig(text.slice(0, cut)), parseDockerCfg(JSON.stringify(auths))]) {
        expect(JSON.stringify([parsed.problems, parsed.notes])).not.toMatch(/CANARY|Q0FOQVJZ/);
      }
    }));
  });
});

describe('what the kubelet passes over is noted', () => {
  test.each([
    ['nothing', '{"auths":{}}', []],
    ['null', 'null', []],
    ['an empty text', '', ['it is empty: the kubelet passes over it']],
    ['no auths', '{}', ['there is no auths: the kubelet finds no login']],
    ['credential helpers', '{"auths":{},"credHelpers":{"h":"x"},"credsStore":"desktop"}', [
      'credHelpers is ignored by the kubelet: only logins under auths count', 'credsStore is ignored by the kubelet: only logins under auths count',
    ]],
    ['an identity token', '{"auths":{"h":{"identitytoken":"x"}}}', [
      'entry "h": identitytoken is ignored by the kubelet', 'entry "h": it holds neither user name nor password',
    ]],
    ['a key that is no host', `{"auths":{"h:*":{"auth":"${auth}"}}}`, ['entry "h:*": the kubelet drops it, since its key is not host[:port][/path]']],
  ])('%s', (_what, text, notes) => {
    expect(parseDockerConfig(text)).toMatchObject({ problems: [], notes });
  });
});

describe('the older form', () => {
  test('has its entries at the top', () => {
    expect(logins(parseDockerCfg(`{"h":{"auth":"${auth}"}}`))).toEqual([{ registry: 'h', username: CANARY_USERNAME, password: CANARY_PASSWORD }]);
  });

  test('gives no login in a secret of the newer type', () => {
    expect(parseDockerConfig(`{"h":{"auth":"${auth}"}}`)).toEqual({
      entries: [], problems: [], notes: ['there is no auths: the kubelet finds no login'],
    });
  });

  test('fails on a broken entry', () => {
    expect(parseDockerCfg('{"auths":{"h":{"auth":"***"}},"h":1}').problems).toEqual(['entry "h" must be an object']);
  });
});
