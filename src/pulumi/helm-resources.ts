import { Release } from '@pulumi/kubernetes/helm/v3';
import { Chart } from '@pulumi/kubernetes/helm/v4';
import * as pulumi from '@pulumi/pulumi';
import { MockMonitor } from '@pulumi/pulumi/runtime/mocks';
import type { AgentChart } from '../agent';
import type { Relocation } from '../relocate';
import type { HelmChartDeliveryArgs, HelmReleaseDeliveryArgs } from './deliver';
import { relocateWith } from './relocate-images';

/** A release of a chart. */
export interface HelmInstall {
  /** The chart that the catalogue names. */
  readonly chart: AgentChart;
  /** Name of the release. */
  readonly releaseName: string;
  /** Namespace of its objects. */
  readonly namespace: string;
  /** Its whole values; some may be outputs. */
  readonly values: { readonly [key: string]: unknown };
}

/**
 * The component that renders a chart in the provider.
 *
 * @param relocation moves what no value moves, in the rendered objects; `undefined` leaves them as they are.
 */
export function helmChart(
  name: string, install: HelmInstall, { chart, repository, options }: HelmChartDeliveryArgs, relocation: Relocation | undefined,
  opts: pulumi.ComponentResourceOptions,
): Chart {
  // Under mocks there is no engine that could call a transform, and a resource with one is never registered.
  const transforms = relocation === undefined || isMocked() ? [] : [relocateWith(relocation)];
  return new Chart(name, {
    ...options, ...sourceOf(install, chart, repository, options?.repositoryOpts),
    name: install.releaseName, namespace: install.namespace, values: { ...install.values },
  }, transforms.length === 0 ? opts : pulumi.mergeOptions(opts, { transforms }));
}

/** The release that Helm installs, hooks included. */
export function helmRelease(
  name: string, install: HelmInstall, { chart, repository, options }: HelmReleaseDeliveryArgs, opts: pulumi.CustomResourceOptions,
): Release {
  return new Release(name, {
    ...options, ...sourceOf(install, chart, repository, options?.repositoryOpts),
    name: install.releaseName, namespace: install.namespace, values: { ...install.values },
  }, opts);
}

/** Where the chart is: an OCI address is the whole of it, a name needs its repository, a directory has no version. */
function sourceOf<T>(
  install: HelmInstall, chart: string | undefined, repository: string | undefined, repositoryOpts: pulumi.Input<T | undefined> | undefined,
): { chart: string; version?: string; repositoryOpts?: pulumi.Input<T> } {
  const from = repository ?? (chart === undefined ? install.chart.repository : undefined);
  const name = chart ?? install.chart.name;
  if (from === undefined) {
    const version = name.startsWith('oci://') ? { version: install.chart.version } : {};
    return { chart: name, ...version, ...(repositoryOpts === undefined ? {} : { repositoryOpts: repositoryOpts as pulumi.Input<T> }) };
  }
  if (from.startsWith('oci://')) {
    return {
      chart: `${from.replace(/\/+$/, '')}/${name}`, version: install.chart.version,
      ...(repositoryOpts === undefined ? {} : { repositoryOpts: repositoryOpts as pulumi.Input<T> }),
    };
  }
  return {
    chart: name, version: install.chart.version,
    repositoryOpts: (repositoryOpts === undefined ? { repo: from }
      : pulumi.output(repositoryOpts as pulumi.Input<object>).apply((given) => ({ ...given, repo: from }))) as unknown as pulumi.Input<T>,
  };
}

function isMocked(): boolean {
  return pulumi.runtime.getMonitor() instanceof MockMonitor;
}
