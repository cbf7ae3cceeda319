import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';

/** Neither the pod nor its ServiceAccount names a pull secret, and no node identity covers the host. */
export const podWithoutCredential: Rule = {
  id: 'pod-without-credential',
  title: 'Every pod with a private image has a pull secret, through its own list or its ServiceAccount, or node identity',
  check: (context) => findingsForFailure(context, 'pod-without-credential', 'no-list'),
};
