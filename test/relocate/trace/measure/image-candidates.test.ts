import type { JsonObject } from '../../../../src/manifest';
import { findImageCandidates } from '../../../../src/relocate/trace/measure/image-candidates';

const REFERENCES = ['quay.io/acme/team/app:1.4.2', 'nginx:1.27', `ghcr.io/acme/tool@sha256:${'0a'.repeat(32)}`];

function found(values: JsonObject): Record<string, string> {
  return Object.fromEntries(findImageCandidates(REFERENCES, values).map(({ after, before, hasHost, inner, isLikely, path }) => (
    [path, `${before}[${inner}]${after}${hasHost ? ' host' : ''}${isLikely ? '' : ' perhaps'}`]
  )));
}

test('every run of components of a reference', () => {
  expect(found({
    registry: 'quay.io', hub: 'quay.io/acme', image: { repository: 'acme/team/app', name: 'app' }, repo: 'team', full: 'quay.io/acme/team/app', whole: 'quay.io/acme/team/app:1.4.2',
  })).toEqual({
    'registry': '[quay.io] host', 'hub': '[quay.io/acme] host', 'image.repository': '[acme/team/app]', 'image.name': '[app]', 'repo': '[team]',
    'full': '[quay.io/acme/team/app] host', 'whole': '[quay.io/acme/team/app:1.4.2] host',
  });
});

test('Docker Hub and its official images need not be named', () => {
  expect(found({ image: { registry: 'docker.io', repository: 'library/nginx' }, other: 'index.docker.io', proxy: { image: 'nginx:1.27' } })).toEqual({
    'image.registry': '[docker.io] host', 'image.repository': '[library/nginx]', 'other': '[index.docker.io] host', 'proxy.image': '[nginx:1.27]',
  });
});

test('a slash at the end stays outside', () => {
  expect(found({ registry: 'quay.io/' })).toEqual({ registry: '[quay.io]/ host' });
});

test('a name that a template goes on with', () => {
  expect(found({ image: 'quay.io/acme/te' })).toEqual({ image: '[quay.io/acme/te] host' });
});

test('a digest counts as the end of a reference, and so does what stands in front of it', () => {
  expect(found({ tool: `ghcr.io/acme/tool@sha256:${'0a'.repeat(32)}` })).toEqual({ tool: `[ghcr.io/acme/tool@sha256:${'0a'.repeat(32)}] host` });
});

test('a longer text that holds a whole reference once', () => {
  expect(found({ args: ['--image=quay.io/acme/team/app:1.4.2', '--image=quay.io/acme/team/app:1.4.20', '--level=app'] })).toEqual({
    'args[0]': '--image=[quay.io/acme/team/app:1.4.2] host',
  });
  expect(found({ script: 'run nginx:1.27 or nginx:1.27' })).toEqual({});
});

test('a text that may hold a credential is not written into a trace', () => {
  expect(found({ args: ['--image=quay.io/acme/team/app:1.4.2 --token=x', 'https://user@host/?i=quay.io/acme/team/app:1.4.2'] })).toEqual({});
});

test('a single word is likely only where its key, or one beside it, speaks of images', () => {
  expect(found({ nameOverride: 'app', agent: { name: 'app', tag: '1.4.2' }, sidecarImageName: 'nginx' })).toEqual({
    'nameOverride': '[app] perhaps', 'agent.name': '[app]', 'sidecarImageName': '[nginx]',
  });
});

test('keys that begin with an underscore belong to the chart', () => {
  expect(found({ _internal: { registry: 'quay.io' } })).toEqual({ '_internal.registry': '[quay.io] host perhaps' });
});

test('tags, digests, policies and secrets are never marked, unless they hold a whole reference', () => {
  expect(found({ image: { tag: 'app', pullPolicy: 'nginx', digest: 'app', pullSecret: 'app' }, imageAndTag: 'nginx:1.27' })).toEqual({ imageAndTag: '[nginx:1.27]' });
});
