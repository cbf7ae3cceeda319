import type { Relocation } from '../../relocate';
import type { BlindSpot } from './blind-spot';
import type { ExporterOptions } from './exporter-options';

/** What the objects of an exporter are planned from. */
export interface ExporterDeclaration extends ExporterOptions {
  /** Namespace it runs in. */
  readonly namespace: string;
  /** Where its image goes. */
  readonly relocation: Relocation;
  /**
   * Names of the pull secrets of its pod.
   *
   * @default - none: the nodes pull with their own identity
   */
  readonly pullSecretNames?: readonly string[];
  /**
   * Images that it would not see by itself, and that it is shown by canaries.
   *
   * @default - none
   */
  readonly blindSpots?: readonly BlindSpot[];
}
