import { findingsForFailure } from '../path-findings';
import type { Rule } from '../rule';

/** A promise whose content nobody can read (sealed, encrypted, or a template of an unknown form) proves no entry. */
export const pullSecretOpaque: Rule = {
  id: 'pull-secret-opaque',
  title: 'What a controller will write into a pull secret can be told from its object, or is declared',
  check: (context) => findingsForFailure(context, 'pull-secret-opaque', 'opaque'),
};
