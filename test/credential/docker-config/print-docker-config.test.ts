import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { parseDockerConfig, printDockerConfig, SecretValue } from '../../../src/credential';
import { quote } from '../../../src/error';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../../support/canary';

interface Login {
  readonly registry: string;
  readonly username: string;
  readonly password: string;
  readonly email?: string;
}

const login: Login = { registry: 'registry.test:5000', username: CANARY_USERNAME, password: CANARY_PASSWORD };

function print(...logins: Login[]): string {
  return printDockerConfig(logins.map((one) => ({ ...one, password: SecretValue.unsafePlainText(one.password) }))).unsafeUnwrap();
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** The rule behind the bytes, in one line: what `JSON.stringify` leaves and Go does not. */
function reference({ registry, username, password, email }: Login): string {
  const auths = { [registry]: { username, password, ...email === undefined ? {} : { email }, auth: base64(`${username}:${password}`) } };
  return JSON.stringify({ auths }).replace(/[<>&\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function kubectl({ registry, username, password, email }: Login): string {
  const json = execFileSync('kubectl', [
    'create', 'secret', 'docker-registry', 'pull', `--docker-server=${registry}`, `--docker-username=${username}`, `--docker-password=${password}`,
    ...email === undefined ? [] : [`--docker-email=${email}`], '--dry-run=client', '-o', 'json',
  ], { env: { ...process.env, KUBECONFIG: '/dev/null' }, encoding: 'utf8', stdio: 'pipe' });
  const secret = JSON.parse(json) as { data: { '.dockerconfigjson': string } };
  return Buffer.from(secret.data['.dockerconfigjson'], 'base64').toString('utf8');
}

function hasKubectl(): boolean {
  try {
    execFileSync('kubectl', ['version', '--client'], { env: { ...process.env, KUBECONFIG: '/dev/null' }, stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** kubectl itself where it is installed; the golden bytes below came from it. */
const oracles = [reference, ...hasKubectl() ? [kubectl] : []];

/** Passwords that break careless writers, and how kubectl 1.27 to 1.33 writes them. */
const golden: [string, string, string][] = [
  ['plain', CANARY_PASSWORD, CANARY_PASSWORD],
  ['quotes and backslash', `${CANARY_PASSWORD}"'\\`, `${CANARY_PASSWORD}\\"'\\\\`],
  ['what Go escapes for HTML', `${CANARY_PASSWORD}<>&`, `${CANARY_PASSWORD}\\u003c\\u003e\\u0026`],
  ['line separators', `${CANARY_PASSWORD}\u2028\u2029`, `${CANARY_PASSWORD}\\u2028\\u2029`],
  ['control characters', `${CANARY_PASSWORD}\b\f\n\r\t\u0001\u001f\u007f`, `${CANARY_PASSWORD}\\b\\f\\n\\r\\t\\u0001\\u001f\u007f`],
  ['letters beyond ASCII', `${CANARY_PASSWORD}wörd✓😀\u00a0\ufffd`, `${CANARY_PASSWORD}wörd✓😀\u00a0\ufffd`],
  ['what shells and templates eat', `${CANARY_PASSWORD} $1 \${x} {{ .y }} \`z\``, `${CANARY_PASSWORD} $1 \${x} {{ .y }} \`z\``],
  ['a colon', `${CANARY_PASSWORD}:x`, `${CANARY_PASSWORD}:x`],
];

describe('one entry is written as kubectl writes it', () => {
  test.each(golden)('%s', (_what, password, printed) => {
    const text = print({ ...login, password });
    expect(text).toBe(
      `{"auths":{"registry.test:5000":{"username":"robot$test+app-readonly","password":"${printed}","auth":"${base64(`robot$test+app-readonly:${password}`)}"}}}`);
    for (const oracle of oracles) {
      expect(oracle({ ...login, password })).toBe(text);
    }
  });

  test('the e-mail address stands between password and auth', () => {
    const withEmail = { ...login, email: 'a&b@example.com' };
    const text = print(withEmail);
    expect(text).toContain(`"password":"${CANARY_PASSWORD}","email":"a\\u0026b@example.com","auth":"`);
    for (const oracle of oracles) {
      expect(oracle(withEmail)).toBe(text);
    }
  });

  test('any name and password', () => {
    const special = fc.constantFrom('"', '\\', '<', '>', '&', '\u2028', '\b', '\f', '\u0001', '$', '+', '@', '😀', '\ue000', 'é', ' ', '/');
    const text = (unit: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.string({ unit, maxLength: 12 });
    const anything = text(fc.oneof(special, fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }).filter((character) => character !== '\0')));
    fc.assert(fc.property(anything.filter((name) => !name.includes(':')), anything, (name, password) => {
      const one = { ...login, username: `${CANARY_USERNAME}${name}`, password: `${CANARY_PASSWORD}${password}` };
      const printed = print(one);
      for (const oracle of oracles) {
        expect(oracle(one)).toBe(printed);
      }
    }), { numRuns: 15 });
  });
});

describe('several entries', () => {
  test('are ordered as Go orders the keys of a map: by bytes', () => {
    const keys = ['b.example.com', '😀.example.com', '\ue000.example.com', 'B.example.com', 'b.example.com/x/', 'https://index.docker.io/v1/'];
    const printed = JSON.parse(print(...keys.map((registry) => ({ ...login, registry })))) as { auths: object };
    expect(Object.keys(printed.auths)).toEqual([
      'B.example.com', 'b.example.com', 'b.example.com/x/', 'https://index.docker.io/v1/', '\ue000.example.com', '😀.example.com',
    ]);
  });

  test('are read back as they were', () => {
    const host = fc.stringMatching(/^[a-z]{1,8}\.example\.com(:[0-9]{4})?$/);
    const value = fc.string({ unit: 'binary', maxLength: 8 });
    const entry = fc.record({ registry: host, username: value.filter((name) => !name.includes(':')), password: value });
    fc.assert(fc.property(fc.uniqueArray(entry, { selector: ({ registry }) => registry, minLength: 1, maxLength: 4 }), (entries) => {
      const logins = entries.map((one) => ({ ...one, username: `u${one.username}`, password: `${CANARY_PASSWORD}${one.password}` }));
      const parsed = parseDockerConfig(print(...logins));
      expect(parsed.problems).toEqual([]);
      expect(parsed.entries.map((one) => ({ ...one, password: one.password.unsafeUnwrap() })))
        .toEqual(logins.sort((a, b) => (a.registry < b.registry ? -1 : 1)));
    }));
  });
});

describe('an entry that cannot work is refused', () => {
  const problemsOf = (...logins: Login[]): readonly string[] => {
    try {
      print(...logins);
    } catch (error) {
      expect(error).toMatchObject({ code: 'credential-invalid' });
      expect(String(error)).not.toContain(CANARY_PASSWORD);
      return (error as { problems: string[] }).problems;
    }
    return [];
  };

  test.each<[string, Partial<Login>, string]>([
    ['a colon in the user name', { username: 'a:b' }, 'the user name must not contain a colon, which separates it from the password'],
    ['an empty user name', { username: '' }, 'the user name must not be empty'],
    ['an empty password', { password: '' }, 'the password must not be empty'],
    ['a lone surrogate in the user name', { username: 'a\ud800' }, 'the user name must be text that UTF-8 can hold'],
    ['a lone surrogate in the password', { password: `${CANARY_PASSWORD}\udc00` }, 'the password must be text that UTF-8 can hold'],
    ['a lone surrogate in the e-mail address', { email: '\ud800' }, 'email must be text that UTF-8 can hold'],
  ])('%s', (_what, change, problem) => {
    expect(problemsOf({ ...login, ...change })).toEqual([`entry "registry.test:5000": ${problem}`]);
  });

  test.each([
    ['', 'the registry key must not be empty'],
    ['h\ud800.example.com', 'the registry key must be text that UTF-8 can hold'],
    ['h.example.com/team', 'a key with a path must end in a slash, since the kubelet compares paths as plain prefixes'],
    ['https://index.docker.io/v1', 'a key with a path must end in a slash, since the kubelet compares paths as plain prefixes'],
    ['h.example.com/team/*/', 'the kubelet knows no patterns in the path of a key'],
    ['h.example.com:*', 'the kubelet would drop the entry: its key is not host[:port] or host[:port]/path/'],
    ['h example.com', 'the kubelet would drop the entry: its key is not host[:port] or host[:port]/path/'],
    ['https://', 'the kubelet would drop the entry: its key is not host[:port] or host[:port]/path/'],
    ['/team/', 'the kubelet would drop the entry: its key is not host[:port] or host[:port]/path/'],
  ])('the key %j', (registry, problem) => {
    expect(problemsOf({ ...login, registry })).toEqual([`entry ${quote(registry)}: ${problem}`]);
  });

  test.each(['h.example.com', 'h.example.com:5000', 'h.example.com/', 'h.example.com/team/', 'https://h.example.com', 'https://index.docker.io/v1/', '[::1]:5000'])(
    'the key %s is fine', (registry) => {
      expect(problemsOf({ ...login, registry })).toEqual([]);
    });

  test('a password that is no secret value', () => {
    expect(() => printDockerConfig([{ ...login, password: CANARY_PASSWORD as unknown as SecretValue }]))
      .toThrow('entry "registry.test:5000": the password must be a SecretValue');
  });

  test('every problem of every entry is in one error', () => {
    expect(problemsOf({ ...login, username: '', password: '' }, { ...login, registry: 'h/x', username: 'a:b' })).toHaveLength(4);
  });

  test('the same key twice', () => {
    expect(problemsOf(login, login)).toEqual(['entry "registry.test:5000": there are two of it']);
  });

  test('no entry at all', () => {
    expect(problemsOf()).toEqual(['there must be at least one entry']);
  });

  test('more than 900 KiB', () => {
    const fits = '!'.repeat(380_000);
    expect(problemsOf({ ...login, password: fits })).toEqual([]);
    expect(problemsOf({ ...login, password: `${fits}${fits}` }))
      .toEqual(['the configuration must have at most 921600 bytes (it has 1773463)']);
  });
});

test('the result does not print', () => {
  expect(() => String(printDockerConfig([{ ...login, password: SecretValue.unsafePlainText(CANARY_PASSWORD) }]))).toThrow(
    expect.objectContaining({ code: 'secret-exposed' }));
});
