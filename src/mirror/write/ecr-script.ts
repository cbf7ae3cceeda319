import { PullproofError } from '../../error';
import { parseReference } from '../../image';
import { ecrAddress, ecrRepositories } from '../../provision';
import { Registry } from '../../registry';
import type { MirrorCopy, MirrorPlan } from '../plan/mirror-plan';
import { PRELUDE } from '../script/prelude';
import type { MirrorFiles } from './mirror-files';
import { cacheCaveat } from './require-copies';
import { comment, shellQuote } from './shell';

/** A repository to create, and where. */
interface EcrRepository {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

/**
 * A POSIX shell script that creates, with the AWS command line, every repository that a plan pushes to: ECR has none
 * before, and a push does not make one. Account and region come from the host. What exists already stays as it is.
 *
 * New repositories get tags that never change and a scan on every push.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/ecr/create-repository.html
 * @throws PullproofError `mirror-unsupported` when no image goes to a private ECR, or all come through its cache.
 */
export function ecrScript(plan: MirrorPlan): MirrorFiles {
  const repositories = repositoriesOf(plan);
  if (repositories.length === 0) {
    throw new PullproofError({
      code: 'mirror-unsupported',
      what: 'there is no repository to create: no image of the plan is pushed to a private ECR',
      remedy: plan.mode === 'warm' ? 'a pull-through cache creates repositories by itself' : 'repositories of other registries come into being by a push, or are created by hand',
    });
  }
  const moving = plan.copies.filter(({ digest, mode }) => mode === 'copy' && digest === undefined);
  const caveats = [
    'a tag of a new repository never changes: when a tag of a source moves, the copy is refused until the plan has another tag or a digest',
    ...(moving.some(({ target }) => target.endsWith(':latest')) ? ['the tag latest is among them, which moves by nature'] : []),
    'repositories that exist keep their settings',
    ...otherRegistries(plan),
    ...cacheCaveat(plan),
  ];
  const text = `#!/bin/sh
${[
    ...comment(`Creates ${repositories.length === 1 ? '1 repository' : `${repositories.length} repositories`} of Amazon ECR where missing. Made by pullproof from a mirror plan; change the plan.`, ''),
    ...comment('Needs the AWS command line, with a login that may ecr:DescribeRepositories and ecr:CreateRepository.'),
    ...comment(...caveats.map((caveat) => `Note: ${caveat}.`)),
    ...comment('How often to try: ATTEMPTS=4, with pauses of DELAY=2 seconds, doubled each time. Exits with 1 when something failed.'),
  ].join('\n')}
set -eu

${PRELUDE}
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
  aws ecr create-repository --registry-id "$1" --region "$2" --repository-name "$3" \\
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

${repositories.map(({ account, region, name }) => `repository ${[account, region, name].map(shellQuote).join(' ')}\n`).join('')}
finish 'created'
`;
  return { files: [{ path: 'create-repositories.sh', text, executable: true }], caveats };
}

/** The registries of the plan that are private ECRs, with the repositories that their images need. */
function repositoriesOf({ registries, copies }: MirrorPlan): EcrRepository[] {
  return registries.filter(({ kind, mode }) => kind === 'ecr' && mode === 'copy').flatMap(({ registry: place }) => {
    const registry = Registry.parse(place);
    const { account, region } = ecrAddress(registry);
    const images = copies.filter((copy) => copy.registry === place && copy.mode === 'copy').map(({ target }: MirrorCopy) => ({ target: parseReference(target) }));
    return ecrRepositories(registry, images).map(({ name }) => ({ account, region, name }));
  });
}

function otherRegistries({ registries, copies }: MirrorPlan): string[] {
  const others = registries.filter(({ kind, mode, registry }) => kind !== 'ecr' && mode === 'copy' && copies.some((copy) => copy.registry === registry));
  return others.length === 0 ? [] : [`${others.map(({ registry }) => registry).join(', ')}: not a private ECR, left out`];
}
