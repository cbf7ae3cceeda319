import type { ImageReference } from '../../image';
import type { Path } from '../json';
import type { Resource } from '../resource';

/**
 * How sure it is that a string is an image reference.
 *
 * `certain`: it is the image of a container or of a volume. `likely`: its key, flag or variable says so. `possible`:
 * only its form does.
 */
export type Certainty = 'certain' | 'likely' | 'possible';

/**
 * What kind of place holds a reference.
 *
 * The first four are the fields of a pod that Kubernetes pulls; `argument` and `environment` belong to a container's
 * command line and variables; `data` is a ConfigMap or Secret; `field` is everything else.
 */
export type ReferencePlace =
  'container' | 'initContainer' | 'ephemeralContainer' | 'imageVolume' | 'argument' | 'environment' | 'field' | 'data';

/** The keys of an object that together spell one reference, as in `image: { registry, repository, tag }`. */
export interface ImageParts {
  /**
   * Key of the registry.
   *
   * @default - the repository carries the host
   */
  readonly registry?: string;
  /** Key of the repository, or of the whole name. */
  readonly repository: string;
  /**
   * Key of the tag.
   *
   * @default - none
   */
  readonly tag?: string;
  /**
   * Key of the digest, with or without its algorithm.
   *
   * @default - none
   */
  readonly digest?: string;
}

/** A place inside a YAML or JSON text that is itself a string. */
export interface EmbeddedPlace {
  /** 0-based number of the document in that string. */
  readonly document: number;
  /** Path inside that document. */
  readonly path: Path;
}

/** Where exactly a reference is written: what an editor needs beyond the path. */
export interface ReferenceSite {
  /** Documents inside strings, outermost first; empty for a reference that stands in the object itself. */
  readonly embedded: readonly EmbeddedPlace[];
  /**
   * Index of the reference inside the (innermost) string.
   *
   * @default - the reference is the whole string, or is spelled by `parts`
   */
  readonly start?: number;
  /**
   * 1-based line inside the (innermost) string, for a text that is no YAML and was read line by line.
   *
   * @default - the string was not read by lines
   */
  readonly line?: number;
  /**
   * The keys that spell the reference; the path leads to the object that has them.
   *
   * @default - one string spells it
   */
  readonly parts?: ImageParts;
  /**
   * Whether a part of it, such as the registry of a whole document, stands outside of the object that the path leads to.
   * Such a reference cannot be changed at its place alone.
   *
   * @default false
   */
  readonly outside?: boolean;
  /**
   * Whether the string is base64, as in the `data` of a Secret.
   *
   * @default false
   */
  readonly base64?: boolean;
}

/** An image reference in a Kubernetes object. */
export interface FoundReference {
  /** The reference as it stands; put together with `/`, `:` and `@` when several keys spell it. Empty: no image at all. */
  readonly text: string;
  /** The object. */
  readonly resource: Resource;
  /** Path to the string in the object, or to the object whose keys spell the reference. */
  readonly path: Path;
  /**
   * Path inside the YAML that the string at `path` holds; for several levels, one after the other.
   *
   * @default - the reference is not inside an embedded document
   */
  readonly nested?: Path;
  /** What kind of place it is. */
  readonly place: ReferencePlace;
  /** How sure it is. */
  readonly certainty: Certainty;
  /**
   * The reference taken apart.
   *
   * @default - the text is no reference: a template, a typing error, nothing at all
   */
  readonly reference?: ImageReference;
  /** Where exactly it is written. */
  readonly site: ReferenceSite;
}
