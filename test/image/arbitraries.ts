import * as fc from 'fast-check';
import type { ImageReference } from '../../src/image';

const alphanumeric = fc.stringMatching(/^[a-z0-9]{1,6}$/);
const separator = fc.constantFrom('.', '_', '__', '-', '--', '---');
const component = fc.tuple(alphanumeric, fc.array(fc.tuple(separator, alphanumeric), { maxLength: 2 }))
  .map(([first, more]) => first + more.flat().join(''));

/** Repository paths of one to four components. */
export const repositories: fc.Arbitrary<string> = fc.array(component, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));

/** Hosts that are read as hosts: with a dot, a port, an upper-case letter, brackets, or `localhost`. */
export const hosts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('localhost', 'quay.io', 'ghcr.io', 'docker.io', 'registry.k8s.io', '[::1]', '[2001:db8::1]:5000', 'UPPER', 'registry-1.docker.io'),
  fc.tuple(fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,5}[a-z0-9])?(?:\.[a-z0-9]{1,4}){1,3}$/), fc.option(fc.nat(65535), { nil: undefined }))
    .map(([name, port]) => port === undefined ? name : `${name}:${port}`),
);

const tags = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/);
const digests = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`),
  fc.stringMatching(/^[0-9a-f]{128}$/).map((hex) => `sha512:${hex}`),
  fc.stringMatching(/^[0-9a-fA-F]{32,40}$/).map((hex) => `other+algo:${hex}`),
);

/** References as {@link parseReference} gives them: normalised. */
export const references: fc.Arbitrary<ImageReference> = fc.record({
  registry: hosts.map((host) => host === 'index.docker.io' ? 'docker.io' : host),
  repository: repositories,
  tag: fc.option(tags, { nil: undefined }),
  digest: fc.option(digests, { nil: undefined }),
}).map(({ registry, repository, tag, digest }) => ({
  registry,
  repository: registry === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository,
  ...(tag === undefined ? {} : { tag }),
  ...(digest === undefined ? {} : { digest }),
}));

/** Texts that are nearly references: valid ones with characters changed, put in or left out. */
export const nearlyReferences: fc.Arbitrary<string> = fc.tuple(
  fc.array(fc.constantFrom(
    'a', 'Z', '0', '.', '..', '-', '_', '__', '/', ':', '@', '[', ']', '[::1]', 'localhost', 'docker.io/', 'index.docker.io/', 'quay.io', ':5000',
    'sha256:', '@sha256:' + 'a'.repeat(64), '@md5:' + 'f'.repeat(32), 'f'.repeat(64), ' ', '\n', '://', '{{', '}}', '$', '<x>', '%', 'ü', '\u0000',
  ), { maxLength: 8 }),
).map(([parts]) => parts.join(''));
