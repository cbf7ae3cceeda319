import { imageName, parseReference, printReference, sameReference } from '../../src/image';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('printReference', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx'],
    ['acme/app:1', 'docker.io/acme/app:1'],
    [`quay.io/a/b@${DIGEST}`, `quay.io/a/b@${DIGEST}`],
    [`[::1]:5000/a:1@${DIGEST}`, `[::1]:5000/a:1@${DIGEST}`],
  ])('%s is written in full', (text, full) => {
    expect(printReference(parseReference(text))).toBe(full);
  });
});

describe('imageName', () => {
  test('leaves out tag and digest', () => {
    expect(imageName(parseReference(`nginx:1@${DIGEST}`))).toBe('docker.io/library/nginx');
    expect(imageName(parseReference('localhost:5000/a'))).toBe('localhost:5000/a');
  });
});

describe('sameReference', () => {
  test('two ways to write one image are the same', () => {
    expect(sameReference(parseReference('nginx:1'), parseReference('index.docker.io/library/nginx:1'))).toBe(true);
  });

  test.each([['quay.io/a:1'], ['docker.io/a/b:1'], ['docker.io/a:2'], ['docker.io/a'], [`docker.io/a:1@${DIGEST}`]])(
    'a difference in any part counts: %s', (other) => {
      expect(sameReference(parseReference('docker.io/a:1'), parseReference(other))).toBe(false);
    });
});
