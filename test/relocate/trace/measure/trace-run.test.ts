import type { ChartContents } from '../../../../src/helm';
import type { JsonObject } from '../../../../src/manifest';
import { driveSync, readValue } from '../../../../src/relocate';
import type { RenderOutcome, RenderStep } from '../../../../src/relocate';
import { TraceRun } from '../../../../src/relocate/trace/measure/trace-run';
import type { Probe, ProbeOutcome } from '../../../../src/relocate/trace/measure/trace-run';

const CHART: ChartContents = {
  name: 'agent', version: '1.0.0', digest: `sha256:${'0'.repeat(64)}`,
  defaults: { a: 'x', list: [{ image: 'x', keep: 1 }], security: { allowOthers: false } },
  templates: [{ file: 'templates/a.yaml', scope: [], text: '{{ .Values.security.allowOthers }}' }],
};

const PROBES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((path): Probe => ({ path, value: `mark-${path}`, token: `mark-${path}` }));

/** A chart that refuses values: those for which `refuse` has words. */
function probe(
  run: TraceRun, probes: readonly Probe[], refuse: (values: JsonObject) => string | undefined,
): { outcome: ProbeOutcome<Probe>; steps: RenderStep[] } {
  const steps: RenderStep[] = [];
  const outcome = driveSync(run.probe(probes, 'marks'), (step): RenderOutcome => {
    steps.push(step);
    const words = refuse(step.values);
    return words === undefined ? { type: 'rendered', manifests: '' } : { type: 'failed', words: [words] };
  });
  return { outcome, steps };
}

const given = (values: JsonObject, path: string): boolean => readValue(values, path) !== undefined;
const paths = (probes: Iterable<Probe>): string[] => [...probes].map(({ path }) => path);

test('all values go into one render, laid over those of the user, lists whole', () => {
  const run = new TraceRun(CHART, { own: true });
  const { outcome, steps } = probe(run, [{ path: 'a', value: 'y' }, { path: 'list[0].image', value: 'y' }], () => undefined);
  expect(steps).toEqual([{ purpose: 'marks', values: { own: true, a: 'y', list: [{ image: 'y', keep: 1 }] } }]);
  expect(outcome.renders).toHaveLength(1);
  expect(outcome.refused.size).toBe(0);
});

test('a value that Helm repeats is left out at once', () => {
  const { outcome, steps } = probe(new TraceRun(CHART, {}), PROBES, (values) => (given(values, 'c') ? 'mark-c is not a registry' : undefined));
  expect(paths(outcome.refused.keys())).toEqual(['c']);
  expect([...outcome.refused.values()]).toEqual(['mark-c is not a registry']);
  expect(steps).toHaveLength(2);
});

test('values that nothing names are found by taking others away', () => {
  const { outcome, steps } = probe(new TraceRun(CHART, {}), PROBES, (values) => (given(values, 'c') || given(values, 'h') ? 'no' : undefined));
  expect(paths(outcome.refused.keys())).toEqual(['c', 'h']);
  expect(outcome.renders.flatMap(({ probes }) => paths(probes)).sort()).toEqual(['a', 'b', 'd', 'e', 'f', 'g']);
  expect(steps.length).toBeLessThanOrEqual(14);
});

test('values that were rendered before are not suspected again', () => {
  const run = new TraceRun(CHART, {});
  probe(run, PROBES.slice(0, 6), () => undefined);
  const { outcome, steps } = probe(run, PROBES, (values) => (given(values, 'h') ? 'no' : undefined));
  expect(paths(outcome.refused.keys())).toEqual(['h']);
  expect(outcome.renders.map(({ probes }) => paths(probes).join(''))).toEqual(['abcdefg']);
  expect(steps).toHaveLength(3);
});

test('a flag that the words ask for is set, and stays set', () => {
  const run = new TraceRun(CHART, {});
  const words = "set 'security.allowOthers' to true to go on";
  const { outcome, steps } = probe(run, PROBES, (values) => (readValue(values, 'security.allowOthers') === true ? undefined : words));
  expect(outcome.refused.size).toBe(0);
  expect(steps).toHaveLength(2);
  expect(run.permissions).toEqual([{ path: 'security.allowOthers', value: true, reason: words }]);
  expect(run.valuesWith([])).toEqual({ security: { allowOthers: true } });
});

test('a flag that does not help is dropped, and not tried twice', () => {
  const run = new TraceRun(CHART, {});
  const { outcome } = probe(run, PROBES.slice(0, 2), () => "set 'security.allowOthers' to true to go on");
  expect(paths(outcome.refused.keys()).sort()).toEqual(['a', 'b']);
  expect(run.permissions).toEqual([]);
});

test('a flag that no template knows is no flag', () => {
  const run = new TraceRun(CHART, {});
  probe(run, PROBES.slice(0, 1), () => "set 'security.unknown' to true to go on");
  expect(run.permissions).toEqual([]);
});

test('a chart that refuses everything is not asked for ever', () => {
  const many = Array.from({ length: 64 }, (_, index): Probe => ({ path: `key${index}`, value: 'x' }));
  const { outcome, steps } = probe(new TraceRun(CHART, {}), many, (values) => (Object.keys(values).length > 0 ? 'no' : undefined));
  expect(outcome.refused.size).toBe(64);
  expect(steps.length).toBeLessThanOrEqual(64);
});

test('a registry with a path that is refused may do without the path, once', () => {
  const run = new TraceRun(CHART, {});
  run.reject('a', 'no', 'harbor.example.com/agents');
  expect(run.rejected).toEqual([{ path: 'a', reason: 'no', accepts: 'host' }]);
  run.reject('a', 'no', 'harbor.example.com/agents');
  expect(run.rejected).toEqual([{ path: 'a', reason: 'no' }]);
  run.reject('b', 'no', 'acme/app');
  expect(run.rejected).toContainEqual({ path: 'b', reason: 'no' });
});
