import { lockedTrace } from '../../../src/relocate/lock/check-lock';
import type { ChartTrace, TraceSubject } from '../../../src/relocate/trace/chart-trace';

const SUBJECT: TraceSubject = {
  chart: 'agent', version: '1.2.3', chartDigest: 'sha256:1', valuesDigest: 'sha256:2', releaseName: 'agent', namespace: 'agents', apiVersions: ['b/v1', 'a/v1'],
};
const TRACE: ChartTrace = {
  subject: SUBJECT, keys: [], references: [], pullSecretKeys: [], pods: [], accounts: [], permissions: [], rejected: [], lists: [], renders: 1,
};

it('finds the trace of an install, whatever the order of API versions', () => {
  const other = { ...TRACE, subject: { ...SUBJECT, namespace: 'elsewhere' } };

  expect(lockedTrace([other, TRACE], { ...SUBJECT, apiVersions: ['a/v1', 'b/v1'] }, 'lock.yaml')).toBe(TRACE);
});

it.each<[string, Partial<TraceSubject>, string]>([
  ['the version', { version: '1.2.4' }, 'version: 1.2.3 when it was made, now 1.2.4'],
  ['a file of the chart', { chartDigest: 'sha256:9' }, 'the files of the chart are other ones now'],
  ['a value', { valuesDigest: 'sha256:9' }, 'the values are other ones now'],
  ['the Kubernetes version', { kubeVersion: '1.33.1' }, 'Kubernetes version: none when it was made, now 1.33.1'],
  ['the API versions', { apiVersions: undefined }, 'API versions: a/v1, b/v1 when it was made, now none'],
])('is stale when %s changed', (_, changed, problem) => {
  expect(() => lockedTrace([TRACE], { ...SUBJECT, ...changed }, 'lock.yaml')).toThrow(expect.objectContaining({ code: 'lock-stale', problems: [problem] }));
});

it('is stale when it has nothing about the install, and says what it has', () => {
  expect(() => lockedTrace([TRACE], { ...SUBJECT, releaseName: 'other' }, 'lock.yaml')).toThrow(expect.objectContaining({
    code: 'lock-stale', problems: ['it speaks for "agent" as release "agent" in "agents"'],
  }));
  expect(() => lockedTrace([], SUBJECT, 'lock.yaml')).toThrow(expect.objectContaining({ code: 'lock-stale', problems: [], remedy: 'add it with `pullproof lock`' }));
});
