import { describeFailure, describeObject, pullSecretLogins, shownKey } from '../audit';
import type { AuditContext, AuditedPod, AuditedPodImage, PathFailure, PodEntry } from '../audit';
import type { DockerConfigEntry } from '../credential';
import { Keyring } from '../credential';
import { imageName } from '../image';
import type { Resource } from '../manifest';
import type { CredentialStanding } from './image-pull';

/** What the pods of a stream have for an image. */
export interface PullCredentials {
  readonly credentials: readonly DockerConfigEntry[];
  readonly standing: CredentialStanding;
  readonly sources: readonly string[];
  readonly obstacles: readonly string[];
}

/** Failures behind which a login may be hidden, whatever else is known. */
const HIDING: readonly PathFailure['type'][] = ['opaque', 'undecided'];

/** Follows pods to the logins themselves. Each Secret is read once, however many pods name it. */
export class CredentialFinder {
  readonly #context: AuditContext;
  readonly #isComplete: boolean;
  readonly #nodes: Keyring;
  readonly #logins = new WeakMap<Resource, ReadonlyMap<string, DockerConfigEntry>>();

  /**
   * @param isComplete whether a Secret or account that is not in the stream does not exist.
   * @param nodeIdentityHosts hosts that nodes have a login of their own for.
   */
  constructor(context: AuditContext, isComplete: boolean, nodeIdentityHosts: readonly string[]) {
    this.#context = context;
    this.#isComplete = isComplete;
    this.#nodes = new Keyring(nodeIdentityHosts.map((registry) => ({ registry })));
  }

  /** What a pod has for one of its images. */
  public find(pod: AuditedPod, { reference, path }: AuditedPodImage): PullCredentials {
    const { credentials, namespace } = pod;
    const words = (failures: readonly PathFailure[]): string[] => failures.map((failure) => describeFailure(failure, namespace).reason);
    if (credentials.fatal.length > 0) {
      return { credentials: [], standing: 'refused', sources: [], obstacles: words(credentials.fatal) };
    }
    const name = imageName(reference);
    const hits = credentials.keyring.lookup(name);
    const seen = hits.flatMap((entry) => {
      const login = this.#loginOf(entry);
      return login === undefined ? [] : [{ login, source: `Secret ${namespace}/${entry.secret}` }];
    });
    const unseen = hits.filter((entry) => entry.source.type !== 'literal').map((entry) => this.#describeUnseen(entry, namespace));
    const node = this.#nodes.lookup(name).map(({ registry }) => `nodes pull from ${shownKey(registry)} with their own identity`);
    const hiding = credentials.failures.some((failure) => this.#isHiding(failure));
    return {
      credentials: seen.map(({ login }) => login),
      standing: unseen.length + node.length > 0 ? 'more' : hiding ? 'perhaps-more' : 'known',
      sources: seen.map(({ source }) => source),
      obstacles: [...words(path.type === 'none' ? path.failures : credentials.failures), ...unseen, ...node],
    };
  }

  #loginOf({ source, registry }: PodEntry): DockerConfigEntry | undefined {
    if (source.type !== 'literal') {
      return undefined;
    }
    const known = this.#logins.get(source.resource);
    const logins = known ?? new Map(pullSecretLogins(source.resource).map((login) => [login.registry, login]));
    if (known === undefined) {
      this.#logins.set(source.resource, logins);
    }
    return logins.get(registry);
  }

  #describeUnseen({ secret, source }: PodEntry, namespace: string): string {
    const maker = source.type === 'promised' ? source.resource : undefined;
    return maker === undefined ? `Secret ${namespace}/${secret} is made elsewhere`
      : `Secret ${namespace}/${secret} is made by ${describeObject(this.#context.where(maker))}, in the cluster only`;
  }

  /** What is not in the stream may still be in the cluster, unless the stream shows all of that. */
  #isHiding(failure: PathFailure): boolean {
    return HIDING.includes(failure.type) || (!this.#isComplete
      && (failure.type === 'missing' || (failure.type === 'no-list' && !failure.binding.isOwn && failure.binding.account === undefined)));
  }
}
