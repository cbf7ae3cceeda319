import { Problems, PullproofError, quote } from '../../../error';
import { CA_MOUNT, caVolume } from '../ca-volume';
import { environmentProblems } from '../check-environment';
import { flagProblems } from '../check-flags';
import { exporterFacts } from '../exporter-facts';
import type { ExporterFlags } from '../exporter-flags';
import type { ExporterMonitor } from '../exporter-monitor';
import type { ContainerResources } from '../exporter-options';
import { containerArguments, DEFAULT_PORT } from '../flag-arguments';
import { CONTAINER_SECURITY, POD_SECURITY } from '../workload-objects';
import { EXPORTER_CHART_FACTS } from './facts';
import type { ExporterChartFacts } from './facts';

/** What the chart of the exporter can be told. Its port is fixed. */
export interface ExporterChartOptions extends ExporterFlags {
  /**
   * Whether there are canaries, Deployments without pods, which the exporter is then told to check.
   *
   * @default false
   */
  readonly canaries?: boolean;
  /**
   * The ServiceMonitor of the chart, which has no PodMonitor.
   *
   * @default - none is written
   */
  readonly monitor?: ExporterMonitor;
  /**
   * Environment of the container. Never a credential.
   *
   * @default - none
   */
  readonly env?: { [name: string]: string };
  /**
   * Requests and limits of the container.
   *
   * @default - none
   */
  readonly resources?: ContainerResources;
}

/**
 * Values for the chart of the exporter that say the same as the typed flags, around what the chart does to them: arguments
 * are quoted, because it prints them as they are, and labels of the metrics are kept.
 *
 * @param release Version of the chart.
 * @param options What it is told.
 * @throws PullproofError `release-unknown`; `exporter-invalid` that lists everything the chart or its exporter cannot do.
 */
export function exporterChartValues(release: string, options: ExporterChartOptions = {}): { [key: string]: unknown } {
  const facts = chartFacts(release);
  const { canaries = false, monitor, env = {}, resources, caBundles = [] } = options;
  const forced = [...(canaries ? ['Deployment' as const] : []), ...options.forceCheckDisabledControllers ?? []];
  const flags: ExporterFlags = { ...options, forceCheckDisabledControllers: forced };
  new Problems()
    .add(...flagProblems(exporterFacts(facts.exporter), flags))
    .add(...environmentProblems(env))
    .add(...options.port === undefined || options.port === DEFAULT_PORT ? [] : [`port must be ${DEFAULT_PORT}: the chart has it in its templates`])
    .add(...monitor?.kind === 'PodMonitor' ? ['monitor.kind: the chart has a ServiceMonitor only'] : [])
    .add(...caBundles.length > 0 && !facts.volumes ? [`caBundles: chart ${facts.version} mounts no files`] : [])
    .throwIfAny({ code: 'exporter-invalid', what: `chart ${facts.version} of k8s-image-availability-exporter would not work like this` });
  return {
    k8sImageAvailabilityExporter: {
      args: containerArguments(flags).map((argument) => JSON.stringify(argument)),
      ...(Object.keys(env).length === 0 ? {} : { env: Object.entries(env).map(([name, value]) => ({ name, value: JSON.stringify(value) })) }),
    },
    podSecurityContext: POD_SECURITY,
    securityContext: CONTAINER_SECURITY,
    ...(resources === undefined ? {} : { resources }),
    ...(caBundles.length === 0 ? {} : { volumes: [caVolume(caBundles)], volumeMounts: [CA_MOUNT] }),
    ...(monitor === undefined ? {} : { serviceMonitor: monitorValues(monitor) }),
  };
}

function chartFacts(release: string): ExporterChartFacts {
  const facts = EXPORTER_CHART_FACTS.find(({ version }) => version === release.replace(/^v(?=\d)/, ''));
  if (facts === undefined) {
    throw new PullproofError({
      code: 'release-unknown',
      what: `the catalogue does not know chart ${quote(release)} of k8s-image-availability-exporter`,
      expected: `one of: ${EXPORTER_CHART_FACTS.map(({ version }) => version).join(', ')}`,
    });
  }
  return facts;
}

function monitorValues({ namespace, labels, interval, scrapeTimeout }: ExporterMonitor): { [key: string]: unknown } {
  return {
    enabled: true,
    honorLabels: true,
    ...(namespace === undefined ? {} : { namespace }),
    ...(labels === undefined ? {} : { labels: { ...labels } }),
    ...(interval === undefined ? {} : { interval }),
    ...(scrapeTimeout === undefined ? {} : { scrapeTimeout }),
  };
}
