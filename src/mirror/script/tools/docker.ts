import type { CopyTool } from '../copy-tool';
import { CONFIGURATION_CHECK } from './crane';

/**
 * Docker with its plugin Buildx, which copies between registries. The commands pull, tag and push would keep one platform,
 * and so another digest.
 *
 * @see https://docs.docker.com/reference/cli/docker/buildx/imagetools/create/
 */
export const DOCKER: CopyTool = {
  name: 'docker',
  needs: 'docker with a plugin buildx that knows --prefer-index',
  keeps: 'digests',
  caveats: [
    'referrers (signatures, SBOMs that are no part of the image index) stay behind: buildx does not copy them; use regctl or oras',
    'hosts without TLS, or with a private CA, are a matter of Docker’s own configuration',
  ],
  keepsReferrers: false,
  asksDigests: true,
  usesDaemon: true,
  writesUntagged: false,
  plainHttp: false,
  functions: () => `# Plugins and contexts stay where they are; only logins are the script's own.
own_logins() {
  for part in cli-plugins contexts; do
    if [ -e "\${DOCKER_CONFIG:-$HOME/.docker}/$part" ]; then
      ln -s "\${DOCKER_CONFIG:-$HOME/.docker}/$part" "$work/$part"
    fi
  done
  DOCKER_CONFIG=$work
  export DOCKER_CONFIG
}

log_in() {
  docker login --username "$2" --password-stdin "$1" >&2
}

digest_of() {
  docker buildx imagetools inspect "$1" > "$work/inspected" && sed -n 's/^Digest:[[:space:]]*//p' "$work/inspected"
}

# Without --prefer-index=false an image of one platform would be wrapped into an index, which has another digest.
copy() {
  docker buildx imagetools create --prefer-index=false --tag "$2" "$1" >&2
}
`,
  warmFunction: () => `warm() {
  image=$1
  shift
  if [ "$#" -eq 0 ]; then
    docker pull --quiet "$image" >&2
    return
  fi
  for platform in "$@"; do
    docker pull --quiet --platform "$platform" "$image" >&2 || return 1
  done
}
`,
  platformFunction: () => `${CONFIGURATION_CHECK}
has_platform() {
  docker buildx imagetools inspect "$1" > "$work/inspected" || return 1
  if grep -q '^Manifests:' "$work/inspected"; then
    grep -Eq "^[[:space:]]*Platform:[[:space:]]*$2/$3(/\${4:-v[0-9]+})?$" "$work/inspected"
  else
    config=$(docker buildx imagetools inspect --format '{{json .Image}}' "$1" | tr -d ' \\n\\t') && is_for "$2" "$3"
  fi
}
`,
};
