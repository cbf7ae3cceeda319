#!/bin/sh
# Saves 5 images for harbor.example.com/agents. Made by pullproof from a mirror plan; change the plan.
#
# Needs regctl (tried with 0.11). Copies keep all platforms, digests, referrers (signatures, SBOMs) and the tags that older signatures are kept in.
# Writes the folder BUNDLE (bundle), which load.sh reads on the other side.
# Note: the lock file tells a folder that was damaged on its way, not one that was exchanged on purpose: sign it, or carry its checksum apart.
#
# Logins come from the environment:
#   docker.io: DOCKER_IO_USERNAME, DOCKER_IO_PASSWORD
#   ghcr.io: GHCR_IO_USERNAME, GHCR_IO_PASSWORD
#   quay.io: QUAY_IO_USERNAME, QUAY_IO_PASSWORD
#   registry.vendor.example:5000: REGISTRY_VENDOR_EXAMPLE_5000_USERNAME, REGISTRY_VENDOR_EXAMPLE_5000_PASSWORD
# A host without a password is asked without a login once another has one; with no password at all, regctl uses the logins it has.
# A private CA: SSL_CERT_FILE=file. How often to try: ATTEMPTS=4, with pauses of DELAY=2 seconds, doubled each time.
# Exits with 0 when everything is done, and with 1 when something failed; running it again does the rest.
set -eu

# The folder; regctl takes letters, digits, and / - _ . ~ + in its name.
bundle=${BUNDLE:-bundle}
tab=$(printf '\t')

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

tool() {
  regctl --verbosity error "$@"
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

# referrers_of PREFIX DIGEST: the digests of what refers to an image, or to the images of an index, each with a comma behind it.
referrers_of() {
  for one in "$2" $(tool manifest get --format '{{if .IsList}}{{range .Manifests}}{{.Digest}} {{end}}{{end}}' "$1@$2"); do
    tool artifact list --format '{{range .Descriptors}}{{.Digest}},{{end}}' "$1@$one" || return 1
  done
}

# The platforms of an image, with commas; those of an index, or that of the only image.
platforms_of() {
  listed=$(tool manifest get --format '{{if .IsList}}{{range .Manifests}}{{with .Platform}}{{.OS}}/{{.Architecture}}{{with .Variant}}/{{.}}{{end}},{{end}}{{end}}{{end}}' "$1") || return 1
  if [ -z "$listed" ]; then
    listed=$(tool image inspect --format '{{.OS}}/{{.Architecture}}{{with .Variant}}/{{.}}{{end}}' "$1") || return 1
  fi
  printf '%s' "${listed%,}"
}

has_platform() {
  found=$(tool image inspect --platform "$2/$3${4:+/$4}" --format '{{.OS}}/{{.Architecture}}' "$1") && [ "$found" = "$2/$3" ]
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

# save NAME :TAG|@DIGEST PRIVATE-REFERENCE NUMBER PLATFORM...
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
  if ! type=$(tool manifest head --format '{{.GetDescriptor.MediaType}}' "$saved") || ! platforms=$(platforms_of "$saved") \
    || ! referrers=$(referrers_of "ocidir://$bundle" "$digest"); then
    failure "$source" "cannot be read from the folder"
    return 0
  fi
  check_platforms "$saved" "$@" || return 0
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$digest" "$type" "${platforms:--}" "${referrers:--}" "$source" "$private" >> "$work/lock"
}

# A trace of the shell would show passwords.
set +x
if [ -n "${DOCKER_IO_PASSWORD:-}${GHCR_IO_PASSWORD:-}${QUAY_IO_PASSWORD:-}${REGISTRY_VENDOR_EXAMPLE_5000_PASSWORD:-}" ]; then
  own_logins
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

mkdir -p "$bundle"
printf '# %s\n' 'mirror lock 1: digest, media type, platforms, referrers, source, private reference' > "$work/lock"

# Deployment agents/app: spec.template.spec.containers[0].image (vendor.yaml:9)
save 'quay.io/acme/app' ':1.2' 'harbor.example.com/agents/acme/app:1.2' '1' 'linux/amd64'

# Deployment agents/app: spec.template.spec.containers[1].image (vendor.yaml:10)
save 'quay.io/acme/proxy' '@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' 'harbor.example.com/agents/acme/proxy:2' '2' 'linux/amd64'

# a name\nrm -rf / # $(reboot) `reboot` ' " \u0007 (optional, at run time only)
save 'ghcr.io/acme/tool' ':v3' 'harbor.example.com/agents/acme/tool:v3' '3' 'linux/amd64'

# ConfigMap agents/injector: data["mutate.yaml"] > initContainers[0].image (vendor.yaml:16) (at run time only)
save 'registry.vendor.example:5000/deep/er/injected' '@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' 'harbor.example.com/agents/deep/er/injected@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' '4' 'linux/amd64'

# Deployment agents/app: spec.template.spec.initContainers[0].image (vendor.yaml:7)
save 'docker.io/library/busybox' ':latest' 'harbor.example.com/agents/library/busybox:latest' '5' 'linux/amd64'

# Only what is whole is in the lock file.
cp "$work/lock" "$bundle/mirror.lock"
finish 'saved'
