import type { Resource } from '../manifest';
import type { PromisedSecret } from './secret-source';

/** A Secret that a controller makes, and of whose content its object tells nothing but the type. */
export function opaquePromise(resource: Resource, name: string, secretType: string, isImmutable: boolean): PromisedSecret {
  return {
    type: 'promised', name, resource, secretType, keys: undefined, refreshSeconds: undefined, isGenerated: false, tokenSeconds: undefined,
    isImmutable, isInterpolated: false, isClearText: false, faultsIn: () => [],
  };
}
