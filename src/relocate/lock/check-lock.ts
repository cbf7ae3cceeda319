import { PullproofError, quote } from '../../error';
import type { ChartTrace, TraceSubject } from '../trace/chart-trace';

/**
 * The trace of a lock file that speaks for an install.
 *
 * @param file name of the lock file, for messages
 * @throws PullproofError `lock-stale` that lists what changed since the lock file was made.
 */
export function lockedTrace(traces: readonly ChartTrace[], wanted: TraceSubject, file: string): ChartTrace {
  const install = `${quote(wanted.chart)} as release ${quote(wanted.releaseName)} in ${quote(wanted.namespace)}`;
  const trace = traces.find(({ subject }) => (
    subject.chart === wanted.chart && subject.releaseName === wanted.releaseName && subject.namespace === wanted.namespace
  ));
  if (trace === undefined) {
    throw new PullproofError({
      code: 'lock-stale', what: `${file} has nothing about chart ${install}`,
      problems: traces.map(({ subject }) => `it speaks for ${quote(subject.chart)} as release ${quote(subject.releaseName)} in ${quote(subject.namespace)}`),
      remedy: 'add it with `pullproof lock`',
    });
  }
  const changed = changesBetween(trace.subject, wanted);
  if (changed.length > 0) {
    throw new PullproofError({
      code: 'lock-stale', what: `${file} was made for something else than chart ${install}`, problems: changed,
      remedy: 'make it again with `pullproof lock`, and review what changed',
    });
  }
  return trace;
}

function changesBetween(locked: TraceSubject, wanted: TraceSubject): string[] {
  const said = (name: string, then: string | undefined, now: string | undefined): string[] => (
    then === now ? [] : [`${name}: ${then ?? 'none'} when it was made, now ${now ?? 'none'}`]
  );
  return [
    ...said('version', locked.version, wanted.version),
    ...(locked.chartDigest === wanted.chartDigest ? [] : ['the files of the chart are other ones now']),
    ...(locked.valuesDigest === wanted.valuesDigest ? [] : ['the values are other ones now']),
    ...said('Kubernetes version', locked.kubeVersion, wanted.kubeVersion),
    ...said('API versions', listed(locked.apiVersions), listed(wanted.apiVersions)),
  ];
}

function listed(versions: readonly string[] | undefined): string | undefined {
  return versions === undefined || versions.length === 0 ? undefined : [...versions].sort().join(', ');
}
