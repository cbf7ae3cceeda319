import { serviceAccountObject } from '../../credential';
import type { JsonObject } from '../../manifest';
import type { DeliveryObject } from '../delivery/helm-release-intent';
import { roleName } from './exporter-identity';
import type { ExporterIdentity } from './exporter-identity';

/** All that it does with objects is to keep lists of them up to date; it reads no single one and changes nothing. */
const VERBS = ['list', 'watch'];

/**
 * The service account of an exporter and the rights that it uses.
 *
 * Secrets can only be read all or not at all: which ones are pull secrets, workloads say.
 * Source: the informers in `pkg/registry/checker.go`.
 */
export function accessObjects(
  identity: ExporterIdentity, options: { readonly secrets: boolean; readonly annotations?: Readonly<Record<string, string>> },
): DeliveryObject[] {
  const { name, namespace, labels } = identity;
  const metadata: JsonObject = { name: roleName(identity), labels: { ...labels } };
  return [
    { id: 'account', object: serviceAccountObject({ name, namespace, pullSecrets: [], labels, annotations: options.annotations }) as JsonObject },
    {
      id: 'role',
      object: {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata,
        rules: [
          { apiGroups: [''], resources: ['namespaces', 'serviceaccounts', ...(options.secrets ? ['secrets'] : [])], verbs: [...VERBS] },
          { apiGroups: ['apps'], resources: ['daemonsets', 'deployments', 'statefulsets'], verbs: [...VERBS] },
          { apiGroups: ['batch'], resources: ['cronjobs'], verbs: [...VERBS] },
        ],
      },
    },
    {
      id: 'role-binding',
      object: {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: roleName(identity) },
        subjects: [{ kind: 'ServiceAccount', name, namespace }],
      },
    },
  ];
}
