import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';

/** Neither the pod nor its ServiceAccount names a pull secret, and no node identity covers the host. */
export const podWithoutCredential: Rule = {
  id: 'pod-without-credential',
  title: 'Every pod with a private image has a pull secret, through its own list or its ServiceAccount, or node identity',
  check: (context) => findingsForFailure(context, 'pod-without-credential', 'no-list', ({ binding }, { namespace }) => {
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
  }),
};
