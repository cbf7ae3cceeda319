import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';

/** A pull secret is looked up in the pod's own namespace only: one of the same name next door does not help. */
export const pullSecretMissing: Rule = {
  id: 'pull-secret-missing',
  title: 'Every pull secret that a pod depends on exists in its namespace',
  check: (context) => [
    ...findingsForFailure(context, 'pull-secret-missing', 'missing'),
    ...findingsForFailure(context, 'pull-secret-missing', 'undecided'),
  ],
};
