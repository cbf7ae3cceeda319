import type { ReleaseArgs } from '@pulumi/kubernetes/helm/v3';
import type { ChartArgs } from '@pulumi/kubernetes/helm/v4';
import type { ChartRendering, FluxPostRenderStrategy } from '../agent';

/** How `helm.v4.Chart` installs a chart. */
export interface HelmChartDeliveryArgs {
  /**
   * The chart: a directory, a name in `repository`, or `oci://…`.
   *
   * @default - the chart that the catalogue names for the release
   */
  readonly chart?: string;
  /**
   * Address of the chart repository, `https://…` or `oci://…`.
   *
   * @default - the one that the catalogue names, unless `chart` says it all
   */
  readonly repository?: string;
  /**
   * Further arguments of the component, such as `skipCrds` or `repositoryOpts` with a login.
   *
   * @default - none
   */
  readonly options?: Omit<ChartArgs, 'chart' | 'name' | 'namespace' | 'values' | 'version'>;
  /**
   * Whether references that no value moves are moved in the objects that the provider renders. It takes an engine that knows
   * transforms, as every release since 3.115 does.
   *
   * @default true
   */
  readonly rewrite?: boolean;
  /**
   * Renders the chart for the proof as well, with a Helm of this machine.
   *
   * @default - the proof takes the word of the catalogue for what the chart renders
   */
  readonly prove?: ChartRendering;
}

/** How `helm.v3.Release` installs a chart. */
export interface HelmReleaseDeliveryArgs {
  /**
   * The chart: a directory, a name in `repository`, or `oci://…`.
   *
   * @default - the chart that the catalogue names for the release
   */
  readonly chart?: string;
  /**
   * Address of the chart repository, `https://…` or `oci://…`.
   *
   * @default - the one that the catalogue names, unless `chart` says it all
   */
  readonly repository?: string;
  /**
   * Further arguments of the release, such as `atomic`, `timeout` or `repositoryOpts` with a login.
   *
   * @default - none
   */
  readonly options?: Omit<ReleaseArgs, 'chart' | 'name' | 'namespace' | 'values' | 'version'>;
  /**
   * Renders the chart for the proof as well, with a Helm of this machine.
   *
   * @default - the proof takes the word of the catalogue for what Helm will render
   */
  readonly prove?: ChartRendering;
}

/** How Flux installs a chart. */
export interface FluxDeliveryArgs {
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
   * How Flux hands the hooks of the chart to the patches that `prove` brings. Flux 2.9 and newer know it.
   *
   * @default - whatever the Flux does: hooks stay as the chart renders them before 2.9
   */
  readonly postRenderStrategy?: FluxPostRenderStrategy;
  /**
   * Renders the chart for the proof as well, with a Helm of this machine. What no value moves is moved by patches that Flux
   * applies.
   *
   * @default - the proof takes the word of the catalogue for what Flux will render
   */
  readonly prove?: ChartRendering;
}

/** How Argo CD installs a chart. */
export interface ArgoCdDeliveryArgs {
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
   * Renders the chart for the proof as well, with a Helm of this machine.
   *
   * @default - the proof takes the word of the catalogue for what Argo CD will render
   */
  readonly prove?: ChartRendering;
}

/** A way of delivery; told apart by `type`. */
export type Delivery =
  | { readonly type: 'helm-chart'; readonly args: HelmChartDeliveryArgs }
  | { readonly type: 'helm-release'; readonly args: HelmReleaseDeliveryArgs }
  | { readonly type: 'flux'; readonly args: FluxDeliveryArgs }
  | { readonly type: 'argo-cd'; readonly args: ArgoCdDeliveryArgs }
  | { readonly type: 'values-only' };

/** How an agent gets from its declaration into the cluster. */
export class Deliver {
  /**
   * `helm.v4.Chart`: the provider renders the chart, and every object is a resource. What no value moves is moved in those
   * objects. Helm hooks do not run.
   */
  public static helmChart(args: HelmChartDeliveryArgs = {}): Deliver {
    return new Deliver({ type: 'helm-chart', args });
  }

  /** `helm.v3.Release`: a release of Helm, with its hooks and its history. Values are all that moves images. */
  public static helmRelease(args: HelmReleaseDeliveryArgs = {}): Deliver {
    return new Deliver({ type: 'helm-release', args });
  }

  /** A Flux HelmRelease and the source of its chart; Flux renders the chart. */
  public static flux(args: FluxDeliveryArgs = {}): Deliver {
    return new Deliver({ type: 'flux', args });
  }

  /** An Argo CD Application; Argo CD renders the chart. */
  public static argoCd(args: ArgoCdDeliveryArgs = {}): Deliver {
    return new Deliver({ type: 'argo-cd', args });
  }

  /** Nothing is installed: the values are there to be read from the component. */
  public static valuesOnly(): Deliver {
    return new Deliver({ type: 'values-only' });
  }

  /** @internal */
  public readonly _delivery: Delivery;

  private constructor(delivery: Delivery) {
    this._delivery = delivery;
  }
}
