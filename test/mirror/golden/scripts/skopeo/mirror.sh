#!/bin/sh
# Fills harbor.example.com/agents with 5 images. Made by pullproof from a mirror plan; change the plan.
#
# Needs skopeo (tried with 1.9). Copies keep all platforms, digests.
# Note: referrers (signatures, SBOMs that are no part of the image index) stay behind: skopeo does not copy them; use regctl or oras.
# Note: 1 image without a tag: a registry that cleans up untagged images would remove it.
#
# Logins come from the environment:
#   harbor.example.com: HARBOR_EXAMPLE_COM_PASSWORD, for robot$test+app-readonly
#   docker.io: DOCKER_IO_USERNAME, DOCKER_IO_PASSWORD
#   ghcr.io: GHCR_IO_USERNAME, GHCR_IO_PASSWORD
#   quay.io: QUAY_IO_USERNAME, QUAY_IO_PASSWORD
#   registry.vendor.example:5000: REGISTRY_VENDOR_EXAMPLE_5000_USERNAME, REGISTRY_VENDOR_EXAMPLE_5000_PASSWORD
# A host without a password is asked without a login once another has one; with no password at all, skopeo uses the logins it has.
# A private CA: SSL_CERT_FILE=file. How often to try: ATTEMPTS=4, with pauses of DELAY=2 seconds, doubled each time.
# Exits with 0 when everything is there, and with 1 when something failed; running it again does the rest.
set -eu

attempts=${ATTEMPTS:-4}
delay=${DELAY:-2}

# Only this user can look into it.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

changed=0
present=0
failed=0
: > "$work/failures"

say() {
  printf '%s\n' "$*" >&2
}

# Remembers a failure, and goes on.
failure() {
  failed=$((failed + 1))
  say "  FAILED: $2"
  printf '  %s: %s\n' "$1" "$2" >> "$work/failures"
}

# Runs a command until it succeeds, with growing pauses; what it prints is in $answer.
retry() {
  tries=1
  pause=$delay
  until answer=$("$@"); do
    if [ "$tries" -ge "$attempts" ]; then
      return 1
    fi
    say "  $1: attempt $tries of $attempts failed, again in $pause s"
    sleep "$pause"
    tries=$((tries + 1))
    pause=$((pause * 2))
  done
}

# Ends the script: with 1 when something failed, and says what.
finish() {
  say "$changed $1, $present there already, $failed failed"
  if [ "$failed" -gt 0 ]; then
    cat "$work/failures" >&2
    exit 1
  fi
}

own_logins() {
  REGISTRY_AUTH_FILE=$work/auth.json
  export REGISTRY_AUTH_FILE
}

log_in() {
  skopeo login --username "$2" --password-stdin "$1" >&2
}

# The digest of the bytes themselves: asking for it by another way needs an image of this machine's platform.
digest_of() {
  skopeo inspect --raw "docker://$1" > "$work/manifest" && skopeo manifest-digest "$work/manifest"
}

# Without --all it would copy this machine's platform only, without --preserve-digests it may convert.
copy() {
  skopeo copy --quiet --all --preserve-digests \
    "docker://$1" "docker://$2" >&2
}

is_for() {
  case $config in *'"os":"'"$1"'"'*) ;; *) return 1 ;; esac
  case $config in *'"architecture":"'"$2"'"'*) ;; *) return 1 ;; esac
}

has_platform() {
  config=$(skopeo --override-os "$2" --override-arch "$3" ${4:+--override-variant "$4"} \
    inspect --config "docker://$1" | tr -d ' \n\t') && is_for "$2" "$3"
}

# Whether an image has all platforms that are wanted; says which are missing.
check_platforms() {
  image=$1
  shift
  missing=''
  for platform in "$@"; do
    os=${platform%%/*}
    rest=${platform#*/}
    architecture=${rest%%/*}
    variant=${rest#"$architecture"}
    if ! has_platform "$image" "$os" "$architecture" "${variant#/}"; then
      missing="$missing $platform"
    fi
  done
  if [ -n "$missing" ]; then
    failure "$image" "lacks$missing"
    return 1
  fi
}

# mirror NAME :TAG|@DIGEST PRIVATE-NAME :TAG|@DIGEST PLATFORM...
mirror() {
  name=$1 wanted=$2 private_name=$3 private=$3$4
  shift 4
  say "$private"
  case $wanted in
    @*) digest=${wanted#@} ;;
    *)
      if ! retry digest_of "$name$wanted"; then
        failure "$private" "$name$wanted cannot be read"
        return 0
      fi
      digest=$answer
      ;;
  esac
  before=$(digest_of "$private" 2> /dev/null) || before=''
  if [ "$before" = "$digest" ]; then
    present=$((present + 1))
  else
    if [ -n "$before" ]; then
      say "  replaces $before"
    fi
    if ! retry copy "$name@$digest" "$private"; then
      failure "$private" "$name@$digest cannot be copied"
      return 0
    fi
    if ! retry digest_of "$private" || [ "$answer" != "$digest" ]; then
      failure "$private" "is not $digest after the copy"
      return 0
    fi
    changed=$((changed + 1))
  fi
  check_platforms "$private" "$@" || return 0
}

# A trace of the shell would show passwords.
set +x
if [ -n "${HARBOR_EXAMPLE_COM_PASSWORD:-}${DOCKER_IO_PASSWORD:-}${GHCR_IO_PASSWORD:-}${QUAY_IO_PASSWORD:-}${REGISTRY_VENDOR_EXAMPLE_5000_PASSWORD:-}" ]; then
  own_logins
fi
if [ -n "${HARBOR_EXAMPLE_COM_PASSWORD:-}" ]; then
  username=${HARBOR_EXAMPLE_COM_USERNAME:-}
  if [ -z "$username" ]; then username='robot$test+app-readonly'; fi
  printf '%s\n' "$HARBOR_EXAMPLE_COM_PASSWORD" | log_in 'harbor.example.com' "$username"
  unset HARBOR_EXAMPLE_COM_PASSWORD
fi
if [ -n "${DOCKER_IO_PASSWORD:-}" ]; then
  username=${DOCKER_IO_USERNAME:?is needed with DOCKER_IO_PASSWORD}
  printf '%s\n' "$DOCKER_IO_PASSWORD" | log_in 'docker.io' "$username"
  unset DOCKER_IO_PASSWORD
fi
if [ -n "${GHCR_IO_PASSWORD:-}" ]; then
  username=${GHCR_IO_USERNAME:?is needed with GHCR_IO_PASSWORD}
  printf '%s\n' "$GHCR_IO_PASSWORD" | log_in 'ghcr.io' "$username"
  unset GHCR_IO_PASSWORD
fi
if [ -n "${QUAY_IO_PASSWORD:-}" ]; then
  username=${QUAY_IO_USERNAME:?is needed with QUAY_IO_PASSWORD}
  printf '%s\n' "$QUAY_IO_PASSWORD" | log_in 'quay.io' "$username"
  unset QUAY_IO_PASSWORD
fi
if [ -n "${REGISTRY_VENDOR_EXAMPLE_5000_PASSWORD:-}" ]; then
  username=${REGISTRY_VENDOR_EXAMPLE_5000_USERNAME:?is needed with REGISTRY_VENDOR_EXAMPLE_5000_PASSWORD}
  printf '%s\n' "$REGISTRY_VENDOR_EXAMPLE_5000_PASSWORD" | log_in 'registry.vendor.example:5000' "$username"
  unset REGISTRY_VENDOR_EXAMPLE_5000_PASSWORD
fi


# Deployment agents/app: spec.template.spec.containers[0].image (vendor.yaml:9)
mirror 'quay.io/acme/app' ':1.2' 'harbor.example.com/agents/acme/app' ':1.2' 'linux/amd64' 'linux/arm/v7'

# Deployment agents/app: spec.template.spec.containers[1].image (vendor.yaml:10)
mirror 'quay.io/acme/proxy' '@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' 'harbor.example.com/agents/acme/proxy' ':2' 'linux/amd64' 'linux/arm/v7'

# a name\nrm -rf / # $(reboot) `reboot` ' " \u0007 (optional, at run time only)
mirror 'ghcr.io/acme/tool' ':v3' 'harbor.example.com/agents/acme/tool' ':v3' 'linux/amd64' 'linux/arm/v7'

# ConfigMap agents/injector: data["mutate.yaml"] > initContainers[0].image (vendor.yaml:16) (at run time only)
mirror 'registry.vendor.example:5000/deep/er/injected' '@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' 'harbor.example.com/agents/deep/er/injected' '@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' 'linux/amd64' 'linux/arm/v7'

# Deployment agents/app: spec.template.spec.initContainers[0].image (vendor.yaml:7)
mirror 'docker.io/library/busybox' ':latest' 'harbor.example.com/agents/library/busybox' ':latest' 'linux/amd64' 'linux/arm/v7'

finish 'copied'
