import { checkChart } from '../agent';
import type { Agent, DeliveryObject } from '../agent';
import { Problems } from '../error';
import { flattenHooks, readChartSync, renderChartSync, withoutHooks } from '../helm';
import type { ChartSource } from '../helm';
import { parseManifests } from '../manifest';
import { rewriteManifest } from '../relocate';
import type { Relocation } from '../relocate';
import type { RenderedDeliveryProps } from './deliver';
import { placeObjects } from './place-objects';

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
export function renderAgent(agent: Agent, install: RenderedInstall, props: RenderedDeliveryProps): RenderedObjects {
  const source = chartSource(agent, props);
  if (props.chart !== undefined) {
    refuseOtherChart(agent, source);
  }
  const { manifests: rendered } = renderChartSync({
    ...source,
    releaseName: install.releaseName,
    namespace: install.namespace,
    values: install.values,
    kubeVersion: props.kubeVersion,
    apiVersions: props.apiVersions,
    includeCrds: props.includeCrds ?? true,
    skipTests: true,
  });
  // Values first, rewriting second: whatever values left where the vendor publishes it is moved in the text that Helm printed.
  const { text, changes, skipped } = install.relocation === undefined
    ? { text: rendered, changes: [], skipped: [] } : rewriteManifest(rendered, { relocation: install.relocation });
  const { resources, unparsed } = parseManifests(text, source.chart);
  new Problems().add(...unparsed.map(({ origin, reason }) => `line ${origin.line ?? 1}: ${reason}`)).throwIfAny({
    code: 'manifest-invalid',
    what: `the chart of ${agent.title} ${agent.version} renders documents that are no Kubernetes objects`,
    remedy: 'look at the values that shape them',
  });
  // Who renders it in the cluster does so long after the objects of this app exist: its hooks wait for none of them.
  const flat = install.relocation === undefined
    ? { resources: resources.map((resource) => withoutHooks(resource)), notes: [] } : flattenHooks(resources);
  const moved = [
    ...changes.map(({ location, from, to }) => `no value moves ${from}, so it was moved to ${to} in the rendered objects (${location})`),
    ...skipped.map(({ location, reason }) => `left as it is: ${location}: ${reason}`),
  ];
  return { objects: placeObjects(flat.resources, install.namespace), notes: [...moved, ...flat.notes] };
}

/** The chart of the catalogue unless another is given; a version only where a repository may hold several. */
function chartSource({ release }: Agent, props: RenderedDeliveryProps): ChartSource {
  const { chart } = release;
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
