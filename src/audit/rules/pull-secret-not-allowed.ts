import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';
import { secretIn } from '../words';

/** An annotation of an account can limit its pods to the Secrets it names itself; others are refused, not ignored. */
export const pullSecretNotAllowed: Rule = {
  id: 'pull-secret-not-allowed',
  title: 'An account with enforce-mountable-secrets names every pull secret of its pods',
  check: (context) => findingsForFailure(context, 'pull-secret-not-allowed', 'not-allowed', ({ secret, account }, { namespace }) => ({
    reason: `${secretIn(namespace, secret)} is named by the pod, but ServiceAccount ${namespace}/${account} `
      + 'has kubernetes.io/enforce-mountable-secrets and does not name it: the API server refuses the pod',
    remedy: `add it to imagePullSecrets of ServiceAccount ${namespace}/${account}, or remove the annotation`,
  })),
};
