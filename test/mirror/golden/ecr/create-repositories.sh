#!/bin/sh
# Creates 2 repositories of Amazon ECR where missing. Made by pullproof from a mirror plan; change the plan.
#
# Needs the AWS command line, with a login that may ecr:DescribeRepositories and ecr:CreateRepository.
# Note: a tag of a new repository never changes: when a tag of a source moves, the copy is refused until the plan has another tag or a digest.
# Note: the tag latest is among them, which moves by nature.
# Note: repositories that exist keep their settings.
# How often to try: ATTEMPTS=4, with pauses of DELAY=2 seconds, doubled each time. Exits with 1 when something failed.
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

# describe ACCOUNT REGION NAME: prints "there" or "absent"; fails for every other answer, such as a denial.
describe() {
  if aws ecr describe-repositories --registry-id "$1" --region "$2" --repository-names "$3" > /dev/null 2> "$work/error"; then
    echo there
  elif grep -q RepositoryNotFoundException "$work/error"; then
    echo absent
  else
    cat "$work/error" >&2
    return 1
  fi
}

create() {
  aws ecr create-repository --registry-id "$1" --region "$2" --repository-name "$3" \
    --image-tag-mutability IMMUTABLE --image-scanning-configuration scanOnPush=true > /dev/null 2> "$work/error" && return 0
  # Somebody else was faster.
  grep -q RepositoryAlreadyExistsException "$work/error" && return 0
  cat "$work/error" >&2
  return 1
}

# repository ACCOUNT REGION NAME
repository() {
  say "$3 ($1, $2)"
  if ! retry describe "$@"; then
    failure "$3" "cannot be looked up"
  elif [ "$answer" = there ]; then
    present=$((present + 1))
  elif retry create "$@"; then
    changed=$((changed + 1))
  else
    failure "$3" "cannot be created"
  fi
}

repository '123456789012' 'eu-west-1' 'agents/acme/app'
repository '123456789012' 'eu-west-1' 'agents/library/nginx'

finish 'created'
