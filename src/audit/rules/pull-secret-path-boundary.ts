import { normaliseKey } from '../../credential';
import { quote } from '../../error';
import type { Rule } from '../rule';
import { shownKey } from '../words';

/** The kubelet compares paths as plain text: a key `h/team` also serves `h/team-b`. */
export const pullSecretPathBoundary: Rule = {
  id: 'pull-secret-path-boundary',
  title: 'A key with a path ends in a slash',
  check: (context) => [
    ...context.secrets.literals().map(({ source }) => ({ source, keys: source.entries.map((entry) => entry.registry) })),
    ...context.secrets.promises().map((source) => ({ source, keys: source.keys ?? [] })),
  ].flatMap(({ source, keys }) => keys.filter(isOpen).map((key) => ({
    rule: 'pull-secret-path-boundary',
    severity: 'warning',
    location: context.where(source.resource),
    reason: `the key ${quote(shownKey(key))} also matches every path that merely starts with it`,
    remedy: `write ${quote(`${shownKey(key)}/`)}`,
  }))),
};

function isOpen(key: string): boolean {
  const normalised = normaliseKey(key) ?? '';
  return normalised.includes('/') && !normalised.endsWith('/');
}
