import { isJsonObject } from '../../manifest';
import type { Json } from '../../manifest';
import { parseJson } from './error-body';

/** A token, and how long it may be used. */
export interface TokenReply {
  /** The token, as it goes into the header. */
  readonly token: string;
  /** Seconds from the moment it was issued. */
  readonly lifetimeSeconds: number;
}

/** Lifetime of a token whose reply does not say it, and the shortest that clients reckon with. */
const DEFAULT_LIFETIME_SECONDS = 60;
const LONGEST_LIFETIME_SECONDS = 3600;
/** Anything longer no server takes in a header. */
const MAX_TOKEN_LENGTH = 64 * 1024;
/** Printable ASCII without spaces: what can stand in a header. */
const HEADER_SAFE = /^[\x21-\x7e]+$/;

/**
 * Reads the reply of a token server.
 *
 * @returns `undefined` when it holds no token that can be sent.
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
export function parseTokenReply(text: string): TokenReply | undefined {
  const reply = parseJson(text);
  if (!isJsonObject(reply)) {
    return undefined;
  }
  const token = [reply.token, reply.access_token].find((value) => typeof value === 'string' && value !== '');
  if (typeof token !== 'string' || token.length > MAX_TOKEN_LENGTH || !HEADER_SAFE.test(token)) {
    return undefined;
  }
  return { token, lifetimeSeconds: lifetimeOf(reply.expires_in) };
}

function lifetimeOf(expiresIn: Json | undefined): number {
  const seconds = typeof expiresIn === 'number' && Number.isFinite(expiresIn) ? expiresIn : DEFAULT_LIFETIME_SECONDS;
  return Math.min(Math.max(seconds, DEFAULT_LIFETIME_SECONDS), LONGEST_LIFETIME_SECONDS);
}

/**
 * Whether a token names the right to pull from a repository.
 *
 * Harbor, Docker Hub, GitLab and Azure hand out JWTs with an `access` list and leave out what the login may not do. Others
 * hand out opaque tokens, which prove nothing. The signature is not checked: whoever could forge it could answer in any way.
 *
 * @see https://distribution.github.io/distribution/spec/auth/jwt/
 */
export function provesPull(token: string, repository: string): boolean {
  const payload = token.split('.')[1];
  const claims = payload === undefined ? undefined : parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  const access = isJsonObject(claims) && Array.isArray(claims.access) ? claims.access : [];
  return access.filter(isJsonObject).some(({ type, name, actions }) => type === 'repository' && name === repository
    && Array.isArray(actions) && actions.some((action) => action === 'pull' || action === '*'));
}
