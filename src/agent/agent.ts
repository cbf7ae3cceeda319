import { PullproofError, quote } from '../error';
import type { AgentRelease } from './agent-release';
import { checkRelease } from './check-release';
import { CLOUDZERO_RELEASES } from './cloudzero';
import { EXPORTER_CHART_RELEASES } from './image-availability-exporter/chart/releases';
import { K8SSANDRA_RELEASES } from './k8ssandra';
import type { ChartAgentProps } from './traced/chart-agent-props';
import { ChartTracer } from './traced/chart-tracer';

/** The catalogue, by the name that `Agent.parse` takes. */
const CATALOGUE: Readonly<Record<string, readonly AgentRelease[]>> = {
  cloudzero: CLOUDZERO_RELEASES,
  k8ssandra: K8SSANDRA_RELEASES,
  'image-availability-exporter': EXPORTER_CHART_RELEASES,
};

/**
 * A third-party workload that we know how to install from a private registry: one release of it.
 *
 * @example
 * Agent.cloudZero('1.2.13');
 */
export class Agent {
  /**
   * The CloudZero Agent.
   *
   * @param release Version of its chart, 1.2.9 to 1.2.13.
   * @throws PullproofError `release-unknown`
   */
  public static cloudZero(release: string): Agent {
    return Agent.parse('cloudzero', release);
  }

  /**
   * K8ssandra 1.x: Cassandra with Stargate, Reaper, Medusa and its monitoring.
   *
   * @param release Version of its chart, 1.3.0 to 1.5.2.
   * @throws PullproofError `release-unknown`
   */
  public static k8ssandra(release: string): Agent {
    return Agent.parse('k8ssandra', release);
  }

  /**
   * k8s-image-availability-exporter, by its chart; the construct `ImageAvailabilityExporter` needs no chart.
   *
   * @param release Version of its chart, 0.9.2 to 0.18.0.
   * @throws PullproofError `release-unknown`
   */
  public static imageAvailabilityExporter(release: string): Agent {
    return Agent.parse('image-availability-exporter', release);
  }

  /**
   * An agent of one's own, or a release that the catalogue does not know yet.
   *
   * To describe a newer release of a known agent, spread the data of the nearest one:
   * `Agent.custom({ ...Agent.cloudZero('1.2.13').release, version: '1.2.14', … })`, and render it to see what changed.
   *
   * @throws PullproofError `agent-invalid` that lists everything which does not fit together.
   */
  public static custom(release: AgentRelease): Agent {
    return new Agent(release);
  }

  /**
   * Any chart: what the catalogue does not know is found out by rendering it, about four times for each install.
   *
   * The chart is read at once, and rendered when an install is planned, because values, name and namespace of the release
   * shape what it renders.
   *
   * @example
   * Agent.fromChart({ chart: 'charts/falco', kubeVersion: '1.33.1', lock: 'pullproof.lock.yaml' });
   * @throws PullproofError `chart-invalid`, `values-invalid`, and what Helm refuses; later, when an install is planned,
   * `helm-failed` when the chart does not render, `lock-stale` and `lock-invalid` for a lock file.
   */
  public static fromChart(props: ChartAgentProps): Agent {
    const tracer = new ChartTracer(props);
    const { name, version } = tracer.contents;
    const chart = { name, version, repository: props.repository ?? '' };
    return new Agent({ id: name, title: name, version, chart, images: [], imageSlots: [], pullSecretSlots: [], workloads: [] }, tracer);
  }

  /**
   * An agent of the catalogue, by name, as the command line gives it.
   *
   * @throws PullproofError `agent-unknown`, `release-unknown`
   */
  public static parse(name: string, release: string): Agent {
    const releases = releasesOf(name);
    const found = releases.find(({ version }) => version === release.replace(/^v(?=\d)/, ''));
    if (found === undefined) {
      throw new PullproofError({
        code: 'release-unknown',
        what: `the catalogue does not know release ${quote(release)} of ${releases[0]?.title ?? name}`,
        expected: `one of: ${releases.map(({ version }) => version).join(', ')}`,
        remedy: 'releases differ in their images and value keys, so none is guessed; describe this one with `Agent.custom`',
      });
    }
    return new Agent(found);
  }

  /** Names of the agents in the catalogue. */
  public static names(): string[] {
    return Object.keys(CATALOGUE);
  }

  /**
   * The releases of an agent that the catalogue knows, the oldest first.
   *
   * @throws PullproofError `agent-unknown`
   */
  public static releases(name: string): string[] {
    return releasesOf(name).map(({ version }) => version);
  }

  /** Name of the agent. */
  public readonly id: string;
  /** Name for people. */
  public readonly title: string;
  /** Version of the release. */
  public readonly version: string;
  /** All that is known about the release; for a chart that is traced, only what it says about itself. A copy: changing it changes nothing. */
  public readonly release: AgentRelease;

  /** @internal Finds out what the release data does not say; absent for agents of the catalogue. */
  public readonly _tracer: ChartTracer | undefined;

  /** @internal Who says what it renders, in words for people. */
  public get _source(): string {
    return this._tracer === undefined ? `${this.title} ${this.version} of the catalogue` : `the trace of chart ${this.title} ${this.version}`;
  }

  private constructor(release: AgentRelease, tracer?: ChartTracer) {
    checkRelease(release);
    this._tracer = tracer;
    this.id = release.id;
    this.title = release.title;
    this.version = release.version;
    this.release = structuredClone(release);
  }
}

function releasesOf(name: string): readonly AgentRelease[] {
  const releases = Object.hasOwn(CATALOGUE, name) ? CATALOGUE[name] : undefined;
  if (releases === undefined) {
    throw new PullproofError({
      code: 'agent-unknown',
      what: `the catalogue has no agent ${quote(name)}`,
      expected: `one of: ${Object.keys(CATALOGUE).join(', ')}`,
      remedy: 'describe another agent with `Agent.custom`',
    });
  }
  return releases;
}
