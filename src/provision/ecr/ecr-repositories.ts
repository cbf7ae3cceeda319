import { Problems } from '../../error';
import { printReference } from '../../image';
import type { Registry } from '../../registry';
import { chooseImages } from '../provisioned-image';
import type { ImageChoice, ProvisionedImage } from '../provisioned-image';
import { ecrAddress } from './ecr-address';

/** A repository that private references need. */
export interface EcrRepositoryPlan {
  /** Its name: the whole path behind the host, the prefix of the registry included. */
  readonly name: string;
  /** The private references that it holds, in order. */
  readonly references: readonly string[];
  /** Whether one of them is pinned by a digest without a tag, so that images without a tag must stay. */
  readonly pinsUntagged: boolean;
}

/**
 * The repositories that images need, one per private path, in the order of their names.
 *
 * Images of other registries are left out: a relocation may have several. A registry of pull-through caches gets none,
 * because ECR makes those.
 *
 * @throws PullproofError `provision-invalid` when the registry is no private ECR, or none of the images is in it.
 */
export function ecrRepositories(registry: Registry, images: readonly ProvisionedImage[], choice: ImageChoice = {}): EcrRepositoryPlan[] {
  ecrAddress(registry);
  const inside = imagesOf(registry, images, choice);
  if (registry.kind.createsRepositories === 'on-pull') {
    return [];
  }
  const byName = new Map<string, ProvisionedImage[]>();
  for (const image of inside) {
    const { repository } = image.target;
    byName.set(repository, [...byName.get(repository) ?? [], image]);
  }
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, held]) => ({
    name,
    references: held.map(({ target }) => printReference(target)),
    pinsUntagged: held.some(({ target }) => target.tag === undefined && target.digest !== undefined),
  }));
}

/** The images that a registry holds. Images were given and none is in it: then the declaration speaks of another registry. */
export function imagesOf(registry: Registry, images: readonly ProvisionedImage[], choice: ImageChoice): ProvisionedImage[] {
  const inside = chooseImages(images, choice).filter(({ target }) => registry.covers(target));
  if (inside.length === 0 && images.length > 0) {
    new Problems()
      .add(...images.slice(0, 5).map(({ target }) => printReference(target)), ...(images.length > 5 ? [`and ${images.length - 5} more`] : []))
      .throwIfAny({ code: 'provision-invalid', what: `none of the images is in ${registry.toString()}`, remedy: 'give the registry that the images move to' });
  }
  return inside;
}
