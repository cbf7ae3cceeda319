import { compareUtf8 } from '../text';
import { isGlob } from './go-glob';
import { parseGoUrl } from './go-url';
import { readImageTarget } from './image-target';
import type { ImageTarget } from './image-target';
import { labelsMatch, normaliseKey } from './registry-key';
import { splitHost } from './split-host';

/** What a {@link Keyring} is made of: anything that has the key of an entry. */
export interface KeyringEntry {
  /** Key of the entry in the Docker configuration: `harbor.example.com`. */
  readonly registry: string;
}

/** Every entry under one normalised key, with what matching needs. */
interface IndexedKey<Entry> {
  /** Place in the order of trying. */
  readonly rank: number;
  readonly port: string;
  readonly path: string;
  /** Patterns for the labels of the host. */
  readonly labels: readonly string[];
  readonly entries: readonly Entry[];
}

/** The one key that the kubelet falls back to for images of Docker Hub. */
const DEFAULT_REGISTRY = 'index.docker.io';

/**
 * Finds the credentials that the kubelet would try for an image, in its order.
 *
 * Give it the entries of all pull secrets of a pod, in the order in which the pod names the secrets. Keys that share a prefix
 * are tried most specific first; entries of the same key keep the given order.
 * Source: kubernetes `pkg/credentialprovider/keyring.go`.
 */
export class Keyring<Entry extends KeyringEntry = KeyringEntry> {
  /** Entries whose key the kubelet cannot read: it drops them, and only its log tells. */
  public readonly dropped: readonly Entry[];
  /** Keys without patterns, by host and port: most lookups need no comparison at all. */
  readonly #exact = new Map<string, IndexedKey<Entry>[]>();
  readonly #globs: IndexedKey<Entry>[] = [];
  readonly #defaults: readonly Entry[];

  /**
   * A keyring of the given entries.
   *
   * @param entries those of all pull secrets, in the order in which the pod names the secrets
   */
  constructor(entries: readonly Entry[]) {
    const byKey = new Map<string, Entry[]>();
    const dropped: Entry[] = [];
    for (const entry of entries) {
      const key = normaliseKey(entry.registry);
      const same = key === undefined ? dropped : byKey.get(key);
      if (same === undefined && key !== undefined) {
        byKey.set(key, [entry]);
      } else {
        same?.push(entry);
      }
    }
    this.dropped = dropped;
    this.#defaults = byKey.get(DEFAULT_REGISTRY) ?? [];
    const inOrder = [...byKey].sort(([a], [b]) => compareUtf8(b, a));
    inOrder.forEach(([key, same], rank) => this.#index(key, same, rank));
  }

  /**
   * The entries that the kubelet tries, one after the other, until a pull succeeds; empty for an anonymous pull.
   *
   * @param imageName name of the image with its host, without tag and digest: `docker.io/library/nginx`.
   */
  public lookup(imageName: string): Entry[] {
    const hits = this.#matching(imageName);
    if (hits.length === 0) {
      return isOfDefaultRegistry(imageName) ? [...this.#defaults] : [];
    }
    const found: Entry[] = [];
    for (const hit of hits) {
      found.push(...hit.entries);
    }
    return found;
  }

  #matching(imageName: string): IndexedKey<Entry>[] {
    const image = readImageTarget(imageName);
    if (image === undefined) {
      return [];
    }
    const hits: IndexedKey<Entry>[] = [];
    for (const key of this.#exact.get(image.host) ?? []) {
      if (image.text.startsWith(key.path, image.pathStart)) {
        hits.push(key);
      }
    }
    return this.#globs.length === 0 ? hits : this.#addGlobs(hits, image);
  }

  #addGlobs(hits: IndexedKey<Entry>[], image: ImageTarget): IndexedKey<Entry>[] {
    const { name, port } = splitHost(image.rawHost);
    const labels = name.split('.');
    for (const key of this.#globs) {
      if (key.port === port && image.text.startsWith(key.path, image.pathStart) && labelsMatch(key.labels, labels)) {
        hits.push(key);
      }
    }
    return hits.sort((a, b) => a.rank - b.rank);
  }

  #index(key: string, entries: readonly Entry[], rank: number): void {
    const url = parseGoUrl(key);
    if (url === undefined) {
      return; // an escape in the path became a character that cannot be read a second time: it matches nothing
    }
    const { name, port } = splitHost(url.host);
    const indexed = { rank, port, path: url.path, labels: name.split('.'), entries };
    if (isGlob(name)) {
      this.#globs.push(indexed);
      return;
    }
    const host = port === '' ? name : `${name}:${port}`;
    const same = this.#exact.get(host);
    if (same === undefined) {
      this.#exact.set(host, [indexed]);
    } else {
      same.push(indexed);
    }
  }
}

/** Source: kubernetes `pkg/credentialprovider/keyring.go`, `isDefaultRegistryMatch`. */
function isOfDefaultRegistry(imageName: string): boolean {
  const slash = imageName.indexOf('/');
  const first = slash < 0 ? imageName : imageName.slice(0, slash);
  return first !== '' && (slash < 0 || first === 'docker.io' || first === DEFAULT_REGISTRY || !/[.:]/.test(first));
}
