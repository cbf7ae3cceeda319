import type { Registry } from '../registry';
import type { Layout, RelocationRoute } from '../relocate';
import type { IPullSecret } from './pull-secret-reference';

/** What a vendor's manifest becomes part of a program with. */
export interface VendorManifestArgs {
  /** The text of the manifest, as the vendor hands it out: a stream of YAML or JSON documents. */
  readonly manifest: string;
  /**
   * Name of its file, for messages.
   *
   * @default - messages name the line only
   */
  readonly file?: string;
  /** The registry its images come from. */
  readonly registry: Registry;
  /**
   * How private paths are made.
   *
   * @default - `keep`; for a registry of proxy caches, `bySource`
   */
  readonly layout?: Layout;
  /**
   * Source host to the registry for the images from there.
   *
   * @default - all images come from the one registry
   */
  readonly routes?: { [sourceHost: string]: RelocationRoute };
  /**
   * The pull secrets that its accounts, its pods and the templates in its ConfigMaps name, one per registry.
   *
   * @default - none: the nodes pull with their own identity, or the audit says what is missing
   */
  readonly pullSecrets?: readonly IPullSecret[];
  /**
   * Namespace of objects that name none.
   *
   * @default "default"
   */
  readonly namespace?: string;
  /**
   * Whether it is fine that parts of the manifest could not be rewritten. The proof covers images and pods all the same,
   * but no templates inside texts.
   *
   * @default false
   */
  readonly acceptSkipped?: boolean;
}
