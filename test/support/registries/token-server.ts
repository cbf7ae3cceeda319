import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import type { Certificate } from './certificates';
import { LoopbackServer } from './loopback-server';

/** A user of the token server. */
export interface TokenUser {
  readonly password: string;
  /** What the user may do, by repository: `['pull']`, `['pull', 'push']`. */
  readonly may: Readonly<Record<string, readonly string[]>>;
}

/** How the token server behaves. */
export interface TokenServerOptions {
  readonly service: string;
  readonly issuer: string;
  /** Signs the tokens; the registry trusts its authority. */
  readonly certificate: Certificate;
  readonly users: Readonly<Record<string, TokenUser>>;
  /** What anonymous clients may do, by repository. */
  readonly anonymous?: Readonly<Record<string, readonly string[]>>;
  /** Whether a wrong password gets a token without rights as long as a scope is asked for, as with Harbor. */
  readonly lenient?: boolean;
}

/** A token server like Harbor's: what a login may not do is left out of its token, and a login alone can be proven without a scope. */
export interface TokenServer {
  readonly server: LoopbackServer;
  /** Where registries send clients to. */
  readonly realm: string;
  readonly service: string;
  readonly issuer: string;
  /** A token for the test itself, with every right on a repository. */
  tokenFor(repository: string): string;
}

/** Starts a token server. */
export async function startTokenServer(options: TokenServerOptions): Promise<TokenServer> {
  const { service, issuer, users, anonymous = {}, lenient = false } = options;
  const server = await LoopbackServer.start((_request, response, { path, authorization }) => {
    const { searchParams } = new URL(path, 'http://token-server');
    const scope = /^repository:(.+):([^:]+)$/.exec(searchParams.get('scope') ?? '');
    const [username, password] = loginOf(authorization);
    const user = username === undefined ? undefined : users[username];
    const known = user !== undefined && user.password === password;
    if (username !== undefined && !known && !(lenient && scope !== null)) {
      response.writeHead(401, { 'content-type': 'application/json' }).end('{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}');
      return;
    }
    const may = known ? user.may : username === undefined ? anonymous : {};
    const access = scope === null ? [] : [{
      type: 'repository', name: scope[1], actions: (scope[2] ?? '').split(',').filter((action) => may[scope[1] ?? '']?.includes(action)),
    }];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token: issue(access), expires_in: 300 }));
  });
  const issue = (access: readonly object[]): string => makeToken(options.certificate, {
    iss: issuer, sub: 'test', aud: service, exp: seconds() + 300, nbf: seconds() - 10, iat: seconds(), jti: randomUUID(), access,
  });
  return {
    server,
    realm: `${server.origin}/service/token`,
    service,
    issuer,
    tokenFor: (repository) => issue([{ type: 'repository', name: repository, actions: ['pull', 'push', 'delete'] }]),
  };
}

function loginOf(authorization: string | undefined): [username?: string, password?: string] {
  if (authorization?.startsWith('Basic ') !== true) {
    return [];
  }
  const text = Buffer.from(authorization.slice('Basic '.length), 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)];
}

function makeToken({ certificate, key }: Certificate, claims: object): string {
  const der = certificate.replace(/-----[A-Z ]+-----|\s/g, '');
  const part = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
  const signed = `${part({ typ: 'JWT', alg: 'ES256', x5c: [der] })}.${part(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

function seconds(): number {
  return Math.floor(Date.now() / 1000);
}
