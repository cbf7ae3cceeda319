import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';
import { listSome, secretIn, shortName } from '../words';

/** A pull secret is looked up in the pod's own namespace only: one of the same name next door does not help. */
export const pullSecretMissing: Rule = {
  id: 'pull-secret-missing',
  title: 'Every pull secret that a pod depends on exists in its namespace',
  check: (context) => [
    ...findingsForFailure(context, 'pull-secret-missing', 'missing', ({ secret, via, elsewhere, passedBy }, { namespace }) => ({
      reason: `${secretIn(namespace, secret)}, named by the ${via}, ${whereItIs(elsewhere, passedBy === undefined ? undefined : shortName(passedBy))}`,
      remedy: namespace === '' ? 'declare the secret, or audit the objects that the operator makes'
        : `create it in namespace ${namespace}, or declare that something else does`,
    })),
    ...findingsForFailure(context, 'pull-secret-missing', 'undecided', ({ secret, promise }, { namespace }) => ({
      reason: `whether ${shortName(promise.resource)} makes ${secretIn(namespace, secret)} depends on labels of that namespace, which is not part of the stream`,
      remedy: 'choose the namespace by name, or add the Namespace with its labels',
    })),
  ],
};

function whereItIs(elsewhere: readonly string[], passedBy: string | undefined): string {
  if (elsewhere.length > 0) {
    return `exists only in ${listSome(elsewhere)}`;
  }
  return passedBy === undefined ? 'is not created by anything here' : `is made by ${passedBy}, which does not select this namespace`;
}
