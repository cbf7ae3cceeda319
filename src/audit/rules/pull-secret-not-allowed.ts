import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';

/** An annotation of an account can limit its pods to the Secrets it names itself; others are refused, not ignored. */
export const pullSecretNotAllowed: Rule = {
  id: 'pull-secret-not-allowed',
  title: 'An account with enforce-mountable-secrets names every pull secret of its pods',
  check: (context) => findingsForFailure(context, 'pull-secret-not-allowed', 'not-allowed'),
};
