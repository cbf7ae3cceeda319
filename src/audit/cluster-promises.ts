import { groupKind } from '../manifest';
import type { Resource } from '../manifest';
import type { DeliveryObjects, LocatedResource } from './delivery-objects';
import { externalSecret } from './external-secret';
import { at, listAt, textAt } from './json';
import { readNamespaceSelector } from './namespace-selector';
import type { KnownNamespace } from './namespace-selector';
import type { PromisedSecret } from './secret-source';

/** A promise that holds in every namespace its selectors choose. */
interface ClusterPromise {
  readonly source: PromisedSecret;
  /** Place among the promises of the stream. */
  readonly number: number;
  /** Whether it reaches a namespace; `undefined` when that depends on labels nobody declared. */
  readonly selects: (namespace: KnownNamespace) => boolean | undefined;
  /** The only namespaces it can reach; `undefined` when names alone do not tell. */
  readonly names: ReadonlySet<string> | undefined;
}

/** What cluster-wide promises of one Secret name come to in a namespace. */
export interface Reach {
  /** The promises that reach it, in the order of the stream. */
  readonly certain: readonly PromisedSecret[];
  /** Those that may, depending on labels nobody declared. */
  readonly undecided: readonly PromisedSecret[];
}

/** The ClusterExternalSecrets of a stream, found by the name and namespace of the Secrets they make. */
export class ClusterPromises {
  readonly #byPlace = new Map<string, ClusterPromise[]>();
  readonly #anywhere = new Map<string, ClusterPromise[]>();
  readonly #all: ClusterPromise[] = [];
  readonly #first = new Map<string, Resource>();

  constructor(resources: readonly LocatedResource[], objects: DeliveryObjects) {
    for (const { resource } of resources) {
      if (groupKind(resource) === 'external-secrets.io/ClusterExternalSecret') {
        this.#add(readPromise(resource, objects, this.#all.length));
      }
    }
  }

  /** Every one of them. */
  public get sources(): PromisedSecret[] {
    return this.#all.map(({ source }) => source);
  }

  /** Some object that makes Secrets of this name, wherever. */
  public anyMaker(name: string): Resource | undefined {
    return this.#first.get(name);
  }

  /** Which of them make a Secret of this name in this namespace. */
  public reach(name: string, namespace: KnownNamespace): Reach {
    const candidates = [...(this.#byPlace.get(`${namespace.name}/${name}`) ?? []), ...(this.#anywhere.get(name) ?? [])]
      .sort((a, b) => a.number - b.number)
      .map((promise) => ({ source: promise.source, verdict: promise.selects(namespace) }));
    return {
      certain: candidates.filter(({ verdict }) => verdict === true).map(({ source }) => source),
      undecided: candidates.filter(({ verdict }) => verdict === undefined).map(({ source }) => source),
    };
  }

  #add(promise: ClusterPromise): void {
    const { name, resource } = promise.source;
    this.#all.push(promise);
    this.#first.set(name, this.#first.get(name) ?? resource);
    if (promise.names === undefined) {
      push(this.#anywhere, name, promise);
    }
    for (const namespace of promise.names ?? []) {
      push(this.#byPlace, `${namespace}/${name}`, promise);
    }
  }
}

/** Any one of the selectors is enough; without a selector, and with one that is null, nothing is selected. */
function readPromise(resource: Resource, objects: DeliveryObjects, number: number): ClusterPromise {
  const spec = at(resource.object, 'spec');
  const listed = new Set(listAt(spec, 'namespaces').filter((name) => typeof name === 'string'));
  const selectors = [...listAt(spec, 'namespaceSelectors'), at(spec, 'namespaceSelector') ?? null].map((selector) => readNamespaceSelector(selector));
  return {
    source: externalSecret(resource, textAt(spec, 'externalSecretName') ?? resource.name, at(spec, 'externalSecretSpec'), objects),
    number,
    selects: (namespace) => {
      const verdicts = listed.has(namespace.name) ? [true] : selectors.map((selector) => selector.matches(namespace));
      return verdicts.includes(true) ? true : verdicts.includes(undefined) ? undefined : false;
    },
    names: selectors.some(({ names }) => names === undefined) ? undefined
      : new Set([...listed, ...selectors.flatMap(({ names }) => [...(names ?? [])])]),
  };
}

function push(map: Map<string, ClusterPromise[]>, key: string, promise: ClusterPromise): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [promise]);
  } else {
    list.push(promise);
  }
}
