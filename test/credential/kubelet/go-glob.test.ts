import fc from 'fast-check';
import { globMatches } from '../../../src/credential/kubelet/go-glob';

describe('globMatches', () => {
  // Pattern, name, answer of Go's filepath.Match.
  test.each([
    ['abc', 'abc', true], ['*', 'abc', true], ['*c', 'abc', true], ['a*', 'a', true], ['a*', 'abc', true], ['a*', 'ab/c', false],
    ['a*/b', 'abc/b', true], ['a*/b', 'a/c/b', false], ['a*b*c*d*e*/f', 'axbxcxdxe/f', true], ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
    ['a*b*c*d*e*/f', 'axbxcxdxe/xxx/f', false], ['a*b?c*x', 'abxbbxdbxebxczzx', true], ['a*b?c*x', 'abxbbxdbxebxczzy', false],
    ['ab[c]', 'abc', true], ['ab[b-d]', 'abc', true], ['ab[e-g]', 'abc', false], ['ab[^c]', 'abc', false], ['ab[^b-d]', 'abc', false],
    ['ab[^e-g]', 'abc', true], ['a\\*b', 'a*b', true], ['a\\*b', 'ab', false], ['a?b', 'a☺b', true], ['a[^a]b', 'a☺b', true],
    ['a???b', 'a☺b', false], ['a[^a][^a][^a]b', 'a☺b', false], ['[a-ζ]*', 'α', true], ['*[a-ζ]', 'A', false], ['a?b', 'a/b', false],
    ['a*b', 'a/b', false], ['[\\]a]', ']', true], ['[\\-]', '-', true], ['[x\\-]', 'x', true], ['[x\\-]', 'z', false], ['[\\-x]', 'a', false],
    ['*x', 'xxx', true], ['', '', true], ['', 'a', false], ['**', 'ab', true], ['?', '', false],
  ])('%j and %j: %s', (pattern, name, expected) => {
    expect(globMatches(pattern, name)).toBe(expected);
  });

  test.each([['[]a]', ']'], ['[-]', '-'], ['[x-]', 'x'], ['[-x]', 'x'], ['\\', 'a'], ['[a-b-c]', 'a'], ['[', 'a'], ['[^', 'a'], ['[^bc', 'a'], ['a[', 'a'], ['*[', 'a']])(
    'the malformed pattern %j matches nothing', (pattern, name) => {
      expect(globMatches(pattern, name)).toBe(false);
    });

  test('names match themselves, and every pattern of stars in place of their parts', () => {
    const name = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    fc.assert(fc.property(name, fc.nat(12), fc.nat(12), (text, a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      expect(globMatches(text, text)).toBe(true);
      expect(globMatches(`${text.slice(0, from)}*${text.slice(to)}`, text)).toBe(true);
      expect(globMatches(text, `${text}x`)).toBe(false);
    }));
  });
});
