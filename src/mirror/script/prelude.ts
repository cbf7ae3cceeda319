/** The part of every script that keeps a folder of its own, tries again, and counts. */
export const PRELUDE = `attempts=\${ATTEMPTS:-4}
delay=\${DELAY:-2}

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
  printf '%s\\n' "$*" >&2
}

# Remembers a failure, and goes on.
failure() {
  failed=$((failed + 1))
  say "  FAILED: $2"
  printf '  %s: %s\\n' "$1" "$2" >> "$work/failures"
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
`;

/** A shell function that checks an image for platforms, \`check_platforms REFERENCE PLATFORM...\`; it needs \`has_platform\`. */
export const CHECK_PLATFORMS = `# Whether an image has all platforms that are wanted; says which are missing.
check_platforms() {
  image=$1
  shift
  missing=''
  for platform in "$@"; do
    os=\${platform%%/*}
    rest=\${platform#*/}
    architecture=\${rest%%/*}
    variant=\${rest#"$architecture"}
    if ! has_platform "$image" "$os" "$architecture" "\${variant#/}"; then
      missing="$missing $platform"
    fi
  done
  if [ -n "$missing" ]; then
    failure "$image" "lacks$missing"
    return 1
  fi
}
`;
