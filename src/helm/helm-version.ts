/** Oldest Helm that is supported; older ones get no fixes from their maintainers either. */
export const OLDEST_HELM = '3.14.0';

/** Arguments that make every Helm print its own version and nothing else. */
export const VERSION_ARGUMENTS: readonly string[] = ['version', '--short'];

/** The version in what `helm version --short` prints, such as `v3.22.0+g1a2b3c4` or, for Helm 2, `Client: v2.17.0`. */
export function findHelmVersion(output: string): string | undefined {
  const match = /v(\d+)\.(\d+)(?:\.(\d+))?/.exec(output);
  return match === null ? undefined : `${match[1]}.${match[2]}.${match[3] ?? '0'}`;
}

/** Whether a version, as `findHelmVersion` gives it, is older than what is supported. */
export function isTooOld(version: string): boolean {
  const wanted = OLDEST_HELM.split('.').map(Number);
  const parts = version.split('.').map(Number);
  const index = wanted.findIndex((part, position) => part !== parts[position]);
  return index !== -1 && (parts[index] ?? 0) < (wanted[index] ?? 0);
}
