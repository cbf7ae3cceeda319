import { loginComment } from '../script/log-in';
import { PRELUDE } from '../script/prelude';
import { REGCTL } from '../script/tools/regctl';
import type { MirrorHost } from './connections';
import { comment } from './shell';

/** The beginning of both scripts. */
export function airGapHeader(title: string, hosts: readonly MirrorHost[], lines: readonly string[]): string {
  return [
    '#!/bin/sh',
    ...comment(title, '', `Needs ${REGCTL.needs}. Copies keep all platforms, ${REGCTL.keeps}.`, ...lines, ''),
    ...loginComment(hosts, REGCTL.name),
    ...comment(
      'A private CA: SSL_CERT_FILE=file. How often to try: ATTEMPTS=4, with pauses of DELAY=2 seconds, doubled each time.',
      'Exits with 0 when everything is done, and with 1 when something failed; running it again does the rest.',
    ),
    'set -eu',
    '',
    '# The folder; regctl takes letters, digits, and / - _ . ~ + in its name.',
    'bundle=${BUNDLE:-bundle}',
    "tab=$(printf '\\t')",
    '',
    PRELUDE,
  ].join('\n');
}

/** Columns of the lock file; an empty one is `-`. */
export const LOCK_COLUMNS = 'digest, media type, platforms, referrers, source, private reference';

/** The shell function `referrers_of`; it needs those of regctl. */
export const REFERRERS = `# referrers_of PREFIX DIGEST: the digests of what refers to an image, or to the images of an index, each with a comma behind it.
referrers_of() {
  for one in "$2" $(tool manifest get --format '{{if .IsList}}{{range .Manifests}}{{.Digest}} {{end}}{{end}}' "$1@$2"); do
    tool artifact list --format '{{range .Descriptors}}{{.Digest}},{{end}}' "$1@$one" || return 1
  done
}
`;
