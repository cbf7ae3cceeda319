import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';

/** The entry must match by the kubelet's rules: exact port, host label by label, path by prefix. */
export const pullSecretNoEntry: Rule = {
  id: 'pull-secret-no-entry',
  title: 'Some pull secret of the pod has a whole login for the image by the kubelet’s rules',
  check: (context) => [
    ...findingsForFailure(context, 'pull-secret-no-entry', 'no-entry'),
    ...findingsForFailure(context, 'pull-secret-no-entry', 'half-entry'),
  ],
};
