export type { ClusterAccess, ClusterQuery } from './cluster-access';
export { readCluster } from './read-cluster';
