import type { CaBundle } from './ca-bundle';
import type { ImagePattern } from './image-pattern';

/** A kind of workload that the exporter checks. */
export type CheckedKind = 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob';

/**
 * The flags of k8s-image-availability-exporter.
 *
 * Source: `main.go` at the tags v0.5.0 to v0.15.0; a flag that a release does not know is refused.
 */
export interface ExporterFlags {
  /**
   * Time between two rounds, `-check-interval`. A round asks for at most 50 images that were fine and 20 that were not,
   * one after the other.
   *
   * @default - a minute
   */
  readonly checkInterval?: string;
  /**
   * Port of the metrics, `-bind-address`. The exporter is not root, so the port is 1024 or higher.
   *
   * @default 8080
   */
  readonly port?: number;
  /**
   * Images that are not checked, `-ignored-images`.
   *
   * @default - none
   */
  readonly ignoredImages?: ImagePattern[];
  /**
   * Images of which one pattern has to match for an image to be checked, `-allowed-images`. (The flag itself asks for a
   * match of all its patterns; they are joined into one here.) From 0.13.0 on.
   *
   * @default - every image is checked
   */
  readonly allowedImages?: ImagePattern[];
  /**
   * Key of the label that namespaces must have for their workloads to be checked, `-namespace-label`. The value of the
   * label does not matter.
   *
   * @default - every namespace is checked
   */
  readonly namespaceLabel?: string;
  /**
   * Kinds whose workloads are checked although they have no pods: no replicas, or a suspended CronJob;
   * `-force-check-disabled-controllers`. From 0.7.0 on. Canaries add `Deployment`.
   *
   * @default - workloads without pods are not checked, but for canaries
   */
  readonly forceCheckDisabledControllers?: CheckedKind[];
  /**
   * Registry of images that name none, `-default-registry`.
   *
   * @default - Docker Hub
   */
  readonly defaultRegistry?: string;
  /**
   * Beginning of an image to what takes its place when it is looked up, `-image-mirror`: `docker.io/` to
   * `mirror.example.com/hub/`. Both sides end in `/`, or for a single repository in `:` or `@`. The credential is looked up
   * for the name in the pod. From 0.8.0 on.
   *
   * @default - images are looked up where pods name them
   */
  readonly imageMirrors?: { [beginning: string]: string };
  /**
   * Certificate bundles of private authorities; mounted, and named with `-capath`. From 0.7.0 on.
   *
   * @default - the authorities of the system
   */
  readonly caBundles?: CaBundle[];
  /**
   * Whether registries are asked over HTTP when they do not speak HTTPS, `-allow-plain-http`. From 0.6.0 on.
   *
   * @default false
   */
  readonly allowPlainHttp?: boolean;
  /**
   * Whether any certificate of a registry is accepted, `-skip-registry-cert-verification`. Credentials of all namespaces then
   * go to whoever answers in its place: give `caBundles` instead.
   *
   * @default false
   */
  readonly skipRegistryCertVerification?: boolean;
}
