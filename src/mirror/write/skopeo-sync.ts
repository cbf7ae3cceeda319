import { placesOf } from '../plan/copy-places';
import { groupBy } from '../plan/group-by';
import { compareTexts } from '../plan/merge-reasons';
import type { MirrorCopy, MirrorPlan } from '../plan/mirror-plan';
import { loginComment, loginSection } from '../script/log-in';
import { mirrorFunction } from '../script/mirror-script';
import { CHECK_PLATFORMS, PRELUDE } from '../script/prelude';
import { SKOPEO } from '../script/tools/skopeo';
import { hostsOf } from './connections';
import type { MirrorConnections, MirrorHost } from './connections';
import type { MirrorFile, MirrorFiles } from './mirror-files';
import { quoteYaml } from './regsync';
import { cacheCaveat, copiesToMake } from './require-copies';
import { comment, counted, reasonComment, shellQuote } from './shell';

/** Copies that one run of `skopeo sync` makes: it keeps the last component of a path, and puts it into one folder. */
interface SyncGroup {
  readonly host: string;
  readonly folder: string;
  readonly copies: readonly MirrorCopy[];
}

/**
 * Files for `skopeo sync`, one per private folder, and a script that runs them.
 *
 * `skopeo sync` drops all of a source path but its last component, so that images of one folder only can share a file. It
 * cannot rename an image, nor tag what it reads by digest: the script makes those copies with `skopeo copy`. In the end it
 * compares the digest of every image.
 *
 * @see https://github.com/containers/skopeo/blob/main/docs/skopeo-sync.1.md
 * @throws PullproofError `mirror-unsupported` when there is nothing to copy; `mirror-invalid` for logins of other hosts.
 */
export function skopeoSync(plan: MirrorPlan, connections: MirrorConnections = {}): MirrorFiles {
  const copies = copiesToMake(plan, 'skopeo');
  const hosts = hostsOf(copies, connections);
  const groups = groupsOf(copies.filter(isSyncable));
  const single = copies.filter((copy) => !isSyncable(copy));
  const caveats = [
    ...SKOPEO.caveats,
    ...(single.length === 0 ? [] : [`${counted(single.length, 'image')} with another name, or with a tag and a digest, ${single.length === 1 ? 'is' : 'are'} in the script alone: skopeo sync would lose one of both`]),
    ...cacheCaveat(plan),
  ];
  const syncs = groups.map((group, index): MirrorFile => ({
    path: `sync-${index + 1}.yaml`, text: printSync(group, hosts), executable: false,
  }));
  return { files: [{ path: 'sync.sh', text: printScript(plan, copies, groups, hosts, caveats), executable: true }, ...syncs], caveats };
}

function isSyncable(copy: MirrorCopy): boolean {
  const { source, target } = placesOf(copy);
  const last = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
  return last(source.repository) === last(target.repository) && source.suffix === target.suffix;
}

function groupsOf(copies: readonly MirrorCopy[]): SyncGroup[] {
  const folderOf = (copy: MirrorCopy): string => {
    const { host, repository } = placesOf(copy).target;
    return [host, ...repository.split('/').slice(0, -1)].join('/');
  };
  return [...groupBy(copies, folderOf)].sort(([a], [b]) => compareTexts(a, b))
    .map(([folder, members]) => ({ folder, host: folder.split('/')[0] ?? '', copies: members }));
}

/** By source host and repository; a list of tags is never empty, which would mean all tags. */
function printSync({ folder, copies }: SyncGroup, hosts: readonly MirrorHost[]): string {
  const sources = copies.map((copy) => placesOf(copy).source);
  const lines = [...groupBy(sources, ({ host }) => host)].sort(([a], [b]) => compareTexts(a, b)).flatMap(([host, ofHost]) => [
    `${quoteYaml(host)}:`,
    ...(hosts.some((one) => one.host === host && one.plainHttp) ? ['  tls-verify: false'] : []),
    '  images:',
    ...[...groupBy(ofHost, ({ repository }) => repository)].sort(([a], [b]) => compareTexts(a, b)).flatMap(([repository, places]) => [
      `    ${quoteYaml(repository)}:`,
      ...[...new Set(places.map(({ suffix }) => suffix.slice(1)))].sort(compareTexts).map((tag) => `      - ${quoteYaml(tag)}`),
    ]),
  ]);
  return `${[...comment(`For skopeo sync into ${folder}, and nowhere else: it keeps only the last component of a path.`), ...lines].join('\n')}\n`;
}

function printScript(
  { registries }: MirrorPlan, copies: readonly MirrorCopy[], groups: readonly SyncGroup[], hosts: readonly MirrorHost[], caveats: readonly string[],
): string {
  const checks = copies.some(({ platforms }) => platforms.length > 0);
  return `#!/bin/sh
${[
    ...comment(`Fills ${registries.map(({ registry }) => registry).join(', ')} with ${counted(copies.length, 'image')}. Made by pullproof from a mirror plan; change the plan.`, ''),
    ...comment(`Needs ${SKOPEO.needs}, and the files beside it. Copies keep all platforms, ${SKOPEO.keeps}.`),
    ...comment(...caveats.map((caveat) => `Note: ${caveat}.`), ''),
    ...loginComment(hosts, SKOPEO.name),
    ...comment(
      'A private CA: SSL_CERT_FILE=file. How often to try: ATTEMPTS=4, with pauses of DELAY=2 seconds, doubled each time.',
      'Exits with 0 when everything is there, and with 1 when something failed; running it again does the rest.',
    ),
  ].join('\n')}
set -eu
cd "$(dirname "$0")"

${PRELUDE}
${SKOPEO.functions(hosts)}
${checks ? `${SKOPEO.platformFunction(hosts)}\n${CHECK_PLATFORMS}\n` : ''}${mirrorFunction(SKOPEO, checks)}
# Copies what one file lists: sync_folder FILE FOLDER FLAG... What fails is told by the comparison below.
sync_folder() {
  say "$2"
  file=$1 folder=$2
  shift 2
  retry skopeo sync --all --preserve-digests --keep-going "$@" --src yaml --dest docker "$file" "$folder" || say "  some images of $file failed"
}

${loginSection(hosts)}
${groups.map(({ folder, host }, index) => `sync_folder 'sync-${index + 1}.yaml' ${shellQuote(folder)}${hosts.some((one) => one.host === host && one.plainHttp) ? " '--dest-tls-verify=false'" : ''}\n`).join('')}
# Compares every image with its source, and copies what is missing.
${copies.map(lineOf).join('')}
finish 'copied one by one'
`;
}

function lineOf(copy: MirrorCopy): string {
  const { source, target } = placesOf(copy);
  return `\n${reasonComment(copy)}\nmirror ${[source.name, source.suffix, target.name, target.suffix, ...copy.platforms].map(shellQuote).join(' ')}\n`;
}
