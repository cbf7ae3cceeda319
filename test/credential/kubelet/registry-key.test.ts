import { normaliseKey } from '../../../src/credential';

describe('normaliseKey', () => {
  test.each([
    ['h.example.com', 'h.example.com'],
    ['h.example.com/', 'h.example.com'],
    ['https://h.example.com', 'h.example.com'],
    ['http://h.example.com:5000/', 'h.example.com:5000'],
    ['https://index.docker.io/v1/', 'index.docker.io'],
    ['https://index.docker.io/v1', 'index.docker.io/v1'],
    ['https://h.example.com/v2/team/', 'h.example.com/team/'],
    ['h.example.com/v1team/', 'h.example.com/v1team/'],
    ['h.example.com/team?x#y', 'h.example.com/team'],
    ['user:name@h.example.com', 'h.example.com'],
    ['[2001:db8::1]:5000', '[2001:db8::1]:5000'],
    ['h.example.com/%41', 'h.example.com/A'],
    ['h.example.com/a b', 'h.example.com/a b'],
    ['oci://h.example.com', 'oci://h.example.com'],
    ['"h".example.com', '"h".example.com'],
    ['', ''],
  ])('%j becomes %j', (key, expected) => {
    expect(normaliseKey(key)).toBe(expected);
  });

  test.each([
    'h.example.com:*', 'h.example.com:50x', 'h:1:2', 'h example.com', ' h.example.com', 'h.example.com\n', 'h.example.com/\u0007', 'h\\x.example.com',
    'h.example.com/%', 'h.example.com/%4', 'h.example.com/%gg', '%41.example.com', 'h^.example.com', 'h|.example.com', 'h{.example.com', '[::1', '::1',
    '[1.2.3.4]', '[::1]x', 'a[::1]', 'us er@h.example.com', 'u%zz@h.example.com', 'h.example.com#%zz', '[fe80::1%25eth0]',
  ])('%j is dropped', (key) => {
    expect(normaliseKey(key)).toBeUndefined();
  });
});
