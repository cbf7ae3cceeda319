import { findPullTrouble, pullTroubles } from '../../src/diagnose';

const CASES = pullTroubles.flatMap(({ id, examples }) => examples.map(({ from, text }) => [id, from, text] as const));

test('there are messages of every author, and of every family', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(100);
  expect(new Set(CASES.map(([, from]) => from))).toEqual(new Set(['kubelet', 'containerd', 'CRI-O', 'Docker', 'API server']));
  expect(new Set(pullTroubles.map(({ family }) => family)).size).toBe(10);
});

test.each(CASES)('%s, %s: %s', (id, _from, text) => {
  expect(findPullTrouble(text)?.id).toBe(id);
  // As the kubelet nests it into the state of a container, and as a log escapes it.
  expect(findPullTrouble(`Back-off pulling image "harbor.example.com/x509/404-denied:timeout": ErrImagePull: ${text}`, 'harbor.example.com/x509:1')?.id)
    .toBe(id.startsWith('ecr-no') ? 'no-credential' : id === 'back-off' ? 'back-off' : id);
  expect(findPullTrouble(text.replaceAll('"', '\\"'))?.id).toBe(id);
});
