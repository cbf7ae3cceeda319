import { Problems } from '../error';
import { flattenHooks, readChartSync, renderChartSync, withoutHooks } from '../helm';
import type { ChartSource } from '../helm';
import { parseManifests, placeObjects } from '../manifest';
import type { UnparsedDocument } from '../manifest';
import { rewriteManifest } from '../relocate';
import type { Relocation, RewrittenStream } from '../relocate';
import type { Agent } from './agent';
import { checkChart } from './check-chart';
import type { DeliveryObject } from './delivery/helm-release-intent';
import type { TracedPlan } from './install-plan';
import { completeRendered, describeChanges } from './traced/complete-rendered';

/** How a chart is rendered: what every front end lets its users say. */
export interface ChartRendering {
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
   * API versions that templates see beyond the built-in ones.
   *
   * @default - the built-in ones
   */
  readonly apiVersions?: readonly string[];
  /**
   * Whether the custom resource definitions of the chart are among the objects.
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

/** The part of an install that rendering needs. */
export interface RenderedInstall {
  /** Name of the Helm release. */
  readonly releaseName: string;
  /** Namespace of its objects. */
  readonly namespace: string;
  /** Values, overrides included. */
  readonly values: { readonly [key: string]: unknown };
  /**
   * Moves what no value moves (texts of templates, images inside ConfigMaps), for objects that will be applied as they
   * are. Hooks become ordinary objects, at their place in the order of an install; others are left out.
   *
   * @default - the chart is rendered as the cluster will render it, for a proof of that
   */
  readonly relocation?: Relocation;
  /**
   * What was found out about a chart that is not of the catalogue: pods that no value brings a pull secret to are given
   * it in the rendered objects.
   *
   * @default - the agent is of the catalogue
   */
  readonly traced?: TracedPlan;
}

/** What a chart renders for an install. */
export interface RenderedObjects {
  /** The objects, their namespaces on them. */
  readonly objects: readonly DeliveryObject[];
  /** What was done beyond rendering, in words for people: references moved after all, hooks that are none any more. */
  readonly notes: readonly string[];
}

/**
 * Renders the chart of an agent with Helm.
 *
 * `helm template -n` only tells templates the namespace; whoever applies the output puts it on the objects, which is
 * us here. Test pods are left out: they run on `helm test` only.
 *
 * @throws PullproofError what Helm refuses; `chart-invalid` for a chart of another agent or release; `manifest-invalid` when
 * Helm prints something that is no manifest.
 */
export function renderAgent(agent: Agent, install: RenderedInstall, props: ChartRendering): RenderedObjects {
  const rendered = renderManifests(agent, install, props);
  // Values first, rewriting second: whatever values left where the vendor publishes it is moved in the text that Helm printed.
  const { text, changes, skipped } = complete(rendered.manifests, install);
  const { resources, unparsed } = parseManifests(text, rendered.chart);
  refuseUnparsed(agent, unparsed);
  // Who renders it in the cluster does so long after the objects of this app exist: its hooks wait for none of them.
  const flat = install.relocation === undefined
    ? { resources: resources.map((resource) => withoutHooks(resource)), notes: [] } : flattenHooks(resources);
  const moved = [
    ...describeChanges(changes),
    ...skipped.map(({ location, reason }) => `left as it is: ${location}: ${reason}`),
  ];
  return { objects: placeObjects(flat.resources, install.namespace), notes: [...moved, ...flat.notes] };
}

/** What Helm prints for an install, and what its chart is called in locations. */
export interface RenderedManifests {
  /** The chart, as Helm was told it. */
  readonly chart: string;
  /** The manifests. */
  readonly manifests: string;
}

/**
 * Renders the chart of an agent with Helm, and leaves it at that.
 *
 * @throws PullproofError what Helm refuses; `chart-invalid` for a chart of another agent or release.
 */
export function renderManifests(
  agent: Agent, { releaseName, namespace, values }: Pick<RenderedInstall, 'releaseName' | 'namespace' | 'values'>, props: ChartRendering,
): RenderedManifests {
  const source = chartSource(agent, props);
  if (props.chart !== undefined) {
    refuseOtherChart(agent, source);
  }
  const { manifests } = renderChartSync({
    ...source,
    releaseName,
    namespace,
    values,
    kubeVersion: props.kubeVersion ?? agent._tracer?.source.kubeVersion,
    apiVersions: props.apiVersions ?? agent._tracer?.source.apiVersions,
    includeCrds: props.includeCrds ?? true,
    skipTests: true,
  });
  return { chart: source.chart, manifests };
}

/** @throws PullproofError `manifest-invalid` when Helm prints something that is no manifest. */
export function refuseUnparsed(agent: Agent, unparsed: readonly UnparsedDocument[]): void {
  new Problems().add(...unparsed.map(({ origin, reason }) => `line ${origin.line ?? 1}: ${reason}`)).throwIfAny({
    code: 'manifest-invalid',
    what: `the chart of ${agent.title} ${agent.version} renders documents that are no Kubernetes objects`,
    remedy: 'look at the values that shape them',
  });
}

function complete(rendered: string, { relocation, traced }: RenderedInstall): Pick<RewrittenStream, 'text' | 'changes' | 'skipped'> {
  if (relocation === undefined) {
    return { text: rendered, changes: [], skipped: [] };
  }
  return traced === undefined ? rewriteManifest(rendered, { relocation }) : completeRendered(rendered, { relocation, ...traced });
}

/** The chart of the catalogue unless another is given; a version only where a repository may hold several. */
function chartSource({ release, _tracer: tracer }: Agent, props: ChartRendering): ChartSource {
  const { chart } = release;
  if (tracer !== undefined && props.chart === undefined) {
    const { chart: name, repository, version, helmExecutable, timeoutSeconds } = tracer.source;
    return {
      chart: name, repository: props.repository ?? repository, version,
      helmExecutable: props.helmExecutable ?? helmExecutable, timeoutSeconds: props.timeoutSeconds ?? timeoutSeconds,
    };
  }
  const fromCatalogue = props.chart === undefined;
  return {
    chart: props.chart ?? chart.name,
    repository: props.repository ?? (fromCatalogue ? chart.repository : undefined),
    version: fromCatalogue || props.repository !== undefined || props.chart?.startsWith('oci://') === true ? chart.version : undefined,
    helmExecutable: props.helmExecutable,
    timeoutSeconds: props.timeoutSeconds,
  };
}

/** The overrides are for one release: in the chart of another, some of them would do nothing, without a word. */
function refuseOtherChart(agent: Agent, source: ChartSource): void {
  new Problems().add(...checkChart(agent, readChartSync(source))).throwIfAny({
    code: 'chart-invalid',
    what: `the chart is not the one of ${agent.title} ${agent.version}`,
    remedy: 'give the chart of that release, or name the release of that chart',
  });
}
