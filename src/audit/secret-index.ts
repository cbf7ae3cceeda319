import { groupKind, isJsonObject } from '../manifest';
import type { Resource } from '../manifest';
import { ClusterPromises } from './cluster-promises';
import { DeliveryObjects } from './delivery-objects';
import type { LocatedResource } from './delivery-objects';
import { at, mapAt } from './json';
import { readSecret } from './literal-secret';
import type { KnownNamespace } from './namespace-selector';
import { namespacedPromise } from './promised-secret';
import type { LiteralSecret, PromisedSecret, SecretSource } from './secret-source';

/** A Secret that exists although nothing in the stream creates it, or of whose content the stream tells nothing. */
export interface DeclaredSecret {
  /** Name of the Secret. */
  readonly name: string;
  /** Registries its entries are for, as keys of a Docker configuration: `harbor.example.com`. */
  readonly registries: string[];
  /**
   * Namespaces it exists in.
   *
   * @default - every namespace
   */
  readonly namespaces?: string[];
  /**
   * What makes it, for the report: `the Terraform of the platform team`.
   *
   * @default - the report does not say
   */
  readonly createdBy?: string;
}

/** What a namespace's pod would find under a Secret name. */
export type SecretLookup =
  | { readonly found: 'source'; readonly source: SecretSource }
  | { readonly found: 'broken'; readonly promise: PromisedSecret; readonly faults: readonly string[] }
  | { readonly found: 'undecided'; readonly promise: PromisedSecret }
  | { readonly found: 'nothing'; readonly elsewhere: readonly string[]; readonly passedBy: Resource | undefined };

/** A Secret that stands in the stream, or that an object of the stream makes. */
type Made = LiteralSecret | PromisedSecret;

/** Every pull secret that the stream creates, promises, or that was declared, by name and namespace. */
export class SecretIndex {
  readonly #made = new Map<string, Map<string, Made[]>>();
  readonly #cluster: ClusterPromises;
  readonly #declared = new Map<string, DeclaredSecret[]>();
  readonly #namespaces = new Map<string, KnownNamespace>();

  constructor(resources: readonly LocatedResource[], declared: readonly DeclaredSecret[]) {
    const objects = new DeliveryObjects(resources);
    for (const { resource, namespace } of resources) {
      if (groupKind(resource) === '/Namespace') {
        this.#namespaces.set(resource.name, { name: resource.name, labels: labelsOf(resource) });
      }
      const made = readSecret(resource) ?? namespacedPromise(resource, objects);
      if (made !== undefined && namespace !== undefined) {
        this.#put(namespace, made);
      }
    }
    this.#cluster = new ClusterPromises(resources, objects);
    for (const secret of declared) {
      const list = this.#declared.get(secret.name) ?? [];
      list.push(secret);
      this.#declared.set(secret.name, list);
    }
  }

  /**
   * The pull secret that a pod in this namespace gets under this name.
   *
   * What the stream shows goes before what was declared; a declaration fills in what a promise does not tell. Of two
   * objects that make the same Secret, the later one counts, as with `kubectl apply`.
   */
  public lookup(namespace: string, name: string): SecretLookup {
    const known = this.#known(namespace);
    const own = this.#made.get(name)?.get(namespace)?.at(-1);
    if (own !== undefined) {
      return this.#deliver(own, known);
    }
    const reach = this.#cluster.reach(name, known);
    const [certain] = reach.certain;
    if (certain !== undefined) {
      return this.#deliver(certain, known);
    }
    const declared = this.#declaredIn(namespace, name);
    if (declared !== undefined) {
      return { found: 'source', source: { type: 'declared', name, keys: declared.registries, maker: undefined, createdBy: declared.createdBy } };
    }
    const [undecided] = reach.undecided;
    return undecided !== undefined
      ? { found: 'undecided', promise: undecided }
      : { found: 'nothing', elsewhere: this.#namespacesOf(name), passedBy: this.#cluster.anyMaker(name) };
  }

  /** Every object that makes this Secret in this namespace; of more than one, each undoes what the other does. */
  public makers(namespace: string, name: string): Resource[] {
    return [...(this.#made.get(name)?.get(namespace) ?? []), ...this.#cluster.reach(name, this.#known(namespace)).certain]
      .map(({ resource }) => resource);
  }

  /** Every Secret that stands in the stream, or that a namespaced object makes, with its namespace. */
  public *inNamespaces(): Generator<{ readonly namespace: string; readonly made: Made }> {
    for (const byNamespace of this.#made.values()) {
      for (const [namespace, list] of byNamespace) {
        for (const made of list) {
          yield { namespace, made };
        }
      }
    }
  }

  /** Every Secret whose content stands in the stream, with its namespace. */
  public literals(): { readonly namespace: string; readonly source: LiteralSecret }[] {
    return [...this.inNamespaces()].flatMap(({ namespace, made }) => (made.type === 'literal' ? [{ namespace, source: made }] : []));
  }

  /** Every Secret that a controller makes; of a cluster-wide promise, one entry. */
  public promises(): PromisedSecret[] {
    return [
      ...[...this.inNamespaces()].flatMap(({ made }) => (made.type === 'promised' ? [made] : [])),
      ...this.#cluster.sources,
    ];
  }

  #deliver(source: Made, namespace: KnownNamespace): SecretLookup {
    if (source.type === 'literal') {
      return { found: 'source', source };
    }
    const faults = source.faultsIn(namespace);
    if (faults.length > 0) {
      return { found: 'broken', promise: source, faults };
    }
    const declared = source.keys === undefined ? this.#declaredIn(namespace.name, source.name) : undefined;
    return declared === undefined ? { found: 'source', source }
      : { found: 'source', source: { type: 'declared', name: source.name, keys: declared.registries, maker: source, createdBy: undefined } };
  }

  #declaredIn(namespace: string, name: string): DeclaredSecret | undefined {
    return this.#declared.get(name)?.find(({ namespaces }) => namespaces === undefined || namespaces.includes(namespace));
  }

  #known(namespace: string): KnownNamespace {
    return this.#namespaces.get(namespace) ?? { name: namespace, labels: undefined };
  }

  #namespacesOf(name: string): string[] {
    return [...(this.#made.get(name)?.keys() ?? [])];
  }

  #put(namespace: string, made: Made): void {
    const byNamespace = this.#made.get(made.name) ?? new Map<string, Made[]>();
    const list = byNamespace.get(namespace) ?? [];
    list.push(made);
    byNamespace.set(namespace, list);
    this.#made.set(made.name, byNamespace);
  }
}

/** A Namespace with a label that is no text is refused by the API server: nothing is known of its labels then. */
function labelsOf(resource: Resource): ReadonlyMap<string, string> | undefined {
  const labels = at(resource.object, 'metadata', 'labels') ?? {};
  const texts = mapAt(labels);
  return isJsonObject(labels) && texts.size === Object.keys(labels).length ? texts : undefined;
}
