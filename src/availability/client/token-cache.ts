import type { IClock } from '../../http';

/** A token that was fetched, and until when it is good. */
interface CachedToken {
  readonly token: string;
  readonly goodUntil: number;
}

/** Tokens are some kilobytes each; a check goes through the repositories one after the other. */
const MAX_TOKENS = 1000;
/** A token is not used in its last seconds: it has to arrive before it ends. */
const MARGIN_MS = 5000;

/** Tokens by what they are for: token server, service, scope and login. The oldest goes when there are too many. */
export class TokenCache {
  readonly #clock: IClock;
  readonly #tokens = new Map<string, CachedToken>();

  constructor(clock: IClock) {
    this.#clock = clock;
  }

  /** A token that is still good. */
  public get(key: string): string | undefined {
    const cached = this.#tokens.get(key);
    if (cached !== undefined && cached.goodUntil <= this.#clock.now()) {
      this.#tokens.delete(key);
      return undefined;
    }
    return cached?.token;
  }

  /** Keeps a token. */
  public set(key: string, token: string, lifetimeSeconds: number): void {
    this.#tokens.delete(key);
    const oldest = this.#tokens.size < MAX_TOKENS ? undefined : this.#tokens.keys().next().value;
    if (oldest !== undefined) {
      this.#tokens.delete(oldest);
    }
    this.#tokens.set(key, { token, goodUntil: this.#clock.now() + lifetimeSeconds * 1000 - MARGIN_MS });
  }

  /** Forgets a token that was refused, unless a newer one has come in the meantime. */
  public forget(key: string, token: string): void {
    if (this.#tokens.get(key)?.token === token) {
      this.#tokens.delete(key);
    }
  }
}
