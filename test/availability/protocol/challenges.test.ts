import fc from 'fast-check';
import { parseChallenges } from '../../../src/availability';

const parse = (...headers: string[]): [string, Record<string, string>][] => (
  parseChallenges(headers).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]));

describe('parseChallenges', () => {
  test('reads a Bearer challenge', () => {
    expect(parse('Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"')).toEqual([
      ['bearer', { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'repository:a/b:pull,push' }],
    ]);
  });

  test.each([
    ['several challenges in one header', ['Bearer realm="r",service="s",Basic realm="x"'], [['bearer', { realm: 'r', service: 's' }], ['basic', { realm: 'x' }]]],
    ['several headers', ['Basic realm="x"', 'Bearer realm="r"'], [['basic', { realm: 'x' }], ['bearer', { realm: 'r' }]]],
    ['commas and schemes in quotes', ['Basic realm="a, Bearer realm=b"'], [['basic', { realm: 'a, Bearer realm=b' }]]],
    ['escaped quotes', ['Basic realm="a \\"b\\" \\\\"'], [['basic', { realm: 'a "b" \\' }]]],
    ['a realm with spaces', ['Basic realm="Artifactory Realm"'], [['basic', { realm: 'Artifactory Realm' }]]],
    ['values without quotes', ['Bearer realm=https://h/t?a=b,service=s'], [['bearer', { realm: 'https://h/t?a=b', service: 's' }]]],
    ['names in any case', ['BEARER Realm="r", SERVICE="s"'], [['bearer', { realm: 'r', service: 's' }]]],
    ['spaces around the equals sign', ['Bearer realm = "r" , service= "s"'], [['bearer', { realm: 'r', service: 's' }]]],
    ['a scheme alone', ['Negotiate'], [['negotiate', {}]]],
    ['a scheme with a token', ['Negotiate YIIabc==, Basic realm="x"'], [['negotiate', {}], ['basic', { realm: 'x' }]]],
    ['schemes alone, one after the other', ['Negotiate, NTLM, Basic realm="x"'], [['negotiate', {}], ['ntlm', {}], ['basic', { realm: 'x' }]]],
    ['a missing comma between challenges', ['Bearer Basic realm="x"'], [['bearer', {}], ['basic', { realm: 'x' }]]],
    ['a quote that never ends', ['Bearer realm="https://h/t'], [['bearer', { realm: 'https://h/t' }]]],
    ['an empty value', ['Bearer realm="",service=""'], [['bearer', { realm: '', service: '' }]]],
    ['the first of two parameters of one name', ['Bearer realm="a",realm="b"'], [['bearer', { realm: 'a' }]]],
    ['empty list items', [', ,Basic realm="x",,'], [['basic', { realm: 'x' }]]],
    ['a parameter that belongs to nothing', ['realm="x"'], []],
    ['nothing', [''], []],
    ['nonsense', ['="{};'], []],
  ])('reads %s', (_name, headers, expected) => {
    expect(parse(...headers)).toEqual(expected);
  });

  test('a parameter of a dangerous name is a parameter like any other', () => {
    expect(parseChallenges(['Bearer __proto__="x"'])[0]?.parameters.get('__proto__')).toBe('x');
  });

  const token = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const text = fc.string({ maxLength: 20 }).map((value) => value.replace(/[\r\n]/g, ''));

  test('reads back whatever was written in quotes', () => {
    const parameters = fc.uniqueArray(fc.tuple(token, text), { selector: ([name]) => name, minLength: 1, maxLength: 4 });
    const challenge = fc.record({ scheme: token, parameters });
    fc.assert(fc.property(fc.array(challenge, { maxLength: 4 }), (challenges) => {
      const header = challenges.map(({ scheme, parameters }) => (
        `${scheme} ${parameters.map(([name, value]) => `${name}="${value.replace(/["\\]/g, '\\$&')}"`).join(', ')}`)).join(', ');
      expect(parse(header)).toEqual(challenges.map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]));
    }));
  });

  test('takes any text', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 60, unit: 'binary' }), { maxLength: 3 }), (headers) => {
      for (const { scheme } of parseChallenges(headers)) {
        expect(scheme).toMatch(/^[!#$%&'*+.^_`|~0-9a-z-]+$/);
      }
    }));
  });
});
