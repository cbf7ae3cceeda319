import type { ImageReference } from '../image';
import type { Registry } from '../registry';
import { readExplicitPaths, readSourcePrefixes } from './layout-maps';
import { parseLayout } from './parse-layout';
import { defaultSourcePrefix } from './source-prefix';

/** How a layout works, as data. */
type LayoutRule =
  | { readonly name: 'keep' }
  | { readonly name: 'flat' }
  | { readonly name: 'bySource'; readonly prefixes: ReadonlyMap<string, string> }
  | { readonly name: 'explicit'; readonly paths: ReadonlyMap<string, string>; readonly otherwise: Layout | undefined };

/** Where a layout puts an image: a path behind the prefix of the registry, or the reason why it has none. */
export type Placement = { readonly path: string } | { readonly unmapped: string };

/**
 * How the path of a source image becomes a path in the private registry, behind the prefix of that registry.
 *
 * Tags and digests are never touched.
 */
export class Layout {
  /**
   * Drops the source host and keeps the path: `ghcr.io/acme/app` becomes `acme/app`.
   *
   * Official images of Docker Hub keep their `library/`: `nginx` becomes `library/nginx`.
   */
  public static keep(): Layout {
    return new Layout({ name: 'keep' });
  }

  /**
   * Keeps the last component only: `ghcr.io/acme/agent/app` becomes `app`.
   *
   * For registries that allow short paths only. Two images of the same last name cannot both be moved.
   */
  public static flat(): Layout {
    return new Layout({ name: 'flat' });
  }

  /**
   * Puts a prefix per source host in front of the path: `docker.io/library/nginx` becomes `dockerhub/library/nginx`.
   *
   * This is how proxy caches lay out their images. The prefix may have several components.
   *
   * @param prefixes source host to prefix; other hosts get the customary prefix (`dockerhub`, `quay`, `ghcr`, `k8s` …, or
   *                 what is customary for the registry), then one made from the name of the host
   * @throws PullproofError `layout-invalid` when a host or prefix is malformed
   */
  public static bySource(prefixes: { [sourceHost: string]: string } = {}): Layout {
    return new Layout({ name: 'bySource', prefixes: readSourcePrefixes(prefixes) });
  }

  /**
   * Names the private path of every image.
   *
   * @param paths source image to private path, behind the prefix of the registry. A source without a tag stands for all
   *              tags of the image, one with a tag goes first: `{ 'quay.io/acme/app': 'app', 'quay.io/acme/app:v1': 'old/app' }`
   * @param otherwise layout for images that are not named; without it, they are refused
   * @throws PullproofError `layout-invalid` when a source or path is malformed
   */
  public static explicit(paths: { [source: string]: string }, otherwise?: Layout): Layout {
    return new Layout({ name: 'explicit', paths: readExplicitPaths(paths), otherwise });
  }

  /**
   * Reads a layout as the command line takes it: `keep`, `flat`, `bySource`, `bySource:HOST=PREFIX,…` or
   * `explicit:SOURCE=PATH,…`.
   *
   * @throws PullproofError `layout-invalid` when the text is none of them
   */
  public static parse(text: string): Layout {
    const { name, entries } = parseLayout(text);
    switch (name) {
      case 'keep': return Layout.keep();
      case 'flat': return Layout.flat();
      case 'bySource': return Layout.bySource(entries);
      case 'explicit': return Layout.explicit(entries);
    }
  }

  /** `keep`, `flat`, `bySource` or `explicit`. */
  public readonly name: string;

  readonly #rule: LayoutRule;

  private constructor(rule: LayoutRule) {
    this.name = rule.name;
    this.#rule = rule;
  }

  /** @internal Where a source image goes in a registry. */
  public _place(source: ImageReference, registry: Registry): Placement {
    const rule = this.#rule;
    const { repository } = source;
    switch (rule.name) {
      case 'keep':
        return { path: repository };
      case 'flat':
        return { path: repository.slice(repository.lastIndexOf('/') + 1) };
      case 'bySource': {
        const prefix = rule.prefixes.get(source.registry) ?? defaultSourcePrefix(source.registry, registry);
        return prefix === undefined
          ? { unmapped: `${registry.kind.title} has no customary prefix for the source host ${source.registry}, name it in Layout.bySource` }
          : { path: `${prefix}/${repository}` };
      }
      case 'explicit': {
        const name = `${source.registry}/${repository}`;
        const path = (source.tag === undefined ? undefined : rule.paths.get(`${name}:${source.tag}`)) ?? rule.paths.get(name);
        if (path !== undefined) {
          return { path };
        }
        return rule.otherwise?._place(source, registry) ?? { unmapped: `the explicit layout does not name ${name}` };
      }
    }
  }

  /** @internal The private paths that an explicit layout names, and the layout that steps in where it names none. */
  public get _explicit(): { readonly paths: ReadonlyMap<string, string>; readonly otherwise: Layout | undefined } | undefined {
    return this.#rule.name === 'explicit' ? this.#rule : undefined;
  }
}
