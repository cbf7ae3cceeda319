import type { PodTemplate } from '../manifest';
import type { Account } from './account-index';
import { readPullSecretList } from './pull-secret-list';

/** Where a pod's list of pull secrets comes from, after the API server's admission. */
export interface PodBinding {
  /** `pod`, or `ServiceAccount default`; used in reasons and in the report. */
  readonly via: string;
  /** Names of the Secrets, in order. */
  readonly secrets: readonly string[];
  /** Name of the pod's account. */
  readonly accountName: string;
  /** The account, if the stream holds it. */
  readonly account: Account | undefined;
  /** Whether the pod has elements of its own, so that the list of the account is never looked at. */
  readonly isOwn: boolean;
  /** Secrets that the pod names and its account keeps it from using: the API server refuses such pods. */
  readonly refused: readonly string[];
}

/**
 * The list that a pod of this template ends up with.
 *
 * The ServiceAccount admission plugin copies the account's list only into pods that bring no element of their own.
 * Source: kubernetes `plugin/pkg/admission/serviceaccount/admission.go`.
 */
export function bindingOf(pod: PodTemplate, account: Account | undefined): PodBinding {
  const accountName = pod.serviceAccountName;
  const own = readPullSecretList(pod.imagePullSecrets);
  const inherited = readPullSecretList(account?.imagePullSecrets);
  if (!own.present) {
    return { via: `ServiceAccount ${accountName}`, secrets: inherited.names, accountName, account, isOwn: false, refused: [] };
  }
  const refused = account?.isRestricted === true ? own.names.filter((name) => !inherited.names.includes(name)) : [];
  return { via: 'pod', secrets: own.names, accountName, account, isOwn: true, refused };
}
