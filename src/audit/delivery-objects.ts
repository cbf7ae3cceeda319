import { groupKind } from '../manifest';
import type { Resource } from '../manifest';
import { textAt } from './json';

/** An object with the namespace it ends up in. */
export interface LocatedResource {
  readonly resource: Resource;
  /** `undefined` for a cluster-scoped object. */
  readonly namespace: string | undefined;
}

/** The objects that promises of pull secrets refer to, found by name in constant time. */
export class DeliveryObjects {
  readonly #byKind = new Map<string, LocatedResource[]>();
  readonly #makers = new Map<string, Resource>();

  constructor(resources: readonly LocatedResource[]) {
    for (const located of resources) {
      const { resource, namespace } = located;
      const group = groupKind(resource);
      if (group.startsWith('external-secrets.io/') || group.startsWith('generators.external-secrets.io/')) {
        push(this.#byKind, `${resource.kind}/${resource.name}`, located);
      }
      if (group === 'external-secrets.io/ExternalSecret') {
        this.#makers.set(`${namespace}/${textAt(resource.object, 'spec', 'target', 'name') ?? resource.name}`, resource);
      } else if (group === '/Secret' && !this.#makers.has(`${namespace}/${resource.name}`)) {
        this.#makers.set(`${namespace}/${resource.name}`, resource);
      }
    }
  }

  /** The stores or generators of this kind and name, in whatever namespaces. */
  public named(kind: string, name: string): readonly LocatedResource[] {
    return this.#byKind.get(`${kind}/${name}`) ?? [];
  }

  /** The ExternalSecret or Secret from which a Secret of this name in this namespace comes. */
  public makerOf(namespace: string, secretName: string): Resource | undefined {
    return this.#makers.get(`${namespace}/${secretName}`);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) {
    map.set(key, [value]);
  } else {
    list.push(value);
  }
}
