import type { Json } from '../manifest';
import { at, listAt, textAt } from './json';

/** A store of External Secrets, as an ExternalSecret names it. */
export interface StoreRef {
  /** `SecretStore`, which is the default and lives in the same namespace, or `ClusterSecretStore`. */
  readonly kind: string;
  /** Name of the store; `undefined` when none is named, which External Secrets refuses. */
  readonly name: string | undefined;
}

/** The store that one element of `data` or `dataFrom` reads: its own, else that of the spec. */
export function storeOf(from: Json, spec: Json | undefined): StoreRef {
  const ref = at(from, 'sourceRef', 'storeRef') ?? at(spec, 'secretStoreRef');
  return { kind: textAt(ref, 'kind') ?? 'SecretStore', name: textAt(ref, 'name') };
}

/** The stores that a spec reads from; elements that a generator fills read from none. */
export function storeRefs(spec: Json | undefined): StoreRef[] {
  return [...listAt(spec, 'data'), ...listAt(spec, 'dataFrom')]
    .filter((from) => at(from, 'sourceRef', 'generatorRef') === undefined)
    .map((from) => storeOf(from, spec));
}
