import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PullproofError } from '../../src/error';
import { renderChart, renderChartSync } from '../../src/helm';
import type { HelmRender, HelmRendered } from '../../src/helm';
import { CANARY_PASSWORD } from '../support/canary';
import { chart, fakeHelm, KUBE_VERSION, printedValues } from '../support/charts';
import { helms } from '../support/tools';

const RELEASE = { releaseName: 'rel', namespace: 'agents', kubeVersion: KUBE_VERSION };
const FAKE = { releaseName: 'rel', namespace: 'agents', repository: 'https://charts.example.com', helmExecutable: fakeHelm() };

/** Both ways to render, so that they cannot drift apart. */
const renderers: readonly { readonly way: string; readonly render: (render: HelmRender) => Promise<HelmRendered> }[] = [
  { way: 'renderChart', render: renderChart },
  { way: 'renderChartSync', render: async (render) => renderChartSync(render) },
];

async function failureOf(result: Promise<HelmRendered>): Promise<PullproofError> {
  try {
    await result;
  } catch (error) {
    if (PullproofError.isPullproofError(error)) {
      return error;
    }
    throw error;
  }
  throw new Error('the chart rendered');
}

describe.each(renderers)('$way', ({ render }) => {
  describe.each(helms)('with $name', ({ helmExecutable }) => {
    test('a directory is rendered with the values', async () => {
      const { manifests, warnings } = await render({ ...RELEASE, helmExecutable, chart: chart('print-values'), values: { a: { b: 1 } } });
      expect(printedValues(manifests)).toEqual({ a: { b: 1 } });
      expect(warnings).toEqual([]);
    });

    test('null removes a default of the chart', async () => {
      const { manifests } = await render({
        ...RELEASE, helmExecutable, chart: chart('print-values-over-defaults'), values: { text: null, nothing: 'something', map: { deep: null }, list: [] },
      });
      expect(printedValues(manifests)).toEqual({
        number: 1, flag: true, nothing: 'something', list: [], map: { kept: true, time: '12:30:45', date: '2001-12-14' }, empty: {},
      });
    });

    test('release, namespace, Kubernetes and API versions reach the templates', async () => {
      const { manifests } = await render({
        ...RELEASE, helmExecutable, chart: chart('release-facts'), kubeVersion: '1.27.3', apiVersions: ['monitoring.coreos.com/v1'], skipTests: true,
      });
      expect(manifests).toContain('name: rel-facts');
      expect(manifests).toContain('namespace: agents');
      expect(manifests).toContain('kubernetes: v1.27.3');
      expect(manifests).toContain('monitoring: "true"');
    });

    test('custom resource definitions are left out, and tests are not, unless asked otherwise', async () => {
      const plain = await render({ ...RELEASE, helmExecutable, chart: chart('release-facts') });
      expect(plain.manifests).not.toContain('CustomResourceDefinition');
      expect(plain.manifests).toContain('name: rel-test');
      const other = await render({ ...RELEASE, helmExecutable, chart: chart('release-facts'), includeCrds: true, skipTests: true });
      expect(other.manifests).toContain('CustomResourceDefinition');
      expect(other.manifests).not.toContain('name: rel-test');
    });

    test('what Helm warns about is returned', async () => {
      const { warnings } = await render({ ...RELEASE, helmExecutable, chart: chart('deprecated') });
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(/this chart is deprecated/i);
    });

    test('a template that fails gives Helm’s own words, and masks what looks like a credential', async () => {
      const error = await failureOf(render({
        ...RELEASE, helmExecutable, chart: chart('failing-template'), values: { message: 'hello', password: CANARY_PASSWORD },
      }));
      expect(error.code).toBe('helm-failed');
      expect(error.what).toMatch(/failing-template" does not render as release "rel"; Helm [34]\.\d+\.\d+ says$/);
      expect(error.message).toContain('message hello, password ***');
      expect(error.message).not.toContain(CANARY_PASSWORD);
      expect(error.message).toContain('values were given for: "message", "password"');
    });

    test('a schema that refuses the values names the paths', async () => {
      const error = await failureOf(render({
        ...RELEASE, helmExecutable, chart: chart('closed-schema'), values: { apiKey: CANARY_PASSWORD, replicas: 'three', unknown: 1 },
      }));
      expect(error.code).toBe('helm-failed');
      expect(error.message).toContain('replicas');
      expect(error.message).toContain('unknown');
      expect(error.remedy).toBe('the schema of the chart refuses the values at the paths above; values were given for: "apiKey", "replicas", "unknown"');
      expect(error.message).not.toContain(CANARY_PASSWORD);
    });

    test('a chart for another Kubernetes says how to name the version', async () => {
      const error = await failureOf(render({ ...RELEASE, helmExecutable, chart: chart('future-kubernetes') }));
      expect(error.code).toBe('helm-failed');
      expect(error.remedy).toBe('set `kubeVersion` to the version of the cluster; values were given for: nothing');
    });

    test('a chart whose sub-charts are missing says how to get them', async () => {
      const error = await failureOf(render({ ...RELEASE, helmExecutable, chart: chart('missing-dependency') }));
      expect(error.code).toBe('helm-failed');
      expect(error.remedy).toContain('helm dependency build');
    });

    test('templates that do not make YAML are Helm’s to name', async () => {
      const error = await failureOf(render({ ...RELEASE, helmExecutable, chart: chart('broken-output'), values: { text: 'x' } }));
      expect(error.code).toBe('helm-failed');
      expect(error.message).toContain('YAML parse error on broken-output/templates/broken.yaml');
    });

    test('a packaged chart is rendered too', async () => {
      const directory = mkdtempSync(join(tmpdir(), 'pullproof-test-'));
      try {
        execFileSync(helmExecutable, ['package', chart('print-values'), '--destination', directory]);
        const { manifests } = await render({ ...RELEASE, helmExecutable, chart: join(directory, 'print-values-0.1.0.tgz'), values: { a: 1 } });
        expect(printedValues(manifests)).toEqual({ a: 1 });
      } finally {
        rmSync(directory, { recursive: true });
      }
    });

    test('a repository that cannot be reached is Helm’s to explain', async () => {
      const error = await failureOf(render({ ...RELEASE, helmExecutable, chart: 'absent', repository: 'https://127.0.0.1:1/charts' }));
      expect(error.code).toBe('helm-failed');
      expect(error.message).toContain('connection refused');
    });
  });

  test('nothing is written to the temporary directory', async () => {
    const before = readdirSync(tmpdir()).sort();
    await render({ ...FAKE, chart: 'show', values: { password: CANARY_PASSWORD } });
    expect(readdirSync(tmpdir()).sort().filter((name) => !before.includes(name) && /helm|pullproof|values/.test(name))).toEqual([]);
  });

  test('values go through standard input, and arguments cannot become options', async () => {
    const { manifests } = await render({
      ...FAKE, chart: 'show', version: '--debug', apiVersions: ['a/v1', 'b/v1'], includeCrds: true, skipTests: true, values: { password: CANARY_PASSWORD },
    });
    expect(manifests.split('\n')).toEqual([
      'argument: template',
      'argument: --values=-',
      'argument: --namespace=agents',
      'argument: --version=--debug',
      'argument: --repo=https://charts.example.com',
      'argument: --api-versions=a/v1',
      'argument: --api-versions=b/v1',
      'argument: --include-crds',
      'argument: --skip-tests',
      'argument: --',
      'argument: rel',
      'argument: show',
      `input: {"password":"${CANARY_PASSWORD}"}`,
      `path: ${process.env.PATH}`,
      '',
    ]);
  });

  test('the environment of the caller reaches Helm', async () => {
    expect((await render({ ...FAKE, chart: 'show' })).manifests).toContain(`path: ${process.env.PATH}\n`);
  });

  test('progress of a download is no warning', async () => {
    expect((await render({ ...FAKE, chart: 'pull' })).warnings).toEqual(['level=WARN msg="this chart is deprecated"']);
  });

  test('Helm that is not there is named, with the way out', async () => {
    const error = await failureOf(render({ ...FAKE, chart: 'any', helmExecutable: '/nowhere/helm' }));
    expect(error.code).toBe('helm-missing');
    expect(error.message).toBe('Helm is needed for chart "any", and the executable "/nowhere/helm" was not found; '
      + 'install Helm 3.14.0 or newer from https://helm.sh and put it on the PATH, or name it with `helmExecutable`');
  });

  test('a file that cannot be executed is said to be one', async () => {
    const error = await failureOf(render({ ...FAKE, chart: 'any', helmExecutable: fakeHelm('not-executable') }));
    expect(error.code).toBe('helm-missing');
    expect(error.what).toContain('cannot be started (EACCES)');
  });

  test.each([['old-helm', '3.13.3'], ['helm-2', '2.17.0']])('%s is too old, which its own message does not say', async (name, version) => {
    const error = await failureOf(render({ ...FAKE, chart: 'any', helmExecutable: fakeHelm(name) }));
    expect(error.code).toBe('helm-too-old');
    expect(error.what).toBe(`Helm ${version} is too old for chart "any"`);
    expect(error.problems[0]).toMatch(/^Error: unknown flag/);
  });

  test('Helm that hangs is ended, although its child keeps the output open', async () => {
    const error = await failureOf(render({ ...FAKE, chart: 'hang', timeoutSeconds: 0.3 }));
    expect(error.code).toBe('helm-killed');
    expect(error.message).toBe('Helm did not finish with chart "hang" within 0.3 seconds; '
      + 'raise `timeoutSeconds`, or give the chart as a directory or `.tgz` when its repository is slow');
  });

  test('Helm that is killed from outside says by what', async () => {
    const error = await failureOf(render({ ...FAKE, chart: 'kill' }));
    expect(error.code).toBe('helm-killed');
    expect(error.what).toBe('Helm was ended by the signal SIGKILL while it worked on chart "kill"');
    expect(error.remedy).toContain('out of memory');
  });

  test.each(['flood', 'flood-errors'])('Helm that prints without end is ended (%s)', async (behaviour) => {
    const error = await failureOf(render({ ...FAKE, chart: behaviour, maxOutputBytes: 100_000 }));
    expect(error.code).toBe('helm-killed');
    expect(error.message).toBe(`Helm printed more than 100000 bytes for chart "${behaviour}"; raise \`maxOutputBytes\``);
  });

  test('Helm that fails before it reads a large input is heard all the same', async () => {
    const error = await failureOf(render({ ...FAKE, chart: 'deaf', values: { large: 'x'.repeat(5_000_000) } }));
    expect(error.code).toBe('helm-failed');
    expect(error.problems).toEqual(['Error: did not even look at the values']);
  });

  test('control characters in what Helm says are made visible', async () => {
    const error = await failureOf(render({ ...FAKE, chart: 'rude' }));
    expect(error.problems).toEqual(['Error: \\u001b[31mred\\u001b[0m and \\u0007 bell']);
  });

  test('a very long complaint is cut', async () => {
    const error = await failureOf(render({ ...FAKE, chart: 'verbose' }));
    expect(error.problems).toHaveLength(41);
    expect(error.problems[40]).toBe('… and 60 more lines');
  });

  test('values that are not plain data never reach Helm', async () => {
    const error = await failureOf(render({ ...FAKE, chart: 'show', values: { when: new Date(0) } }));
    expect(error.code).toBe('values-invalid');
  });
});
