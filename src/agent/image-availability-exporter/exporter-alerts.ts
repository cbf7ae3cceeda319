/** What the alerts are like. */
export interface ExporterAlerts {
  /**
   * Namespace of the PrometheusRule.
   *
   * @default - the namespace of the exporter
   */
  readonly namespace?: string;
  /**
   * Labels of the PrometheusRule, which the Prometheus resource selects it by.
   *
   * @default - none beyond those of the exporter
   */
  readonly labels?: { [key: string]: string };
  /**
   * Time that an image must have been unavailable.
   *
   * @default "15m"
   */
  readonly pendingFor?: string;
  /**
   * The label `severity` of the alerts.
   *
   * @default "critical"
   */
  readonly severity?: string;
  /**
   * Further labels of the alerts, by which they are routed.
   *
   * @default - none
   */
  readonly alertLabels?: { [key: string]: string };
  /**
   * Address of a runbook, for the annotation `runbook_url`. The steps are in the annotation `runbook` either way.
   *
   * @default - none
   */
  readonly runbookUrl?: string;
}
