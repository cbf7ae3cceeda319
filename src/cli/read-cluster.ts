import { readCluster } from '../cluster';
import type { ClusterAccess, ClusterQuery } from '../cluster';
import type { ManifestStream } from '../manifest';
import { startProgress } from './progress';
import type { Terminal } from './terminal';

/** What makes pods, and the pods themselves. */
const WORKLOADS: readonly string[] = ['pods', 'deployments.apps', 'statefulsets.apps', 'daemonsets.apps', 'cronjobs.batch'];

/** Secrets of the two types that the kubelet reads; no other Secret leaves the cluster. */
const PULL_SECRETS: readonly string[] = ['type=kubernetes.io/dockerconfigjson', 'type=kubernetes.io/dockercfg'];

/** Reads what runs in a namespace of a cluster, or in all of them. */
export function workloadQueries(namespace: string | undefined): ClusterQuery[] {
  return WORKLOADS.map((kind) => queryOf(kind, namespace));
}

/** Reads the pull secrets and accounts of a namespace, or of all of them. */
export function credentialQueries(namespace: string | undefined): ClusterQuery[] {
  return [queryOf('serviceaccounts', namespace), ...PULL_SECRETS.map((fieldSelector) => ({ ...queryOf('secrets', namespace), fieldSelector }))];
}

/**
 * Reads a cluster, and shows that it takes a while.
 *
 * @throws PullproofError `kubectl-missing`, `kubectl-failed`
 */
export async function readClusterObjects(access: ClusterAccess, queries: readonly ClusterQuery[], terminal: Terminal): Promise<ManifestStream> {
  const progress = await startProgress(terminal, `reading the cluster of context ${access.context}`);
  try {
    return await readCluster(access, queries, terminal.environment ?? {});
  } finally {
    progress.stop();
  }
}

function queryOf(kind: string, namespace: string | undefined): ClusterQuery {
  return { kind, ...(namespace === undefined ? {} : { namespace }) };
}
