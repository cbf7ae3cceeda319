import type { JsonObject } from '../../manifest';
import type { DeliveryObject } from '../delivery/helm-release-intent';
import { CA_MOUNT, caVolume } from './ca-volume';
import { metadataOf, METRICS_PORT } from './exporter-identity';
import type { ExporterIdentity } from './exporter-identity';
import type { ExporterOptions } from './exporter-options';
import { containerArguments, DEFAULT_PORT } from './flag-arguments';

/** The user that distroless images call `nonroot`. The exporter's image does not say who it runs as, which means root. */
const NON_ROOT = 65532;

/** Path of the one page that tells whether it is alive. Source: `main.go`. */
const HEALTH = { httpGet: { path: '/healthz', port: METRICS_PORT } };

/** Rights of the pod: those that the standard `restricted` of Kubernetes asks for. */
export const POD_SECURITY: JsonObject = {
  runAsNonRoot: true, runAsUser: NON_ROOT, runAsGroup: NON_ROOT, seccompProfile: { type: 'RuntimeDefault' },
};

/** Rights of the container, which writes no file. */
export const CONTAINER_SECURITY: JsonObject = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };

/** What the Deployment is made of, besides the options. */
export interface ExporterPod extends ExporterOptions {
  /** The private reference of its image. */
  readonly privateImage: string;
  /** Names of its pull secrets. */
  readonly pullSecretNames: readonly string[];
}

/** The Deployment of an exporter, and the Service in front of it. */
export function workloadObjects(identity: ExporterIdentity, pod: ExporterPod): DeliveryObject[] {
  const { name, selector, labels } = identity;
  return [
    {
      id: 'Resource',
      object: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: metadataOf(identity),
        spec: {
          // One is enough, and two would ask every registry twice.
          replicas: 1,
          selector: { matchLabels: { ...selector } },
          template: {
            metadata: { labels: { ...labels } },
            spec: {
              serviceAccountName: name,
              ...(pod.pullSecretNames.length === 0 ? {} : { imagePullSecrets: pod.pullSecretNames.map((secret) => ({ name: secret })) }),
              securityContext: POD_SECURITY,
              containers: [containerOf(pod)],
              ...(pod.caBundles === undefined || pod.caBundles.length === 0 ? {} : { volumes: [caVolume(pod.caBundles)] }),
            },
          },
        },
      },
    },
    {
      id: 'service',
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadataOf(identity),
        spec: {
          selector: { ...selector },
          ports: [{ name: METRICS_PORT, port: pod.port ?? DEFAULT_PORT, protocol: 'TCP', targetPort: METRICS_PORT }],
        },
      },
    },
  ];
}

function containerOf(pod: ExporterPod): JsonObject {
  const { env = {}, resources, caBundles = [] } = pod;
  return {
    name: 'exporter',
    image: pod.privateImage,
    args: containerArguments(pod),
    ...(Object.keys(env).length === 0 ? {} : { env: Object.entries(env).map(([name, value]) => ({ name, value })) }),
    ports: [{ name: METRICS_PORT, containerPort: pod.port ?? DEFAULT_PORT, protocol: 'TCP' }],
    // It answers once it knows all workloads of the cluster, which takes a while in a large one.
    startupProbe: { ...HEALTH, periodSeconds: 5, failureThreshold: 60 },
    livenessProbe: HEALTH,
    readinessProbe: HEALTH,
    ...(resources === undefined ? {} : { resources: JSON.parse(JSON.stringify(resources)) as JsonObject }),
    securityContext: CONTAINER_SECURITY,
    ...(caBundles.length === 0 ? {} : { volumeMounts: [CA_MOUNT] }),
  };
}
