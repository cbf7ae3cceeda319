import fc from 'fast-check';
import { keyMatches, Keyring } from '../../../src/credential';

/** Keys of a secret, an image, and the keys that the kubelet tries for it, in its order. */
const cases: [number, string[], string, string[]][] = [
  [1, ['h.example.com'], 'h.example.com/team/app', ['h.example.com']],
  [2, ['https://h.example.com'], 'h.example.com/team/app', ['https://h.example.com']],
  [3, ['http://h.example.com/'], 'h.example.com/team/app', ['http://h.example.com/']],
  [4, ['https://h.example.com/v2/'], 'h.example.com/team/app', ['https://h.example.com/v2/']],
  [5, ['https://h.example.com/v2'], 'h.example.com/team/app', []],
  [6, ['https://h.example.com/v2/team/'], 'h.example.com/team/app', ['https://h.example.com/v2/team/']],
  [7, ['h.example.com/team/'], 'h.example.com/team/app', ['h.example.com/team/']],
  [8, ['h.example.com/team/'], 'h.example.com/team-b/app', []],
  [9, ['h.example.com/team'], 'h.example.com/team-b/app', ['h.example.com/team']],
  [10, ['h.example.com/Team/'], 'h.example.com/team/app', []],
  [11, ['H.example.com'], 'h.example.com/team/app', []],
  [12, ['h.example.com/team/*'], 'h.example.com/team/app', []],
  [13, ['h.example.com:443'], 'h.example.com/team/app', []],
  [14, ['h.example.com'], 'h.example.com:443/team/app', []],
  [15, ['h.example.com:5000'], 'h.example.com:5000/team/app', ['h.example.com:5000']],
  [16, ['h.example.com:*'], 'h.example.com:5000/team/app', []],
  [17, ['*.example.com'], 'h.example.com/team/app', ['*.example.com']],
  [18, ['*.example.com'], 'a.h.example.com/team/app', []],
  [19, ['*'], 'h.example.com/team/app', []],
  [20, ['*.dkr.ecr.*.amazonaws.com'], '123456789012.dkr.ecr.eu-west-1.amazonaws.com/x', ['*.dkr.ecr.*.amazonaws.com']],
  [21, ['h.example.com', 'h.example.com/team/', '*.example.com'], 'h.example.com/team/app', ['h.example.com/team/', 'h.example.com', '*.example.com']],
  [22, ['h.example.com', '*.example.com/team/app/'], 'h.example.com/team/app/x', ['h.example.com', '*.example.com/team/app/']],
  [23, ['https://index.docker.io/v1/'], 'docker.io/library/nginx', ['https://index.docker.io/v1/']],
  [24, ['index.docker.io'], 'docker.io/library/nginx', ['index.docker.io']],
  [25, ['docker.io'], 'docker.io/library/nginx', ['docker.io']],
  [26, ['docker.io', 'https://index.docker.io/v1/'], 'docker.io/library/nginx', ['docker.io']],
  [27, ['https://index.docker.io/v1'], 'docker.io/library/nginx', []],
  [28, ['registry-1.docker.io'], 'docker.io/library/nginx', []],
  [29, ['docker.io/library/'], 'docker.io/library/nginx', ['docker.io/library/']],
  [30, ['index.docker.io/library/'], 'docker.io/library/nginx', []],
  [31, ['https://index.docker.io/v1/'], 'quay.io/prometheus/prometheus', []],
];

/** Rarer ones, each answered by the kubelet's own code. */
const rarer: [string, string[], string, string[]][] = [
  ['one label', ['*'], 'localhost/app', ['*']],
  ['one label, and the fall-back: it has no dot', ['index.docker.io'], 'localhost/app', ['index.docker.io']],
  ['an image without host', ['index.docker.io', 'h.example.com'], 'nginx', ['index.docker.io']],
  ['no image at all', ['index.docker.io'], '', []],
  ['an image that starts with a slash', ['index.docker.io'], '/nginx', []],
  ['part of a label', ['h*.example.com'], 'harbor.example.com/x', ['h*.example.com']],
  ['a pattern and a port', ['*.example.com:5000'], 'h.example.com:5000/x', ['*.example.com:5000']],
  ['a pattern without the port', ['*.example.com'], 'h.example.com:5000/x', []],
  ['an empty port', ['h.example.com:'], 'h.example.com/x', ['h.example.com:']],
  ['a login in the key', ['user@h.example.com'], 'h.example.com/x', ['user@h.example.com']],
  ['a query in the key', ['h.example.com?x=/y'], 'h.example.com/x', ['h.example.com?x=/y']],
  ['a fragment in the key', ['h.example.com#x'], 'h.example.com/x', ['h.example.com#x']],
  ['another scheme', ['oci://h.example.com'], 'h.example.com/x', []],
  ['a scheme in capitals', ['HTTPS://h.example.com'], 'h.example.com/x', []],
  ['a space', [' h.example.com'], 'h.example.com/x', []],
  ['a bracket that is no address', ['h[ab].example.com'], 'ha.example.com/x', []],
  ['an escape in the path, decoded twice', ['h.example.com/%2574eam/'], 'h.example.com/team/app', ['h.example.com/%2574eam/']],
  ['a broken escape', ['h.example.com/%zz'], 'h.example.com/%zz', []],
  ['an escape that is broken when it is decoded again', ['h.example.com/%25zz'], 'h.example.com/x', []],
  ['an escaped letter in the host', ['%68.example.com'], 'h.example.com/x', []],
  ['an escaped letter beyond ASCII in the host', ['%C3%A9.example.com'], 'é.example.com/x', ['%C3%A9.example.com']],
  ['IPv6 with port', ['[::1]:5000'], '[::1]:5000/x', ['[::1]:5000']],
  ['IPv6 with another port', ['[::1]:5000'], '[::1]:5001/x', []],
  ['IPv6 without port: its brackets are read as a class of characters', ['[::1]'], '[::1]/x', []],
  ['IPv6 and a star', ['*:5000'], '[::1]:5000/x', ['*:5000']],
  ['no IPv6 in brackets', ['[h.example.com]:5000'], '[h.example.com]:5000/x', []],
  ['two colons', ['h:1:2'], 'h:1:2/x', []],
  ['v1 and v2 one behind the other', ['h.example.com/v1/v2/'], 'h.example.com/v2/x', ['h.example.com/v1/v2/']],
  ['a registry with v2 in its paths', ['h.example.com/v2/x/'], 'h.example.com/v2/x/app', []],
  ['two slashes', ['h.example.com//x'], 'h.example.com/x', []],
];

function lookup(keys: string[], image: string): string[] {
  return new Keyring(keys.map((registry) => ({ registry }))).lookup(image).map(({ registry }) => registry);
}

describe('Keyring.lookup', () => {
  test.each(cases)('case %i: keys %j, image %s', (_number, keys, image, expected) => {
    expect(lookup(keys, image)).toEqual(expected);
  });

  test.each(rarer)('%s', (_what, keys, image, expected) => {
    expect(lookup(keys, image)).toEqual(expected);
  });

  test('entries of one key keep the order of their secrets, whatever form the key has', () => {
    const entries = ['https://h.example.com', 'h.example.com/a/', 'h.example.com', 'http://h.example.com/v1/', 'h.example.com'].map((registry, secret) => ({ registry, secret }));
    expect(new Keyring(entries).lookup('h.example.com/a/b').map(({ secret }) => secret)).toEqual([1, 0, 2, 3, 4]);
  });

  test('exact keys and patterns are tried in one order', () => {
    const keys = ['*.example.com', 'z.example.com', '*.example.com/a/', 'z.example.com/a/', 'z.*.com'];
    expect(lookup(keys, 'z.example.com/a/b')).toEqual(['z.example.com/a/', 'z.example.com', 'z.*.com', '*.example.com/a/', '*.example.com']);
  });

  test('dropped entries are named', () => {
    const entries = [{ registry: 'h:*' }, { registry: 'h' }, { registry: 'a b' }];
    expect(new Keyring(entries).dropped).toEqual([{ registry: 'h:*' }, { registry: 'a b' }]);
  });

  test('the list that is returned is a copy', () => {
    const keyring = new Keyring([{ registry: 'index.docker.io' }]);
    keyring.lookup('docker.io/x').pop();
    expect(keyring.lookup('docker.io/x')).toHaveLength(1);
  });
});

describe('keyMatches', () => {
  const direct = [...cases, ...rarer].filter(([, keys]) => keys.length === 1 && !/^(https:\/\/)?index\.docker\.io(\/v1\/)?$/.test(keys[0] ?? ''));

  test.each(direct.map(([, [key], image, hits]) => [key ?? '', image, hits.length > 0] as const))('key %s, image %s: %s', (key, image, expected) => {
    expect(keyMatches(key, image)).toBe(expected);
  });

  test('knows nothing of the default registry', () => {
    expect(keyMatches('https://index.docker.io/v1/', 'docker.io/library/nginx')).toBe(false);
  });
});

describe('for all keys and images', () => {
  const label = fc.constantFrom('h', 'a', 'example', 'com', '*', 'e*');
  const host = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
  const port = fc.constantFrom('', ':443', ':5000');
  const path = fc.array(fc.constantFrom('/', 'team', '-b', 'v2', 'é'), { maxLength: 4 }).map((parts) => (parts.length === 0 ? '' : `/${parts.join('')}`));
  const key = fc.tuple(fc.constantFrom('', 'https://', 'http://'), host, port, path).map((parts) => parts.join(''));
  const image = fc.tuple(host.map((text) => text.replaceAll('*', 'x')), port, path).map((parts) => parts.join(''));

  test('the index finds exactly what key by key matches, in the order of the keys', () => {
    fc.assert(fc.property(fc.array(key, { maxLength: 6 }), image, (keys, name) => {
      const found = lookup(keys, name);
      expect([...found].sort()).toEqual(keys.filter((one) => keyMatches(one, name)).sort());
    }), { numRuns: 500 });
  });

  test('an exact host opens every image on it, and no image elsewhere', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z0-9]{1,9}(\.[a-z0-9]{1,9}){1,3}$/), fc.stringMatching(/^[a-z]{1,9}(\/[a-z]{1,9}){0,3}$/), (name, repository) => {
      expect(keyMatches(name, `${name}/${repository}`)).toBe(true);
      expect(keyMatches(name, `x${name}/${repository}`)).toBe(false);
      expect(keyMatches(`${name}/`, `${name}/${repository}`)).toBe(true);
      expect(keyMatches(`${name}/${repository}/`, `${name}/${repository}`)).toBe(false);
    }));
  });
});
