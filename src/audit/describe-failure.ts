import { quote } from '../error';
import type { PathFailure } from './pod-credentials';
import { listSome, secretIn, shortName, shownKey } from './words';

/** What is wrong with one way to a credential, and what to do about it. */
export interface FailureWords {
  /** What is wrong, without a full stop. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * Says why a way to a credential ends before it reaches one.
 *
 * @param namespace namespace of the pod; empty when its operator decides.
 */
export function describeFailure(failure: PathFailure, namespace: string): FailureWords {
  switch (failure.type) {
    case 'no-list':
      return describeNoList(failure, namespace);
    case 'missing':
      return {
        reason: `${secretIn(namespace, failure.secret)}, named by the ${failure.via}, ${whereItIs(failure.elsewhere, failure.passedBy === undefined ? undefined : shortName(failure.passedBy))}`,
        remedy: namespace === '' ? 'declare the secret, or audit the objects that the operator makes'
          : `create it in namespace ${namespace}, or declare that something else does`,
      };
    case 'undecided':
      return {
        reason: `whether ${shortName(failure.promise.resource)} makes ${secretIn(namespace, failure.secret)} depends on labels of that namespace, which is not part of the stream`,
        remedy: 'choose the namespace by name, or add the Namespace with its labels',
      };
    case 'not-allowed':
      return {
        reason: `${secretIn(namespace, failure.secret)} is named by the pod, but ServiceAccount ${namespace}/${failure.account} `
          + 'has kubernetes.io/enforce-mountable-secrets and does not name it: the API server refuses the pod',
        remedy: `add it to imagePullSecrets of ServiceAccount ${namespace}/${failure.account}, or remove the annotation`,
      };
    case 'not-delivered':
      return {
        reason: `${shortName(failure.promise.resource)} cannot make ${secretIn(namespace, failure.secret)}: ${failure.faults.join('; ')}`,
        remedy: 'mend the object, or let PullSecret write it',
      };
    case 'opaque':
      return {
        reason: `${shortName(failure.promise.resource)} makes ${secretIn(namespace, failure.secret)}, but does not tell for which registries`,
        remedy: 'let PullSecret write the template, or declare the secret with its registries',
      };
    case 'wrong-type':
      return {
        reason: `${secretIn(namespace, failure.secret)} has type ${quote(failure.secretType)}, which the kubelet ignores`,
        remedy: 'give it type kubernetes.io/dockerconfigjson; the type of an existing Secret cannot be changed, delete that one first',
      };
    case 'malformed':
      return {
        reason: `${secretIn(namespace, failure.secret)} cannot be read, which spoils every other pull secret of the pod`,
        remedy: 'write it with `kubectl create secret docker-registry`, or let PullSecret write it',
      };
    case 'no-entry':
      return {
        reason: failure.keys.length === 0
          ? `${secretIn(namespace, failure.secret)} has no entry`
          : `${secretIn(namespace, failure.secret)} has entries for ${listSome(failure.keys.map((key) => quote(shownKey(key))))} only`,
        remedy: 'add an entry whose key is exactly host[:port] of the image, without a default port',
      };
    case 'half-entry':
      return {
        reason: `the entry ${quote(shownKey(failure.key))} of ${secretIn(namespace, failure.secret)} lacks a user name or a password`,
        remedy: 'write both; the kubelet reads neither credential helpers nor identity tokens',
      };
  }
}

function describeNoList({ binding }: Extract<PathFailure, { type: 'no-list' }>, namespace: string): FailureWords {
  const account = `ServiceAccount ${namespace === '' ? '' : `${namespace}/`}${binding.accountName}`;
  if (binding.isOwn) {
    return {
      reason: `the pod's imagePullSecrets names no Secret, and hides the list of ${account}`,
      remedy: `name a Secret in it, or remove it so that the list of ${account} counts`,
    };
  }
  return {
    reason: binding.account === undefined
      ? `the pod names no pull secret, and ${account} is not part of the stream`
      : `neither the pod nor ${account} names a pull secret`,
    remedy: `put imagePullSecrets on the pod, or on ${account}`,
  };
}

function whereItIs(elsewhere: readonly string[], passedBy: string | undefined): string {
  if (elsewhere.length > 0) {
    return `exists only in ${listSome(elsewhere)}`;
  }
  return passedBy === undefined ? 'is not created by anything here' : `is made by ${passedBy}, which does not select this namespace`;
}
