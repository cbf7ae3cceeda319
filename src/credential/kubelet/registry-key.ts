import { globMatches } from './go-glob';
import { parseGoUrl } from './go-url';
import type { HostAndPath } from './go-url';
import { splitHost } from './split-host';

/**
 * The form under which the kubelet keeps an entry of a Docker configuration; `undefined` when it drops the entry.
 *
 * The scheme goes, as does `/v1` or `/v2` at the start of a path, provided that a slash follows. What cannot be read as a URL,
 * such as `harbor.example.com:*`, is dropped without failing the rest.
 * Source: kubernetes `pkg/credentialprovider/keyring.go`, `BasicDockerKeyring.Add`.
 */
export function normaliseKey(registry: string): string | undefined {
  const url = parseGoUrl(registry.replace(/^https?:\/\//, ''));
  if (url === undefined) {
    return undefined;
  }
  const path = url.path.startsWith('/v1/') || url.path.startsWith('/v2/') ? url.path.slice(3) : url.path;
  return path === '/' ? url.host : url.host + path;
}

/**
 * Whether the kubelet offers an entry for an image, the default registry aside.
 *
 * Ports must be equal as written, hosts must have the same number of labels, each of which may be a pattern, and the path of
 * the key must be a plain prefix of the image's: `harbor.example.com/team` also fits `harbor.example.com/team-b/app`.
 * Source: kubernetes `pkg/credentialprovider/keyring.go`, `URLsMatch`.
 *
 * @param registry key of the entry, as written.
 * @param imageName name of the image with its host, without tag and digest: `docker.io/library/nginx`.
 */
export function keyMatches(registry: string, imageName: string): boolean {
  const normalised = normaliseKey(registry);
  // The kubelet parses the normalised key a second time, which matters for escapes only.
  const key = normalised === undefined ? undefined : parseGoUrl(normalised);
  const image = parseGoUrl(imageName);
  return key !== undefined && image !== undefined && urlsMatch(key, image);
}

function urlsMatch(key: HostAndPath, image: HostAndPath): boolean {
  const pattern = splitHost(key.host);
  const host = splitHost(image.host);
  return pattern.port === host.port && image.path.startsWith(key.path) && labelsMatch(pattern.name.split('.'), host.name.split('.'));
}

/** Whether every label of a host matches the pattern at its place. */
export function labelsMatch(patterns: readonly string[], labels: readonly string[]): boolean {
  return patterns.length === labels.length && patterns.every((pattern, index) => globMatches(pattern, labels[index] ?? ''));
}
