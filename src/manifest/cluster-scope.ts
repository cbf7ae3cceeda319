import { groupKind } from './api-group';
import { valueAt } from './json';
import type { Resource } from './resource';

/**
 * Kinds that live outside any namespace: those of Kubernetes, and of tools that often stand beside pull secrets.
 *
 * Source: `kubectl api-resources --namespaced=false` of Kubernetes 1.36, External Secrets 2.9.
 */
const CLUSTER_SCOPED: ReadonlySet<string> = new Set([
  ...kinds('', 'Namespace', 'Node', 'PersistentVolume'),
  ...kinds('admissionregistration.k8s.io', 'MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding', 'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration'),
  ...kinds('apiextensions.k8s.io', 'CustomResourceDefinition'),
  ...kinds('apiregistration.k8s.io', 'APIService'),
  ...kinds('certificates.k8s.io', 'CertificateSigningRequest', 'ClusterTrustBundle'),
  ...kinds('flowcontrol.apiserver.k8s.io', 'FlowSchema', 'PriorityLevelConfiguration'),
  ...kinds('networking.k8s.io', 'IngressClass', 'IPAddress', 'ServiceCIDR'),
  ...kinds('node.k8s.io', 'RuntimeClass'),
  ...kinds('policy', 'PodSecurityPolicy'),
  ...kinds('rbac.authorization.k8s.io', 'ClusterRole', 'ClusterRoleBinding'),
  ...kinds('resource.k8s.io', 'DeviceClass', 'ResourceSlice'),
  ...kinds('scheduling.k8s.io', 'PriorityClass'),
  ...kinds('storage.k8s.io', 'CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'),
  ...kinds('cert-manager.io', 'ClusterIssuer'),
  ...kinds('external-secrets.io', 'ClusterExternalSecret', 'ClusterPushSecret', 'ClusterSecretStore'),
  ...kinds('gateway.networking.k8s.io', 'GatewayClass'),
  ...kinds('generators.external-secrets.io', 'ClusterGenerator'),
  ...kinds('kyverno.io', 'ClusterPolicy'),
  ...kinds('operator.tigera.io', 'APIServer', 'Installation', 'TigeraStatus'),
  ...kinds('security.openshift.io', 'SecurityContextConstraints'),
]);

/** Tells which objects of a stream live outside any namespace; definitions of custom kinds in the stream count too. */
export class ClusterScope {
  readonly #custom = new Set<string>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      if (groupKind(resource) === 'apiextensions.k8s.io/CustomResourceDefinition' && valueAt(resource.object, ['spec', 'scope']) === 'Cluster') {
        this.#custom.add(`${String(valueAt(resource.object, ['spec', 'group']))}/${String(valueAt(resource.object, ['spec', 'names', 'kind']))}`);
      }
    }
  }

  /** The namespace an object ends up in, or `undefined` for a cluster-scoped one. */
  public namespaceOf(resource: Resource, defaultNamespace: string): string | undefined {
    const name = groupKind(resource);
    return CLUSTER_SCOPED.has(name) || this.#custom.has(name) ? undefined : resource.namespace ?? defaultNamespace;
  }
}

function kinds(group: string, ...names: readonly string[]): string[] {
  return names.map((name) => `${group}/${name}`);
}
