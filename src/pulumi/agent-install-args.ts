import type { Agent } from '../agent';
import type { Registry } from '../registry';
import type { Layout, RelocationRoute } from '../relocate';
import type { Deliver } from './deliver';
import type { IPullSecret } from './pull-secret-reference';

/** What an install is made of. Whatever decides how many resources there are, and how they are called, is plain. */
export interface AgentInstallArgs {
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
  readonly pullSecrets?: readonly IPullSecret[];
  /** Namespace it is installed in. */
  readonly namespace: string;
  /** How it gets into the cluster. */
  readonly deliver: Deliver;
  /**
   * Values for its chart. What contradicts the relocation is an error, never overwritten. Any value may be an output, such as
   * the name of a cluster or an API key, but for those that decide which images and workloads there are.
   *
   * @default - the defaults of the chart
   */
  readonly values?: { readonly [key: string]: unknown };
  /**
   * Name of the Helm release.
   *
   * @default - the name of the chart
   */
  readonly releaseName?: string;
}
