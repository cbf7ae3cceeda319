import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';

/** The kubelet passes over Secrets of other types without a word. */
export const pullSecretWrongType: Rule = {
  id: 'pull-secret-wrong-type',
  title: 'Every pull secret has type kubernetes.io/dockerconfigjson (or the old dockercfg)',
  check: (context) => findingsForFailure(context, 'pull-secret-wrong-type', 'wrong-type'),
};
