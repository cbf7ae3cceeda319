import { Problems, quote } from '../../error';
import { nameProblems, namespaceProblems } from '../names';
import type { JsonObject } from './json-object';

/** An account whose pods can pull. */
export interface ServiceAccountProps {
  /** Name of the account. */
  readonly name: string;
  /** Namespace of the account. */
  readonly namespace: string;
  /** Names of its pull secrets: the whole list, since Kubernetes replaces the list and never merges it. */
  readonly pullSecrets: readonly string[];
  /**
   * Labels of the account.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the account.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Whether something else created the account, such as the `default` account of a namespace.
   *
   * @default false
   */
  readonly existing?: boolean;
}

/**
 * What keeps delivery tools from taking over an account that others own: Argo CD applies it on the server's side, and neither
 * Argo CD, Flux nor Helm removes it with the rest.
 */
const ADOPTING_ANNOTATIONS = {
  'argocd.argoproj.io/sync-options': 'ServerSideApply=true,Prune=false,Delete=false',
  'helm.sh/resource-policy': 'keep',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};

/**
 * A ServiceAccount with its list of pull secrets, and no other field. Without pull secrets there is no list: an empty one
 * would take the list of an existing account away.
 *
 * @throws PullproofError `name-invalid` that lists every wrong name.
 */
export function serviceAccountObject(props: ServiceAccountProps): JsonObject {
  const { name, namespace, pullSecrets, labels, existing = false } = props;
  const problems = [
    ...nameProblems(name, 'service account name'), ...namespaceProblems(namespace),
    ...pullSecrets.flatMap((secret) => nameProblems(secret, 'pull secret name')),
  ];
  if (problems.length > 0) {
    new Problems().add(...problems).throwIfAny({ code: 'name-invalid', what: `the service account ${quote(name)} cannot be written like this` });
  }
  const annotations = { ...existing ? ADOPTING_ANNOTATIONS : {}, ...props.annotations };
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace,
      ...labels === undefined ? {} : { labels: { ...labels } },
      ...Object.keys(annotations).length === 0 ? {} : { annotations },
    },
    ...pullSecrets.length === 0 ? {} : { imagePullSecrets: pullSecrets.map((secret) => ({ name: secret })) },
  };
}
