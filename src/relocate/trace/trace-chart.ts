import { PullproofError } from '../../error';
import { Registry } from '../../registry';
import type { ImageMover } from '../override-plan';
import { Relocation } from '../relocation';
import type { ChartTrace, TraceSubject } from './chart-trace';
import { ChartMeasurement } from './measure/measure-chart';
import { TraceRun } from './measure/trace-run';
import type { Rendering } from './render-step';
import { templateReads } from './template-reads';
import type { TraceRequest, TraceResult } from './trace-request';
import { SolutionTester } from './trial/solution-tester';
import { tryTrace } from './trial/try-trace';
import { valuesDigest } from './values-digest';

/**
 * Measures which values of a chart move which image reference, and which of them bring pull secrets to which pods, by
 * rendering it with marks in its values. Then tries the result: what does not come out as solved is taken back.
 *
 * The chart is rendered as whoever drives the computation does it, with the release name and the namespace of the
 * request; four times as a rule, more often when it refuses marks, or when values hide each other.
 *
 * @throws PullproofError `helm-failed` when the chart does not render with the user's values alone
 */
export function* traceChart(request: TraceRequest): Rendering<TraceResult> {
  const { chart, pullSecretNames = ['pull'], relocation = neutralRelocation(), values } = request;
  const run = new TraceRun(chart, values);
  const first = yield* run.render(values, 'the chart as it is');
  if ('words' in first) {
    throw new PullproofError({ code: 'helm-failed', what: `chart ${chart.name} does not render with the values that it is given; Helm says`, problems: first.words });
  }
  const baseline = run.parse(first.manifests);
  const measurement = new ChartMeasurement(run, baseline, templateReads(chart, run.effective), relocation);
  yield* measurement.measure();
  const trace = (): ChartTrace => measurement.trace(subjectOf(request), values);
  const tester = new SolutionTester(run, measurement.references, baseline, values, pullSecretNames);
  const trial = { chart: chart.name, baseline: first.manifests, values, relocation, pullSecretNames, trace };
  const { rendered, solution } = yield* tryTrace(run, measurement.references, tester, trial);
  return { trace: trace(), baseline: first.manifests, solution, rendered, differences: [] };
}

/** Where images go when nobody says: a registry that does not exist, with the paths that they have. */
function neutralRelocation(): ImageMover {
  return new Relocation({ registry: Registry.generic('registry.invalid', { prefix: 'private' }) });
}

function subjectOf({ apiVersions, chart, kubeVersion, namespace, releaseName, values }: TraceRequest): TraceSubject {
  return {
    chart: chart.name,
    version: chart.version,
    chartDigest: chart.digest,
    valuesDigest: valuesDigest(values),
    releaseName,
    namespace,
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
    ...(apiVersions === undefined || apiVersions.length === 0 ? {} : { apiVersions }),
  };
}
