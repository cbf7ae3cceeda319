import { Keyring } from '../../credential';
import type { DockerConfigEntry } from '../../credential';
import { Problems, PullproofError, quote } from '../../error';
import { loginKey } from '../../http';
import type { Login } from '../../http';
import { imageName, parseReference } from '../../image';
import type { ImageReference } from '../../image';
import { Registry } from '../../registry';
import type { AvailabilityAnswer } from '../answer/answer';
import { inspectImage } from '../client/inspect-image';
import type { Inspection } from '../client/inspection';
import { RegistryClient } from '../client/registry-client';
import { parseDigest } from '../protocol/digest';
import { parsePlatform } from '../protocol/platforms';
import { judge, malformed } from './judge';
import type { Expectation, Tried } from './judge';
import type { CheckOptions } from './options';
import type { AvailabilityRequest } from './request';
import { runByHost } from './run-by-host';
import { endsTheSearch } from './search-end';

/** One request, read. */
interface Job {
  readonly index: number;
  readonly image: string;
  readonly reference: ImageReference;
  readonly entries: readonly IndexedEntry[];
  readonly expectation: Expectation;
}

/** An entry of a Docker configuration, and its place in the request. */
interface IndexedEntry extends DockerConfigEntry {
  readonly index: number;
}

/**
 * Says for each image whether a cluster with these credentials can pull it, and if not, why and what to do.
 *
 * Nothing is pulled: a tag takes one request, and its platforms one or two. The same question is asked once, however many
 * requests need it. Where several credentials match an image they are tried in the order of the kubelet, until one works.
 *
 * @returns one answer per request, in their order.
 * @throws PullproofError `check-invalid` when a request or an option cannot be used. Whatever a registry does is an answer.
 */
export async function checkAvailability(requests: readonly AvailabilityRequest[], options: CheckOptions = {}): Promise<AvailabilityAnswer[]> {
  checkOptions(requests, options);
  const client = options.client ?? new RegistryClient(options.connection);
  try {
    return await new Check(client, options, requests.length).run(requests);
  } finally {
    if (options.client === undefined) {
      await client.close();
    }
  }
}

/** One run: what was asked already, and what came of it. */
class Check {
  readonly #client: RegistryClient;
  readonly #options: CheckOptions;
  readonly #total: number;
  readonly #answers: AvailabilityAnswer[] = [];
  readonly #keyrings = new WeakMap<readonly DockerConfigEntry[], Keyring<IndexedEntry>>();
  readonly #kinds: ReadonlyMap<string, Registry>;
  readonly #inspections = new Map<string, Promise<Inspection>>();
  #done = 0;

  constructor(client: RegistryClient, options: CheckOptions, total: number) {
    this.#client = client;
    this.#options = options;
    this.#total = total;
    this.#kinds = new Map((options.registries ?? []).map((registry) => [registry.host, registry]));
  }

  public async run(requests: readonly AvailabilityRequest[]): Promise<AvailabilityAnswer[]> {
    const jobs: Job[] = [];
    requests.forEach((request, index) => {
      const job = this.#read(request, index);
      if ('reference' in job) {
        jobs.push(job);
      } else {
        this.#tell(index, job);
      }
    });
    const { concurrency = 16, concurrencyPerHost = 8, signal } = this.#options;
    await runByHost(jobs, ({ reference }) => reference.registry, { concurrency, concurrencyPerHost }, async (job) => {
      signal?.throwIfAborted();
      this.#tell(job.index, await this.#check(job));
    });
    return this.#answers;
  }

  #tell(index: number, answer: AvailabilityAnswer): void {
    this.#answers[index] = answer;
    this.#done += 1;
    this.#options.onAnswer?.(answer, { done: this.#done, total: this.#total, index });
  }

  #read({ image, credentials = [], platforms = [], digest }: AvailabilityRequest, index: number): Job | AvailabilityAnswer {
    let reference: ImageReference;
    try {
      reference = parseReference(image);
    } catch (error) {
      return malformed(image, PullproofError.isPullproofError(error) ? error.problems.join('; ') : '');
    }
    return {
      index,
      image,
      reference,
      entries: this.#keyringOf(credentials).lookup(imageName(reference)),
      expectation: { platforms: platforms.map((platform) => parsePlatform(platform) ?? platform), digest: digest ?? reference.digest },
    };
  }

  /** Thousands of images share the secrets of a handful of pods. */
  #keyringOf(credentials: readonly DockerConfigEntry[]): Keyring<IndexedEntry> {
    const known = this.#keyrings.get(credentials);
    if (known !== undefined) {
      return known;
    }
    const keyring = new Keyring(credentials.map((entry, index) => ({ ...entry, index })));
    this.#keyrings.set(credentials, keyring);
    return keyring;
  }

  async #check({ image, reference, entries, expectation }: Job): Promise<AvailabilityAnswer> {
    const task = this.#client.task(this.#options.timeoutSeconds ?? 60, this.#options.signal);
    const tried: Tried[] = [];
    // Where an entry matches, the kubelet does not pull anonymously, even if every entry fails.
    for (const entry of entries.length === 0 ? [undefined] : entries) {
      const inspection = await this.#inspect(reference, entry, expectation.platforms.length > 0, task);
      tried.push({ credential: entry === undefined ? undefined : { index: entry.index, registry: entry.registry }, inspection });
      if (endsTheSearch(inspection)) {
        break;
      }
    }
    return judge(image, tried, expectation);
  }

  #inspect(reference: ImageReference, entry: IndexedEntry | undefined, platforms: boolean, task: ReturnType<RegistryClient['task']>): Promise<Inspection> {
    const login = loginOf(entry);
    const { registry, repository } = reference;
    // Runtimes look at the digest only, where there is one.
    const wanted = reference.digest ?? reference.tag ?? 'latest';
    const key = [registry, repository, wanted, platforms ? 'platforms' : '', loginKey(login)].join(' ');
    const known = this.#inspections.get(key);
    if (known !== undefined) {
      return known;
    }
    const { kindId, rotating } = this.#kindOf(registry, login);
    const inspection = inspectImage(this.#client, { registry, repository, login }, { reference: wanted, platforms, kindId, rotating }, task);
    this.#inspections.set(key, inspection);
    return inspection;
  }

  #kindOf(host: string, login: Login | undefined): { kindId: string; rotating: boolean } {
    const registry = this.#kinds.get(host) ?? recognise(host);
    return { kindId: registry?.kind.id ?? 'generic', rotating: login !== undefined && registry?.tokenLifetimeOf(login.username) !== undefined };
  }
}

/** Containerd takes an entry without user name and password for an anonymous pull. */
function loginOf(entry: IndexedEntry | undefined): Login | undefined {
  return entry === undefined || (entry.username === '' && entry.password.unsafeUnwrap() === '') ? undefined : entry;
}

/** A host with upper-case letters can be pulled from, and not be declared. */
function recognise(host: string): Registry | undefined {
  try {
    return Registry.parse(host);
  } catch {
    return undefined;
  }
}

function checkOptions(requests: readonly AvailabilityRequest[], options: CheckOptions): void {
  const problems = new Problems();
  if (options.client !== undefined && options.connection !== undefined) {
    problems.add('connection does not go with client: the client has its own');
  }
  for (const what of ['concurrency', 'concurrencyPerHost'] as const) {
    const count = options[what] ?? 1;
    problems.add(...(Number.isInteger(count) && count > 0 ? [] : [`${what} must be a whole number above 0 (got ${String(count)})`]));
  }
  const { timeoutSeconds = 1 } = options;
  problems.add(...(Number.isFinite(timeoutSeconds) && timeoutSeconds > 0 ? [] : [`timeoutSeconds must be a number above 0 (got ${String(timeoutSeconds)})`]));
  requests.forEach(({ platforms = [], digest }, index) => {
    const bad = platforms.filter((platform) => parsePlatform(platform) === undefined);
    problems.add(...bad.map((platform) => `requests[${index}].platforms: ${quote(platform)} is not os/architecture[/variant]`));
    problems.add(...(digest === undefined || parseDigest(digest) !== undefined ? [] : [`requests[${index}].digest: ${quote(digest)} is not a digest`]));
  });
  problems.throwIfAny({ code: 'check-invalid', what: 'this check cannot be made' });
}
