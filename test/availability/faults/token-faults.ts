import { CANARY_PASSWORD } from '../../support/canary';
import { AUTH, BASIC, BEARER_CHALLENGE, entry, error, hang, INDEX, json, REGISTRY, serve, TOKEN } from './fault-case';
import type { FaultCase, Route } from './fault-case';

const AVAILABLE = { state: 'available', reason: 'present', digest: INDEX.root.digest } as const;
const jwt = (actions: readonly string[], name = 'team/app'): string => (
  `e30.${Buffer.from(JSON.stringify({ access: [{ type: 'repository', name, actions }] })).toString('base64url')}.x`);

/** Asks with these headers until the login is sent; then for a manifest the answer is good. */
function challenged(...headers: string[]): { ping: Route; manifest: Route } {
  const locked = error(401, 'UNAUTHORIZED', 'no', { 'www-authenticate': headers });
  return { ping: locked, manifest: ({ authorization }) => (authorization === undefined ? locked : serve(INDEX.root)) };
}

/** A token server that takes the login, and refuses this scope. */
const refusesScope = (status: number, code: string): Route => ({ path }) => (path.includes('scope=') ? error(status, code) : json(200, { token: TOKEN }));
/** A registry that takes the token, and refuses the image. */
const refused = error(401, 'UNAUTHORIZED', 'no', { 'www-authenticate': `${BEARER_CHALLENGE},error="insufficient_scope"` });

/** What goes wrong with the address to send the login to. */
export const REALM_FAULTS: readonly FaultCase[] = [
  {
    title: 'a realm of a stranger', ...challenged('Bearer realm="https://evil.example/token"'), others: { 'evil.example': json(200, { token: TOKEN }) }, loginGoesTo: [],
    expected: { state: 'authentication_failure', reason: 'realm-not-trusted', cause: '"registry.test" wants the login to be sent to "evil.example", which is not known to belong to it' },
  },
  {
    title: 'a realm of a stranger, without a login', credentials: [], ...challenged('Bearer realm="https://evil.example/token"'),
    others: { 'evil.example': json(200, { token: TOKEN }) }, loginGoesTo: [], expected: AVAILABLE,
  },
  {
    title: 'a realm of a stranger whom the user trusts', ...challenged('Bearer realm="https://tokens.example/token"'),
    others: { 'tokens.example': json(200, { token: TOKEN }) }, connection: { trustedTokenHosts: ['tokens.example'] }, loginGoesTo: ['tokens.example'], expected: AVAILABLE,
  },
  { title: 'a realm in plain HTTP', ...challenged(`Bearer realm="http://${AUTH}/token"`), loginGoesTo: [], expected: { state: 'authentication_failure', reason: 'realm-malformed' } },
  {
    title: 'a realm in plain HTTP on a host that was named as such', ...challenged(`Bearer realm="http://${AUTH}/token"`), connection: { plainHttpHosts: [AUTH] }, loginGoesTo: [],
    expected: { state: 'authentication_failure', reason: 'plain-http-login' },
  },
  {
    title: 'a realm in plain HTTP where logins may go over it', ...challenged(`Bearer realm="http://${AUTH}/token"`),
    connection: { plainHttpHosts: [AUTH], allowLoginOverPlainHttp: true }, loginGoesTo: [AUTH], expected: AVAILABLE,
  },
  { title: 'a registry in plain HTTP that asks for Basic', auth: 'basic', connection: { plainHttpHosts: [REGISTRY] }, loginGoesTo: [], expected: { state: 'authentication_failure', reason: 'plain-http-login' } },
  { title: 'a registry in plain HTTP with a realm over TLS', connection: { plainHttpHosts: [REGISTRY] }, loginGoesTo: [], expected: { state: 'authentication_failure', reason: 'plain-http-login' } },
  { title: 'a registry in plain HTTP, without a login', credentials: [], connection: { plainHttpHosts: [REGISTRY] }, expected: AVAILABLE },
  { title: 'a realm on this machine', ...challenged('Bearer realm="https://127.0.0.1:8443/token"'), loginGoesTo: [], expected: { state: 'authentication_failure', reason: 'realm-malformed' } },
  { title: 'a realm without a host', ...challenged('Bearer realm="/token"'), loginGoesTo: [], expected: { state: 'authentication_failure', reason: 'realm-malformed' } },
  { title: 'no realm', ...challenged('Bearer service="x"'), loginGoesTo: [], expected: { state: 'authentication_failure', reason: 'realm-malformed' } },
  { title: 'a realm with a login in it', ...challenged(`Bearer realm="https://a:b@${AUTH}/token"`), loginGoesTo: [], expected: { state: 'authentication_failure', reason: 'realm-malformed' } },
  { title: 'a realm that is a script', ...challenged('Bearer realm="javascript:alert(1)"'), loginGoesTo: [], expected: { state: 'authentication_failure', reason: 'realm-malformed' } },
  { title: 'a stranger as realm, and Basic beside it', ...challenged('Bearer realm="https://evil.example/token",Basic realm="x"'), loginGoesTo: [REGISTRY], expected: AVAILABLE },
  { title: 'two headers with one challenge each', ...challenged('Basic realm="x"', BEARER_CHALLENGE), loginGoesTo: [AUTH], expected: AVAILABLE },
  { title: 'a Basic realm that quotes a Bearer challenge', ...challenged('Basic realm="a, Bearer realm=\\"https://evil.example\\""'), loginGoesTo: [REGISTRY], expected: AVAILABLE },
  { title: 'a Basic realm that looks like an address', ...challenged('Basic realm="https://evil.example/",service="ecr.amazonaws.com"'), loginGoesTo: [REGISTRY], expected: AVAILABLE },
  { title: 'a realm whose quote never ends', ...challenged(`Bearer service="x",realm="https://${AUTH}/token`), loginGoesTo: [AUTH], expected: AVAILABLE },
  { title: 'a realm with a query of its own', ...challenged(`Bearer realm="https://${AUTH}/token?tenant=7"`), token: ({ path }) => (
    path === '/token?tenant=7&scope=repository%3Ateam%2Fapp%3Apull' ? json(200, { token: TOKEN }) : { status: 400 }), loginGoesTo: [AUTH], expected: AVAILABLE },
  { title: 'a scope that is a placeholder', ...challenged(`${BEARER_CHALLENGE},scope="repository:user/image:pull"`), token: ({ path }) => (
    path.endsWith('scope=repository%3Ateam%2Fapp%3Apull') ? json(200, { token: TOKEN }) : { status: 400 }), loginGoesTo: [AUTH], expected: AVAILABLE },
];

/** What goes wrong at the token server, and with its tokens. */
export const TOKEN_FAULTS: readonly FaultCase[] = [
  { title: 'a login that is refused', token: error(401, 'UNAUTHORIZED'), expected: { state: 'authentication_failure', reason: 'login-refused', status: 401 } },
  { title: 'a login that is forbidden', token: error(403, 'DENIED'), expected: { state: 'authentication_failure', reason: 'login-refused', status: 403 } },
  { title: 'a scope that is refused', token: refusesScope(401, 'UNAUTHORIZED'), expected: { state: 'denied_or_absent', reason: 'hidden', exporterState: 'authentication_failure' } },
  { title: 'a scope that is forbidden', token: refusesScope(403, 'DENIED'), expected: { state: 'denied_or_absent', reason: 'hidden', exporterState: 'authorization_failure' } },
  { title: 'a scope that is refused to everybody', credentials: [], token: refusesScope(401, 'UNAUTHORIZED'), expected: { state: 'denied_or_absent', reason: 'hidden' } },
  { title: 'no token for anybody without a login', credentials: [], token: error(401, 'UNAUTHORIZED'), expected: { state: 'authentication_failure', reason: 'login-missing' } },
  { title: 'a token server that is not there', token: error(404, 'NOT_FOUND'), expected: { state: 'unknown_error', reason: 'token-unreadable', status: 404 } },
  { title: 'a token server that does not understand', token: { status: 400 }, expected: { state: 'unknown_error', reason: 'token-unreadable', status: 400 } },
  { title: 'a token server that says nothing', token: { status: 204 }, expected: { state: 'unknown_error', reason: 'token-unreadable', status: 204 } },
  { title: 'a token server with an error', token: { status: 500 }, expected: { state: 'registry_unavailable', reason: 'server-error', status: 500, cause: `"${AUTH}" has an error of its own (HTTP 500), after repeated attempts` } },
  { title: 'a token server with a limit', token: { status: 429, headers: { 'retry-after': '90' } }, expected: { state: 'rate_limited', reason: 'too-many-requests', retryAfterSeconds: 90 } },
  { title: 'a token server that never answers', token: hang, impatientWith: '/token', connection: { retries: 0 }, expected: { state: 'registry_unavailable', reason: 'timeout' } },
  { title: 'a token that is no JSON', token: { status: 200, body: '{"token":' }, expected: { state: 'unknown_error', reason: 'token-unreadable' } },
  { title: 'a reply without a token', token: json(200, { expires_in: 300 }), expected: { state: 'unknown_error', reason: 'token-unreadable' } },
  { title: 'a token with a line break', token: json(200, { token: 'a\r\nx-injected: 1' }), expected: { state: 'unknown_error', reason: 'token-unreadable' } },
  { title: 'a token of megabytes', token: { status: 200, body: Buffer.alloc(2 * 1024 * 1024, 'a') }, expected: { state: 'unknown_error', reason: 'token-unreadable' } },
  { title: 'a token that is compressed', token: { status: 200, headers: { 'content-encoding': 'gzip' }, body: Buffer.alloc(64) }, expected: { state: 'unknown_error', reason: 'token-unreadable' } },
  { title: 'a token under its other name', token: json(200, { access_token: TOKEN }), expected: AVAILABLE },
  { title: 'a token that lived in the past', token: json(200, { token: TOKEN, expires_in: -5 }), expected: AVAILABLE },
  { title: 'a token with a lifetime in words', token: json(200, { token: TOKEN, expires_in: 'long' }), expected: AVAILABLE },
  {
    title: 'a token server that sends the login on to a stranger', token: { status: 307, headers: { location: 'https://evil.example/token' } },
    others: { 'evil.example': json(200, { token: TOKEN }) }, expected: { state: 'registry_unavailable', reason: 'redirect-refused' },
  },
  {
    title: 'a token server that sends anonymous clients on', credentials: [], token: { status: 307, headers: { location: 'https://tokens.example/token' } },
    others: { 'tokens.example': json(200, { token: TOKEN }) }, expected: AVAILABLE,
  },
  {
    title: 'a token that the registry never takes', manifest: error(401, 'UNAUTHORIZED', 'no', { 'www-authenticate': `${BEARER_CHALLENGE},error="invalid_token"` }),
    expected: { state: 'authentication_failure', reason: 'token-refused', status: 401 },
  },
  {
    title: 'a registry that asks for another token each time',
    ping: { status: 401, headers: { 'www-authenticate': BEARER_CHALLENGE } },
    manifest: (_seen, count) => error(401, 'UNAUTHORIZED', 'no', { 'www-authenticate': `Bearer realm="https://${AUTH}/token?n=${count}",service="s${count}"` }),
    tags: (_seen, count) => error(401, 'UNAUTHORIZED', 'no', { 'www-authenticate': `Bearer realm="https://${AUTH}/token?t=${count}",service="s${count}"` }),
    expected: { state: 'denied_or_absent', reason: 'hidden', status: 401 },
  },
  { title: 'a token that does not reach far enough', manifest: refused, expected: { state: 'denied_or_absent', reason: 'hidden', status: 401, exporterState: 'authentication_failure' } },
  {
    title: 'a token that names the right to pull, and no image', token: json(200, { token: jwt(['pull']) }), ping: { status: 401, headers: { 'www-authenticate': BEARER_CHALLENGE } },
    manifest: refused, expected: { state: 'absent', reason: 'manifest-unknown' },
  },
  {
    title: 'a token that names the right to pull something else', token: json(200, { token: jwt(['pull'], 'team/other') }), ping: { status: 401, headers: { 'www-authenticate': BEARER_CHALLENGE } },
    manifest: refused, expected: { state: 'denied_or_absent', reason: 'hidden' },
  },
  {
    title: 'a token without rights', token: json(200, { token: jwt([]) }), ping: { status: 401, headers: { 'www-authenticate': BEARER_CHALLENGE } },
    manifest: refused, expected: { state: 'denied_or_absent', reason: 'hidden' },
  },
  { title: 'tags that can be listed, without this one', manifest: refused, tags: json(200, { tags: ['2', '3'] }), expected: { state: 'absent', reason: 'manifest-unknown' } },
  { title: 'tags that can be listed, with this one', manifest: refused, tags: json(200, { tags: ['1'] }), expected: { state: 'authorization_failure', reason: 'pull-denied' } },
  { title: 'tags that are no list', manifest: refused, tags: json(200, { tags: null }), expected: { state: 'denied_or_absent', reason: 'hidden' } },
  { title: 'a refusal without a challenge, as Harbor has it', manifest: error(401, 'UNAUTHORIZED', 'project not found', { 'www-authenticate': '' }), expected: { state: 'denied_or_absent', reason: 'hidden', said: '"project not found"' } },
  {
    title: 'a wrong password that gets an empty token, as at Harbor', manifest: refused,
    token: ({ path }) => (path.includes('scope=') ? json(200, { token: TOKEN }) : error(401, 'UNAUTHORIZED')), expected: { state: 'authentication_failure', reason: 'login-refused' },
  },
  { title: 'a Basic login that is refused', auth: 'basic', credentials: [entry(REGISTRY, `${CANARY_PASSWORD}, changed`)], expected: { state: 'authentication_failure', reason: 'login-refused' }, loginGoesTo: [REGISTRY] },
  {
    title: 'a Basic login that is taken, and may not see the image', auth: 'basic', ping: ({ authorization }) => (
      authorization === BASIC ? json(200, {}) : { status: 401, headers: { 'www-authenticate': 'Basic realm="x"' } }),
    manifest: error(401, 'UNAUTHORIZED'), expected: { state: 'denied_or_absent', reason: 'hidden' },
  },
  { title: 'no login where Basic is asked for', auth: 'basic', credentials: [], expected: { state: 'authentication_failure', reason: 'login-missing', status: 401 } },
];
