import { plainFlag, plainFunction } from '../copy-tool';
import type { CopyTool } from '../copy-tool';
import { CONFIGURATION_CHECK } from './crane';

/** https://github.com/containers/skopeo */
export const SKOPEO: CopyTool = {
  name: 'skopeo',
  needs: 'skopeo (tried with 1.9)',
  keeps: 'digests',
  caveats: ['referrers (signatures, SBOMs that are no part of the image index) stay behind: skopeo does not copy them; use regctl or oras'],
  keepsReferrers: false,
  asksDigests: true,
  usesDaemon: false,
  writesUntagged: true,
  plainHttp: true,
  functions: (hosts) => `${plainFunction(hosts)}own_logins() {
  REGISTRY_AUTH_FILE=$work/auth.json
  export REGISTRY_AUTH_FILE
}

log_in() {
  skopeo login${plainFlag(hosts, '--tls-verify=false', '$1')} --username "$2" --password-stdin "$1" >&2
}

# The digest of the bytes themselves: asking for it by another way needs an image of this machine's platform.
digest_of() {
  skopeo inspect --raw${plainFlag(hosts, '--tls-verify=false', '$1')} "docker://$1" > "$work/manifest" && skopeo manifest-digest "$work/manifest"
}

# Without --all it would copy this machine's platform only, without --preserve-digests it may convert.
copy() {
  skopeo copy --quiet --all --preserve-digests${plainFlag(hosts, '--src-tls-verify=false', '$1')}${plainFlag(hosts, '--dest-tls-verify=false', '$2')} \\
    "docker://$1" "docker://$2" >&2
}
`,
  warmFunction: (hosts) => `warm() {
  skopeo copy --quiet --all${plainFlag(hosts, '--src-tls-verify=false', '$1')} "docker://$1" "dir:$work/warm" >&2 && rm -rf "$work/warm"
}
`,
  platformFunction: (hosts) => `${CONFIGURATION_CHECK}
has_platform() {
  config=$(skopeo --override-os "$2" --override-arch "$3" \${4:+--override-variant "$4"} \\
    inspect --config${plainFlag(hosts, '--tls-verify=false', '$1')} "docker://$1" | tr -d ' \\n\\t') && is_for "$2" "$3"
}
`,
};
