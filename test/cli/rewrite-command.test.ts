import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANARY_PASSWORD } from '../support/canary';
import { pullproof, scratchFolder } from './support';

const folder = scratchFolder();
const ROOT = join(__dirname, '..');
const VENDOR = readFileSync(join(ROOT, 'fixtures', 'manifests', 'tingyunagent.yaml'), 'utf8');
const GOLDEN = readFileSync(join(ROOT, 'agent', 'tingyun', 'golden', 'tingyunagent.yaml'), 'utf8');
const TINGYUN = ['-r', 'harbor.example.com/tingyun', '--agent', 'tingyun', '--agent-version', '2.5.3.0'];
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: apps} # mine\nspec:\n  containers:\n  - {name: c, image: quay.io/acme/app:1}\n';

const rewrite = (args: readonly string[], input = ''): ReturnType<typeof pullproof> => pullproof(['rewrite', ...args], { input, workingDirectory: folder.path });

beforeAll(() => {
  folder.write('pod.yaml', POD);
  folder.write('tingyunagent.yaml', VENDOR);
});

describe('any manifest', () => {
  const MOVED = POD.replace('quay.io', 'harbor.example.com/agents').replace('  containers', '  imagePullSecrets:\n  - name: pull\n  containers');

  test('goes to standard output as a whole, and what was changed to standard error', async () => {
    expect(await rewrite(['pod.yaml', '-r', 'harbor.example.com/agents', '--pull-secret', 'pull'])).toEqual({
      code: 0,
      out: MOVED,
      err: [
        'moved: Pod apps/p: spec.containers[0].image (pod.yaml:6): quay.io/acme/app:1 → harbor.example.com/agents/acme/app:1',
        'bound: Pod apps/p: spec (pod.yaml:5): pull',
        '2 changed, 0 skipped',
        '',
      ].join('\n'),
    });
    expect(await rewrite(['-', '-r', 'harbor.example.com/agents', '--pull-secret', 'pull'], MOVED)).toEqual({ code: 0, out: MOVED, err: '0 changed, 0 skipped\n' });
  });

  test('in another layout, without a pull secret, to a file', async () => {
    expect(await rewrite(['-r', 'harbor.example.com/agents', '--layout', 'flat', '-o', 'flat.yaml'], POD)).toMatchObject({ code: 0, out: '' });
    expect(folder.read('flat.yaml')).toBe(POD.replace('quay.io/acme', 'harbor.example.com/agents'));
  });

  test('with something skipped ends with 1, and is written all the same', async () => {
    const input = `${POD}---\na: [\n`;
    const { code, out, err } = await rewrite(['-r', 'harbor.example.com/agents'], input);

    expect({ code, out }).toEqual({ code: 1, out: input.replace('quay.io', 'harbor.example.com/agents') });
    expect(err).toMatch(/\nskipped: stdin:\d+: .+\n1 changed, 1 skipped\n$/);
  });
});

describe('the Tingyun UniAgent', () => {
  test('as the golden file', async () => {
    const { code, out, err } = await rewrite(['tingyunagent.yaml', ...TINGYUN]);

    expect({ code, out }).toEqual({ code: 0, out: GOLDEN });
    expect(err.split('\n').filter((line) => line.startsWith('annotated: '))).toHaveLength(2);
  });

  test('of another namespace than given is a finding', async () => {
    const { code, err } = await rewrite(['tingyunagent.yaml', ...TINGYUN, '-n', 'apm']);

    expect(code).toBe(1);
    expect(err).toContain('skipped: tingyunagent.yaml: no pod of the agent was found in namespace apm: check the namespace\n');
  });
});

describe('what is refused, with nothing written', () => {
  test.each([
    ['no registry', ['pod.yaml'], 'an option is missing: --registry; see "pullproof help rewrite"'],
    ['an agent without its version', ['pod.yaml', '-r', 'h.example.com/p', '--agent', 'tingyun'], 'an option is missing: --agent-version; see "pullproof help rewrite"'],
    ['a version without an agent', ['pod.yaml', '-r', 'h.example.com/p', '--agent-version', '2.5.3.0'], '--agent-version needs --agent; see "pullproof help rewrite"'],
    ['a namespace without an agent', ['pod.yaml', '-r', 'h.example.com/p', '-n', 'x'], '--namespace needs --agent; see "pullproof help rewrite"'],
    ['another agent', ['pod.yaml', '-r', 'h.example.com/p', '--agent', 'x', '--agent-version', '1'], '[--agent] there are no rules for the manifest of "x", expected tingyun; leave --agent out'],
    ['another secret of the agent', ['pod.yaml', ...TINGYUN, '--pull-secret', 'x'], '[--pull-secret] the agent expects a pull secret called tingyun-image-secret (got "x"); leave it out'],
    ['a release that is too old', ['tingyunagent.yaml', '-r', 'h.example.com/p', '--agent', 'tingyun', '--agent-version', '2.5.2.9'],
      'Tingyun UniAgent 2.5.2.9 knows no pull secrets, expected 2.5.3.0 or newer; upgrade the agent, or let the nodes pull with their own identity'],
    ['a registry without a project', ['tingyunagent.yaml', '-r', 'h.example.com', '--agent', 'tingyun', '--agent-version', '2.5.3.0'],
      '[--registry] "h.example.com" names no project, expected domain/project, as the platform takes it; add the project that the images were pushed to'],
    ['a folder of manifests', ['.', '-r', 'h.example.com/p'], 'the input is a folder of several manifests; rewrite one file at a time'],
    ['an empty input', ['-r', 'h.example.com/p'], '[stdin] the input is empty; check the command that it comes from'],
    ['an output file that holds something else', ['tingyunagent.yaml', '-r', 'h.example.com/p', '-o', 'pod.yaml'],
      '[pod.yaml] nothing was written: it exists and holds something else; give another name, or --force to replace it'],
  ])('%s', async (_title, args, message) => {
    expect(await rewrite(args)).toEqual({ code: 2, out: '', err: `pullproof: ${message}\n` });
    expect(folder.read('pod.yaml')).toBe(POD);
  });

  test('images that cannot move', async () => {
    const { code, out, err } = await rewrite(['-r', 'h.example.com/p', '--layout', 'explicit:quay.io/acme/other=x'], POD);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^pullproof: some images cannot move to their registry\n/);
  });
});

test('a login in an image is never repeated', async () => {
  const { err } = await rewrite(['-r', 'h.example.com/p'], POD.replace('quay.io/acme/app:1', `"https://robot:${CANARY_PASSWORD}@quay.io/app:1"`));

  expect(err).toContain('skipped: ');
  expect(err).not.toContain(CANARY_PASSWORD);
});
