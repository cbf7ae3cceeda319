import type { IConstruct } from 'constructs';
import type { CanaryImage, ExporterOptions } from '../agent';
import type { Registry } from '../registry';
import type { Layout, RelocationRoute } from '../relocate';
import type { IPullSecret } from './pull-secret-reference';

/** What an exporter is made of. */
export interface ImageAvailabilityExporterProps extends ExporterOptions {
  /** The registry its image comes from. */
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
   * @default - its image comes from the one registry
   */
  readonly routes?: { [sourceHost: string]: RelocationRoute };
  /**
   * The pull secrets of its pod.
   *
   * @default - none: the nodes pull with their own identity, or the audit says what is missing
   */
  readonly pullSecrets?: IPullSecret[];
  /** Namespace it runs in. */
  readonly namespace: string;
  /**
   * Installs and other constructs whose init containers, jobs, hooks and operator-run images it shall check too, by way of
   * canaries. Only what they hold by now counts, so declare the exporter after them.
   *
   * @default - it checks what it sees by itself
   */
  readonly watch?: IConstruct[];
  /**
   * Further images that it shall check, by way of canaries.
   *
   * @default - none
   */
  readonly canaryImages?: CanaryImage[];
}
