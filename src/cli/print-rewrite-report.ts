import { withoutUserInfo } from '../image';
import type { ManifestChange, RewrittenStream } from '../relocate';
import { clean } from './clean';

const VERBS: Readonly<Record<ManifestChange['kind'], string>> = { image: 'moved', 'pull-secret': 'bound', annotation: 'annotated' };

/** What was changed in a manifest, what was not, and how many of each: a line each. */
export function printRewriteReport({ changes, skipped, doubted }: RewrittenStream): string {
  const lines = [
    ...changes.map(({ kind, location, from, to }) => `${VERBS[kind]}: ${location}: ${from === undefined ? '' : `${withoutUserInfo(from)} → `}${to}`),
    ...doubted.map(({ location, reason }) => `note: ${location}: ${reason}`),
    ...skipped.map(({ location, reason }) => `skipped: ${location}: ${reason}`),
    `${changes.length} changed, ${skipped.length} skipped`,
  ];
  return lines.map((line) => `${clean(line)}\n`).join('');
}
