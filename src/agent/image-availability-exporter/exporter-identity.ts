import type { JsonObject } from '../../manifest';

/** What the objects of one exporter have in common. */
export interface ExporterIdentity {
  /** Name of the objects. */
  readonly name: string;
  /** Namespace of the exporter. */
  readonly namespace: string;
  /** Labels that its pod has, and that nothing else in the namespace has. */
  readonly selector: Readonly<Record<string, string>>;
  /** Labels of every object. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Name of the port of the metrics, in the pod and in its Service. */
export const METRICS_PORT = 'http';

/** The identity of an exporter. */
export function exporterIdentity(name: string, namespace: string, release: string, labels: Readonly<Record<string, string>> = {}): ExporterIdentity {
  const selector = { 'app.kubernetes.io/name': 'k8s-image-availability-exporter', 'app.kubernetes.io/instance': name };
  return {
    name,
    namespace,
    selector,
    labels: { ...labels, ...selector, 'app.kubernetes.io/component': 'monitoring', 'app.kubernetes.io/version': release },
  };
}

/** Metadata of an object of the exporter, which may be in another namespace and have labels that others select it by. */
export function metadataOf(
  { name, namespace, labels }: ExporterIdentity, own: { readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> } = {},
): JsonObject {
  return { name, namespace: own.namespace ?? namespace, labels: { ...labels, ...own.labels } };
}

/** Name of the ClusterRole and its binding: cluster-scoped, so that exporters of two namespaces do not share them. */
export function roleName({ name, namespace }: ExporterIdentity): string {
  return `${name}-${namespace}`;
}
