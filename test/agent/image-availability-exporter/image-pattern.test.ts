import fc from 'fast-check';
import { ImagePattern } from '../../../src/agent';
import { quoteGoRegularExpression, withoutTildes } from '../../../src/agent/image-availability-exporter/go-regular-expression';

/** These expressions mean the same in Go and here. */
function matches({ expression }: ImagePattern, image: string): boolean {
  return new RegExp(expression).test(image);
}

describe('one image', () => {
  test.each(['nginx:1.27', 'library/nginx:1.27', 'docker.io/nginx:1.27', 'docker.io/library/nginx:1.27', 'index.docker.io/library/nginx:1.27'])(
    'of Docker Hub is recognised as %s', (image) => {
      expect(matches(ImagePattern.image('nginx:1.27'), image)).toBe(true);
    });

  test.each(['nginx:1.27.1', 'nginx:1x27', 'my-nginx:1.27', 'acme/nginx:1.27', 'nginx', 'nginx@sha256:aa', 'quay.io/library/nginx:1.27'])(
    'is not %s', (image) => {
      expect(matches(ImagePattern.image('nginx:1.27'), image)).toBe(false);
    });

  test('without a tag is the one that is called latest too', () => {
    const pattern = ImagePattern.image('quay.io/team/app');
    expect(['quay.io/team/app', 'quay.io/team/app:latest', 'quay.io/team/app:1'].map((image) => matches(pattern, image))).toEqual([true, true, false]);
  });

  test('is matched with its digest', () => {
    const reference = `quay.io/team/app:1@sha256:${'a'.repeat(64)}`;
    expect(matches(ImagePattern.image(reference), reference)).toBe(true);
    expect(matches(ImagePattern.image(reference), 'quay.io/team/app:1')).toBe(false);
  });

  test('has to be one', () => {
    expect(() => ImagePattern.image('Not An Image')).toThrow(expect.objectContaining({ code: 'reference-invalid' }));
  });
});

test('a repository is all its tags and digests, and no longer name', () => {
  const pattern = ImagePattern.repository('quay.io/team/app');
  expect(['quay.io/team/app', 'quay.io/team/app:1', 'quay.io/team/app@sha256:aa', 'quay.io/team/app:1@sha256:aa'].every((image) => matches(pattern, image))).toBe(true);
  expect(['quay.io/team/app-two:1', 'quay.io/team/app/two:1', 'quayxio/team/app:1', 'mirror/quay.io/team/app'].some((image) => matches(pattern, image))).toBe(false);
  expect(matches(ImagePattern.repository('grafana/grafana'), 'docker.io/grafana/grafana:12')).toBe(true);
});

describe('everything below', () => {
  test.each([
    ['harbor.example.com', ['harbor.example.com/a:1', 'harbor.example.com/a/b'], ['harbor.example.common/a', 'mirror.example.com/harbor.example.com/a']],
    ['harbor.example.com/team/', ['harbor.example.com/team/a:1'], ['harbor.example.com/teams/a:1', 'harbor.example.com/team']],
    ['localhost:5000', ['localhost:5000/a'], ['localhost/a', 'localhost:5000']],
    ['docker.io', ['nginx', 'nginx:1', 'nginx@sha256:aa', 'my.image:1', 'grafana/loki:3', 'docker.io/a/b', 'index.docker.io/a/b'], ['quay.io/a/b', 'localhost:5000/a', 'ghcr.io/a:1']],
    ['docker.io/library', ['nginx:1', 'library/nginx', 'docker.io/library/nginx:1', 'docker.io/nginx:1'], ['grafana/loki', 'quay.io/library/nginx', 'quay.io/nginx:1']],
    ['grafana', ['grafana/loki:3', 'docker.io/grafana/loki'], ['quay.io/grafana/loki', 'grafana-labs/loki']],
  ])('%s', (place, inside, outside) => {
    const pattern = ImagePattern.below(place);
    expect(inside.filter((image) => !matches(pattern, image))).toEqual([]);
    expect(outside.filter((image) => matches(pattern, image))).toEqual([]);
  });
});

describe('a regular expression', () => {
  // Each was given to Go's regexp.Compile.
  test.each(['a+', '(?i)abc', '(?P<n>a)', '[[:alpha:]]+', '\\pL', '\\Qa.b\\E', 'a{2,1000}', '^a$|b', '\\bx\\b', 'a|', '\\z', '(?i:a)b', '[\\d\\-x]', '\\Aa', '\\x{41}'])(
    'that Go takes is fine: %s', (expression) => {
      expect(ImagePattern.regularExpression(expression).problems()).toEqual([]);
    });

  test.each(['(a', '[a', 'a**', '(?=a)', '(?!a)', '(?<=a)', '(?<!a)', '(a)\\1', 'a{1001}', '(?>a)', 'a{2,1}', '[z-a]', 'x*+', '\\y', '\\C', '\\u0041', '\\k<n>', ''])(
    'that ends the exporter is refused: %s', (expression) => {
      expect(ImagePattern.regularExpression(expression).problems()).toHaveLength(1);
    });

  test('says what is wrong', () => {
    expect(ImagePattern.regularExpression('^(?!harbor)').problems()).toEqual(['image pattern "^(?!harbor)" looks ahead or behind, which Go refuses']);
    expect(ImagePattern.regularExpression('(a').problems()).toEqual(['image pattern "(a" is no regular expression']);
    expect(ImagePattern.regularExpression('\\Qa~b\\E').problems()).toEqual([
      'image pattern "\\Qa~b\\E" has "~" and \\Q: "~" separates patterns, and cannot be written in a quoted part',
    ]);
  });

  test('is kept as it is, unanchored', () => {
    expect(ImagePattern.regularExpression('nginx').expression).toBe('nginx');
  });
});

test('a tilde is written so that it separates nothing', () => {
  expect(withoutTildes('a~b')).toBe('a\\x7eb');
  expect(withoutTildes('a\\~b')).toBe('a\\x7eb');
  expect(withoutTildes('a\\\\~b')).toBe('a\\\\\\x7eb');
  fc.assert(fc.property(fc.string(), (text) => {
    const written = withoutTildes(quoteGoRegularExpression(text));
    expect(written).not.toContain('~');
    expect(new RegExp(`^${written}$`).test(text)).toBe(true);
  }));
});

test('what a pattern is made of matches itself only', () => {
  const component = fc.stringMatching(/^[a-z0-9]{1,6}([._-][a-z0-9]{1,4})?$/);
  fc.assert(fc.property(component, component, fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,8}$/), (project, name, tag) => {
    const image = `reg.example.com/${project}/${name}:${tag}`;
    expect(matches(ImagePattern.image(image), image)).toBe(true);
    expect(matches(ImagePattern.image(image), `${image}x`)).toBe(false);
    expect(matches(ImagePattern.image(image), image.replace('.', 'x'))).toBe(false);
  }));
});
