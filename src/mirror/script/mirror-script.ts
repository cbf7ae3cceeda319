import { Problems } from '../../error';
import { placesOf } from '../plan/copy-places';
import type { MirrorCopy, MirrorPlan } from '../plan/mirror-plan';
import { hostsOf } from '../write/connections';
import type { MirrorConnections, MirrorHost } from '../write/connections';
import type { MirrorFiles } from '../write/mirror-files';
import { imagesOf } from '../write/require-copies';
import { comment, counted, reasonComment, shellQuote } from '../write/shell';
import { isLoopback } from './copy-tool';
import type { CopyTool, MirrorTool } from './copy-tool';
import { loginComment, loginSection } from './log-in';
import { CHECK_PLATFORMS, PRELUDE } from './prelude';
import { COPY_TOOLS } from './tools';

/** How a script is written. */
export interface MirrorScriptOptions extends MirrorConnections {
  /** The tool that does the work. */
  readonly tool: MirrorTool;
}

/**
 * A POSIX shell script that copies every image of a plan, or pulls it once where the registry is a cache.
 *
 * It may be run any number of times. What fails is tried again with growing pauses, then left for the end, which lists it
 * and exits with 1. Digests are compared after each copy, and platforms that the plan wants are looked for.
 *
 * @throws PullproofError `mirror-unsupported` for what the tool cannot do, and for a plan without images; `mirror-invalid` for logins of other hosts.
 */
export function mirrorScript(plan: MirrorPlan, options: MirrorScriptOptions): MirrorFiles {
  const tool = COPY_TOOLS[options.tool];
  const copies = imagesOf(plan);
  const hosts = hostsOf(copies, options);
  refuseWhatItCannot(copies, hosts, tool);
  const caveats = [...tool.caveats, ...planCaveats(plan, tool)];
  const text = `#!/bin/sh
${[
    ...comment(`Fills ${plan.registries.map(({ registry }) => registry).join(', ')} with ${counted(plan.copies.length, 'image')}. Made by pullproof from a mirror plan; change the plan.`, ''),
    ...comment(`Needs ${tool.needs}. Copies keep all platforms, ${tool.keeps}.`),
    ...comment(...caveats.map((caveat) => `Note: ${caveat}.`), ''),
    ...loginComment(hosts, tool.name),
    ...comment(
      `${tool.usesDaemon ? '' : 'A private CA: SSL_CERT_FILE=file. '}How often to try: ATTEMPTS=4, with pauses of DELAY=2 seconds, doubled each time.`,
      'Exits with 0 when everything is there, and with 1 when something failed; running it again does the rest.',
    ),
  ].join('\n')}
set -eu

${PRELUDE}
${functionsFor(copies, hosts, tool)}
${loginSection(hosts)}
${copies.map(lineOf).join('')}
finish ${shellQuote(plan.mode === 'warm' ? 'pulled' : plan.mode === 'copy' ? 'copied' : 'copied or pulled')}
`;
  return { files: [{ path: 'mirror.sh', text, executable: true }], caveats };
}

/** Only what the plan has a use for, so that the script can be read. */
function functionsFor(copies: readonly MirrorCopy[], hosts: readonly MirrorHost[], tool: CopyTool): string {
  const checks = tool.asksDigests && copies.some(({ platforms }) => platforms.length > 0);
  const has = (wanted: MirrorCopy['mode']): boolean => copies.some(({ mode }) => mode === wanted);
  return [
    tool.functions(hosts),
    ...(has('warm') ? [tool.warmFunction(hosts)] : []),
    ...(checks ? [tool.platformFunction(hosts), CHECK_PLATFORMS] : []),
    ...(has('copy') ? [tool.asksDigests ? mirrorFunction(tool, checks) : UNCOMPARED] : []),
    ...(has('warm') ? [warmedFunction(checks)] : []),
  ].join('\n');
}

/** The shell function `mirror`, which copies by digest, so that a tag which moves meanwhile does not make two images of one. */
export function mirrorFunction({ keepsReferrers }: CopyTool, checksPlatforms: boolean): string {
  return `# mirror NAME :TAG|@DIGEST PRIVATE-NAME :TAG|@DIGEST PLATFORM...
mirror() {
  name=$1 wanted=$2 private_name=$3 private=$3$4
  shift 4
  say "$private"
  case $wanted in
    @*) digest=\${wanted#@} ;;
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
${keepsReferrers ? `    # The image is there; what refers to it may be new. By digest, because tags of some registries never change.
    if ! retry copy "$name@$digest" "$private_name@$digest"; then
      failure "$private" "its referrers cannot be copied"
      return 0
    fi
` : ''}    present=$((present + 1))
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
${checksPlatforms ? '  check_platforms "$private" "$@" || return 0\n' : ''}}
`;
}

const UNCOMPARED = `# mirror NAME :TAG|@DIGEST PRIVATE-NAME :TAG PLATFORM...
mirror() {
  say "$3$4"
  if retry copy "$1$2" "$3$4"; then
    changed=$((changed + 1))
  else
    failure "$3$4" "$1$2 cannot be copied"
  fi
}
`;

function warmedFunction(checksPlatforms: boolean): string {
  return `# Pulls an image once, so that the cache behind it fetches it: warmed REFERENCE PLATFORM...
warmed() {
  say "$1"
  if ! retry warm "$@"; then
    failure "$1" "cannot be pulled"
    return 0
  fi
  changed=$((changed + 1))
${checksPlatforms ? '  check_platforms "$@" || return 0\n' : ''}}
`;
}

function lineOf(copy: MirrorCopy): string {
  const { source, target } = placesOf(copy);
  const words = copy.mode === 'warm' ? ['warmed', target.reference] : ['mirror', source.name, source.suffix, target.name, target.suffix];
  const [command = '', ...rest] = [...words, ...copy.platforms];
  return `\n${reasonComment(copy)}\n${command} ${rest.map(shellQuote).join(' ')}\n`;
}

function refuseWhatItCannot(copies: readonly MirrorCopy[], hosts: readonly MirrorHost[], tool: CopyTool): void {
  const problems = new Problems();
  if (!tool.writesUntagged) {
    for (const copy of copies.filter(({ mode }) => mode === 'copy')) {
      if (placesOf(copy).target.suffix.startsWith('@')) {
        problems.add(`${copy.target} has no tag, and ${tool.name} writes tags only`);
      }
    }
  }
  if (!tool.plainHttp) {
    problems.add(...hosts.filter(({ host, plainHttp }) => plainHttp && !isLoopback(host))
      .map(({ host }) => `${host} has no TLS, which cannot be told to ${tool.name} for one host alone`));
  }
  problems.throwIfAny({ code: 'mirror-unsupported', what: `${tool.name} cannot do this plan exactly`, remedy: 'regctl can' });
}

/** What depends on the plan. */
function planCaveats({ copies }: MirrorPlan, tool: CopyTool): string[] {
  const untagged = copies.filter((copy) => copy.mode === 'copy' && placesOf(copy).target.suffix.startsWith('@')).length;
  const warm = copies.filter(({ mode }) => mode === 'warm').length;
  const wanted = copies.some(({ platforms }) => platforms.length > 0);
  return [
    ...(untagged === 0 ? [] : [`${counted(untagged, 'image')} without a tag: a registry that cleans up untagged images would remove ${untagged === 1 ? 'it' : 'them'}`]),
    ...(warm === 0 ? [] : [`${counted(warm, 'image')} of a cache: nothing is copied, every image is pulled once so that the cache fetches it, and the cache may drop it again`]),
    ...(warm > 0 && tool.name === 'docker' && !wanted ? ['docker pulls the platform of this machine only: name the platforms of the cluster in the plan'] : []),
  ];
}
