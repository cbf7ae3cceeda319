import { placesOf } from '../plan/copy-places';
import type { MirrorCopy } from '../plan/mirror-plan';
import { loginSection } from '../script/log-in';
import { CHECK_PLATFORMS } from '../script/prelude';
import { REGCTL } from '../script/tools/regctl';
import { airGapHeader, REFERRERS } from './air-gap-parts';
import type { MirrorHost } from './connections';
import { reasonComment, shellQuote } from './shell';

/** The script that takes the folder into the registry, and is the gate. */
export function loadScript(title: string, copies: readonly MirrorCopy[], hosts: readonly MirrorHost[], notes: readonly string[]): string {
  const checks = copies.some(({ platforms }) => platforms.length > 0);
  return `${airGapHeader(title, hosts, ['Reads the folder BUNDLE (bundle), which save.sh has written.', ...notes])}
${REGCTL.functions(hosts)}
${REFERRERS}
${checks ? `${REGCTL.platformFunction(hosts)}\n${CHECK_PLATFORMS}\n` : ''}# locked PRIVATE-REFERENCE: prints digest and referrers of the lock file.
locked() {
  while IFS=$tab read -r digest type platforms referrers source private; do
    if [ "$private" = "$1" ]; then
      printf '%s %s\\n' "$digest" "$referrers"
      return 0
    fi
  done < "$bundle/mirror.lock"
  return 1
}

# load PRIVATE-NAME :TAG|@DIGEST PLATFORM...
load() {
  name=$1 private=$1$2
  shift 2
  say "$private"
  if ! line=$(locked "$private"); then
    failure "$private" "is not in the lock file"
    return 0
  fi
  digest=\${line%% *}
  referrers=\${line#* }
  before=$(digest_of "$private" 2> /dev/null) || before=''
  target=$private
  if [ "$before" = "$digest" ]; then
    # The image is there; what refers to it may be new. By digest, because tags of some registries never change.
    target=$name@$digest
    present=$((present + 1))
  else
    changed=$((changed + 1))
  fi
  if ! retry copy "ocidir://$bundle@$digest" "$target"; then
    failure "$private" "$digest of the folder cannot be copied"
    return 0
  fi
  # The gate.
  if ! retry digest_of "$private" || [ "$answer" != "$digest" ]; then
    failure "$private" "is not $digest after the copy"
    return 0
  fi
  if ! retry referrers_of "$name" "$digest"; then
    failure "$private" "cannot be asked for what refers to it"
    return 0
  fi
  if [ "$referrers" != - ]; then
    for one in $(printf '%s' "$referrers" | tr ',' ' '); do
      case $answer in
        *"$one"*) ;;
        *)
          failure "$private" "lacks the referrer $one"
          return 0
          ;;
      esac
    done
  fi
${checks ? '  check_platforms "$private" "$@" || return 0\n' : ''}}

if [ ! -f "$bundle/mirror.lock" ]; then
  say "$bundle/mirror.lock is missing: save.sh writes it"
  exit 1
fi

${loginSection(hosts)}
${copies.map((copy) => {
    const { target } = placesOf(copy);
    return `\n${reasonComment(copy)}\nload ${[target.name, target.suffix, ...copy.platforms].map(shellQuote).join(' ')}\n`;
  }).join('')}
finish 'loaded'
`;
}
