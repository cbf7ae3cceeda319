import type { ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { Registry } from '../../../src/registry';
import { CANARY_PASSWORD } from '../../support/canary';
import { content, makeTestImage } from '../../support/registries/test-image';
import { BASIC, CONFIG, entry, error, hang, INDEX, json, REGISTRY, serve, SINGLE } from './fault-case';
import type { FaultCase, Reply } from './fault-case';

const AVAILABLE = { state: 'available', reason: 'present', digest: INDEX.root.digest } as const;
const { bytes, digest, mediaType } = INDEX.root;
const TYPE = { 'content-type': mediaType };
const CANARY_HOST = `${CANARY_PASSWORD.toLowerCase()}.evil.example`;
const ECR = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const ecr = (message: string): FaultCase['manifest'] => error(403, 'DENIED', message);
const at = (location: string): Reply => ({ status: 307, headers: { location } });
const OTHER = makeTestImage({ platforms: ['linux/amd64'], seed: 'other' });

/** Statuses that say something of the image, or nothing. */
export const STATUS_FAULTS: readonly FaultCase[] = [
  { title: '404 with MANIFEST_UNKNOWN', manifest: error(404, 'MANIFEST_UNKNOWN'), expected: { state: 'absent', reason: 'manifest-unknown', exporterState: 'absent', status: 404, errorCodes: ['MANIFEST_UNKNOWN'] } },
  { title: '404 with NAME_UNKNOWN', manifest: error(404, 'NAME_UNKNOWN'), expected: { state: 'absent', reason: 'repository-unknown' } },
  { title: '404 with NOT_FOUND, as Harbor has it', manifest: error(404, 'NOT_FOUND', 'artifact team/app:1 not found'), expected: { state: 'absent', reason: 'manifest-unknown' } },
  { title: '404 with NAME_INVALID', manifest: error(404, 'NAME_INVALID'), expected: { state: 'bad_image_format', reason: 'name-refused' } },
  {
    title: '404 of a router', manifest: { status: 404, body: '404 page not found\n' }, tags: { status: 404, body: '404 page not found\n' },
    expected: { state: 'bad_image_format', reason: 'name-refused', status: 404, errorCodes: [], said: '"404 page not found"' },
  },
  { title: '404 of a page, and tags that can be listed', manifest: { status: 404, body: '<html>' }, tags: json(200, { tags: [] }), expected: { state: 'absent', reason: 'manifest-unknown' } },
  { title: '404 with NAME_UNKNOWN of a GitLab, which hides projects so', image: 'registry.gitlab.com/team/app:1', auth: 'open', manifest: error(404, 'NAME_UNKNOWN'), loginGoesTo: [], expected: { state: 'denied_or_absent', reason: 'hidden' } },
  {
    title: '404 of a GitLab of one’s own', auth: 'open', registries: [Registry.gitlab({ host: REGISTRY, project: 'team/app' })], manifest: error(404, 'NAME_UNKNOWN'), loginGoesTo: [],
    expected: { state: 'denied_or_absent', reason: 'hidden' },
  },
  { title: '400 with NAME_INVALID', manifest: error(400, 'NAME_INVALID'), expected: { state: 'bad_image_format', reason: 'name-refused', exporterState: 'bad_image_format' } },
  { title: '400 with a name that Harbor refuses', manifest: error(400, 'BAD_REQUEST', 'invalid repository name: app'), expected: { state: 'bad_image_format', reason: 'name-refused' } },
  { title: '400 without a reason', manifest: { status: 400 }, expected: { state: 'unknown_error', reason: 'unexpected-status', status: 400 } },
  { title: '403 with DENIED', manifest: error(403, 'DENIED'), expected: { state: 'authorization_failure', reason: 'pull-denied', exporterState: 'authorization_failure', status: 403 } },
  { title: '403 without a login', credentials: [], auth: 'open', manifest: error(403, 'DENIED'), expected: { state: 'denied_or_absent', reason: 'hidden', exporterState: 'authorization_failure' } },
  { title: '403 with TOOMANYREQUESTS', manifest: error(403, 'TOOMANYREQUESTS'), expected: { state: 'rate_limited', reason: 'too-many-requests' } },
  { title: '403 of GitHub, which hides packages so', image: 'ghcr.io/team/app:1', auth: 'basic', manifest: error(403, 'DENIED'), loginGoesTo: ['ghcr.io'], expected: { state: 'denied_or_absent', reason: 'hidden' } },
  {
    title: '403 of Google', image: 'europe-docker.pkg.dev/project/repo/app:1', auth: 'basic', manifest: error(403, 'DENIED', 'Permission denied on resource (or it may not exist)'),
    loginGoesTo: ['europe-docker.pkg.dev'], expected: { state: 'denied_or_absent', reason: 'hidden', said: '"Permission denied on resource (or it may not exist)"' },
  },
  { title: '403 of Artifactory, and tags that can be listed', image: 'acme.jfrog.io/docker/app:1', auth: 'basic', manifest: error(403, 'DENIED'), tags: json(200, { tags: ['2'] }), loginGoesTo: ['acme.jfrog.io'], expected: { state: 'absent', reason: 'manifest-unknown' } },
  {
    title: '403 of Amazon ECR for a token that has expired', image: `${ECR}/team/app:1`, auth: 'basic', loginGoesTo: [ECR],
    manifest: ecr('Your authorization token has expired. Reauthenticate and try again.'), expected: { state: 'authentication_failure', reason: 'login-expired', status: 403 },
  },
  {
    title: '403 of Amazon ECR for a role without the right', image: `${ECR}/team/app:1`, auth: 'basic', loginGoesTo: [ECR],
    manifest: ecr('User is not authorized to perform: ecr:BatchGetImage'), expected: { state: 'authorization_failure', reason: 'pull-denied', said: '"User is not authorized to perform: ecr:BatchGetImage"' },
  },
  { title: '403 of Amazon ECR for everything', image: `${ECR}/team/app:1`, auth: 'basic', loginGoesTo: [ECR], credentials: [entry(ECR, `old ${CANARY_PASSWORD}`, 'AWS')], expected: { state: 'authentication_failure', reason: 'login-expired' } },
  { title: '412 of a policy', manifest: error(412, 'PROJECTPOLICYVIOLATION', 'current image without vulnerability scanning'), expected: { state: 'authorization_failure', reason: 'policy-block', exporterState: 'unknown_error', errorCodes: ['PROJECTPOLICYVIOLATION'] } },
  { title: '429 that stays', manifest: error(429, 'TOOMANYREQUESTS'), expected: { state: 'rate_limited', reason: 'too-many-requests' } },
  { title: '429 until tomorrow', manifest: { status: 429, headers: { 'retry-after': new Date(Date.UTC(2030, 0, 2)).toUTCString() } }, expected: { state: 'rate_limited', reason: 'too-many-requests', retryAfterSeconds: 86400 } },
  { title: '429 once', manifest: (_seen, count) => (count === 0 ? { status: 429, headers: { 'retry-after': '1' } } : serve(INDEX.root)), expected: AVAILABLE },
  { title: '500 that stays', manifest: error(500, 'UNKNOWN'), expected: { state: 'registry_unavailable', reason: 'server-error', status: 500 } },
  { title: '503 twice', manifest: (_seen, count) => (count < 2 ? { status: 503 } : serve(INDEX.root)), expected: AVAILABLE },
  { title: '504 that stays', manifest: { status: 504 }, expected: { state: 'registry_unavailable', reason: 'server-error', status: 504 } },
  { title: '501 for HEAD', manifest: ({ method }) => (method === 'HEAD' ? { status: 501 } : serve(INDEX.root)), expected: AVAILABLE },
  { title: '405 for HEAD', manifest: ({ method }) => (method === 'HEAD' ? { status: 405 } : serve(INDEX.root)), expected: AVAILABLE },
  { title: '404 for HEAD only', manifest: ({ method }) => (method === 'HEAD' ? { status: 404 } : serve(INDEX.root)), expected: AVAILABLE },
  { title: '405 for everything', manifest: { status: 405 }, expected: { state: 'unknown_error', reason: 'unexpected-status', status: 405 } },
  { title: '406', manifest: { status: 406 }, expected: { state: 'unknown_error', reason: 'unexpected-status', status: 406 } },
  { title: '204', manifest: { status: 204 }, expected: { state: 'unknown_error', reason: 'unexpected-status', status: 204 } },
  { title: '206', manifest: { status: 206, headers: TYPE, body: bytes.subarray(0, 10) }, expected: { state: 'unknown_error', reason: 'unexpected-status', status: 206 } },
  { title: '302 that leads nowhere', manifest: { status: 302 }, expected: { state: 'unknown_error', reason: 'unexpected-status', status: 302 } },
  { title: '451', manifest: { status: 451 }, expected: { state: 'unknown_error', reason: 'unexpected-status', status: 451 } },
];

/** Documents that are not what they should be. */
export const DOCUMENT_FAULTS: readonly FaultCase[] = [
  { title: 'no digest in the headers', manifest: { status: 200, headers: TYPE, body: bytes }, expected: AVAILABLE },
  { title: 'a digest that is none', manifest: serve(INDEX.root, { 'docker-content-digest': 'sha256:short' }), expected: AVAILABLE },
  { title: 'a manifest as plain text', manifest: serve(INDEX.root, { 'content-type': 'text/plain' }), expected: AVAILABLE },
  { title: 'a page in place of a manifest', manifest: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>' }, expected: { state: 'registry_unavailable', reason: 'not-a-registry' } },
  { title: 'a manifest that is no JSON', manifest: { status: 200, headers: TYPE, body: '{"schemaVersion":2' }, expected: { state: 'unknown_error', reason: 'manifest-unreadable' } },
  { title: 'a manifest that is a list', manifest: { status: 200, headers: TYPE, body: '[]' }, expected: { state: 'unknown_error', reason: 'manifest-unreadable' } },
  { title: 'a manifest without content', manifest: { status: 200, headers: TYPE }, expected: { state: 'unknown_error', reason: 'manifest-unreadable' } },
  {
    title: 'a manifest of 2014', manifest: json(200, { schemaVersion: 1, name: 'team/app' }, { 'content-type': 'application/vnd.docker.distribution.manifest.v1+prettyjws' }),
    expected: { state: 'unknown_error', reason: 'manifest-type' },
  },
  { title: 'a manifest of more than 4 MiB', manifest: { status: 200, headers: TYPE, body: Buffer.alloc(4 * 1024 * 1024 + 1, ' ') }, expected: { state: 'unknown_error', reason: 'body-too-large' } },
  {
    title: 'a manifest that never ends', manifest: { act: (response) => {
      response.writeHead(200, TYPE);
      // Without a body to send, nothing would hold the source back.
      pipeline(response.req.method === 'HEAD' ? Readable.from([]) : Readable.from(endless()), response, () => undefined);
    } }, expected: { state: 'unknown_error', reason: 'body-too-large' },
  },
  {
    title: 'a manifest that breaks off', manifest: { act: (response) => {
      response.writeHead(200, { ...TYPE, 'content-length': bytes.length });
      breakOff(response);
    } }, expected: { state: 'registry_unavailable', reason: 'truncated' },
  },
  {
    title: 'a manifest without a length that breaks off', manifest: { act: (response) => {
      response.writeHead(200, TYPE);
      breakOff(response);
    } }, expected: { state: 'registry_unavailable', reason: 'truncated' },
  },
  {
    title: 'a manifest that comes drop by drop', impatientWith: '/manifests/', connection: { retries: 0 }, manifest: { act: (response) => {
      response.writeHead(200, TYPE);
      const timer = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(timer));
    } }, expected: { state: 'registry_unavailable', reason: 'timeout' },
  },
  { title: 'a manifest that never comes', manifest: hang, impatientWith: '/manifests/', connection: { retries: 1 }, expected: { state: 'registry_unavailable', reason: 'timeout' } },
  { title: 'a gzip bomb', manifest: { status: 200, headers: { ...TYPE, 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(32 * 1024 * 1024)) }, expected: { state: 'unknown_error', reason: 'manifest-unreadable' } },
  {
    title: 'other content than the digest says', platforms: ['linux/amd64'], manifest: serve(INDEX.root, { 'docker-content-digest': OTHER.root.digest }),
    expected: { state: 'digest_mismatch', reason: 'content-differs', expectedDigest: OTHER.root.digest, foundDigest: digest, exporterState: 'unknown_error' },
  },
  {
    title: 'other content than was asked for by digest', image: `${REGISTRY}/team/app@${digest}`, manifest: serve(OTHER.root),
    expected: { state: 'digest_mismatch', reason: 'content-differs', expectedDigest: digest, foundDigest: OTHER.root.digest },
  },
  {
    title: 'other content under the right digest', image: `${REGISTRY}/team/app@${digest}`, platforms: ['linux/amd64'], manifest: serve(OTHER.root, { 'docker-content-digest': digest }),
    expected: { state: 'digest_mismatch', reason: 'content-differs', expectedDigest: digest, foundDigest: OTHER.root.digest },
  },
  { title: 'another image than expected', digest: OTHER.root.digest, expected: { state: 'digest_mismatch', reason: 'digest-differs', expectedDigest: OTHER.root.digest, foundDigest: digest } },
  { title: 'an index without images', platforms: ['linux/amd64'], manifest: json(200, { schemaVersion: 2, manifests: 'none' }, TYPE), expected: { state: 'wrong_platform', reason: 'platform-missing', platforms: [] } },
  { title: 'an index of nonsense', platforms: ['linux/amd64'], manifest: json(200, { schemaVersion: 2, manifests: [1, {}, { digest: 7 }, { digest: '../../x' }] }, TYPE), expected: { state: 'wrong_platform', reason: 'platform-missing', platforms: [] } },
  {
    title: 'a chart', platforms: ['linux/amd64'], manifest: json(200, { schemaVersion: 2, config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', digest }, layers: [] }, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }),
    expected: { state: 'wrong_platform', reason: 'not-an-image', missingPlatforms: ['linux/amd64'] },
  },
];

/** What goes wrong on the way to somewhere else, and with what a server makes of the login. */
export const ELSEWHERE_FAULTS: readonly FaultCase[] = [
  { title: 'a manifest that is elsewhere', manifest: at('https://storage.example/m'), others: { 'storage.example': serve(INDEX.root) }, expected: AVAILABLE },
  {
    title: 'a manifest that is with a stranger who asks for the login', manifest: at('https://evil.example/m'),
    others: { 'evil.example': { status: 401, headers: { 'www-authenticate': 'Basic realm="evil"' } } },
    expected: { state: 'authentication_failure', reason: 'redirect-login', cause: '"registry.test" sends clients to "evil.example", which asks for a login of its own (HTTP 401)' },
  },
  { title: 'a stranger with a realm', manifest: at('https://evil.example/m'), others: { 'evil.example': { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://evil.example/t"' } } }, expected: { state: 'authentication_failure', reason: 'redirect-login' } },
  { title: 'a stranger without a manifest', manifest: at('https://storage.example/m'), others: { 'storage.example': { status: 404 } }, expected: { state: 'unknown_error', reason: 'unexpected-status', status: 404 } },
  {
    title: 'a detour over a stranger', manifest: ({ authorization }) => (authorization === undefined ? error(401, 'UNAUTHORIZED') : at('https://evil.example/m')),
    others: { 'evil.example': at(`https://${REGISTRY}/v2/team/app/manifests/1`) }, expected: { state: 'authentication_failure', reason: 'redirect-login' },
  },
  { title: 'a circle of two', manifest: at('https://storage.example/m'), others: { 'storage.example': at('https://storage.example/m') }, expected: { state: 'registry_unavailable', reason: 'redirect-loop' } },
  { title: 'a manifest over plain HTTP', manifest: at('http://storage.example/m'), expected: { state: 'registry_unavailable', reason: 'redirect-refused' } },
  { title: 'a manifest on this machine', manifest: at('https://localhost/m'), expected: { state: 'registry_unavailable', reason: 'redirect-refused' } },
  { title: 'a manifest behind a login in the address', manifest: at('https://a:b@storage.example/m'), expected: { state: 'registry_unavailable', reason: 'redirect-refused' } },
  {
    title: 'a configuration in the storage of somebody else', platforms: ['linux/amd64'], manifest: serve(SINGLE.root), blob: at('https://storage.example/config?signature=1'),
    others: { 'storage.example': { status: 200, body: CONFIG.bytes } }, expected: { state: 'available', reason: 'present', platforms: ['linux/amd64'] },
  },
  { title: 'a storage that refuses', platforms: ['linux/amd64'], manifest: serve(SINGLE.root), blob: at('https://storage.example/c'), others: { 'storage.example': { status: 403 } }, expected: { state: 'unknown_error', reason: 'config-unreadable', status: 403 } },
  { title: 'a storage that never answers', platforms: ['linux/amd64'], manifest: serve(SINGLE.root), blob: at('https://storage.example/c'), others: { 'storage.example': hang }, impatientWith: 'storage.example', connection: { retries: 0 }, expected: { state: 'registry_unavailable', reason: 'timeout' } },
  { title: 'a configuration that is missing', platforms: ['linux/amd64'], manifest: serve(SINGLE.root), blob: error(404, 'BLOB_UNKNOWN'), expected: { state: 'absent', reason: 'config-absent', status: 404 } },
  { title: 'a configuration with other content', platforms: ['linux/amd64'], manifest: serve(SINGLE.root), blob: json(200, { os: 'linux', architecture: 'amd64' }), expected: { state: 'unknown_error', reason: 'config-unreadable' } },
  { title: 'a configuration of megabytes', platforms: ['linux/amd64'], manifest: serve(SINGLE.root), blob: { status: 200, body: Buffer.alloc(5 * 1024 * 1024) }, expected: { state: 'unknown_error', reason: 'config-unreadable' } },
  {
    title: 'a configuration whose digest is a path', platforms: ['linux/amd64'], expected: { state: 'unknown_error', reason: 'manifest-unreadable' },
    manifest: json(200, { schemaVersion: 2, config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: '../../../secrets' } }, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }),
  },
  {
    title: 'a configuration without a platform', platforms: ['linux/amd64'], ...withConfig({ architecture: '' }),
    expected: { state: 'wrong_platform', reason: 'platform-missing', platforms: [] },
  },
  { title: 'a server that says the login', auth: 'basic', manifest: ({ authorization }) => error(403, 'DENIED', `no ${authorization ?? ''} for you`), expected: { state: 'authorization_failure', reason: 'pull-denied', said: undefined } },
  { title: 'a server that says the token', manifest: ({ authorization }) => error(403, 'DENIED', `no ${authorization ?? ''}`), expected: { state: 'authorization_failure', reason: 'pull-denied', said: undefined } },
  { title: 'a server that says the password', auth: 'basic', manifest: error(403, 'DENIED', `wrong: ${CANARY_PASSWORD.slice(3, 15)}`), expected: { state: 'authorization_failure', reason: 'pull-denied', said: undefined } },
  { title: 'a server that makes a code of the password', auth: 'basic', manifest: error(403, CANARY_PASSWORD), expected: { state: 'authorization_failure', reason: 'pull-denied', errorCodes: [] } },
  { title: 'a server that makes a host of the password', auth: 'basic', manifest: at(`http://${CANARY_PASSWORD}.evil.example/`), expected: { state: 'registry_unavailable', reason: 'redirect-refused' } },
  { title: 'a server that sends clients to a host of the password', auth: 'basic', manifest: at(`https://${CANARY_HOST}/`), others: { [CANARY_HOST]: serve(INDEX.root) }, expected: AVAILABLE },
  { title: 'a host of the password that fails', auth: 'basic', manifest: at(`https://${CANARY_HOST}/`), others: { [CANARY_HOST]: { status: 500 } }, expected: { state: 'registry_unavailable', reason: 'server-error' } },
  {
    title: 'a server that makes a type of the login', auth: 'basic', expected: { state: 'unknown_error', reason: 'manifest-type' },
    manifest: json(200, { mediaType: BASIC }, { 'content-type': 'application/json' }),
  },
  {
    title: 'a server that makes a platform of the password', auth: 'basic', platforms: ['linux/amd64'],
    manifest: json(200, { schemaVersion: 2, manifests: [{ digest, platform: { os: 'linux', architecture: CANARY_PASSWORD } }] }, TYPE), expected: { state: 'wrong_platform', reason: 'platform-missing', platforms: [] },
  },
  { title: 'a digest of 32 digits', manifest: error(404, 'DIGEST_INVALID'), image: `${REGISTRY}/team/app@x:${'a'.repeat(32)}`, expected: { state: 'bad_image_format', reason: 'name-refused' } },
];

function withConfig(configuration: object): Pick<FaultCase, 'manifest' | 'blob'> {
  const config = content(Buffer.from(JSON.stringify(configuration)), CONFIG.mediaType);
  return {
    manifest: json(200, { schemaVersion: 2, config: { mediaType: config.mediaType, digest: config.digest } }, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }),
    blob: { status: 200, body: config.bytes },
  };
}

/** Breaks off in the middle of the body; HEAD has none. */
function breakOff(response: ServerResponse): void {
  if (response.req.method === 'HEAD') {
    response.end();
  } else {
    response.write(bytes.subarray(0, 10), () => response.socket?.destroy());
  }
}

function* endless(): Generator<Buffer> {
  const chunk = Buffer.alloc(256 * 1024, ' ');
  for (;;) {
    yield chunk;
  }
}
