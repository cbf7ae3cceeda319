import { shellQuote } from '../../write/shell';
import type { CopyTool } from '../copy-tool';

/** https://github.com/regclient/regclient */
export const REGCTL: CopyTool = {
  name: 'regctl',
  needs: 'regctl (tried with 0.11)',
  keeps: 'digests, referrers (signatures, SBOMs) and the tags that older signatures are kept in',
  caveats: [],
  keepsReferrers: true,
  asksDigests: true,
  usesDaemon: false,
  writesUntagged: true,
  plainHttp: true,
  functions: (hosts) => `tool() {
  regctl --verbosity error${hosts.filter(({ plainHttp }) => plainHttp).map(({ host }) => ` --host ${shellQuote(`reg=${host},tls=disabled`)}`).join('')} "$@"
}

own_logins() {
  REGCTL_CONFIG=$work/regctl.json
  DOCKER_CONFIG=$work
  export REGCTL_CONFIG DOCKER_CONFIG
}

log_in() {
  tool registry login "$1" --user "$2" --pass-stdin >&2
}

digest_of() {
  tool manifest head --require-digest "$1"
}

copy() {
  tool image copy --referrers --digest-tags "$1" "$2" >&2
}
`,
  warmFunction: () => `warm() {
  tool image copy "$1" "ocidir://$work/warm:image" >&2 && rm -rf "$work/warm"
}
`,
  platformFunction: () => `has_platform() {
  found=$(tool image inspect --platform "$2/$3\${4:+/$4}" --format '{{.OS}}/{{.Architecture}}' "$1") && [ "$found" = "$2/$3" ]
}
`,
};
