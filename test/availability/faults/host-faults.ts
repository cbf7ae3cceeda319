import { AUTH, BEARER_CHALLENGE, error, hang, INDEX, json, REGISTRY, reset, serve } from './fault-case';
import type { FaultCase } from './fault-case';

const PAGE = { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>please log in</html>' };
const NO_PAGE = { ...PAGE, status: 404, body: '<html>not found</html>' };
const AVAILABLE = { state: 'available', reason: 'present', digest: INDEX.root.digest } as const;

/** What goes wrong before anything is asked of an image: the host itself. */
export const HOST_FAULTS: readonly FaultCase[] = [
  { title: 'a server error that stays', ping: error(500, 'UNKNOWN'), expected: { state: 'registry_unavailable', reason: 'server-error', status: 500 } },
  { title: 'a bad gateway that stays', ping: { status: 502 }, expected: { state: 'registry_unavailable', reason: 'server-error', status: 502 } },
  {
    title: 'a server that is back after three answers of 503', auth: 'open',
    ping: (_seen, count) => (count < 3 ? { status: 503, headers: { 'retry-after': '2' } } : json(200, {})), loginGoesTo: [], expected: AVAILABLE,
  },
  {
    title: 'a server that asks to come back in an hour', ping: { status: 503, headers: { 'retry-after': '3600' } }, requests: 1,
    expected: { state: 'registry_unavailable', reason: 'server-error', status: 503 },
  },
  { title: 'a limit that stays', ping: error(429, 'TOOMANYREQUESTS'), expected: { state: 'rate_limited', reason: 'too-many-requests', exporterState: 'unknown_error' } },
  {
    title: 'a limit for an hour', ping: error(429, 'TOOMANYREQUESTS', 'no', { 'retry-after': '3600' }), requests: 1,
    expected: { state: 'rate_limited', reason: 'too-many-requests', retryAfterSeconds: 3600 },
  },
  { title: 'a host without any registry', ping: NO_PAGE, manifest: NO_PAGE, tags: NO_PAGE, loginGoesTo: [], expected: { state: 'registry_unavailable', reason: 'not-a-registry', status: 404 } },
  { title: 'a login page of the network', ping: PAGE, manifest: PAGE, loginGoesTo: [], expected: { state: 'registry_unavailable', reason: 'not-a-registry' } },
  {
    title: 'a redirect to itself', ping: { status: 302, headers: { location: '/v2/' } }, loginGoesTo: [], expected: { state: 'registry_unavailable', reason: 'redirect-loop' },
  },
  {
    title: 'a redirect to plain HTTP', ping: { status: 301, headers: { location: `http://${REGISTRY}/v2/` } }, loginGoesTo: [],
    expected: { state: 'registry_unavailable', reason: 'redirect-refused' },
  },
  { title: 'a redirect to this machine', ping: { status: 302, headers: { location: 'https://127.0.0.1/v2/' } }, expected: { state: 'registry_unavailable', reason: 'redirect-refused' } },
  { title: 'a redirect to no address', ping: { status: 302, headers: { location: 'https://[' } }, expected: { state: 'registry_unavailable', reason: 'redirect-refused' } },
  { title: 'a redirect to a script', ping: { status: 302, headers: { location: 'javascript:alert(1)' } }, expected: { state: 'registry_unavailable', reason: 'redirect-refused' } },
  {
    title: 'a redirect to a stranger who asks for the login', ping: { status: 307, headers: { location: 'https://evil.test/v2/' } },
    others: { 'evil.test': { status: 401, headers: { 'www-authenticate': 'Basic realm="evil"' } } },
    manifest: error(401, 'UNAUTHORIZED'), loginGoesTo: [], expected: { state: 'authentication_failure', reason: 'no-usable-challenge' },
  },
  { title: 'a host that never answers', ping: hang, impatientWith: '/v2/', connection: { retries: 1 }, expected: { state: 'registry_unavailable', reason: 'timeout' } },
  { title: 'a host that breaks off every connection', ping: reset, expected: { state: 'registry_unavailable', reason: 'connection-reset' } },
  {
    title: 'a host that breaks off two connections', auth: 'open', ping: (_seen, count) => (count < 2 ? reset : json(200, {})), loginGoesTo: [], expected: AVAILABLE,
  },
  { title: 'a host that answers with megabytes at first', auth: 'open', ping: { status: 200, body: Buffer.alloc(5 * 1024 * 1024) }, loginGoesTo: [], expected: AVAILABLE },
  { title: 'a registry that wants no login at first', auth: 'bearer', ping: json(200, {}), manifest: ({ authorization }) => (
    authorization?.startsWith('Bearer ') === true ? serve(INDEX.root) : error(401, 'UNAUTHORIZED', 'no', { 'www-authenticate': BEARER_CHALLENGE })), expected: AVAILABLE },
  {
    title: 'a registry that asks for Negotiate', ping: { status: 401, headers: { 'www-authenticate': 'Negotiate' } },
    manifest: { status: 401, headers: { 'www-authenticate': 'Negotiate YII=, NTLM' } }, loginGoesTo: [],
    expected: { state: 'authentication_failure', reason: 'no-usable-challenge' },
  },
  {
    title: 'a registry that asks for a login without saying how', ping: { status: 401 }, manifest: { status: 401 }, loginGoesTo: [],
    expected: { state: 'authentication_failure', reason: 'no-usable-challenge', status: 401 },
  },
  {
    title: 'a port of HTTPS that is asked in plain HTTP', ping: { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' },
    manifest: { status: 400, body: 'Client sent an HTTP request to an HTTPS server.\n' }, loginGoesTo: [], expected: { state: 'registry_unavailable', reason: 'https-expected' },
  },
  { title: 'a proxy that wants a login of its own', ping: { status: 407 }, manifest: { status: 407 }, loginGoesTo: [], expected: { state: 'registry_unavailable', reason: 'proxy' } },
  { title: 'headers beyond all limits', ping: { status: 200, headers: { 'x-much': 'a'.repeat(40_000) } }, expected: { state: 'registry_unavailable', reason: 'headers-too-large' } },
  {
    title: 'Docker Hub, which lives elsewhere', image: 'docker.io/library/nginx:1.27',
    ping: { status: 401, headers: { 'www-authenticate': 'Bearer realm="https://auth.docker.io/token",service="registry.docker.io"' } },
    others: { 'auth.docker.io': json(200, { token: 'hub-token' }) }, loginGoesTo: ['auth.docker.io'], expected: AVAILABLE,
  },
  { title: 'a good registry', expected: AVAILABLE, loginGoesTo: [AUTH], requests: 3 },
];
