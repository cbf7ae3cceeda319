import { plainFlag, plainFunction } from '../copy-tool';
import type { CopyTool } from '../copy-tool';
import { OWN_DOCKER_CONFIG } from './crane';

/** https://github.com/oras-project/oras */
export const ORAS: CopyTool = {
  name: 'oras',
  needs: 'oras (tried with 1.3)',
  keeps: 'digests and referrers (signatures, SBOMs)',
  caveats: ['signatures that are kept in tags (sha256-….sig) stay behind: oras copies referrers only; use regctl'],
  keepsReferrers: true,
  asksDigests: true,
  usesDaemon: false,
  writesUntagged: true,
  plainHttp: true,
  functions: (hosts) => `${plainFunction(hosts)}${OWN_DOCKER_CONFIG}
log_in() {
  oras login${plainFlag(hosts, '--plain-http', '$1')} --username "$2" --password-stdin "$1" >&2
}

digest_of() {
  oras resolve${plainFlag(hosts, '--plain-http', '$1')} "$1"
}

copy() {
  oras cp --recursive --no-tty${plainFlag(hosts, '--from-plain-http', '$1')}${plainFlag(hosts, '--to-plain-http', '$2')} "$1" "$2" >&2
}
`,
  warmFunction: (hosts) => `warm() {
  oras cp --no-tty${plainFlag(hosts, '--from-plain-http', '$1')} --to-oci-layout "$1" "$work/warm:image" >&2 && rm -rf "$work/warm"
}
`,
  platformFunction: (hosts) => `has_platform() {
  oras resolve${plainFlag(hosts, '--plain-http', '$1')} --platform "$2/$3\${4:+/$4}" "$1" > /dev/null
}
`,
};
