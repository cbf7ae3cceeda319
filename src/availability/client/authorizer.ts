import { basicAuthorization, loginKey } from '../../http';
import type { Login } from '../../http';
import type { Challenge } from '../protocol/challenges';
import { parseTokenReply } from '../protocol/token-reply';
import { mayCarryLogin } from './addresses';
import type { AddressRules } from './addresses';
import { textOf } from './exchange';
import type { Answered, Failed, Task } from './exchange';
import type { Sender } from './sender';
import type { TokenCache } from './token-cache';
import { judgeRealm } from './token-hosts';

/** A request may be sent. */
export interface Authorized {
  /** Tells the outcomes apart. */
  readonly kind: 'authorized';
  /** How. */
  readonly scheme: 'none' | 'basic' | 'bearer';
  /** The header; `undefined` when none is needed. */
  readonly header: string | undefined;
  /**
   * The token in the header.
   *
   * @default - the header holds none
   */
  readonly token?: string;
  /**
   * Whether the token was fetched before, for another request: it may have ended in the meantime.
   *
   * @default false
   */
  readonly reused?: boolean;
}

/** The token server said no. */
export interface TokenRefused {
  /** Tells the outcomes apart. */
  readonly kind: 'token-refused';
  /** What it said. */
  readonly answer: Answered;
}

/** The registry asks in a way that cannot, or must not, be answered. */
export interface Unauthorizable {
  /** Tells the outcomes apart. */
  readonly kind: 'unauthorizable';
  /** Why. */
  readonly reason: 'realm-not-trusted' | 'realm-malformed' | 'plain-http-login' | 'no-usable-challenge' | 'token-unreadable';
  /** Host that the reason is about. */
  readonly host: string;
  /**
   * Host of the token server, where it is not trusted.
   *
   * @default - the reason is not about another host
   */
  readonly otherHost?: string;
}

/** What came of the wish to be authorized. */
export type Authorization = Authorized | TokenRefused | Unauthorizable | Failed;

/** Most bytes of the answer of a token server. */
const MAX_TOKEN_BYTES = 1024 * 1024;
const NOTHING: Authorized = { kind: 'authorized', scheme: 'none', header: undefined };

/** A way to meet one of the challenges. */
type Way =
  | { readonly kind: 'basic' | 'none' }
  | { readonly kind: 'bearer'; readonly url: URL; readonly service: string }
  | Unauthorizable;

/** Answers the challenges of registries, and fetches each token once. */
export class Authorizer {
  readonly #sender: Sender;
  readonly #tokens: TokenCache;
  readonly #rules: AddressRules;
  /** Tokens on their way: who wants the same one waits for it. */
  readonly #pending = new Map<string, Promise<Authorization>>();

  constructor(sender: Sender, tokens: TokenCache, rules: AddressRules) {
    this.#sender = sender;
    this.#tokens = tokens;
    this.#rules = rules;
  }

  /**
   * Meets the first challenge that can be met, Bearer before Basic.
   *
   * @param registry address of the registry.
   * @param challenges what it asks for; empty when it asks for nothing.
   * @param scope what the token is for, or `undefined` for one that only proves the login.
   * @param refused a token that the registry did not take.
   */
  public async authorize(
    registry: URL, challenges: readonly Challenge[], login: Login | undefined, scope: string | undefined, task: Task, refused?: string,
  ): Promise<Authorization> {
    const way = this.#findWay(registry, challenges, login);
    switch (way.kind) {
      case 'unauthorizable':
        return way;
      case 'none':
        return NOTHING;
      case 'basic':
        return login === undefined ? NOTHING : { kind: 'authorized', scheme: 'basic', header: basicAuthorization(login) };
      case 'bearer':
        return this.#token(tokenAddress(way.url, way.service, scope), login, task, refused);
    }
  }

  #findWay(registry: URL, challenges: readonly Challenge[], login: Login | undefined): Way {
    if (challenges.length === 0) {
      return { kind: 'none' };
    }
    const ways = [...challenges.filter(({ scheme }) => scheme === 'bearer'), ...challenges.filter(({ scheme }) => scheme === 'basic')]
      .map((challenge) => this.#wayOf(registry, challenge, login));
    return ways.find(({ kind }) => kind !== 'unauthorizable') ?? ways[0] ?? { kind: 'unauthorizable', reason: 'no-usable-challenge', host: registry.host };
  }

  #wayOf(registry: URL, { scheme, parameters }: Challenge, login: Login | undefined): Way {
    const refuse = (reason: Unauthorizable['reason'], otherHost?: string): Unauthorizable => (
      { kind: 'unauthorizable', reason, host: registry.host, ...(otherHost !== undefined && { otherHost }) });
    if (scheme === 'basic') {
      return login === undefined ? { kind: 'none' } : mayCarryLogin(registry, this.#rules) ? { kind: 'basic' } : refuse('plain-http-login');
    }
    const verdict = judgeRealm(parameters.get('realm') ?? '', registry, this.#rules);
    if (verdict.kind === 'unusable') {
      return refuse('realm-malformed');
    }
    if (login !== undefined && verdict.kind === 'foreign') {
      return refuse('realm-not-trusted', verdict.url.host);
    }
    // A registry on plain HTTP can be imitated, and the imitation can name any token server over TLS.
    if (login !== undefined && !(mayCarryLogin(verdict.url, this.#rules) && mayCarryLogin(registry, this.#rules))) {
      return refuse('plain-http-login');
    }
    return { kind: 'bearer', url: verdict.url, service: parameters.get('service') ?? '' };
  }

  #token(url: URL, login: Login | undefined, task: Task, refused: string | undefined): Promise<Authorization> {
    const key = `${loginKey(login)} ${url.href}`;
    if (refused !== undefined) {
      this.#tokens.forget(key, refused);
    }
    const cached = this.#tokens.get(key);
    if (cached !== undefined) {
      return Promise.resolve({ ...bearer(cached), reused: true });
    }
    const pending = this.#pending.get(key);
    if (pending !== undefined) {
      return pending;
    }
    const fetched = this.#fetchToken(key, url, login, task).finally(() => this.#pending.delete(key));
    this.#pending.set(key, fetched);
    return fetched;
  }

  async #fetchToken(key: string, url: URL, login: Login | undefined, task: Task): Promise<Authorization> {
    const exchange = await this.#sender.ask({
      method: 'GET',
      url,
      accept: 'application/json',
      authorization: login === undefined ? undefined : basicAuthorization(login),
      maxBytes: MAX_TOKEN_BYTES,
      stayHome: login !== undefined,
    }, task);
    if (exchange.kind === 'failed') {
      return exchange.problem === 'body-too-large' ? { kind: 'unauthorizable', reason: 'token-unreadable', host: url.host } : exchange;
    }
    if (exchange.status !== 200) {
      return { kind: 'token-refused', answer: exchange };
    }
    const reply = parseTokenReply(textOf(exchange));
    if (reply === undefined) {
      return { kind: 'unauthorizable', reason: 'token-unreadable', host: url.host };
    }
    this.#tokens.set(key, reply.token, reply.lifetimeSeconds);
    return bearer(reply.token);
  }
}

function bearer(token: string): Authorized {
  return { kind: 'authorized', scheme: 'bearer', header: `Bearer ${token}`, token };
}

/** The realm may have a query of its own, which stays. */
function tokenAddress(realm: URL, service: string, scope: string | undefined): URL {
  const url = new URL(realm);
  url.hash = '';
  if (service !== '') {
    url.searchParams.set('service', service);
  }
  if (scope !== undefined) {
    url.searchParams.set('scope', scope);
  }
  return url;
}
