import fc from 'fast-check';
import { PullproofError } from '../../../src/error';
import { parseComposition, printComposition } from '../../../src/relocate/lock/composition-text';
import { parseLock } from '../../../src/relocate/lock/parse-lock';
import { identity, printLock } from '../../../src/relocate/lock/print-lock';
import type { ChartTrace, CompositionPart } from '../../../src/relocate/trace/chart-trace';

const TRACE: ChartTrace = {
  subject: {
    chart: 'agent', version: '1.2.3', chartDigest: 'sha256:1', valuesDigest: 'sha256:2', releaseName: 'agent', namespace: 'agents',
    kubeVersion: '1.31.0', apiVersions: ['monitoring.coreos.com/v1'],
  },
  keys: [
    { path: 'image.registry', text: 'quay.io' }, { path: 'global.imageRegistry' },
    { path: 'args[0]', text: '--reloader=quay.io/team/reloader:v1', within: { before: '--reloader=', after: '' } },
  ],
  references: [{
    text: 'quay.io/team/agent:v1', object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'agent', hooks: ['pre-install'] },
    path: 'spec.template.spec.containers[0].image', place: 'container', certainty: 'certain',
    compositions: [
      { given: ['global.imageRegistry'], parts: [{ type: 'value', path: 'global.imageRegistry' }, { type: 'text', text: '/team/agent:v1' }] },
      { parts: [{ type: 'value', path: 'image.registry' }, { type: 'text', text: '/team/agent:v1' }] },
    ],
  }],
  pullSecretKeys: [{ path: 'imagePullSecrets', shape: 'objects' }],
  pods: [{
    object: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'agents', name: 'agent' }, path: 'spec.template.spec', account: 'default',
    pullSecretNames: [], images: ['quay.io/team/agent:v1'], namedBy: ['imagePullSecrets'],
  }],
  accounts: [{ object: { apiVersion: 'v1', kind: 'ServiceAccount', name: 'agent' }, pullSecretNames: ['mine'], namedBy: [] }],
  permissions: [{ path: 'global.allow', value: true, reason: 'unrecognised images' }],
  rejected: [{ path: 'hub', reason: 'also a label' }],
  lists: [{ path: 'args', value: ['--reloader=quay.io/team/reloader:v1'] }],
  renders: 4,
};

function problemsOf(text: string): readonly string[] {
  try {
    parseLock(text, 'pullproof.lock.yaml');
  } catch (error) {
    expect(PullproofError.isPullproofError(error) && error.code).toBe('lock-invalid');
    return (error as PullproofError).problems;
  }
  throw new Error('it was read');
}

describe('a lock file', () => {
  it('is readable YAML, the same bytes each time', () => {
    expect(printLock([TRACE])).toMatchSnapshot();
  });

  it('gives back what was printed', () => {
    expect(parseLock(printLock([TRACE]))).toEqual([TRACE]);
  });

  it('holds several charts, in the order of their names whatever order they come in', () => {
    const other = { ...TRACE, subject: { ...TRACE.subject, chart: 'aaa' } };
    expect(printLock([TRACE, other])).toBe(printLock([other, TRACE]));
    expect(parseLock(printLock([TRACE, other])).map(identity)).toEqual([identity(other), identity(TRACE)]);
  });

  it('gives back any text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 }).filter((value) => !/\p{Surrogate}/u.test(value));
    fc.assert(fc.property(text, text, fc.array(text), (one, other, many) => {
      const trace: ChartTrace = {
        ...TRACE,
        keys: [{ path: one, text: other, within: { before: other, after: one } }],
        rejected: [{ path: other, reason: one }],
        lists: [{ path: one, value: many }],
      };
      expect(parseLock(printLock([trace]))).toEqual([trace]);
    }));
  });

  it('lists everything that is wrong with it', () => {
    const broken = printLock([TRACE]).replace('certainty: certain', 'certainty: sure').replace('release: agent', 'releases: agent').replace('renders: 4', 'renders: many');
    expect(problemsOf(broken)).toEqual([
      'charts[0]: nothing is called "releases" here',
      'charts[0].release: must be a text (got nothing)',
      'charts[0].references[0].certainty: must be one of: certain, likely, possible (got "\\"sure\\"")',
      'charts[0].renders: must be a whole number (got "\\"many\\"")',
    ]);
  });

  it.each([
    ['no YAML at all', '{', /^/],
    ['another version', 'version: 2\ncharts: []\n', /version: must be 1/],
    ['a list', '- 1\n', /version: must be 1/],
    ['one chart twice', printLock([TRACE, TRACE]), /agent stands there twice as release agent in agents/],
    ['braces that do not pair', printLock([TRACE]).replace('{image.registry}', '{image.registry'), /braces of .* do not pair/],
  ])('refuses %s', (_, text, problem) => {
    expect(problemsOf(text).join('\n')).toMatch(problem);
  });
});

describe('the text of a composition', () => {
  it('reads like the template it was measured from', () => {
    expect(printComposition(TRACE.references[0]?.compositions[1] ?? { parts: [] })).toBe('{image.registry}/team/agent:v1');
  });

  it('keeps braces and backslashes of texts and paths', () => {
    const part = fc.oneof(
      fc.record({ type: fc.constant('text' as const), text: fc.string({ minLength: 1 }) }),
      fc.record({ type: fc.constant('value' as const), path: fc.string({ minLength: 1 }) }),
    );
    fc.assert(fc.property(fc.array(part), (parts: CompositionPart[]) => {
      // Texts side by side become one: nothing tells them apart, and nothing has to.
      const joined = parts.reduce<CompositionPart[]>((result, next) => {
        const last = result.at(-1);
        return last?.type === 'text' && next.type === 'text' ? [...result.slice(0, -1), { type: 'text', text: last.text + next.text }] : [...result, next];
      }, []);
      expect(parseComposition(printComposition({ parts }))).toEqual(joined);
    }));
  });
});
