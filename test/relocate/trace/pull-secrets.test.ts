import { PullproofError } from '../../../src/error';
import { coalesceValues, mergeValues, readChartContentsSync, renderChartSync } from '../../../src/helm';
import { findPodTemplates, parseManifests } from '../../../src/manifest';
import type { JsonObject, ManifestStream } from '../../../src/manifest';
import { compareRenders } from '../../../src/relocate/trace/compare-renders';
import { pullSecretCandidates } from '../../../src/relocate/trace/pull-secret-candidates';
import type { PullSecretMark } from '../../../src/relocate/trace/pull-secret-marks';
import { PullSecretTraces } from '../../../src/relocate/trace/pull-secret-traces';
import { solvePullSecrets } from '../../../src/relocate/trace/solve-pull-secrets';
import type { PullSecretSolution } from '../../../src/relocate/trace/solve-pull-secrets';
import { templateReads } from '../../../src/relocate/trace/template-reads';
import { withValue } from '../../../src/relocate/values-path';
import { chart, KUBE_VERSION } from '../../support/charts';
import { HELM_4, helms } from '../../support/tools';

const CONTENTS = readChartContentsSync({ chart: chart('pull-secret-shapes') });

interface Outcome {
  readonly solution: PullSecretSolution;
  readonly trace: PullSecretTraces;
  readonly before: ManifestStream;
  readonly after: ManifestStream;
}

/** Traces the pull secrets of parts of the chart, solves them, and renders the chart with the solution. */
function solve(helmExecutable: string, parts: readonly string[], user: JsonObject = {}, names: readonly string[] = ['pull']): Outcome {
  const values = { ...user, parts: Object.fromEntries(parts.map((part) => [part, true])) };
  const effective = coalesceValues(CONTENTS.defaults, values);
  const render = (given: JsonObject): ManifestStream => parseManifests(renderChartSync({
    chart: chart('pull-secret-shapes'), helmExecutable, releaseName: 'r', namespace: 'n', kubeVersion: KUBE_VERSION, values: given,
  }).manifests);
  const withMarks = (marks: readonly PullSecretMark[]): JsonObject => (
    mergeValues(values, marks.reduce<JsonObject>((all, { path, value }) => withValue(all, effective, path, value), {})));
  const before = render(values);
  const trace = new PullSecretTraces(before, pullSecretCandidates(templateReads(CONTENTS, effective), effective));
  for (let rounds = trace.rounds(); rounds.length > 0; rounds = trace.rounds()) {
    for (const round of rounds) {
      for (const marks of renders(render, withMarks, round) ? [round] : round.map((mark) => [mark])) {
        try {
          trace.observe(render(withMarks(marks)), marks);
        } catch (error) {
          expect(PullproofError.isPullproofError(error) && error.code).toBe('helm-failed');
          marks.forEach((mark) => trace.refuse(mark));
        }
      }
    }
  }
  const known = [...trace.lists, ...trace.keys.map(({ path, text = '' }) => ({ path, value: text }))]
    .reduce<JsonObject>((all, { path, value }) => withValue(all, {}, path, value), {});
  const solution = solvePullSecrets({
    pods: trace.pods, accounts: trace.accounts, keys: trace.pullSecretKeys, names, user: values, effective: mergeValues(known, values), namespace: 'n',
  });
  const overrides = solution.keys.reduce<JsonObject>((all, { path, value }) => withValue(all, effective, path, value), {});
  return { solution, trace, before, after: render(mergeValues(values, overrides)) };
}

function renders(
  render: (values: JsonObject) => unknown, withMarks: (marks: readonly PullSecretMark[]) => JsonObject, marks: readonly PullSecretMark[],
): boolean {
  try {
    render(withMarks(marks));
    return true;
  } catch {
    return false;
  }
}

/** What the pods of a stream list, by name of the pod. */
function listed({ resources }: ManifestStream): Record<string, unknown> {
  return Object.fromEntries(resources.flatMap((resource) => findPodTemplates(resource)).map((pod) => [pod.resource.name, pod.imagePullSecrets]));
}

const PULL = [{ name: 'pull' }];

/** Name of the pod, path of the value, what it becomes, what the pod lists, and why. */
const SHAPES: readonly (readonly [string, string, unknown, unknown, string?])[] = [
  ['objects', 'objects.imagePullSecrets', [{ name: 'pull' }], PULL],
  ['strings', 'strings.imagePullSecrets', ['pull'], PULL],
  ['strict', 'strict.pullSecrets', ['pull'], PULL],
  ['either', 'either.imagePullSecrets', [{ name: 'pull' }], PULL],
  ['single', 'single.imagePullSecret', 'pull', PULL],
  ['nested', 'nested.registry.secretName', 'pull', PULL],
  ['listed', 'listed.imagePullSecrets', [{ name: 'of-the-chart' }, { name: 'pull' }], [{ name: 'of-the-chart' }, { name: 'pull' }]],
  ['operator', 'operator.pullSecrets', [{ name: 'pull' }], PULL, ', and tells a program which pull secrets there are'],
  ['custom', 'custom.imagePullSecrets', [{ name: 'pull' }], PULL],
];

describe.each(helms)('pull secrets with $name', ({ helmExecutable }) => {
  test('the value of every pod is found, and its shape', () => {
    const { solution, before, after } = solve(helmExecutable, SHAPES.map(([part]) => part));
    expect(solution.keys.map(({ path, value, reason }) => [path, value, reason])).toEqual(SHAPES.map(([, path, value, , more = '']) => (
      [path, value, `names the pull secrets in one pod${more}`])).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
    expect(Object.fromEntries(solution.pods.map(({ pod, how, by }) => [pod.object.name, [how, ...by]])))
      .toEqual(Object.fromEntries(SHAPES.map(([part, path]) => [part, ['values', path]])));
    expect(listed(after)).toEqual(Object.fromEntries(SHAPES.map(([part, , , expected]) => [part, expected])));
    expect(compareRenders({ before, after, isImageChange: () => false, pullSecretNames: ['pull'] })).toEqual([]);
  });
});

describe('pull secrets', () => {

  test('a common value is taken when it reaches every pod, and no value that hides it beside it', () => {
    const { solution, after } = solve(HELM_4, ['hiding']);
    expect(solution.keys.map(({ path }) => path)).toEqual(['global.imagePullSecrets']);
    expect(listed(after)).toEqual({ common: PULL, hiding: PULL });
  });

  test('no pod names a secret twice where lists are added to each other', () => {
    const { solution, after } = solve(HELM_4, ['adding']);
    expect(solution.keys.map(({ path }) => path)).toEqual(['adding.imagePullSecrets']);
    expect(listed(after)).toEqual({ adding: PULL, alone: PULL });
    const both = solve(HELM_4, ['adding', 'hiding']);
    // Either of the two could reach what the other does not, and both reach one pod.
    expect(both.solution.pods.map(({ pod, how }) => [pod.object.name, how])).toEqual([
      ['common', 'values'], ['hiding', 'values'], ['adding', 'values'], ['alone', 'bind'],
    ]);
    expect(listed(both.after)).toEqual({ common: PULL, hiding: PULL, adding: PULL, alone: undefined });
  });

  test('the list of an account counts for pods without one of their own', () => {
    const { solution } = solve(HELM_4, ['account']);
    expect(solution.keys.map(({ path, reason }) => [path, reason])).toEqual([['account.imagePullSecrets', 'names the pull secrets in the account of one pod']]);
    expect(solution.pods.map(({ pod, how, by }) => [pod.object.name, how, by])).toEqual([
      ['account', 'account', ['account.imagePullSecrets']], ['own-list', 'bind', []],
    ]);
    expect(solution.unboundAccounts).toEqual([]);
  });

  test('pods that no value reaches have to be bound, with the accounts that the chart makes for them', () => {
    const { solution } = solve(HELM_4, ['literal', 'objects']);
    expect(solution.pods.map(({ pod, how }) => [pod.object.name, pod.account, how])).toEqual([
      ['objects', 'default', 'values'], ['literal', 'default', 'bind'], ['literal-account', 'bare', 'bind'],
    ]);
    expect(solution.unboundAccounts.map(({ object }) => object.name)).toEqual(['bare']);
  });

  test('a value that names the secret which the chart makes is left alone', () => {
    const { solution, trace } = solve(HELM_4, ['making']);
    expect(trace.pullSecretKeys).toEqual([]);
    expect(solution.pods.map(({ pod, how }) => [pod.pullSecretNames, how])).toEqual([[['made'], 'bind']]);
  });

  test('an operator is told in a form that it can read', () => {
    const { after } = solve(HELM_4, ['operator']);
    expect(JSON.stringify(after.resources.map(({ object }) => object))).toContain('"value":"[{\\"name\\":\\"pull\\"}]"');
  });

  test('what the user lists is kept, and what he has listed already is not listed again', () => {
    const user = { objects: { imagePullSecrets: [{ name: 'mine' }] }, strings: { imagePullSecrets: ['pull', 'mine'] }, listed: { imagePullSecrets: [] } };
    const { solution, after } = solve(HELM_4, ['objects', 'strings', 'listed'], user);
    expect(listed(after)).toEqual({ objects: [{ name: 'mine' }, { name: 'pull' }], strings: [{ name: 'pull' }, { name: 'mine' }], listed: PULL });
    expect(solution.pods.map(({ pod, how }) => [pod.object.name, how])).toEqual([['objects', 'values'], ['strings', 'listed'], ['listed', 'values']]);
  });

  test('several secrets go where several fit, and a single name that is taken is a conflict', () => {
    const { solution, after } = solve(HELM_4, ['objects', 'single'], {}, ['pull', 'second']);
    expect(listed(after)).toEqual({ objects: [{ name: 'pull' }, { name: 'second' }], single: undefined });
    expect(solution.conflicts.map(({ path, wanted }) => [path, wanted])).toEqual([['single.imagePullSecret', 'pull, second']]);
    const mine = solve(HELM_4, ['single'], { single: { imagePullSecret: 'mine' } });
    expect(mine.solution.pods.map(({ how }) => how)).toEqual(['bind']);
    expect(mine.solution.conflicts.map(({ path, given }) => [path, given])).toEqual([['single.imagePullSecret', '"mine"']]);
  });

  test('nothing is done where nodes pull with their own identity', () => {
    const { solution } = solve(HELM_4, ['objects'], {}, []);
    expect({ ...solution, pods: solution.pods.map(({ how }) => how) }).toEqual({ keys: [], pods: ['unneeded'], unboundAccounts: [], conflicts: [] });
  });
});
