import { PullproofError, quote } from '../../error';

const VERSION = /^\d{1,9}(?:\.\d{1,9}){3}$/;

/**
 * Compares two versions of the agent, four numbers each, number by number: `2.5.10.0` is newer than `2.5.9.9`.
 *
 * @returns a negative number when the first is older, a positive one when it is newer, 0 when they are the same
 * @throws PullproofError `release-unknown` for a text that is not four numbers with dots.
 */
export function compareAgentVersions(first: string, second: string): number {
  const [a, b] = [numbersOf(first), numbersOf(second)];
  return a.map((number, index) => number - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function numbersOf(version: string): number[] {
  if (!VERSION.test(version)) {
    throw new PullproofError({
      code: 'release-unknown', what: `${quote(version)} is no version of the Tingyun UniAgent`, expected: 'four numbers with dots, such as 2.5.3.0',
      remedy: 'take it from the name of the image package, tingyun-k8s-images-X.X.X.X.tar.gz',
    });
  }
  return version.split('.').map(Number);
}
