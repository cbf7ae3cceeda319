import { placesOf } from '../plan/copy-places';
import type { MirrorCopy } from '../plan/mirror-plan';
import { loginSection } from '../script/log-in';
import { CHECK_PLATFORMS } from '../script/prelude';
import { REGCTL } from '../script/tools/regctl';
import { airGapHeader, LOCK_COLUMNS, REFERRERS } from './air-gap-parts';
import type { MirrorHost } from './connections';
import { reasonComment, shellQuote } from './shell';

/** The script that fetches every image into a folder, and writes the lock file. */
export function saveScript(title: string, copies: readonly MirrorCopy[], hosts: readonly MirrorHost[], notes: readonly string[]): string {
  const checks = copies.some(({ platforms }) => platforms.length > 0);
  return `${airGapHeader(title, hosts, ['Writes the folder BUNDLE (bundle), which load.sh reads on the other side.', ...notes])}
${REGCTL.functions(hosts)}
${REFERRERS}
# The platforms of an image, with commas; those of an index, or that of the only image.
platforms_of() {
  listed=$(tool manifest get --format '{{if .IsList}}{{range .Manifests}}{{with .Platform}}{{.OS}}/{{.Architecture}}{{with .Variant}}/{{.}}{{end}},{{end}}{{end}}{{end}}' "$1") || return 1
  if [ -z "$listed" ]; then
    listed=$(tool image inspect --format '{{.OS}}/{{.Architecture}}{{with .Variant}}/{{.}}{{end}}' "$1") || return 1
  fi
  printf '%s' "\${listed%,}"
}

${checks ? `${REGCTL.platformFunction(hosts)}\n${CHECK_PLATFORMS}\n` : ''}# save NAME :TAG|@DIGEST PRIVATE-REFERENCE NUMBER PLATFORM...
save() {
  name=$1 source=$1$2 private=$3 number=$4
  shift 4
  say "$source"
  if ! retry digest_of "$source"; then
    failure "$source" "cannot be read"
    return 0
  fi
  digest=$answer
  saved=ocidir://$bundle@$digest
  if digest_of "$saved" > /dev/null 2>&1; then
    present=$((present + 1))
  else
    changed=$((changed + 1))
  fi
  if ! retry copy "$name@$digest" "ocidir://$bundle:image-$number"; then
    failure "$source" "cannot be copied"
    return 0
  fi
  if ! type=$(tool manifest head --format '{{.GetDescriptor.MediaType}}' "$saved") || ! platforms=$(platforms_of "$saved") \\
    || ! referrers=$(referrers_of "ocidir://$bundle" "$digest"); then
    failure "$source" "cannot be read from the folder"
    return 0
  fi
${checks ? '  check_platforms "$saved" "$@" || return 0\n' : ''}  printf '%s\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "$digest" "$type" "\${platforms:--}" "\${referrers:--}" "$source" "$private" >> "$work/lock"
}

${loginSection(hosts)}
mkdir -p "$bundle"
printf '# %s\\n' 'mirror lock 1: ${LOCK_COLUMNS}' > "$work/lock"
${copies.map((copy, index) => {
    const { source, target } = placesOf(copy);
    return `\n${reasonComment(copy)}\nsave ${[source.name, source.suffix, target.reference, String(index + 1), ...copy.platforms].map(shellQuote).join(' ')}\n`;
  }).join('')}
# Only what is whole is in the lock file.
cp "$work/lock" "$bundle/mirror.lock"
finish 'saved'
`;
}
