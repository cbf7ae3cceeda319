import { isPullSecretType } from '../literal-secret';
import type { Rule } from '../rule';

/** An immutable Secret has to be deleted before a new password can arrive, and pods cannot pull in between. */
export const pullSecretImmutable: Rule = {
  id: 'pull-secret-immutable',
  title: 'No pull secret is immutable',
  check: (context) => [...context.secrets.literals().map(({ source }) => source), ...context.secrets.promises()]
    .filter((source) => source.isImmutable && isPullSecretType(source.secretType))
    .map((source) => ({
      rule: 'pull-secret-immutable',
      severity: 'warning',
      location: context.where(source.resource),
      reason: `Secret ${source.name} is immutable: a new password cannot replace the old one`,
      remedy: 'leave immutable out',
    })),
};
