import { mergeValues, printValues, readChartContentsSync, readTextSync, renderChartSync, withLocalChartSync } from '../../helm';
import type { ChartContents } from '../../helm';
import type { JsonObject } from '../../manifest';
import { driveSync, lockedTrace, parseLock, traceChart, valuesDigest } from '../../relocate';
import type { ChartTrace, Relocation, TraceSubject } from '../../relocate';
import { answerSteps } from './answer-steps';
import type { ChartAgentProps } from './chart-agent-props';

/** What an install of a traced chart is asked about. */
export interface TracedInstall {
  /** The values of the install, those of the agent under them. */
  readonly values: JsonObject;
  /** Name of the release. */
  readonly releaseName: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /** Where images go: the trace tries its findings with it. */
  readonly relocation: Relocation;
}

/** Finds out about a chart by rendering it, or by asking a lock file; each install once. */
export class ChartTracer {
  /** The chart as the agent names it. */
  public readonly source: ChartAgentProps;
  /** What the chart consists of. */
  public readonly contents: ChartContents;

  readonly #values: JsonObject;
  readonly #known = new Map<string, ChartTrace>();
  #locked: readonly ChartTrace[] | undefined;

  /**
   * Reads the chart.
   *
   * @throws PullproofError what Helm and the chart refuse, `values-invalid`
   */
  constructor(source: ChartAgentProps) {
    this.source = { ...source };
    this.#values = plain(source.values);
    this.contents = readChartContentsSync(source);
  }

  /** The values of an install with those of the agent under them. */
  public valuesFor(values: Readonly<Record<string, unknown>> | undefined): JsonObject {
    return mergeValues(this.#values, plain(values));
  }

  /**
   * What is known about an install.
   *
   * @throws PullproofError `lock-stale`, `lock-invalid`, and what Helm refuses
   */
  public trace(install: TracedInstall): ChartTrace {
    const subject = this.#subject(install);
    const key = JSON.stringify(subject);
    const known = this.#known.get(key) ?? this.#lookUp(subject) ?? this.#measure(install);
    this.#known.set(key, known);
    return known;
  }

  #subject({ values, releaseName, namespace }: TracedInstall): TraceSubject {
    const { kubeVersion, apiVersions } = this.source;
    return {
      chart: this.contents.name, version: this.contents.version, chartDigest: this.contents.digest, valuesDigest: valuesDigest(values),
      releaseName, namespace,
      ...(kubeVersion === undefined ? {} : { kubeVersion }), ...(apiVersions === undefined || apiVersions.length === 0 ? {} : { apiVersions }),
    };
  }

  #lookUp(subject: TraceSubject): ChartTrace | undefined {
    const { lock } = this.source;
    if (lock === undefined) {
      return undefined;
    }
    this.#locked ??= parseLock(readTextSync(lock), lock);
    return lockedTrace(this.#locked, subject, lock);
  }

  #measure({ values, releaseName, namespace, relocation }: TracedInstall): ChartTrace {
    const { chart, repository, version, kubeVersion, apiVersions, helmExecutable, timeoutSeconds } = this.source;
    const rendering = traceChart({ chart: this.contents, values, releaseName, namespace, kubeVersion, apiVersions, relocation });
    // Downloaded once, however often it is rendered.
    return withLocalChartSync({ chart, repository, version, helmExecutable, timeoutSeconds }, (source) => {
      const render = { ...source, releaseName, namespace, kubeVersion, apiVersions };
      return driveSync(rendering, answerSteps((marked) => renderChartSync({ ...render, values: marked }))).trace;
    });
  }
}

function plain(values: Readonly<Record<string, unknown>> | undefined): JsonObject {
  return JSON.parse(printValues(values ?? {})) as JsonObject;
}
