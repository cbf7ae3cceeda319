/** In what the two versions of the monitoring sub-chart differ that K8ssandra uses. */
export interface MonitoringFacts {
  /** Version of kube-prometheus-stack. */
  readonly version: string;
  /** Tag of the Prometheus operator and of its config reloader. */
  readonly operatorTag: string;
  /** Reference of the certificate generator of the admission hooks. */
  readonly certgen: string;
  /** Tag of Prometheus. */
  readonly prometheusTag: string;
  /** Whether the image of the Prometheus resource takes a digest. */
  readonly prometheusDigest: boolean;
  /** Tag of Alertmanager. */
  readonly alertmanagerTag: string;
  /** Tag of Thanos, which runs beside Prometheus when the user asks for it. */
  readonly thanosTag: string;
  /** Whether the chart hands the image of Thanos to the operator; otherwise the operator has it compiled in. */
  readonly thanosArgument: boolean;
  /** Whether the hook jobs only exist along with the operator. */
  readonly hooksNeedOperator: boolean;
  /** Tag of the image that an operator below 0.43 reloads configurations with. */
  readonly configmapReloadTag?: string;
  /** Reference of the side container of Grafana. */
  readonly sidecar: string;
  /** Tag of bats, which runs the test of Grafana. */
  readonly batsTag: string;
  /** Whether the image renderer of Grafana can be given an account. */
  readonly rendererAccount: boolean;
  /** Tag of node-exporter. */
  readonly nodeExporterTag: string;
  /** Reference of kube-state-metrics. */
  readonly stateMetrics: string;
  /** Whether the account of kube-state-metrics is made under the name that its pods ask for. */
  readonly stateMetricsAccountNamed: boolean;
}

/**
 * kube-prometheus-stack 12.11.3 with Grafana 6.1.16, node-exporter 1.12.0 and kube-state-metrics 2.9.4.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-12.11.3
 */
export const MONITORING_12_11_3: MonitoringFacts = {
  version: '12.11.3',
  operatorTag: 'v0.44.0',
  certgen: 'docker.io/jettech/kube-webhook-certgen:v1.5.0',
  prometheusTag: 'v2.22.1',
  prometheusDigest: false,
  alertmanagerTag: 'v0.21.0',
  thanosTag: 'v0.17.1',
  thanosArgument: false,
  hooksNeedOperator: false,
  configmapReloadTag: 'v0.4.0',
  sidecar: 'docker.io/kiwigrid/k8s-sidecar:1.1.0',
  batsTag: 'v1.1.0',
  rendererAccount: false,
  nodeExporterTag: 'v1.0.1',
  stateMetrics: 'quay.io/coreos/kube-state-metrics:v1.9.7',
  stateMetricsAccountNamed: false,
};

/**
 * kube-prometheus-stack 20.0.1 with Grafana 6.17.5, node-exporter 2.0.4 and kube-state-metrics 3.5.2.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/kube-prometheus-stack-20.0.1
 */
export const MONITORING_20_0_1: MonitoringFacts = {
  version: '20.0.1',
  operatorTag: 'v0.52.0',
  certgen: 'k8s.gcr.io/ingress-nginx/kube-webhook-certgen:v1.0@sha256:f3b6b39a6062328c095337b4cadcefd1612348fdd5190b1dcbcb9b9e90bd8068',
  prometheusTag: 'v2.28.1',
  prometheusDigest: true,
  alertmanagerTag: 'v0.22.2',
  thanosTag: 'v0.17.2',
  thanosArgument: true,
  hooksNeedOperator: true,
  sidecar: 'quay.io/kiwigrid/k8s-sidecar:1.14.2',
  batsTag: 'v1.4.1',
  rendererAccount: true,
  nodeExporterTag: 'v1.2.2',
  stateMetrics: 'k8s.gcr.io/kube-state-metrics/kube-state-metrics:v2.2.0',
  stateMetricsAccountNamed: true,
};
