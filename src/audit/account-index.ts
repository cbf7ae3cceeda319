import { groupKind } from '../manifest';
import type { Json, Resource } from '../manifest';
import type { LocatedResource } from './delivery-objects';
import { at, mapAt } from './json';

/** A ServiceAccount of the stream, with the list that the API server copies into pods. */
export interface Account {
  readonly resource: Resource;
  /** Its `imagePullSecrets` as written; the shape is not checked yet. */
  readonly imagePullSecrets: Json | undefined;
  /**
   * Whether its pods may name only the pull secrets that it names itself.
   *
   * Source: kubernetes `plugin/pkg/admission/serviceaccount/admission.go`; the annotation is deprecated since 1.32.
   */
  readonly isRestricted: boolean;
}

/** The ServiceAccounts of a stream by namespace and name; of two with one name, the later one counts. */
export class AccountIndex {
  readonly #accounts = new Map<string, Account>();

  constructor(resources: readonly LocatedResource[]) {
    for (const { resource, namespace } of resources) {
      if (groupKind(resource) === '/ServiceAccount') {
        this.#accounts.set(`${namespace}/${resource.name}`, {
          resource,
          imagePullSecrets: at(resource.object, 'imagePullSecrets'),
          isRestricted: mapAt(resource.object, 'metadata', 'annotations').get('kubernetes.io/enforce-mountable-secrets') === 'true',
        });
      }
    }
  }

  /** The account of this name in this namespace. */
  public find(namespace: string, name: string): Account | undefined {
    return this.#accounts.get(`${namespace}/${name}`);
  }

  /** Every account. */
  public all(): IterableIterator<Account> {
    return this.#accounts.values();
  }
}
