import { placesOf } from '../plan/copy-places';
import type { MirrorPlan } from '../plan/mirror-plan';
import { hostsOf } from './connections';
import type { MirrorConnections } from './connections';
import { loadScript } from './load-script';
import type { MirrorFiles } from './mirror-files';
import { cacheCaveat, copiesToMake } from './require-copies';
import { saveScript } from './save-script';
import { counted } from './shell';

/**
 * Two POSIX shell scripts for a registry that cannot reach the sources: `save.sh` fetches every image into a folder, an OCI
 * layout with a lock file; `load.sh` takes the folder into the registry on the other side.
 *
 * Both use regctl, which keeps all platforms, digests, referrers and the tags of older signatures. `load.sh` is the gate: an
 * image counts when it has the digest of the lock file in the registry, all that referred to it, and the platforms of the
 * plan.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 * @throws PullproofError `mirror-unsupported` when there is nothing to copy; `mirror-invalid` for logins of other hosts.
 */
export function airGapScripts(plan: MirrorPlan, connections: MirrorConnections = {}): MirrorFiles {
  const copies = copiesToMake(plan, 'an air gap');
  const hosts = hostsOf(copies, connections);
  const caveats = [
    'the lock file tells a folder that was damaged on its way, not one that was exchanged on purpose: sign it, or carry its checksum apart',
    ...cacheCaveat(plan),
  ];
  const where = plan.registries.map(({ registry }) => registry).join(', ');
  const title = `${counted(copies.length, 'image')} for ${where}. Made by pullproof from a mirror plan; change the plan.`;
  const notes = caveats.map((caveat) => `Note: ${caveat}.`);
  const [sources, targets] = [hosts.filter(({ isTarget }) => !isTarget), hosts.filter(({ isTarget }) => isTarget)];
  // A source may be on a host that images go to, in another project.
  const readFrom = new Set(copies.map((copy) => placesOf(copy).source.host));
  return {
    caveats,
    files: [
      {
        path: 'save.sh', executable: true,
        text: saveScript(`Saves ${title}`, copies, [...targets.filter(({ host }) => readFrom.has(host)), ...sources], notes),
      },
      { path: 'load.sh', executable: true, text: loadScript(`Loads ${title}`, copies, targets, notes) },
    ],
  };
}
