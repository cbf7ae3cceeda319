import { PullproofError, quote } from '../error';
import {
  airGapScripts, containerdMirrors, crioMirrors, ecrScript, mirrorJob, mirrorScript, printMirrorPlan, regsyncConfig, skopeoSync,
} from '../mirror';
import type { MirrorFiles, MirrorPlan } from '../mirror';
import { clean } from './clean';
import { readCount, readLogins, TOOLS } from './mirror-flags';
import type { MirrorFlags, MirrorFormat } from './mirror-flags';
import type { PlannedMirror } from './mirror-input';
import { atOption, parseSecretName } from './options';

/**
 * The files of a format.
 *
 * @throws PullproofError `usage`, and what the writer throws.
 */
export function filesFor(format: MirrorFormat, { plan, relocation, namespace }: PlannedMirror, flags: MirrorFlags): MirrorFiles {
  const plainHttp = flags.plainHttp ?? [];
  const connections = { plainHttp, logins: readLogins(flags.login ?? []) };
  switch (format) {
    case 'json': return { files: [{ path: 'mirror-plan.json', text: printMirrorPlan(plan), executable: false }], caveats: [] };
    case 'regsync': return regsyncConfig(plan, connections);
    case 'skopeo': return skopeoSync(plan, connections);
    case 'script': return mirrorScript(plan, { tool: toolOf(flags), ...connections });
    case 'airgap': return airGapScripts(plan, connections);
    case 'ecr': return ecrScript(plan);
    case 'containerd': return containerdMirrors(plan, { plainHttp, fallback: flags.fallback === true });
    case 'crio': return crioMirrors(plan, { plainHttp, fallback: flags.fallback === true });
    case 'job': {
      const { pushSecret, caConfigMap, chunkSize, parallelism } = flags;
      return mirrorJob(plan, {
        relocation, namespace, plainHttp,
        pullSecretNames: (flags.pullSecret ?? []).map((name) => atOption('--pull-secret', () => parseSecretName(name))),
        ...(pushSecret === undefined ? {} : { pushSecretName: atOption('--push-secret', () => parseSecretName(pushSecret)) }),
        ...(caConfigMap === undefined ? {} : { caConfigMapName: caConfigMap }),
        ...(chunkSize === undefined ? {} : { chunkSize: readCount('--chunk-size', chunkSize) }),
        ...(parallelism === undefined ? {} : { parallelism: readCount('--parallelism', parallelism) }),
      });
    }
  }
}

function toolOf({ tool = 'regctl' }: MirrorFlags): (typeof TOOLS)[number] {
  const known = TOOLS.find((name) => name === tool);
  if (known === undefined) {
    throw new PullproofError({ code: 'usage', where: '--tool', what: `${quote(tool)} is no tool of a script`, expected: TOOLS.join(', ') });
  }
  return known;
}

/** What was planned, and what the reader should know: a line each. */
export function printMirrorReport({ copies, alreadyPrivate, unresolved, notes, mode }: MirrorPlan, { caveats }: MirrorFiles): string {
  const optional = copies.filter(({ required }) => !required).length;
  const runtime = copies.filter(({ runtime: only }) => only).length;
  const verb = mode === 'copy' ? 'to copy' : mode === 'warm' ? 'to pull once, because the registry is a cache' : 'to copy or, from a cache, to pull once';
  const lines = [
    `${copies.length} ${copies.length === 1 ? 'image' : 'images'} ${verb}: ${optional} optional, ${runtime} at run time only; ${alreadyPrivate.length} private already`,
    ...[...notes, ...caveats].map((text) => `note: ${text}`),
    ...unresolved.map(({ location, reason, incomplete }) => `${incomplete ? 'missing' : 'note'}: ${location}: ${reason}`),
  ];
  return lines.map((line) => `${clean(line)}\n`).join('');
}
