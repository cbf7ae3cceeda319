import type { FluxPostRenderStrategy } from '../agent';

/** How Helm renders a chart at synthesis. */
export interface RenderedDeliveryProps {
  /**
   * The chart: a directory, a `.tgz`, a name in `repository`, or `oci://…`.
   *
   * @default - the chart that the catalogue names for the release
   */
  readonly chart?: string;
  /**
   * Address of the chart repository.
   *
   * @default - the one that the catalogue names, unless `chart` says it all
   */
  readonly repository?: string;
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
   * Whether the custom resource definitions of the chart are written too, as `helm install` does.
   *
   * @default true
   */
  readonly includeCrds?: boolean;
  /**
   * The Helm executable: a name on the PATH, or a path. Helm 3.14 or newer.
   *
   * @default "helm"
   */
  readonly helmExecutable?: string;
  /**
   * Seconds after which Helm is ended.
   *
   * @default 300
   */
  readonly timeoutSeconds?: number;
}

/** How Flux installs a chart. */
export interface FluxDeliveryProps {
  /**
   * Address of the chart repository, `https://…` or `oci://…`.
   *
   * @default - the one that the catalogue names
   */
  readonly repository?: string;
  /**
   * How often Flux compares the release with its declaration.
   *
   * @default "1h"
   */
  readonly interval?: string;
  /**
   * Name of a Secret with the login of the chart repository, in the namespace of the release.
   *
   * @default - the repository is public
   */
  readonly repositorySecret?: string;
  /**
   * How Flux hands the hooks of the chart to its post-renderers; as of Flux 2.9. With `separate` and `combined`, hooks are
   * patched too. `combined` fails for a chart that has one object both as a hook and without.
   *
   * @default - not written; then hooks are taken to be left alone, as they are before Flux 2.9
   */
  readonly postRenderStrategy?: FluxPostRenderStrategy;
  /**
   * Renders the chart as well: for the proof, and for patches of what no value moves, which Flux applies to what it
   * renders. Nothing else of it is written.
   *
   * @default - the proof takes the word of the catalogue for what Flux will render, and nothing is patched
   */
  readonly prove?: RenderedDeliveryProps;
}

/** How Argo CD installs a chart. */
export interface ArgoCdDeliveryProps {
  /**
   * Address of the chart repository, `https://…` or `oci://…`.
   *
   * @default - the one that the catalogue names
   */
  readonly repository?: string;
  /**
   * Namespace of the Application.
   *
   * @default "argocd"
   */
  readonly applicationNamespace?: string;
  /**
   * Argo CD project of the Application.
   *
   * @default "default"
   */
  readonly project?: string;
  /**
   * Address of the cluster to install into.
   *
   * @default "https://kubernetes.default.svc"
   */
  readonly server?: string;
  /**
   * Renders the chart for the proof as well. Nothing of it is written.
   *
   * @default - the proof takes the word of the catalogue for what Argo CD will render
   */
  readonly prove?: RenderedDeliveryProps;
}

/** A way of delivery; told apart by `type`. */
export type Delivery =
  | { readonly type: 'rendered'; readonly props: RenderedDeliveryProps }
  | { readonly type: 'flux'; readonly props: FluxDeliveryProps }
  | { readonly type: 'argo-cd'; readonly props: ArgoCdDeliveryProps }
  | { readonly type: 'values-only' };

/** How an agent gets from its declaration into the cluster. */
export class Deliver {
  /** Helm renders the chart at synthesis, and its objects are written. Runs `helm template`, once per install. */
  public static rendered(props: RenderedDeliveryProps = {}): Deliver {
    return new Deliver({ type: 'rendered', props });
  }

  /** A Flux HelmRelease and the source of its chart are written; Flux renders the chart. */
  public static flux(props: FluxDeliveryProps = {}): Deliver {
    return new Deliver({ type: 'flux', props });
  }

  /** An Argo CD Application is written; Argo CD renders the chart. */
  public static argoCd(props: ArgoCdDeliveryProps = {}): Deliver {
    return new Deliver({ type: 'argo-cd', props });
  }

  /** Nothing is written: the values are there to be read from the construct. */
  public static valuesOnly(): Deliver {
    return new Deliver({ type: 'values-only' });
  }

  /** @internal */
  public readonly _delivery: Delivery;

  private constructor(delivery: Delivery) {
    this._delivery = delivery;
  }
}
