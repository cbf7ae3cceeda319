/** How prometheus-operator finds the metrics. */
export interface ExporterMonitor {
  /**
   * Kind of the object: a PodMonitor selects the pod, a ServiceMonitor its Service.
   *
   * @default "PodMonitor"
   */
  readonly kind?: 'PodMonitor' | 'ServiceMonitor';
  /**
   * Namespace of the object.
   *
   * @default - the namespace of the exporter
   */
  readonly namespace?: string;
  /**
   * Labels of the object, which the Prometheus resource selects it by, such as `release: kube-prometheus-stack`.
   *
   * @default - none beyond those of the exporter
   */
  readonly labels?: { [key: string]: string };
  /**
   * Time between two scrapes.
   *
   * @default - the one of Prometheus
   */
  readonly interval?: string;
  /**
   * Time after which a scrape is given up.
   *
   * @default - the one of Prometheus
   */
  readonly scrapeTimeout?: string;
}
