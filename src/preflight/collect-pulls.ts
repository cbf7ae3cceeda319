import { loginKey } from '../availability';
import type { DockerConfigEntry } from '../credential';
import type { ImageReference } from '../image';
import type { CredentialStanding, ImagePull, ImageUse } from './image-pull';

/** One use of an image, with what would be asked for it. */
export interface FoundPull {
  readonly use: ImageUse;
  /** The reference taken apart; `undefined` when it is none. */
  readonly reference: ImageReference | undefined;
  readonly credentials: readonly DockerConfigEntry[];
  readonly standing: CredentialStanding;
  readonly platforms: readonly string[];
  readonly digest?: string;
}

/** Puts uses together that come to the same question: same image, same logins in the same order, same expectations. */
export class PullCollector {
  readonly #pulls = new Map<string, ImagePull & { readonly uses: ImageUse[] }>();
  /** Thousands of pods share a handful of logins. */
  readonly #keys = new WeakMap<DockerConfigEntry, string>();

  /** Adds one use. */
  public add({ use, reference, credentials, standing, platforms, digest }: FoundPull): void {
    const key = JSON.stringify([
      reference === undefined ? use.image : [reference.registry, reference.repository, reference.digest ?? reference.tag ?? 'latest'],
      credentials.map((entry) => this.#keyOf(entry)), standing, platforms, digest ?? '',
    ]);
    const known = this.#pulls.get(key);
    if (known !== undefined) {
      known.uses.push(use);
      return;
    }
    this.#pulls.set(key, { image: use.image, credentials, standing, platforms, uses: [use], ...(digest === undefined ? {} : { digest }) });
  }

  /** The questions, in the order in which they came up. */
  public pulls(): ImagePull[] {
    return [...this.#pulls.values()];
  }

  #keyOf(entry: DockerConfigEntry): string {
    const known = this.#keys.get(entry) ?? `${entry.registry} ${loginKey(entry)}`;
    this.#keys.set(entry, known);
    return known;
  }
}
