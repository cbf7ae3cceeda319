import { nameProblems, namespaceProblems } from '../../src/credential';

describe('nameProblems', () => {
  test.each(['a', 'registry-pull', 'a.b-c.0', 'x'.repeat(253)])('accepts %s', (name) => {
    expect(nameProblems(name)).toEqual([]);
  });

  test('says what an empty name lacks', () => {
    expect(nameProblems('')).toEqual(['name must not be empty']);
  });

  test.each(['Registry', 'a_b', '-a', 'a-', 'a..b', '.a', 'a b', 'ä', 'a\n'])('refuses %j', (name) => {
    expect(nameProblems(name, 'store')).toEqual([
      expect.stringMatching(/^store must be made of lower-case letters, digits, "-" and "\.", starting and ending with a letter or digit \(got ".*"\)$/),
    ]);
  });

  test('counts every problem', () => {
    expect(nameProblems('X'.repeat(254))).toHaveLength(2);
  });
});

describe('namespaceProblems', () => {
  test.each(['default', 'team-a', '0', 'x'.repeat(63)])('accepts %s', (namespace) => {
    expect(namespaceProblems(namespace)).toEqual([]);
  });

  test('a dot is no character of a namespace', () => {
    expect(namespaceProblems('a.b')).toEqual([
      'namespace must be made of lower-case letters, digits and "-", starting and ending with a letter or digit (got "a.b")',
    ]);
  });

  test('64 characters are too many', () => {
    expect(namespaceProblems('x'.repeat(64))).toEqual([`namespace must have at most 63 characters ("${'x'.repeat(40)}…" has 64)`]);
  });
});
