import { checkConnectionOptions, loginKey, SYSTEM_CLOCK, UndiciTransport } from '../../http';
import type { ConnectionOptions, IClock, IRegistryTransport, Login } from '../../http';
import type { Challenge } from '../protocol/challenges';
import { MANIFEST_ACCEPT } from '../protocol/media-types';
import { registryBase } from './addresses';
import type { AddressRules } from './addresses';
import { Authorizer } from './authorizer';
import type { Authorization, Authorized, TokenRefused, Unauthorizable } from './authorizer';
import type { Answered, Exchange, Failed, Task } from './exchange';
import { challengeError, challengesOf, isDenial, looksLikeRegistry, sameChallenges } from './host-answer';
import { Sender } from './sender';
import { TokenCache } from './token-cache';

/** What the client does its work with; tests stand in. */
export interface RegistryClientIo {
  /**
   * The network.
   *
   * @default - undici, with the options of the client
   */
  readonly transport?: IRegistryTransport;
  /**
   * Time and chance.
   *
   * @default - the real ones
   */
  readonly clock?: IClock;
}

/** Where a request goes, and for whom. */
export interface Place {
  /** Host as references name it. */
  readonly registry: string;
  /** Path after the host. */
  readonly repository: string;
  /** Who asks; `undefined` is an anonymous client. */
  readonly login: Login | undefined;
}

/** A response of a registry, and how the request was authorized. */
export interface RegistryAnswer {
  /** Tells the outcomes apart. */
  readonly kind: 'answer';
  /** The response. */
  readonly answer: Answered;
  /** How the request was authorized. */
  readonly authorized: Authorized;
}

/** What came of a request to a registry. */
export type RegistryReply = RegistryAnswer | TokenRefused | Unauthorizable | Failed;

/** What is known of a host from `GET /v2/`. */
export interface RegistryHost {
  /** The address that requests go to. */
  readonly base: URL;
  /** How it answered; hosts that cannot be reached answer no other question either. */
  readonly exchange: Exchange;
  /** Whether it behaved like a registry. */
  readonly isRegistry: boolean;
}

/** Registries refuse larger manifests: https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-manifests */
const MAX_MANIFEST_BYTES = 4 * 1024 * 1024;
const MAX_TAGS_BYTES = 4 * 1024 * 1024;
/** How long a host that could not be reached is left alone. */
const FAILURE_MEMORY_MS = 30_000;

/**
 * Reads from registries that speak the distribution protocol.
 *
 * It learns once per host how to log in, keeps tokens while they are good, and never sends a login anywhere but to the registry
 * and the token server that belongs to it. Nothing it returns holds a password; tokens are in {@link Authorized} only.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
export class RegistryClient {
  readonly #clock: IClock;
  readonly #transport: IRegistryTransport;
  readonly #sender: Sender;
  readonly #authorizer: Authorizer;
  readonly #rules: AddressRules;
  readonly #hosts = new Map<string, { readonly host: Promise<RegistryHost>; forgetAt: number }>();
  readonly #challenges = new Map<string, readonly Challenge[]>();
  readonly #logins = new Map<string, Promise<'accepted' | 'refused' | 'unknown'>>();

  /** @throws PullproofError `check-invalid` when the options cannot be used. */
  constructor(options: ConnectionOptions = {}, io: RegistryClientIo = {}) {
    checkConnectionOptions(options);
    this.#rules = {
      plainHttpHosts: [...options.plainHttpHosts ?? []],
      allowLoginOverPlainHttp: options.allowLoginOverPlainHttp ?? false,
      trustedTokenHosts: [...options.trustedTokenHosts ?? []],
    };
    this.#clock = io.clock ?? SYSTEM_CLOCK;
    this.#transport = io.transport ?? new UndiciTransport(options);
    this.#sender = new Sender(this.#transport, this.#clock, this.#rules, {
      requestTimeoutMs: (options.requestTimeoutSeconds ?? 30) * 1000,
      retries: options.retries ?? 3,
      maxRetryAfterMs: (options.maxRetryAfterSeconds ?? 30) * 1000,
    });
    this.#authorizer = new Authorizer(this.#sender, new TokenCache(this.#clock), this.#rules);
  }

  /** A task that ends after some seconds. */
  public task(seconds: number, signal?: AbortSignal): Task {
    return { deadline: this.#clock.now() + seconds * 1000, ...(signal !== undefined && { signal }) };
  }

  /** Asks a host whether it is a registry, and how it wants clients to log in; once for all. */
  public async host(registry: string, task: Task): Promise<RegistryHost> {
    const known = this.#hosts.get(registry);
    if (known !== undefined && known.forgetAt > this.#clock.now()) {
      return known.host;
    }
    const entry = { host: this.#discover(registry, task), forgetAt: Number.POSITIVE_INFINITY };
    this.#hosts.set(registry, entry);
    try {
      const host = await entry.host;
      if (host.exchange.kind === 'failed') {
        entry.forgetAt = this.#clock.now() + FAILURE_MEMORY_MS;
      }
      return host;
    } catch (error) {
      this.#hosts.delete(registry);
      throw error;
    }
  }

  /** Asks for a manifest, by tag or digest; HEAD answers without the document, and Docker Hub does not count it. */
  public manifest(method: 'GET' | 'HEAD', place: Place, reference: string, task: Task): Promise<RegistryReply> {
    return this.#request(method, place, `manifests/${reference}`, MANIFEST_ACCEPT, MAX_MANIFEST_BYTES, task);
  }

  /** Fetches a small blob, such as the configuration of an image. Registries often redirect to their storage. */
  public blob(place: Place, digest: string, task: Task): Promise<RegistryReply> {
    return this.#request('GET', place, `blobs/${digest}`, '*/*', MAX_MANIFEST_BYTES, task);
  }

  /** Lists tags of a repository: as many as the registry gives at once. */
  public tags(place: Place, task: Task): Promise<RegistryReply> {
    return this.#request('GET', place, 'tags/list', 'application/json', MAX_TAGS_BYTES, task);
  }

  /**
   * What a registry says of a login, apart from any repository; once for each. Without a login: whether it takes anonymous clients.
   *
   * With tokens that is a token without a scope: Harbor gives an empty token to a wrong password as long as there is one. A
   * wrong password is offered no more often than this tells, since registries lock accounts.
   */
  public provesLogin(registry: string, login: Login | undefined, task: Task): Promise<'accepted' | 'refused' | 'unknown'> {
    const key = `${registry} ${loginKey(login)}`;
    const proof = this.#logins.get(key) ?? this.#proveLogin(registry, login, task);
    this.#logins.set(key, proof);
    proof.catch(() => this.#logins.delete(key));
    return proof;
  }

  /** Gives up every connection. */
  public close(): Promise<void> {
    return this.#transport.close();
  }

  async #discover(registry: string, task: Task): Promise<RegistryHost> {
    const base = registryBase(registry, this.#rules);
    const exchange = await this.#sender.ask({ method: 'GET', url: new URL('/v2/', base), maxBytes: MAX_MANIFEST_BYTES }, task);
    const challenges = exchange.kind === 'answered' && exchange.status === 401 && !exchange.foreign ? challengesOf(exchange) : [];
    this.#challenges.set(base.origin, challenges);
    return { base, exchange, isRegistry: exchange.kind === 'answered' && looksLikeRegistry(exchange, challenges) };
  }

  async #request(method: 'GET' | 'HEAD', place: Place, path: string, accept: string, maxBytes: number, task: Task): Promise<RegistryReply> {
    const { base, exchange } = await this.host(place.registry, task);
    if (exchange.kind === 'failed' && exchange.problem !== 'body-too-large') {
      return exchange;
    }
    const url = new URL(`/v2/${place.repository}/${path}`, base);
    const ask = (authorized: Authorized): Promise<Exchange> => (
      this.#sender.ask({ method, url, accept, authorization: authorized.header, maxBytes }, task));

    const first = await this.#authorize(base, place, task);
    if (first.kind !== 'authorized') {
      return first;
    }
    const answer = await ask(first);
    if (answer.kind === 'failed' || !this.#asksAnew(answer, first, base)) {
      return answer.kind === 'failed' ? answer : { kind: 'answer', answer, authorized: first };
    }
    const second = await this.#authorize(base, place, task, first.token);
    if (second.kind !== 'authorized') {
      return second;
    }
    if (second.header === first.header) {
      return { kind: 'answer', answer, authorized: first };
    }
    // Once is enough: who refuses a fresh token as well would refuse the next one, for ever.
    const again = await ask(second);
    return again.kind === 'failed' ? again : { kind: 'answer', answer: again, authorized: second };
  }

  #authorize(base: URL, { repository, login }: Place, task: Task, refused?: string): Promise<Authorization> {
    // The scope is made here: what registries put into the challenge is a placeholder as often as not.
    return this.#authorizer.authorize(base, this.#challenges.get(base.origin) ?? [], login, `repository:${repository}:pull`, task, refused);
  }

  /** Whether another authorization could help, having learned what the registry asks for now. */
  #asksAnew(answer: Answered, authorized: Authorized, base: URL): boolean {
    if (answer.foreign || (answer.status !== 401 && answer.status !== 400)) {
      return false;
    }
    if (answer.status === 400) {
      // Amazon ECR Public says so when a token has ended: https://github.com/aws/containers-roadmap/issues/2835
      return authorized.reused === true;
    }
    const challenges = challengesOf(answer);
    const changed = challenges.length > 0 && !sameChallenges(challenges, this.#challenges.get(base.origin) ?? []);
    if (changed) {
      this.#challenges.set(base.origin, challenges);
    }
    // A token that is good and does not reach far enough would be no better if it were new.
    return changed || (authorized.reused === true && challengeError(challenges) !== 'insufficient_scope');
  }

  async #proveLogin(registry: string, login: Login | undefined, task: Task): Promise<'accepted' | 'refused' | 'unknown'> {
    const { base } = await this.host(registry, task);
    const authorization = await this.#authorizer.authorize(base, this.#challenges.get(base.origin) ?? [], login, undefined, task);
    if (authorization.kind === 'token-refused') {
      return isDenial(authorization.answer.status) ? 'refused' : 'unknown';
    }
    if (authorization.kind !== 'authorized') {
      return 'unknown';
    }
    if (authorization.scheme === 'bearer') {
      return 'accepted';
    }
    if (authorization.scheme === 'none' && login !== undefined) {
      return 'unknown';
    }
    const exchange = await this.#sender.ask({
      method: 'GET', url: new URL('/v2/', base), authorization: authorization.header, maxBytes: MAX_MANIFEST_BYTES,
    }, task);
    return exchange.kind === 'failed' ? 'unknown' : exchange.status === 200 ? 'accepted' : isDenial(exchange.status) ? 'refused' : 'unknown';
  }
}
