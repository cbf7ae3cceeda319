import { PullproofError } from '../../error';
import type { MirrorCopy, MirrorPlan } from '../plan/mirror-plan';
import { counted } from './shell';

/**
 * The images of a plan, whatever is to be done with them.
 *
 * @throws PullproofError `mirror-unsupported` when there is none: a file that does nothing would look like one that does.
 */
export function imagesOf({ copies, alreadyPrivate }: MirrorPlan): readonly MirrorCopy[] {
  if (copies.length === 0) {
    throw new PullproofError({
      code: 'mirror-unsupported', what: 'the plan has no image to mirror',
      remedy: alreadyPrivate.length === 0 ? 'name manifests or images' : 'plan from what the vendors publish: these references are private already',
    });
  }
  return copies;
}

/**
 * The images of a plan that somebody has to copy.
 *
 * @throws PullproofError `mirror-unsupported` when all of them come through a cache, or there is none.
 */
export function copiesToMake(plan: MirrorPlan, format: string): MirrorCopy[] {
  const { mode } = plan;
  const copies = imagesOf(plan);
  if (mode === 'warm') {
    throw new PullproofError({
      code: 'mirror-unsupported', what: `there is nothing to copy for ${format}: the registry is a cache, and fetches every image by itself`,
      remedy: 'write a script, which pulls every image once to fill the cache',
    });
  }
  return copies.filter((copy) => copy.mode === 'copy');
}

/** What a plan leaves to a cache, as a caveat for formats that only copy. */
export function cacheCaveat({ copies }: MirrorPlan): string[] {
  const warm = copies.filter(({ mode }) => mode === 'warm').length;
  return warm === 0 ? [] : [`${counted(warm, 'image')} of a cache left out: the cache fetches them on the first pull, and a script warms it`];
}

/** That nobody looks for the platforms that a plan wants, for tools that cannot. */
export function platformCaveat({ copies }: MirrorPlan): string[] {
  return copies.some(({ platforms }) => platforms.length > 0)
    ? ['all platforms of a source are copied, but nobody looks whether those of the plan are among them; a script does, and so does an availability check']
    : [];
}
