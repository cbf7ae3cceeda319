import { Problems, quote } from '../../error';

/** What is asked of a pull secret before pods name it; the pull secrets of every front end have it. */
export interface DeliveredSecret {
  /** Whether pods need to name it at all: not where nodes pull with their own identity. */
  readonly needed: boolean;
  /** Name of the Secret; only read where it is needed. */
  readonly name: string;
  /** Whether the namespace is one of those it is delivered to, as far as names tell. */
  covers(namespace: string): boolean;
}

/**
 * Checks that pull secrets exist where pods are going to name them.
 *
 * @throws PullproofError `namespace-invalid` that lists every pull secret which is not delivered to the namespace.
 */
export function checkCoverage(pullSecrets: readonly DeliveredSecret[], namespace: string): void {
  const missing = pullSecrets.filter((secret) => secret.needed && !secret.covers(namespace));
  if (missing.length > 0) {
    new Problems().add(...missing.map((secret) => `pull secret ${quote(secret.name)} is not delivered there`)).throwIfAny({
      code: 'namespace-invalid', what: `the pods of namespace ${quote(namespace)} would find no pull secret`, remedy: 'add the namespace to the pull secret',
    });
  }
}
