import type { Rule } from '../rule';

/** JSON put together as text: the documentation of External Secrets shows it, and one quote in a password breaks it. */
export const pullSecretInterpolated: Rule = {
  id: 'pull-secret-interpolated',
  title: 'The template of a pull secret writes its JSON with a serialiser',
  check: (context) => context.secrets.promises().filter((source) => source.isInterpolated).map((source) => ({
    rule: 'pull-secret-interpolated',
    severity: 'warning',
    location: context.where(source.resource),
    reason: `the template of Secret ${source.name} puts values into JSON text: a quote or backslash in a password breaks it`,
    remedy: 'build a dict and print it with toJson, as PullSecret does',
  })),
};
