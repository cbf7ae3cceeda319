import { placesOf } from '../plan/copy-places';
import type { MirrorCopy, MirrorPlan } from '../plan/mirror-plan';
import { hostsOf } from './connections';
import type { MirrorConnections, MirrorHost } from './connections';
import type { MirrorFiles } from './mirror-files';
import { cacheCaveat, copiesToMake, platformCaveat } from './require-copies';
import { comment, counted, reasonComment } from './shell';

/** Images that are copied at the same time. */
const PARALLEL = 4;

/** What regsync does not do, whatever the plan. */
export const REGSYNC_CAVEATS: readonly string[] = [
  'regsync passes over images of the very old manifest schema 1 without an error',
];

/**
 * The configuration of regsync: `regsync once -c regsync.yaml`.
 *
 * It copies all platforms, digests, referrers and the tags that older signatures are kept in. Passwords come from the
 * environment, under the names in the file, or from the Docker configuration.
 *
 * @see https://github.com/regclient/regclient/blob/main/docs/regsync.md
 * @throws PullproofError `mirror-unsupported` when there is nothing to copy; `mirror-invalid` for logins of other hosts.
 */
export function regsyncConfig(plan: MirrorPlan, connections: MirrorConnections = {}): MirrorFiles {
  const copies = copiesToMake(plan, 'regsync');
  const hosts = hostsOf(copies, connections);
  const caveats = [...REGSYNC_CAVEATS, ...platformCaveat(plan), ...cacheCaveat(plan)];
  const header = [
    ...comment(`${counted(copies.length, 'image')} for ${plan.registries.map(({ registry }) => registry).join(', ')}. Made by pullproof from a mirror plan; change the plan.`, ''),
    ...comment('Run it with: regsync once --config regsync.yaml', ...caveats.map((caveat) => `Note: ${caveat}.`)),
  ];
  const text = `${header.join('\n')}\n${printRegsync(copies, hosts, 'environment')}`;
  return { files: [{ path: 'regsync.yaml', text, executable: false }], caveats };
}

/** The text of a configuration for some copies, with logins from variables or only from the Docker configuration. */
export function printRegsync(copies: readonly MirrorCopy[], hosts: readonly MirrorHost[], logins: 'environment' | 'docker-config'): string {
  return `version: 1
creds:
${hosts.map((host) => printHost(host, logins)).join('')}defaults:
  parallel: ${PARALLEL}
  referrers: true
  digestTags: true
sync:
${copies.map(printCopy).join('')}`;
}

/** Rights are asked for one repository at a time: with many, the request for all of them grows beyond what servers take. */
function printHost({ host, variable, username, plainHttp }: MirrorHost, logins: 'environment' | 'docker-config'): string {
  const user = username === undefined ? `{{env "${variable}_USERNAME"}}` : username.replaceAll('{{', '{{"{{"}}');
  return [
    `  - registry: ${quoteYaml(host)}`,
    '    repoAuth: true',
    ...(plainHttp ? ['    tls: disabled'] : []),
    ...(logins === 'docker-config' ? [] : [`    user: ${quoteYaml(user)}`, `    pass: ${quoteYaml(`{{env "${variable}_PASSWORD"}}`)}`]),
    '',
  ].join('\n');
}

function printCopy(copy: MirrorCopy): string {
  const { source, target } = placesOf(copy);
  return `  ${reasonComment(copy)}
  - source: ${quoteYaml(source.reference)}
    target: ${quoteYaml(target.reference)}
    type: image
`;
}

/** A text in single quotes, in which YAML knows no escapes. */
export function quoteYaml(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
