#!/bin/sh
# Loads 5 images for harbor.example.com/agents. Made by pullproof from a mirror plan; change the plan.
#
# Needs regctl (tried with 0.11). Copies keep all platforms, digests, referrers (signatures, SBOMs) and the tags that older signatures are kept in.
# Reads the folder BUNDLE (bundle), which save.sh has written.
# Note: the lock file tells a folder that was damaged on its way, not one that was exchanged on purpose: sign it, or carry its checksum apart.
#
# Logins come from the environment:
#   harbor.example.com: HARBOR_EXAMPLE_COM_PASSWORD, for robot$test+app-readonly
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

# locked PRIVATE-REFERENCE: prints digest and referrers of the lock file.
locked() {
  while IFS=$tab read -r digest type platforms referrers source private; do
    if [ "$private" = "$1" ]; then
      printf '%s %s\n' "$digest" "$referrers"
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
  digest=${line%% *}
  referrers=${line#* }
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
  check_platforms "$private" "$@" || return 0
}

if [ ! -f "$bundle/mirror.lock" ]; then
  say "$bundle/mirror.lock is missing: save.sh writes it"
  exit 1
fi

# A trace of the shell would show passwords.
set +x
if [ -n "${HARBOR_EXAMPLE_COM_PASSWORD:-}" ]; then
  own_logins
fi
if [ -n "${HARBOR_EXAMPLE_COM_PASSWORD:-}" ]; then
  username=${HARBOR_EXAMPLE_COM_USERNAME:-}
  if [ -z "$username" ]; then username='robot$test+app-readonly'; fi
  printf '%s\n' "$HARBOR_EXAMPLE_COM_PASSWORD" | log_in 'harbor.example.com' "$username"
  unset HARBOR_EXAMPLE_COM_PASSWORD
fi


# Deployment agents/app: spec.template.spec.containers[0].image (vendor.yaml:9)
load 'harbor.example.com/agents/acme/app' ':1.2' 'linux/amd64'

# Deployment agents/app: spec.template.spec.containers[1].image (vendor.yaml:10)
load 'harbor.example.com/agents/acme/proxy' ':2' 'linux/amd64'

# a name\nrm -rf / # $(reboot) `reboot` ' " \u0007 (optional, at run time only)
load 'harbor.example.com/agents/acme/tool' ':v3' 'linux/amd64'

# ConfigMap agents/injector: data["mutate.yaml"] > initContainers[0].image (vendor.yaml:16) (at run time only)
load 'harbor.example.com/agents/deep/er/injected' '@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb' 'linux/amd64'

# Deployment agents/app: spec.template.spec.initContainers[0].image (vendor.yaml:7)
load 'harbor.example.com/agents/library/busybox' ':latest' 'linux/amd64'

finish 'loaded'
