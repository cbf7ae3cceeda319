import { PullproofError } from '../../src/error';
import { parseReference, printReference } from '../../src/image';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { CANARY_PASSWORD } from '../support/canary';

const REGISTRY = Registry.generic('registry.example.com', { prefix: 'mirror' });
const DIGEST = `sha256:${'a'.repeat(64)}`;

/** Where a layout puts an image, behind the prefix of the registry. */
function placed(layout: Layout, text: string, registry = REGISTRY): string {
  const reference = printReference(new Relocation({ registry, layout }).relocate(parseReference(text)));
  const start = `${registry.toString()}/`;
  expect(reference.startsWith(start)).toBe(true);
  return reference.slice(start.length);
}

function problemsOf(declare: () => unknown): readonly string[] {
  try {
    declare();
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      expect(error.code).toBe('layout-invalid');
      return error.problems.length > 0 ? error.problems : [error.message];
    }
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('Layout.keep', () => {
  test.each([
    ['ghcr.io/cloudzero/agent/app:1.2', 'cloudzero/agent/app:1.2'],
    ['nginx', 'library/nginx'],
    ['registry.k8s.io/pause:3.10', 'pause:3.10'],
    [`quay.io/a/b:1@${DIGEST}`, `a/b:1@${DIGEST}`],
  ])('%s goes to %s', (source, path) => {
    expect(placed(Layout.keep(), source)).toBe(path);
  });
});

describe('Layout.flat', () => {
  test.each([
    ['ghcr.io/cloudzero/agent/app:1.2', 'app:1.2'],
    ['nginx', 'nginx'],
    [`quay.io/a/b@${DIGEST}`, `b@${DIGEST}`],
  ])('%s goes to %s', (source, path) => {
    expect(placed(Layout.flat(), source)).toBe(path);
  });
});

describe('Layout.bySource', () => {
  test.each([
    ['nginx:1', 'dockerhub/library/nginx:1'],
    ['quay.io/a/b', 'quay/a/b'],
    ['ghcr.io/a/b/c', 'ghcr/a/b/c'],
    ['registry.k8s.io/pause:3.10', 'k8s/pause:3.10'],
    ['registry.acme.example/app', 'registry.acme.example/app'],
    ['registry.acme.example:5000/app', 'registry.acme.example-5000/app'],
    ['UPPER/app', 'upper/app'],
    ['[2001:db8::1]:5000/app', '2001-db8-1-5000/app'],
    ['[::]/app', 'ipv6/app'],
    ['constructor:80/app', 'constructor-80/app'],
  ])('without a map, %s goes to %s', (source, path) => {
    expect(placed(Layout.bySource(), source)).toBe(path);
  });

  test('a map goes first, under either name of Docker Hub, and its prefixes may be deep', () => {
    const layout = Layout.bySource({ 'index.docker.io': 'hub', 'registry.acme.example:5000': 'acme/own' });
    expect(placed(layout, 'nginx')).toBe('hub/library/nginx');
    expect(placed(layout, 'registry.acme.example:5000/app')).toBe('acme/own/app');
    expect(placed(layout, 'quay.io/a/b')).toBe('quay/a/b');
  });

  test('bad maps are refused with every problem', () => {
    expect(problemsOf(() => Layout.bySource({ 'docker.io': 'Hub/', 'index.docker.io': 'hub', 'a_b.example': 'x', '': 'y' }))).toEqual([
      'prefix for "docker.io": the path ends with a slash',
      'prefix for "docker.io": path component "Hub" has upper-case letters',
      '"docker.io" is named twice, in two ways to write it',
      'host "a_b.example" has "_", a host name is made of letters, digits, dots and dashes',
      'the host is empty',
    ]);
  });
});

describe('Layout.explicit', () => {
  test('names the path of an image, for all tags or for one', () => {
    const layout = Layout.explicit({ 'nginx': 'web/nginx', 'quay.io/a/b': 'b', 'quay.io/a/b:v1': 'old/b' });
    expect(placed(layout, 'docker.io/library/nginx:1.27')).toBe('web/nginx:1.27');
    expect(placed(layout, 'quay.io/a/b')).toBe('b');
    expect(placed(layout, `quay.io/a/b:v2@${DIGEST}`)).toBe(`b:v2@${DIGEST}`);
    expect(placed(layout, 'quay.io/a/b:v1')).toBe('old/b:v1');
  });

  test('an image that is not named goes where the second layout says', () => {
    expect(placed(Layout.explicit({ nginx: 'web' }, Layout.flat()), 'quay.io/a/b')).toBe('b');
  });

  test('without a second layout it is refused', () => {
    const relocation = new Relocation({ registry: REGISTRY, layout: Layout.explicit({ 'quay.io/a/b:v1': 'b' }) });
    expect(() => relocation.relocate(parseReference('quay.io/a/b:v2'))).toThrow(expect.objectContaining({
      code: 'relocation-unmapped',
      message: 'there is no place for quay.io/a/b\n  - the explicit layout does not name quay.io/a/b\n  add it to the layout',
    }));
  });

  test('bad maps are refused with every problem', () => {
    expect(problemsOf(() => Layout.explicit({
      'nginx': 'web/nginx:1',
      'docker.io/library/nginx': 'web/nginx',
      'https://quay.io/a': '',
      [`quay.io/b@${DIGEST}`]: 'b',
    }))).toEqual([
      'path for "nginx": path component "nginx:1" may not hold ":"',
      '"docker.io/library/nginx" is named twice, in two ways to write it',
      'path for "https://quay.io/a": the path is empty',
      '"https://quay.io/a" is not an image reference: a scheme in front ("https://"), a reference begins with the host',
      `source "quay.io/b@${DIGEST}" has a digest, leave it out: it is kept by itself`,
    ]);
  });
});

test('a login pasted into a map never comes back in the message', () => {
  const pasted = `bob:${CANARY_PASSWORD}@quay.io`;
  expect(problemsOf(() => Layout.bySource({ [pasted]: 'X' })).join()).not.toContain(CANARY_PASSWORD);
  expect(problemsOf(() => Layout.explicit({ [`${pasted}/a`]: 'X' })).join()).not.toContain(CANARY_PASSWORD);
});

describe('Layout.parse', () => {
  test.each([
    ['keep', 'keep', 'library/nginx:1'],
    ['flat', 'flat', 'nginx:1'],
    ['bySource', 'bySource', 'dockerhub/library/nginx:1'],
    ['bySource:docker.io=hub,quay.io=q/r', 'bySource', 'hub/library/nginx:1'],
    ['bySource:localhost:5000=local,docker.io=hub', 'bySource', 'hub/library/nginx:1'],
    ['explicit:nginx:1=one/nginx,nginx=nginx', 'explicit', 'one/nginx:1'],
  ])('%s', (text, name, path) => {
    const layout = Layout.parse(text);
    expect(layout.name).toBe(name);
    expect(placed(layout, 'nginx:1')).toBe(path);
  });

  test.each(['', 'Keep', 'keep:', 'flat:x', 'explicit', 'by-source', '{}'])('%j is no layout, and the message names the forms', (text) => {
    expect(problemsOf(() => Layout.parse(text))).toEqual([
      `${JSON.stringify(text)} is not a layout, expected keep, flat, bySource, bySource:HOST=PREFIX,… or explicit:SOURCE=PATH,…`,
    ]);
  });

  test('wrong pairs are named, all of them', () => {
    expect(problemsOf(() => Layout.parse('bySource:docker.io=a,docker.io=b,quay.io,=x,y='))).toEqual([
      '"docker.io" is named twice', '"quay.io" is not KEY=VALUE', '"=x" is not KEY=VALUE', '"y=" is not KEY=VALUE',
    ]);
  });
});
