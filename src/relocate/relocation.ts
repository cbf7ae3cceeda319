import { Problems, PullproofError } from '../error';
import { explainHost, imageName } from '../image';
import type { ImageReference } from '../image';
import type { Registry } from '../registry';
import { findCollisions } from './collisions';
import type { Layout } from './layout';
import { normaliseHost } from './layout-maps';
import type { RelocatedImage } from './relocated-image';
import { checkTarget, defaultLayout, placeImage } from './target';
import type { Target } from './target';

const REMEDIES = {
  'relocation-path': 'the layout flat gives the shortest paths, an explicit one gives any',
  'relocation-unmapped': 'add it to the layout',
  'relocation-collision': 'use the layout keep or bySource, or name one of them in an explicit layout',
} as const;

/** Where the images of one source host go. */
export interface RelocationRoute {
  /** The registry for them. */
  readonly registry: Registry;
  /**
   * How their paths are made.
   *
   * @default - `keep`; for a registry of proxy caches, `bySource`
   */
  readonly layout?: Layout;
}

/** Registries and layouts of a {@link Relocation}. */
export interface RelocationProps {
  /** The registry for all images that no route takes. */
  readonly registry: Registry;
  /**
   * How their paths are made.
   *
   * @default - `keep`; for a registry of proxy caches, `bySource`
   */
  readonly layout?: Layout;
  /**
   * Source host to the registry for the images from there, for example one proxy-cache project per host.
   *
   * @default - all images go to the one registry
   */
  readonly routes?: { [sourceHost: string]: RelocationRoute };
}

/**
 * Moves image references to private registries: source reference in, private reference out.
 *
 * Tags and digests stay as they are, and a reference that is private already stays altogether.
 */
export class Relocation {
  /** The registry for all images that no route takes. */
  public readonly registry: Registry;

  readonly #main: Target;
  readonly #routes = new Map<string, Target>();
  readonly #registries: Registry[] = [];

  /** @throws PullproofError `layout-invalid` when a route has no source host, or a layout does not fit its registry. */
  constructor(props: RelocationProps) {
    const problems = new Problems();
    const target = (route: RelocationRoute): Target => {
      const made = { registry: route.registry, layout: route.layout ?? defaultLayout(route.registry) };
      problems.add(...checkTarget(made));
      if (!this.#registries.some((known) => known.sameAs(route.registry))) {
        this.#registries.push(route.registry);
      }
      return made;
    };
    this.registry = props.registry;
    this.#main = target(props);
    for (const [host, route] of Object.entries(props.routes ?? {})) {
      problems.add(...explainHost(host).map((problem) => `route: ${problem}`));
      if (this.#routes.has(normaliseHost(host))) {
        problems.add('route: docker.io and index.docker.io are the same host');
      }
      this.#routes.set(normaliseHost(host), target(route));
    }
    problems.throwIfAny({ code: 'layout-invalid', what: 'registries and layouts do not fit together' });
  }

  /** Every registry that images may go to, the main one first. A copy. */
  public get registries(): Registry[] {
    return [...this.#registries];
  }

  /** The registry that a private reference belongs to, the one with the longest prefix; none for any other reference. */
  public registryOf(reference: ImageReference): Registry | undefined {
    let best: Registry | undefined;
    for (const registry of this.#registries) {
      if (registry.covers(reference) && (best === undefined || registry.prefix.length > best.prefix.length)) {
        best = registry;
      }
    }
    return best;
  }

  /** Whether a reference points into one of the registries. */
  public isPrivate(reference: ImageReference): boolean {
    return this.#registries.some((registry) => registry.covers(reference));
  }

  /**
   * The private reference of a source reference.
   *
   * @throws PullproofError `relocation-path` when the path breaks the rules of its registry,
   *         `relocation-unmapped` when the layout has no place for the image.
   */
  public relocate(reference: ImageReference): ImageReference {
    if (this.isPrivate(reference)) {
      return reference;
    }
    const placed = placeImage(reference, this.#targetOf(reference));
    if ('reference' in placed) {
      return placed.reference;
    }
    if ('unmapped' in placed) {
      throw new PullproofError({
        code: 'relocation-unmapped',
        what: `there is no place for ${imageName(reference)}`,
        problems: [placed.unmapped],
        remedy: REMEDIES['relocation-unmapped'],
      });
    }
    throw new PullproofError({
      code: 'relocation-path',
      what: `${imageName(reference)} cannot become ${placed.privateName}`,
      problems: placed.broken,
      remedy: REMEDIES['relocation-path'],
    });
  }

  /**
   * The private references of many, in the same order.
   *
   * The same source may come any number of times. A reference that is private already is taken for a copy of whatever
   * is moved to its name.
   *
   * @throws PullproofError with every image that cannot move: `relocation-path` and `relocation-unmapped` as for one
   *         image, `relocation-collision` when two source images would get the same private name.
   */
  public relocateAll(references: ImageReference[]): RelocatedImage[] {
    const images: RelocatedImage[] = [];
    const broken = new Set<string>();
    const unmapped = new Set<string>();
    for (const source of references) {
      const home = this.registryOf(source);
      if (home !== undefined) {
        images.push({ source, privateReference: source, registry: home, moved: false });
        continue;
      }
      const target = this.#targetOf(source);
      const placed = placeImage(source, target);
      if ('reference' in placed) {
        images.push({ source, privateReference: placed.reference, registry: target.registry, moved: true });
      } else if ('unmapped' in placed) {
        unmapped.add(`${imageName(source)}: ${placed.unmapped}`);
      } else {
        placed.broken.forEach((problem) => broken.add(`${imageName(source)} cannot become ${placed.privateName}: ${problem}`));
      }
    }
    const code = broken.size > 0 ? 'relocation-path' : unmapped.size > 0 ? 'relocation-unmapped' : 'relocation-collision';
    new Problems().add(...broken, ...unmapped, ...findCollisions(images))
      .throwIfAny({ code, what: 'some images cannot move to their registry', remedy: REMEDIES[code] });
    return images;
  }

  #targetOf(reference: ImageReference): Target {
    return this.#routes.get(reference.registry) ?? this.#main;
  }
}
