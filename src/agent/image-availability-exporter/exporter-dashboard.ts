/** How Grafana gets its dashboard. */
export interface ExporterDashboard {
  /**
   * Namespace of the ConfigMap.
   *
   * @default - the namespace of the exporter
   */
  readonly namespace?: string;
  /**
   * Labels by which Grafana's sidecar finds it.
   *
   * @default - `grafana_dashboard: "1"`
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the ConfigMap, such as `grafana_folder`.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
  /**
   * Title of the dashboard.
   *
   * @default "Image availability"
   */
  readonly title?: string;
}
