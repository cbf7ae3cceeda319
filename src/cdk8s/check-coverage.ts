import { Problems, quote } from '../error';
import type { IPullSecret } from './pull-secret-reference';

/**
 * Checks that pull secrets exist where pods are going to name them.
 *
 * @throws PullproofError `namespace-invalid` that lists every pull secret which is not delivered to the namespace.
 */
export function checkCoverage(pullSecrets: readonly IPullSecret[], namespace: string): void {
  const missing = pullSecrets.filter((secret) => secret.needed && !secret.covers(namespace));
  if (missing.length > 0) {
    new Problems().add(...missing.map((secret) => `pull secret ${quote(secret.name)} is not delivered there`)).throwIfAny({
      code: 'namespace-invalid', what: `the pods of namespace ${quote(namespace)} would find no pull secret`, remedy: 'add the namespace to the pull secret',
    });
  }
}
