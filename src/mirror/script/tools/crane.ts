import type { CopyTool } from '../copy-tool';

/**
 * Checks the configuration in `$config` for a system and an architecture. White space goes first: tools indent JSON as they
 * like, and quotes inside its texts have a backslash in front.
 */
export const CONFIGURATION_CHECK = `is_for() {
  case $config in *'"os":"'"$1"'"'*) ;; *) return 1 ;; esac
  case $config in *'"architecture":"'"$2"'"'*) ;; *) return 1 ;; esac
}
`;

/** Logins in a Docker configuration of the script's own. */
export const OWN_DOCKER_CONFIG = `own_logins() {
  DOCKER_CONFIG=$work
  export DOCKER_CONFIG
}
`;

/** https://github.com/google/go-containerregistry/tree/main/cmd/crane */
export const CRANE: CopyTool = {
  name: 'crane',
  needs: 'crane (tried with 0.21)',
  keeps: 'digests',
  caveats: ['referrers (signatures, SBOMs that are no part of the image index) stay behind: crane does not know them; use regctl or oras'],
  keepsReferrers: false,
  asksDigests: true,
  usesDaemon: false,
  writesUntagged: true,
  // Its --insecure switches the check of certificates off for every host.
  plainHttp: false,
  functions: () => `${OWN_DOCKER_CONFIG}
log_in() {
  crane auth login "$1" --username "$2" --password-stdin >&2
}

digest_of() {
  crane digest "$1"
}

copy() {
  crane copy "$1" "$2" >&2
}
`,
  warmFunction: () => `warm() {
  crane pull --format=oci "$1" "$work/warm" >&2 && rm -rf "$work/warm"
}
`,
  platformFunction: () => `${CONFIGURATION_CHECK}
has_platform() {
  config=$(crane config --platform "$2/$3\${4:+/$4}" "$1" | tr -d ' \\n\\t') && is_for "$2" "$3"
}
`,
};
