import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';

/** An object that promises a Secret and cannot keep the promise: its store, its generator or its own fields forbid it. */
export const pullSecretNotDelivered: Rule = {
  id: 'pull-secret-not-delivered',
  title: 'Every object that delivers a pull secret is able to, in the namespace of the pod',
  check: (context) => findingsForFailure(context, 'pull-secret-not-delivered', 'not-delivered'),
};
