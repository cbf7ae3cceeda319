/** Which cluster is read, and with what. */
export interface ClusterAccess {
  /** Context of the kubeconfig. */
  readonly context: string;
  /**
   * The kubeconfig file.
   *
   * @default - as kubectl finds it: KUBECONFIG, or ~/.kube/config
   */
  readonly kubeconfig?: string;
  /**
   * The kubectl to run: a path, or a name on the PATH.
   *
   * @default "kubectl"
   */
  readonly kubectl?: string;
  /**
   * Seconds that one call may take.
   *
   * @default 60
   */
  readonly timeoutSeconds?: number;
}

/** Objects of one kind that are wanted. */
export interface ClusterQuery {
  /** The kind as kubectl takes it, in the plural: `pods`, `cronjobs.batch`. */
  readonly kind: string;
  /**
   * Their namespace.
   *
   * @default - all namespaces
   */
  readonly namespace?: string;
  /**
   * What the API server chooses by: `type=kubernetes.io/dockerconfigjson`.
   *
   * @default - all objects of the kind
   */
  readonly fieldSelector?: string;
}

/** The kubectl that is run unless another is named. */
export const DEFAULT_KUBECTL = 'kubectl';

/** Seconds that a call may take unless told otherwise. */
export const DEFAULT_TIMEOUT_SECONDS = 60;

/** Most bytes of one answer. */
export const MAX_OUTPUT_BYTES = 512 * 1024 * 1024;
