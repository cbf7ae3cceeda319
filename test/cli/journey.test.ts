import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chart, KUBE_VERSION } from '../support/charts';
import { FIXTURE_RELEASES } from '../support/cloudzero';
import { helms } from '../support/tools';
import { EXECUTABLE, scratchFolder, shell, spawnPullproof } from './support';

const folder = scratchFolder();
const REGISTRY = 'harbor.example.com/agents';

beforeAll(() => {
  // What the tests below run is what `npm run compile` made; without it every one of them would fail in its own words.
  execFileSync(process.execPath, [EXECUTABLE, '--version']);
  folder.write('mine.yaml', 'clusterName: prod-1\nexistingSecretName: cloudzero-key\n');
});

describe.each(helms)('with $name', ({ helmExecutable }) => {
  describe.each(FIXTURE_RELEASES)('CloudZero %s', (release) => {
    const render = (values: string): string => `'${helmExecutable}' template cz '${chart(`cloudzero-agent-${release}`)}' --kube-version ${KUBE_VERSION} -n cloudzero ${values}`;
    const audit = (options: string): string => `pullproof audit --registry ${REGISTRY} -n cloudzero ${options}`;

    test('as the vendor ships it, it is not proven', () => {
      const { code, out, err } = shell(`${render('-f mine.yaml')} | ${audit('--json')}`, folder.path);

      expect({ code, err }).toEqual({ code: 1, err: '' });
      const { findings, pods } = JSON.parse(out) as { findings: { rule: string; image?: string }[]; pods: { canPull: boolean }[] };
      expect(new Set(findings.map(({ rule }) => rule)).has('image-not-private')).toBe(true);
      expect(pods.filter(({ canPull }) => canPull)).toEqual([]);
    });

    test.each(['agent', 'federated', 'clustered'])('values, helm template, audit: proven in mode %s', (mode) => {
      const values = `private-${mode}.yaml`;
      const write = `pullproof values --agent cloudzero --release ${release} -r ${REGISTRY} --pull-secret pull -f mine.yaml -o ${values} --force`;
      const { code, out, err } = shell(
        `${write} && ${render(`-f mine.yaml --set components.agent.mode=${mode} -f ${values}`)} | ${audit('--declare-secret cloudzero/pull=harbor.example.com')}`,
        folder.path,
      );

      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(out).toMatch(/^PROVEN {2}\d+ objects, \d+ image references, \d+ pods: all private, all able to pull/);
      expect(out).toContain(`✓ ${REGISTRY}/cloudzero/cloudzero-agent/cloudzero-agent:${release}`);
    });

    test('without the pull secret nothing can pull, and the report says so for every pod', () => {
      const { code, out } = shell(
        `pullproof values --agent cloudzero --release ${release} -r ${REGISTRY} -f mine.yaml -o bare.yaml --force && ${render('-f mine.yaml -f bare.yaml')} | ${audit('--json')}`,
        folder.path,
      );
      const { findings, pods } = JSON.parse(out) as { findings: { rule: string; severity: string }[]; pods: { canPull: boolean }[] };

      expect(code).toBe(1);
      expect(new Set(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))).toEqual(new Set(['pod-without-credential']));
      expect(pods.length).toBeGreaterThan(5);
      expect(pods.filter(({ canPull }) => canPull)).toEqual([]);
    });
  });

  test('a chart that fails to render must not look proven', () => {
    const { code, out } = shell(`'${helmExecutable}' template cz '${chart('failing-template')}' 2>/dev/null | pullproof audit -r ${REGISTRY} --json; exit $?`, folder.path);

    expect(code).toBe(1);
    expect((JSON.parse(out) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule)).toEqual(['stream-empty']);
  });
});

describe('the executable', () => {
  const POD = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"app"},"spec":{"containers":[{"image":"harbor.example.com/agents/app:1"}]}}\n';

  test('prints the version of the package', () => {
    const { version } = JSON.parse(execFileSync('cat', [join(__dirname, '..', '..', 'package.json')], { encoding: 'utf8' })) as { version: string };

    expect(spawnPullproof(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test('without arguments prints help to standard error and exits 2', () => {
    const { code, out, err } = spawnPullproof([]);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Usage: pullproof COMMAND/);
  });

  test('reads from a pipe, a file, a folder and a file descriptor alike', () => {
    mkdirSync(join(folder.path, 'folder'), { recursive: true });
    folder.write('folder/pod.yaml', POD);
    const images = (line: string): string => shell(line, folder.path).out.split(' ')[0] ?? '';

    expect([
      'cat folder/pod.yaml | pullproof images', 'pullproof images folder/pod.yaml', 'pullproof images folder', 'pullproof images < folder/pod.yaml',
      'pullproof images <(cat folder/pod.yaml)', 'pullproof images /dev/stdin < folder/pod.yaml',
    ].map(images)).toEqual(Array(6).fill('harbor.example.com/agents/app:1'));
  });

  test('a closed standard input is an empty one', () => {
    expect(shell('pullproof images <&-', folder.path)).toEqual({ code: 0, out: '', err: 'note: no image reference in 0 objects\n' });
  });

  test('a folder as standard input is bad input', () => {
    expect(shell('pullproof images < .', folder.path)).toEqual({
      code: 2, out: '', err: 'pullproof: [stdin] the input cannot be read (it is a folder); check the path\n',
    });
  });

  test('a reader that has seen enough is no error: | head', () => {
    folder.write('many.yaml', POD.repeat(5_000));
    const { code, out, err } = shell('pullproof images many.yaml | head -n 2 | wc -l; echo "${PIPESTATUS[0]}"', folder.path);

    expect({ code, out: out.trim().split(/\s+/), err }).toEqual({ code: 0, out: ['2', '0'], err: '' });
  });

  // Only Linux has a device that is always full.
  (existsSync('/dev/full') ? test : test.failing)('output that cannot be written is an error', () => {
    expect(shell('pullproof images folder > /dev/full', folder.path)).toEqual({
      code: 2, out: '', err: 'pullproof: standard output cannot be written (ENOSPC)\n',
    });
  });

  test('colours go by FORCE_COLOR and NO_COLOR', () => {
    const colourful = (env: NodeJS.ProcessEnv): boolean => spawnPullproof(['images'], { input: POD, env }).out.includes('\u001b');

    expect([colourful({}), colourful({ FORCE_COLOR: '1' }), colourful({ FORCE_COLOR: '0' }), colourful({ NO_COLOR: '1' })]).toEqual([false, true, false, false]);
  });

  test('a big stream passes', () => {
    const { code, out } = spawnPullproof(['images'], { input: POD.repeat(10_000) });

    expect({ code, lines: out.split('\n').length }).toEqual({ code: 0, lines: 10_001 });
  });
});
