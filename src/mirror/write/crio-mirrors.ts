import { Problems } from '../../error';
import { parseReference } from '../../image';
import { placesOf } from '../plan/copy-places';
import { compareTexts } from '../plan/merge-reasons';
import type { MirrorPlan } from '../plan/mirror-plan';
import { hostsOf } from './connections';
import type { MirrorFiles } from './mirror-files';
import { imagesOf } from './require-copies';
import { RUNTIME_CAVEATS } from './runtime-mirror-options';
import type { RuntimeMirrorOptions } from './runtime-mirror-options';
import { comment } from './shell';

/**
 * A file for CRI-O and Podman, for `/etc/containers/registries.conf.d`: nodes then pull the vendors' references from the
 * registry. Each image has an entry of its own, so that every layout can be expressed.
 *
 * @see https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md
 * @throws PullproofError `mirror-unsupported` when tags of one image go to different places.
 */
export function crioMirrors(plan: MirrorPlan, { fallback = false, plainHttp = [] }: RuntimeMirrorOptions = {}): MirrorFiles {
  hostsOf(imagesOf(plan), { plainHttp });
  const places = new Map<string, Set<string>>();
  for (const copy of plan.copies) {
    const [from, to] = [parseReference(copy.source), placesOf(copy).target];
    const name = `${from.registry}/${from.repository}`;
    places.set(name, (places.get(name) ?? new Set()).add(to.name));
  }
  new Problems().add(...[...places].filter(([, targets]) => targets.size > 1).map(([name, targets]) => `${name} goes to ${[...targets].join(' and ')}`))
    .throwIfAny({ code: 'mirror-unsupported', what: 'an image of one name has several private names', remedy: 'use a layout that gives every image one path' });
  const caveats = [
    ...RUNTIME_CAVEATS,
    'credentials come from the files of the node; that a pull secret for the host in the reference is offered to the mirror is not promised',
    ...(fallback ? ['what the registry lacks, or does not answer, comes from the source'] : []),
  ];
  const entries = [...places].sort(([a], [b]) => compareTexts(a, b)).map(([name, [target = '']]) => {
    const insecure = plainHttp.some((host) => target.startsWith(`${host}/`)) ? 'insecure = true\n' : '';
    return fallback
      ? `\n[[registry]]\nprefix = "${name}"\nlocation = "${name}"\n\n[[registry.mirror]]\nlocation = "${target}"\n${insecure}`
      : `\n[[registry]]\nprefix = "${name}"\nlocation = "${target}"\n${insecure}`;
  });
  const header = comment('Made by pullproof from a mirror plan; change the plan.', ...caveats.map((caveat) => `Note: ${caveat}.`));
  return { files: [{ path: '50-pullproof.conf', text: `${header.join('\n')}\n${entries.join('')}`, executable: false }], caveats };
}
