import type { CopyTool } from '../copy-tool';
import { OWN_DOCKER_CONFIG } from './crane';

/** https://github.com/containerd/nerdctl: through the store of a containerd on this machine. */
export const NERDCTL: CopyTool = {
  name: 'nerdctl',
  needs: 'nerdctl and a containerd',
  keeps: 'digests',
  caveats: [
    'referrers (signatures, SBOMs that are no part of the image index) stay behind: nerdctl does not copy them; use regctl or oras',
    'nerdctl cannot ask a registry for a digest, so neither digests nor platforms are compared after the copy; check them apart',
    'hosts without TLS, or with a private CA, are a matter of containerd’s own configuration',
    'every image takes space in the containerd of the machine until it is removed there',
  ],
  keepsReferrers: false,
  asksDigests: false,
  usesDaemon: true,
  writesUntagged: false,
  plainHttp: false,
  functions: () => `${OWN_DOCKER_CONFIG}
log_in() {
  nerdctl login --username "$2" --password-stdin "$1" >&2
}

# Without --all-platforms nerdctl would push another index, of this machine's platform only.
copy() {
  nerdctl pull --quiet --all-platforms --unpack=false "$1" >&2 && nerdctl tag "$1" "$2" >&2 && nerdctl push --quiet --all-platforms "$2" >&2
}
`,
  warmFunction: () => `warm() {
  nerdctl pull --quiet --all-platforms --unpack=false "$1" >&2
}
`,
  platformFunction: () => '',
};
