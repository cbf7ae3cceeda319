import { explainRepository, imageName, MAX_NAME_LENGTH } from '../image';
import type { ImageReference } from '../image';
import type { Registry } from '../registry';
import { Layout } from './layout';

/** A registry with the layout of its images. */
export interface Target {
  /** Where images go. */
  readonly registry: Registry;
  /** How their paths are made. */
  readonly layout: Layout;
}

/** A place for an image, or the reasons why there is none. */
export type TargetPlacement =
  | { readonly reference: ImageReference }
  | { readonly unmapped: string }
  | { readonly privateName: string; readonly broken: readonly string[] };

/** The layout of a registry for which none was chosen. */
export function defaultLayout(registry: Registry): Layout {
  return registry.kind.sourcePrefixes === undefined ? Layout.keep() : Layout.bySource();
}

/** Finds what keeps a registry and a layout from working together, whatever the image. */
export function checkTarget({ registry, layout }: Target): string[] {
  const explicit = layout._explicit;
  if (explicit !== undefined) {
    const doubled = [...explicit.paths.values()].filter((path) => path.startsWith(`${registry.host}/`));
    return [
      ...doubled.map((path) => `private path "${path}" of the explicit layout repeats the host, write what follows the prefix of ${registry.toString()}`),
      ...explicit.otherwise === undefined ? [] : checkTarget({ registry, layout: explicit.otherwise }),
    ];
  }
  if (registry.kind.sourcePrefixes !== undefined && layout.name !== 'bySource') {
    return [`layout "${layout.name}" does not fit ${registry.toString()}: each source host has a prefix of its own there, use the layout "bySource"`];
  }
  if (registry.kind.sourcePrefixes === undefined && registry.kind.createsRepositories === 'on-pull' && layout.name !== 'keep') {
    return [`layout "${layout.name}" does not fit ${registry.toString()}: a cache of one registry has the paths of that registry, use the layout "keep"`];
  }
  return [];
}

/** Places an image in a registry. */
export function placeImage(source: ImageReference, { registry, layout }: Target): TargetPlacement {
  const placement = layout._place(source, registry);
  if (!('path' in placement)) {
    return placement;
  }
  const repository = registry.prefix === '' ? placement.path : `${registry.prefix}/${placement.path}`;
  const reference = { ...source, registry: registry.host, repository };
  const broken = new Set([...explainRepository(repository), ...registry.kind.checkRepository(repository)]);
  const privateName = imageName(reference);
  if (privateName.length > MAX_NAME_LENGTH) {
    broken.add(`the name has ${privateName.length} characters with its host, at most ${MAX_NAME_LENGTH} are allowed`);
  }
  return broken.size === 0 ? { reference } : { privateName, broken: [...broken] };
}
