import type { ChartContents } from '../../helm';
import type { JsonObject } from '../../manifest';
import type { ImageMover } from '../override-plan';
import type { ChartTrace } from './chart-trace';
import type { RenderDifference } from './compare-renders';
import type { TraceSolution } from './trace-solution';

/** What to trace: a chart as a user would install it. */
export interface TraceRequest {
  /** The chart. */
  readonly chart: ChartContents;
  /** The user's values. */
  readonly values: JsonObject;
  /** Name of the release. */
  readonly releaseName: string;
  /** Namespace of the release. */
  readonly namespace: string;
  /**
   * Kubernetes version that the templates see. Whoever renders has to give it to Helm: it is here for the record.
   *
   * @default - the version that Helm was built for
   */
  readonly kubeVersion?: string;
  /**
   * Further API versions that the templates see; as for `kubeVersion`, they are here for the record.
   *
   * @default - none
   */
  readonly apiVersions?: readonly string[];
  /**
   * What the trace is tried with: the chart is rendered with the overrides for it, and whatever does not come out as
   * solved is taken out of the trace.
   *
   * @default - everything to one made-up registry, with the paths that it has
   */
  readonly relocation?: ImageMover;
  /**
   * Names of the pull secrets that the trace is tried with; none when nodes pull with their own identity.
   *
   * @default - one, `pull`
   */
  readonly pullSecretNames?: readonly string[];
}

/** A traced chart, and how the trial of the trace went. */
export interface TraceResult {
  /** What was measured. */
  readonly trace: ChartTrace;
  /** The chart as it renders with the user's values alone. */
  readonly baseline: string;
  /** The overrides that were tried. */
  readonly solution: TraceSolution;
  /** The chart as it renders with those overrides. */
  readonly rendered: string;
  /** What else changed between the two, and should not have: nothing, since whatever does that is taken back. */
  readonly differences: readonly RenderDifference[];
}
