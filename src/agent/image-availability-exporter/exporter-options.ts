import type { ExporterAlerts } from './exporter-alerts';
import type { ExporterDashboard } from './exporter-dashboard';
import type { ExporterFlags } from './exporter-flags';
import type { ExporterMonitor } from './exporter-monitor';

/** Requests and limits of a container. */
export interface ContainerResources {
  /**
   * What the container is promised: `cpu`, `memory`.
   *
   * @default - nothing
   */
  readonly requests?: { [name: string]: string };
  /**
   * What it cannot exceed.
   *
   * @default - nothing limits it
   */
  readonly limits?: { [name: string]: string };
}

/** What can be said about an exporter besides where it runs and where its image comes from. */
export interface ExporterOptions extends ExporterFlags {
  /**
   * Release of the exporter, 0.5.0 to 0.15.0.
   *
   * @default "0.15.0"
   */
  readonly release?: string;
  /**
   * The image as its vendor publishes it, to pin a digest or to take a build of one's own; `release` then says which flags
   * and metrics it has.
   *
   * @default - the image of the release
   */
  readonly image?: string;
  /**
   * Name of its objects.
   *
   * @default "k8s-image-availability-exporter"
   */
  readonly name?: string;
  /**
   * Labels of its objects, besides their own.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of its service account, such as `eks.amazonaws.com/role-arn`. For images in Amazon ECR the exporter uses no
   * pull secrets, only this identity.
   *
   * @default - none
   */
  readonly serviceAccountAnnotations?: { [key: string]: string };
  /**
   * Environment of the container, such as `HTTPS_PROXY`, `NO_PROXY` or `AWS_REGION`. Never a credential.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };
  /**
   * Requests and limits of the container.
   *
   * @default - none
   */
  readonly resources?: ContainerResources;
  /**
   * An object of prometheus-operator that makes Prometheus read the metrics.
   *
   * @default - none is written
   */
  readonly monitor?: ExporterMonitor;
  /**
   * A PrometheusRule with alerts.
   *
   * @default - none is written
   */
  readonly alerts?: ExporterAlerts;
  /**
   * A ConfigMap with a dashboard for Grafana.
   *
   * @default - none is written
   */
  readonly dashboard?: ExporterDashboard;
  /**
   * Takes the right to read secrets away. The exporter panics when it meets the first workload with a pull secret, in
   * whatever namespace; it can only be where every image of the cluster is pulled without one. Refused when the exporter has a
   * pull secret itself, and for releases before 0.8.0, which do not even start.
   *
   * @default false
   */
  readonly unsafeWithoutSecretAccess?: boolean;
}
