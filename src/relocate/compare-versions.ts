/** Digits with dots, perhaps after a `v`, perhaps with something behind: `v0.43.0`, `2.5.3.0`, `1.4-rc1`. */
const VERSION = /^v?(\d+(?:\.\d+)*)(?:[-+].*)?$/;

/**
 * Compares two versions number by number, however many numbers they have; those that are missing count as 0. What
 * follows a `-` or `+` is not compared.
 *
 * @returns A negative number when the first is lower, a positive one when it is higher, 0 when they are the same, and
 *          `undefined` when one of them is no version.
 */
export function compareVersions(first: string, second: string): number | undefined {
  const [a, b] = [numbers(first), numbers(second)];
  if (a === undefined || b === undefined) {
    return undefined;
  }
  const differences = Array.from({ length: Math.max(a.length, b.length) }, (_, index) => (a[index] ?? 0) - (b[index] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function numbers(version: string): number[] | undefined {
  return VERSION.exec(version)?.[1]?.split('.').map(Number);
}
