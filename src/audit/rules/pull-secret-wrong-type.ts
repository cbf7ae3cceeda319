import { quote } from '../../error';
import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';
import { secretIn } from '../words';

/** The kubelet passes over Secrets of other types without a word. */
export const pullSecretWrongType: Rule = {
  id: 'pull-secret-wrong-type',
  title: 'Every pull secret has type kubernetes.io/dockerconfigjson (or the old dockercfg)',
  check: (context) => findingsForFailure(context, 'pull-secret-wrong-type', 'wrong-type', ({ secret, secretType }, { namespace }) => ({
    reason: `${secretIn(namespace, secret)} has type ${quote(secretType)}, which the kubelet ignores`,
    remedy: 'give it type kubernetes.io/dockerconfigjson; the type of an existing Secret cannot be changed, delete that one first',
  })),
};
