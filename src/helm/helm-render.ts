/** Where a chart comes from, and which Helm reads it. */
export interface ChartSource {
  /**
   * The chart: a directory, a packaged `.tgz`, the name of a chart in `repository`, `alias/name` of a repository that
   * Helm already knows, an `https://….tgz` address, or `oci://registry/path/name`.
   */
  readonly chart: string;
  /**
   * Address of the chart repository, `https://…` or `oci://…`. It must not hold a user or a password: it is an
   * argument of a process, which every user of the machine can read.
   *
   * @default - `chart` says it all
   */
  readonly repository?: string;
  /**
   * Version of the chart; an exact one, or a range that Helm resolves.
   *
   * @default - the newest release, or whatever the directory or package holds
   */
  readonly version?: string;
  /**
   * The Helm executable: a name that is looked up on the PATH, or a path. Helm 3.14 or newer, Helm 4 included.
   *
   * @default "helm"
   */
  readonly helmExecutable?: string;
  /**
   * Seconds after which Helm is ended. A chart from a repository is downloaded within this time.
   *
   * @default 300
   */
  readonly timeoutSeconds?: number;
  /**
   * Bytes that Helm may print before it is ended.
   *
   * @default 268435456
   */
  readonly maxOutputBytes?: number;
}

/** One run of `helm template`. */
export interface HelmRender extends ChartSource {
  /** Name of the release, as `helm install` would get it. */
  readonly releaseName: string;
  /** Namespace of the release. Many charts do not print it on their objects: whoever applies them sets it. */
  readonly namespace: string;
  /**
   * Values, laid over the defaults of the chart: plain data, where `null` removes a default. Members that are
   * `undefined` are left out. They reach Helm through its standard input, never through a file or an argument.
   *
   * @default - the defaults of the chart alone
   */
  readonly values?: Readonly<Record<string, unknown>>;
  /**
   * Kubernetes version that templates see, such as `1.33.1`.
   *
   * @default - the version that Helm was built for; charts may refuse it
   */
  readonly kubeVersion?: string;
  /**
   * Further API versions that templates see, such as `monitoring.coreos.com/v1`.
   *
   * @default - the ones of Kubernetes itself
   */
  readonly apiVersions?: readonly string[];
  /**
   * Whether the objects of the `crds/` folder are printed too.
   *
   * @default false
   */
  readonly includeCrds?: boolean;
  /**
   * Whether test hooks are left out.
   *
   * @default false
   */
  readonly skipTests?: boolean;
}

/** What `helm template` printed. */
export interface HelmRendered {
  /** The manifests, as one YAML stream. */
  readonly manifests: string;
  /** What Helm said on standard error although it succeeded, one entry per line, control characters escaped. */
  readonly warnings: readonly string[];
}
