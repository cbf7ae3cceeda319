import type { Agent } from '../agent';
import type { Registry } from '../registry';
import type { Layout, RelocationRoute } from '../relocate';
import type { Deliver } from './deliver';
import type { IPullSecret } from './pull-secret-reference';

/** What an install is made of. */
export interface AgentInstallProps {
  /** What is installed. */
  readonly agent: Agent;
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
   * The pull secrets of its pods, one per registry.
   *
   * @default - none: the nodes pull with their own identity, or the audit says what is missing
   */
  readonly pullSecrets?: IPullSecret[];
  /** Namespace it is installed in. */
  readonly namespace: string;
  /** How it gets into the cluster. */
  readonly deliver: Deliver;
  /**
   * Values for its chart. What contradicts the relocation is an error, never overwritten.
   *
   * @default - the defaults of the chart
   */
  readonly values?: { [key: string]: unknown };
  /**
   * Name of the Helm release.
   *
   * @default - the name of the chart
   */
  readonly releaseName?: string;
}

/** One image of an install: where the vendor publishes it, and where the cluster pulls it. */
export interface InstalledImage {
  /** Name of the image within the release, such as `prometheus`. */
  readonly id: string;
  /**
   * The reference as the vendor publishes it.
   *
   * @default - only the given values name this image, and it is private already
   */
  readonly source?: string;
  /** The private reference that the pods get. */
  readonly target: string;
  /** Whether it is pulled with the given values; others are pulled when the reason comes true. */
  readonly required: boolean;
  /** When it is pulled. */
  readonly reason: string;
}
