import { audit } from '../../src/audit';
import type { Verdict } from '../../src/audit';
import { parseManifests } from '../../src/manifest';
import { printTrees, readTrees } from '../support/manifest-tree';
import { PROVEN_STREAMS } from '../support/proven-streams';
import type { ProvenStream } from '../support/proven-streams';
import { seedImages } from '../support/seed-images';
import { seedObjects } from '../support/seed-objects';
import { seedPods } from '../support/seed-pods';
import { seedSecrets, withPullSecrets } from '../support/seed-secrets';
import { seedSpelled } from '../support/seed-spelled';
import type { SeededViolation } from '../support/seeded-violation';

const CLASSES: readonly (readonly [what: string, seed: (stream: ProvenStream) => SeededViolation[], atLeast: number])[] = [
  ['a private image that is changed', seedImages, 400],
  ['keys that spell an image', seedSpelled, 20],
  ['a pod that is changed', seedPods, 200],
  ['an object that is added', seedObjects, 200],
  ['a pull secret that is wrong', seedSecrets, 50],
];

function check(stream: ProvenStream, text: string, options: SeededViolation['options'] = {}): Verdict {
  return audit(parseManifests(text), { ...stream.options, ...options });
}

/** What is missed: nothing refutes the proof, or another rule than the one that should, or another object. */
function missed(stream: ProvenStream, { text, rule, object, options }: SeededViolation): string | undefined {
  const { proven, findings } = check(stream, text, options);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const isCaught = errors.some((finding) => finding.rule === rule && (object === undefined || `${finding.location.kind} ${finding.location.name}` === object));
  return !proven && isCaught ? undefined
    : `${proven ? 'PROVEN' : 'refuted'} by ${errors.map(({ rule: other, location }) => `${other} of ${location.kind} ${location.name}`).join(', ') || 'nothing'} instead of ${rule} of ${object ?? 'any'}`;
}

describe.each(PROVEN_STREAMS)('$name', (stream) => {
  test('is proven as it stands, and read and printed again', () => {
    expect(check(stream, stream.text)).toMatchObject({ proven: true, findings: [] });
    expect(check(stream, printTrees(readTrees(stream.text)))).toMatchObject({ proven: true, findings: [] });
  });

  test.each(CLASSES)('%s refutes the proof, every time', (_, seed) => {
    expect(seed(stream).flatMap((violation) => {
      const what = missed(stream, violation);
      return what === undefined ? [] : [`${violation.what}: ${what}`];
    })).toEqual([]);
  });
});

test.each(withPullSecrets(PROVEN_STREAMS))('$name is proven with a pull secret of its own', ({ name, text, options }) => {
  const stream = PROVEN_STREAMS.find((one) => one.name === name);
  const verdict = check(stream as ProvenStream, text, options);
  expect(verdict.proven).toBe(true);
  expect(verdict.findings.map(({ rule }) => rule)).toEqual(['credential-clear-text']);
});

test.each(CLASSES)('there are many of: %s', (_, seed, atLeast) => {
  const texts = PROVEN_STREAMS.flatMap(seed).map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts.length).toBeGreaterThanOrEqual(atLeast);
});
