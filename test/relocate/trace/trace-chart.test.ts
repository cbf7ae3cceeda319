import { PullproofError } from '../../../src/error';
import { tryParseReference } from '../../../src/image';
import type { JsonObject } from '../../../src/manifest';
import { Registry } from '../../../src/registry';
import { Layout, parseLock, printLock, Relocation, solveTrace } from '../../../src/relocate';
import { wantedText } from '../../../src/relocate/trace/solve/image-goal';
import { HELM_4, helms } from '../../support/tools';
import { AGENTS, referenceTexts, renderFixture, traceFixture } from '../../support/trace';

const HOST = 'harbor.example.com/agents';
const DIGEST = `sha256:${'4f'.repeat(32)}`;

interface Shape {
  readonly chart: string;
  readonly overrides: JsonObject;
  /** References that no value moves. */
  readonly unmoved?: readonly string[];
  /** References that stand in the chart only with the overrides, behind the others. */
  readonly appears?: readonly string[];
  /** How many times the chart is rendered; three by default: as it is, with marks, with the overrides. */
  readonly renders?: number;
}

const SHAPES: readonly Shape[] = [
  { chart: 'registry-and-repository', overrides: { image: { registry: HOST } } },
  { chart: 'whole-text', overrides: { image: `${HOST}/acme/app:1.4.2` } },
  { chart: 'host-in-repository', overrides: { image: { repository: `${HOST}/acme/app` } } },
  { chart: 'registry-for-all', overrides: { registry: `${HOST}/acme` } },
  { chart: 'registry-default-in-helper', overrides: { defaultRegistry: HOST } },
  { chart: 'global-registry', overrides: { global: { imageRegistry: HOST } }, renders: 4 },
  { chart: 'computed-default', overrides: { image: `${HOST}/acme/app:v1.4.2` } },
  {
    chart: 'containers-in-list',
    overrides: {
      sidecars: [{ name: 'shipper', image: `${HOST}/acme/shipper:2.0.0`, args: ['--verbose'] }, { name: 'proxy', image: `${HOST}/library/nginx:1.27.0` }],
    },
    unmoved: ['quay.io/acme/app:1.4.2'],
  },
  {
    chart: 'image-in-argument',
    overrides: { args: ['--level=info', `--sidecar-image=${HOST}/acme/sidecar:1.0.0`], image: { repository: `${HOST}/acme/app` } },
  },
  { chart: 'literal-in-template', overrides: { image: { repository: `${HOST}/acme/app` } }, unmoved: ['busybox'] },
  { chart: 'aliases', overrides: { first: { image: { repository: `${HOST}/acme/worker` } }, second: { image: { repository: `${HOST}/acme/worker-two` } } } },
  { chart: 'disabled-sub-chart', overrides: { image: { repository: `${HOST}/acme/app` } } },
  { chart: 'closed-schema', overrides: { image: { repository: `${HOST}/acme/app` } }, unmoved: ['quay.io/acme/sidecar:1.0.0'], renders: 5 },
  { chart: 'hosts-only', overrides: { image: { registry: 'harbor.example.com', repository: 'agents/acme/app' } }, renders: 4 },
  { chart: 'known-registries', overrides: {}, unmoved: ['quay.io/acme/app:1.4.2'], renders: 4 },
  { chart: 'version-in-tag', overrides: { image: { repository: `${HOST}/acme/app` } } },
  { chart: 'guarded', overrides: { image: { registry: HOST }, global: { security: { allowInsecureImages: true } } }, renders: 4 },
  { chart: 'templates-in-values', overrides: { hub: `${HOST}/acme`, worker: { image: `${HOST}/acme/worker:2.0.0` } }, renders: 4 },
  { chart: 'hook', overrides: { image: { repository: `${HOST}/acme/migrate` } } },
  { chart: 'image-in-label', overrides: { sidecar: { repository: `${HOST}/acme/sidecar` } }, unmoved: ['quay.io/acme/app:1.4.2'], renders: 5 },
  { chart: 'digests', overrides: { image: { repository: `${HOST}/acme/app` }, worker: `${HOST}/acme/worker@${DIGEST}` } },
  { chart: 'random-password', overrides: { image: { repository: `${HOST}/acme/app` } }, renders: 4 },
  { chart: 'image-in-variable', overrides: { image: { repository: `${HOST}/acme/operator` }, operand: { image: { registry: HOST } } } },
  { chart: 'copied-values', overrides: { image: { repository: `${HOST}/acme/app` } } },
  { chart: 'hidden-registry', overrides: { registry: `${HOST}/acme` }, renders: 4 },
  { chart: 'all-or-nothing', overrides: { image: { registry: HOST, repository: 'acme/app' } }, renders: 4 },
  { chart: 'docker-hub', overrides: { registry: HOST, images: { proxy: 'library/nginx', cache: 'library/redis' } } },
  { chart: 'host-decides', overrides: { image: { repository: `${HOST}/acme/app` } }, renders: 4 },
  { chart: 'cut-name', overrides: { image: { registry: `${HOST}/acme` } } },
  { chart: 'raised-name', overrides: {}, unmoved: ['quay.io/acme/app:1.4.2', 'quay.io/acme/worker:2.0.0'], renders: 2 },
  { chart: 'empty-image-adds-container', overrides: { image: { repository: `${HOST}/acme/app` }, second: `${HOST}/acme/second:1.0.0` }, renders: 4 },
  { chart: 'login-for-registry', overrides: { sidecar: `${HOST}/acme/sidecar:1.0.0` }, unmoved: ['quay.io/acme/app:1.4.2'], renders: 5 },
  { chart: 'settings-in-json', overrides: { proxy: { image: { name: `${HOST}/acme/proxy` } }, debug: { image: { name: `${HOST}/acme/debug` } } } },
  { chart: 'named-when-not-default', overrides: { image: { registry: HOST } }, appears: [`${HOST}/acme/scanner:1.4.2`] },
  { chart: 'misspelt-key', overrides: { global: { imageOperator: `${HOST}/acme/operator:1.4.2` }, sidecarImage: `${HOST}/acme/sidecar:1.0.0` }, renders: 6 },
  { chart: 'no-images', overrides: {}, renders: 1 },
];

/** The private form of a reference, written the way it is. */
function moved(text: string): string {
  const reference = tryParseReference(text);
  return reference === undefined ? text : wantedText(text, AGENTS.relocate(reference));
}

describe.each(helms)('with $name', ({ helmExecutable }) => {
  test.each(SHAPES)('$chart', ({ appears = [], chart, overrides, renders = 3, unmoved = [] }) => {
    const { baseline, differences, rendered, solution, steps, trace } = traceFixture(`traced/${chart}`, helmExecutable);
    expect(solution.overrides).toEqual(overrides);
    expect(solution.references.filter((one) => one.unmoved !== undefined && one.reference.certainty !== 'possible').map(({ reference }) => reference.text)).toEqual(unmoved);
    expect(differences).toEqual([]);
    expect(steps).toHaveLength(renders);
    expect(trace.renders).toBe(renders);
    // The trace is plain data: saved and read again, it gives the same solution.
    const [locked] = parseLock(printLock([trace]));
    expect(locked).toEqual(trace);
    expect(solveTrace(locked ?? trace, { relocation: AGENTS, pullSecretNames: [], values: {} })).toEqual(solution);
    expect(referenceTexts(rendered)).toEqual([...referenceTexts(baseline).map((text) => (unmoved.includes(text) ? text : moved(text))), ...appears]);
  });

  test('a chart that does not render is an error with the words of Helm', () => {
    expect.assertions(2);
    try {
      traceFixture('failing-template', helmExecutable);
    } catch (error) {
      expect(PullproofError.isPullproofError(error) && error.code).toBe('helm-failed');
      expect(PullproofError.isPullproofError(error) && error.problems.length > 0).toBe(true);
    }
  });
});

describe('what a trace holds', () => {
  test('how a reference is put together, which key it is, and where it stands', () => {
    const { trace } = traceFixture('traced/registry-and-repository', HELM_4);
    expect(trace.keys).toEqual([{ path: 'image.registry', text: 'quay.io' }, { path: 'image.repository', text: 'acme/app' }]);
    expect(trace.references).toEqual([{
      text: 'quay.io/acme/app:1.4.2',
      object: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'app' },
      path: 'spec.template.spec.containers[0].image',
      place: 'container',
      certainty: 'certain',
      compositions: [{
        parts: [
          { type: 'value', path: 'image.registry' }, { type: 'text', text: '/' }, { type: 'value', path: 'image.repository' }, { type: 'text', text: ':1.4.2' },
        ],
      }],
    }]);
    expect(trace.subject).toMatchObject({ chart: 'registry-and-repository', version: '1.0.0', releaseName: 'rel', namespace: 'agents' });
  });

  test('values that are empty make another composition, the strongest first', () => {
    const { trace } = traceFixture('traced/global-registry', HELM_4);
    const reference = trace.references.find(({ text }) => text.startsWith('quay.io'));
    expect(reference?.compositions).toEqual([
      {
        given: ['global.imageRegistry'],
        parts: [{ type: 'value', path: 'global.imageRegistry' }, { type: 'text', text: '/' }, { type: 'value', path: 'app.image.repository' }, { type: 'text', text: ':1.4.2' }],
      },
      {
        parts: [
          { type: 'value', path: 'app.image.registry' }, { type: 'text', text: '/' }, { type: 'value', path: 'app.image.repository' }, { type: 'text', text: ':1.4.2' },
        ],
      },
    ]);
    expect(trace.keys).toContainEqual({ path: 'global.imageRegistry' });
  });

  test('a reference inside a longer text, and the list that the overrides repeat', () => {
    const { trace } = traceFixture('traced/image-in-argument', HELM_4);
    expect(trace.keys).toContainEqual({
      path: 'args[1]', text: '--sidecar-image=quay.io/acme/sidecar:1.0.0', within: { before: '--sidecar-image=', after: '' },
    });
    expect(trace.lists).toEqual([{ path: 'args', value: ['--level=info', '--sidecar-image=quay.io/acme/sidecar:1.0.0'] }]);
  });

  test('what the chart refuses, in the words of Helm, and what it takes all the same', () => {
    const { rejected } = traceFixture('traced/hosts-only', HELM_4).trace;
    expect(rejected).toMatchObject([{ path: 'image.registry', accepts: 'host' }]);
    expect(rejected[0]?.reason).toContain("at '/image/registry': 'harbor.example.com/agents' does not match pattern");
    const other = traceFixture('traced/known-registries', HELM_4).trace;
    expect(other.rejected.map(({ path, reason }) => [path, reason.includes("value must be one of 'quay.io', 'ghcr.io'")])).toEqual([['registry', true]]);
  });

  test('what else a value would change', () => {
    const { solution, trace } = traceFixture('traced/image-in-label', HELM_4);
    const reason = 'it changes more than images: Deployment app: metadata.labels.program: "quay.io_acme_app" became "harbor.example.com_agents_acme_app"';
    expect(trace.rejected).toEqual([{ path: 'image.repository', reason }]);
    expect(solution.references[0]?.unmoved).toBe(`image.repository would, and must be left alone: ${reason}`);
  });

  test('what the chart demands along with other images', () => {
    const { solution, trace } = traceFixture('traced/guarded', HELM_4);
    expect(trace.permissions).toMatchObject([{ path: 'global.security.allowInsecureImages', value: true }]);
    expect(trace.permissions[0]?.reason).toContain("skip this check by setting 'global.security.allowInsecureImages' to true");
    expect(solution.keys.map(({ path }) => path)).toEqual(['global.security.allowInsecureImages', 'image.registry']);
  });
});

describe('pull secrets', () => {
  test('are found in the same renders, and named by the same overrides', () => {
    const { rendered, solution, trace } = traceFixture('traced/registry-and-repository', HELM_4, { pullSecretNames: ['pull'] });
    expect(solution.overrides).toEqual({ image: { registry: HOST }, imagePullSecrets: [{ name: 'pull' }] });
    expect(solution.pods.map(({ by, how }) => [how, by])).toEqual([['values', ['imagePullSecrets']]]);
    expect(trace.renders).toBe(3);
    expect(rendered).toContain('- name: pull');
  });

  test('an argument that comes with them does not hide the images beside it', () => {
    const { solution } = traceFixture('traced/image-in-argument', HELM_4, { pullSecretNames: ['pull'] });
    expect(solution.references.map(({ unmoved }) => unmoved)).toEqual([undefined, undefined]);
  });

  test('they may be repeated in copies of the values', () => {
    const { differences, solution } = traceFixture('traced/copied-values', HELM_4, { pullSecretNames: ['pull'] });
    expect(solution.overrides).toEqual({ image: { repository: `${HOST}/acme/app` }, imagePullSecrets: [{ name: 'pull' }] });
    expect(differences).toEqual([]);
  });
});

describe('the values of the user', () => {
  test('are rendered with, moved as well, and named in the reason', () => {
    const values = { image: { registry: 'ghcr.io', repository: 'team/fork' } };
    const { solution } = traceFixture('traced/registry-and-repository', HELM_4, { values });
    expect(solution.overrides).toEqual({ image: { registry: HOST } });
    expect(solution.values).toEqual({ image: { registry: HOST, repository: 'team/fork' } });
    expect(solution.keys[0]?.reason).toBe('moves ghcr.io/team/fork:1.4.2; your values have "ghcr.io" here');
  });

  test('are left alone where they are private already', () => {
    const { solution, steps } = traceFixture('traced/registry-and-repository', HELM_4, { values: { image: { registry: HOST } } });
    expect(solution.overrides).toEqual({});
    expect(solution.references.map(({ by, unmoved }) => [by, unmoved])).toEqual([[[], undefined]]);
    expect(steps).toHaveLength(2);
  });

  test('their lists are copied, not those of the chart', () => {
    const values = { sidecars: [{ name: 'mine', image: 'ghcr.io/team/mine:1', securityContext: { runAsUser: 7 } }] };
    const { solution, trace } = traceFixture('traced/containers-in-list', HELM_4, { values });
    expect(solution.overrides).toEqual({ sidecars: [{ name: 'mine', image: `${HOST}/team/mine:1`, securityContext: { runAsUser: 7 } }] });
    expect(trace.lists).toEqual([]);
  });
});

describe('other relocations', () => {
  const flat = new Relocation({ registry: Registry.generic('harbor.example.com'), layout: Layout.flat() });

  test('paths that change need other values than hosts that change', () => {
    const shapes: [string, JsonObject][] = [
      ['registry-and-repository', { image: { registry: 'harbor.example.com', repository: 'app' } }],
      ['registry-for-all', { registry: 'harbor.example.com' }],
      ['global-registry', {
        global: { imageRegistry: 'harbor.example.com' }, app: { image: { repository: 'app' } }, proxy: { image: { repository: 'nginx' } }, store: { image: { repository: 'store' } },
      }],
      ['docker-hub', { registry: 'harbor.example.com', images: { app: 'app', worker: 'worker' } }],
    ];
    for (const [chart, overrides] of shapes) {
      const { solution } = traceFixture(`traced/${chart}`, HELM_4, { relocation: flat });
      expect({ chart, overrides: solution.overrides }).toEqual({ chart, overrides });
      expect(solution.references.filter(({ unmoved }) => unmoved !== undefined)).toEqual([]);
    }
  });

  test('a trace is solved for any of them without rendering again', () => {
    const { trace } = traceFixture('traced/docker-hub', HELM_4);
    const { overrides } = solveTrace(trace, { relocation: flat, pullSecretNames: [], values: {} });
    const outcome = renderFixture('traced/docker-hub', HELM_4, overrides);
    expect(outcome.type === 'rendered' && referenceTexts(outcome.manifests).sort()).toEqual(
      ['app', 'nginx', 'redis', 'worker'].map((name) => `harbor.example.com/${name}:1.2.3`));
  });

  test('what a relocation has no place for stays, with its reason', () => {
    const explicit = new Relocation({ registry: Registry.generic('harbor.example.com'), layout: Layout.explicit({ 'quay.io/acme/shipper': 'shipper' }) });
    const { solution } = traceFixture('traced/containers-in-list', HELM_4, { relocation: explicit });
    expect(solution.references.map(({ reference, unmoved }) => [reference.text, unmoved])).toEqual([
      ['quay.io/acme/app:1.4.2', 'there is no place for quay.io/acme/app: the explicit layout does not name quay.io/acme/app'],
      ['quay.io/acme/shipper:2.0.0', undefined],
      ['nginx:1.27.0', 'there is no place for docker.io/library/nginx: the explicit layout does not name docker.io/library/nginx'],
    ]);
  });

  test('without one, everything goes to a registry that does not exist', () => {
    const { solution } = traceFixture('traced/registry-and-repository', HELM_4, { relocation: undefined, pullSecretNames: undefined });
    expect(solution.overrides).toEqual({ image: { registry: 'registry.invalid/private' }, imagePullSecrets: [{ name: 'pull' }] });
  });
});
