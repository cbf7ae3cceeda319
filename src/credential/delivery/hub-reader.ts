import type { JsonObject } from './json-object';
import { metadataOf } from './pull-secret-props';
import type { PullSecretProps } from './pull-secret-props';

/** What the account that reads a hub is made for. */
export interface HubReaderProps extends PullSecretProps {
  /** Name of the ClusterSecretStore that uses the account; the account is called after it. */
  readonly store: string;
  /** Namespace of the Secret that is read. */
  readonly hubNamespace: string;
}

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/**
 * The ServiceAccount, Role and RoleBinding with which a ClusterSecretStore reads one Secret of the hub namespace.
 *
 * It may read that Secret by name and nothing else. The second rule lets External Secrets ask what the account may do, which is
 * how it decides whether the store is ready.
 * Source: external-secrets, `providers/v1/kubernetes` (`GetSecretMap`, `Validate`).
 */
export function hubReaderObjects(props: HubReaderProps): JsonObject[] {
  const { hubNamespace } = props;
  const name = `${props.store}-reader`;
  const metadata = (): JsonObject => metadataOf(name, hubNamespace, props);
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(), automountServiceAccountToken: false },
    {
      apiVersion: `${RBAC_GROUP}/v1`,
      kind: 'Role',
      metadata: metadata(),
      rules: [
        { apiGroups: [''], resources: ['secrets'], resourceNames: [props.name], verbs: ['get'] },
        { apiGroups: ['authorization.k8s.io'], resources: ['selfsubjectrulesreviews'], verbs: ['create'] },
      ],
    },
    {
      apiVersion: `${RBAC_GROUP}/v1`,
      kind: 'RoleBinding',
      metadata: metadata(),
      roleRef: { apiGroup: RBAC_GROUP, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: hubNamespace }],
    },
  ];
}
