/** A chart that the catalogue does not know, to be traced. */
export interface ChartAgentProps {
  /** The chart: a directory, a `.tgz`, a name in `repository`, or `oci://…`. */
  readonly chart: string;
  /**
   * Address of the chart repository, `https://…` or `oci://…`.
   *
   * @default - `chart` says it all
   */
  readonly repository?: string;
  /**
   * Version of the chart, for one from a repository; an exact one, or a range that Helm resolves.
   *
   * @default - the newest release, or whatever the directory or package holds
   */
  readonly version?: string;
  /**
   * Values that belong to every install of it; those of an install are laid over them.
   *
   * @default - the defaults of the chart alone
   */
  readonly values?: { readonly [key: string]: unknown };
  /**
   * Kubernetes version that templates see, such as `1.33.1`.
   *
   * @default - the version that Helm was built for
   */
  readonly kubeVersion?: string;
  /**
   * API versions that templates see beyond the built-in ones, such as `monitoring.coreos.com/v1`.
   *
   * @default - the built-in ones
   */
  readonly apiVersions?: string[];
  /**
   * Path of a lock file made by `pullproof lock`. What it says about this chart is used, and nothing is rendered to find
   * it out; a lock file that speaks for another chart, other values or another release is refused.
   *
   * @default - the chart is rendered a few times for each install
   */
  readonly lock?: string;
  /**
   * The Helm executable: a name on the PATH, or a path. Helm 3.14 or newer.
   *
   * @default "helm"
   */
  readonly helmExecutable?: string;
  /**
   * Seconds after which one run of Helm is ended.
   *
   * @default 300
   */
  readonly timeoutSeconds?: number;
}
