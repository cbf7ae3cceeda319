import { statSync } from 'node:fs';
import { join } from 'node:path';
import { parseMirrorPlan } from '../../src/mirror';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { chart } from '../support/charts';
import { HELM_4 } from '../support/tools';
import { deployment, pullproof, scratchFolder } from './support';
import type { Outcome } from './support';

const folder = scratchFolder();
const TINGYUN = join(__dirname, '..', 'fixtures', 'manifests', 'tingyunagent.yaml');
const HARBOR = ['-r', 'harbor.example.com/agents'];

const mirror = (args: readonly string[], input = ''): Promise<Outcome> => pullproof(['mirror', ...args], { workingDirectory: folder.path, input });
const plan = async (args: readonly string[], input = '') => parseMirrorPlan((await mirror([...args, '--format', 'json'], input)).out);

beforeAll(() => {
  folder.write('app.yaml', deployment('quay.io/acme/app:1'));
  folder.write('mine.yaml', 'components: { prometheus: { image: { tag: v9 } } }\n');
});

describe('what is mirrored', () => {
  test('files, by the paths of the registry', async () => {
    expect(await mirror(['app.yaml', ...HARBOR, '--format', 'json'])).toMatchObject({ code: 0, err: '1 image to copy: 0 optional, 0 at run time only; 0 private already\n' });
    expect((await plan(['app.yaml', ...HARBOR])).copies).toMatchObject([{
      source: 'quay.io/acme/app:1', target: 'harbor.example.com/agents/acme/app:1', reasons: [{ text: 'Deployment agents/app: spec.template.spec.containers[0].image (app.yaml:1)' }],
    }]);
  });

  test('standard input, unless images or an agent are named', async () => {
    const input = deployment('quay.io/acme/piped:1');

    expect((await plan(HARBOR, input)).copies.map(({ source }) => source)).toEqual(['quay.io/acme/piped:1']);
    expect((await plan([...HARBOR, '--image', 'nginx', '--image', 'ghcr.io/a/b:2'], input)).copies.map(({ source }) => source)).toEqual(['ghcr.io/a/b:2', 'docker.io/library/nginx:latest']);
    expect((await plan(['-', ...HARBOR, '--image', 'ghcr.io/a/b:2'], input)).copies.map(({ source }) => source)).toEqual(['ghcr.io/a/b:2', 'quay.io/acme/piped:1']);
  });

  test('a chart that the catalogue does not know, what no value moves included', async () => {
    const { copies } = await plan(['--chart', chart('observer'), '--helm', HELM_4, '-n', 'observer', ...HARBOR]);

    expect(copies.map(({ source }) => source).sort()).toEqual([
      'docker.io/library/busybox:1.36', 'ghcr.io/acme/reloader:1.1@sha256:4f1f0ee0d4d4bd6ff1cf24ac4ab4e2c8b9d2f7c2a0b7f6f0a7dfb5d8b0c1d2e3',
      'quay.io/acme/observer:2.4.0', 'quay.io/acme/relay:0.9.0',
    ]);
    expect(copies.flatMap(({ reasons }) => reasons).map(({ text }) => text)).toContain('observer 2.4.0: Job observer-migrate, container containers[0]');
  });

  test.each([
    ['an agent and a chart', ['--agent', 'cloudzero', '--release', '1.2.13', '--chart', 'x'], /--agent and --chart cannot be given together/],
    ['options of a chart without one', ['app.yaml', '--kube-version', '1.33.1', '--repo', 'https://charts.example.com'], /--repo, --kube-version need --chart/],
    ['a chart that is not there', ['--chart', './nowhere'], /there is no such file or directory/],
  ])('not %s', async (_, args, words) => {
    expect(await mirror([...args, ...HARBOR, '--format', 'json'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(words) as unknown });
  });

  test('a chart that does not render ends with 3', async () => {
    expect(await mirror(['--chart', chart('failing-template'), '--helm', HELM_4, ...HARBOR, '--format', 'json'])).toMatchObject({ code: 3, out: '' });
  });

  test('an agent of the catalogue, with values of the user', async () => {
    const sources = (await plan(['--agent', 'cloudzero', '--release', '1.2.13', '-f', 'mine.yaml', '--release-name', 'cz', '-n', 'cz', ...HARBOR])).copies;

    expect(sources.map(({ source }) => source)).toContain('quay.io/prometheus/prometheus:v9');
    expect(sources.flatMap(({ reasons }) => reasons).map(({ text }) => text)).toContain('CloudZero Agent 1.2.13: Deployment cz-cz-server, container cloudzero-agent-server');
    expect(sources.some(({ required }) => !required)).toBe(true);
    expect((await plan(['--agent', 'cloudzero', '--release', '1.2.13', '--required-only', ...HARBOR])).copies.every(({ required }) => required)).toBe(true);
  });

  test('the manifest of the Tingyun UniAgent, side by side in its project', async () => {
    const { copies } = await plan([TINGYUN, '--agent', 'tingyun', '-r', 'harbor.example.com/tingyun']);

    expect(copies.map(({ target, runtime }) => [target.replace(/[:@].*/, ''), runtime])).toEqual([
      ['harbor.example.com/tingyun/k8s-agent', false], ['harbor.example.com/tingyun/node-agent', false], ['harbor.example.com/tingyun/oneagent-java', true],
    ]);
  });

  test('platforms and known digests', async () => {
    folder.write('digests.yaml', `quay.io/acme/app:1: sha256:${'1'.repeat(64)}\n`);

    expect((await plan(['app.yaml', ...HARBOR, '--platform', 'linux/amd64, linux/arm64', '--platform', 'linux/arm/v7', '--digests', 'digests.yaml'])).copies)
      .toMatchObject([{ platforms: ['linux/amd64', 'linux/arm64', 'linux/arm/v7'], digest: `sha256:${'1'.repeat(64)}` }]);
  });

  test.each([
    ['harbor.example.com', 'harbor.example.com/quay/acme/app:1', 'harbor-proxy-cache'],
    ['harbor.example.com/quay', 'harbor.example.com/quay/acme/app:1', 'harbor-proxy-cache'],
    ['harbor.example.com/quay/team', 'harbor.example.com/quay/team/acme/app:1', 'harbor-proxy-cache'],
    ['123456789012.dkr.ecr.eu-west-1.amazonaws.com', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/quay/acme/app:1', 'ecr-pull-through'],
    ['123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/mine', '123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/mine/acme/app:1', 'ecr-pull-through'],
  ])('the caches of %s', async (registry, target, kind) => {
    const { err, code } = await mirror(['app.yaml', '-r', registry, '--proxy-cache', '--format', 'script']);

    expect({ code, first: err.split('\n')[0] }).toEqual({ code: 0, first: '1 image to pull once, because the registry is a cache: 0 optional, 0 at run time only; 0 private already' });
    expect(await plan(['app.yaml', '-r', registry, '--proxy-cache'])).toMatchObject({ mode: 'warm', registries: [{ kind }], copies: [{ target }] });
  });
});

describe('what is written', () => {
  test.each([
    ['regsync', [], '# 1 image for harbor.example.com/agents.'],
    ['script', [], '#!/bin/sh\n# Fills harbor.example.com/agents with 1 image.'],
    ['script', ['--tool', 'crane'], '#!/bin/sh\n# Fills harbor.example.com/agents with 1 image.'],
    ['job', ['-n', 'tools', '--pull-secret', 'pull', '--push-secret', 'push', '--ca-config-map', 'ca', '--chunk-size', '5', '--parallelism', '2'], '# Made by pullproof'],
    ['crio', ['--fallback'], '# Made by pullproof'],
  ])('%s to standard output', async (format, args, start) => {
    const { code, out, err } = await mirror(['app.yaml', ...HARBOR, '--format', format, ...args]);

    expect({ code, start: out.slice(0, start.length) }).toEqual({ code: 0, start });
    // What a format cannot keep is said where people look.
    [...out.matchAll(/^# Note: (.+)\.$/gm)].forEach(([, note = '']) => expect(err).toContain(`note: ${note}\n`));
  });

  test.each([
    ['skopeo', ['sync.sh', 'sync-1.yaml']], ['airgap', ['save.sh', 'load.sh']], ['containerd', ['quay.io/hosts.toml']],
  ])('%s to a folder, which it needs', async (format, files) => {
    const args = ['app.yaml', ...HARBOR, '--format', format];

    expect(await mirror(args)).toEqual({ code: 2, out: '', err: `pullproof: --format ${format} writes several files; name a folder for them with --output\n` });
    expect((await mirror([...args, '-o', `out/${format}`])).code).toBe(0);
    for (const file of files) {
      expect(folder.read(join('out', format, file)).length).toBeGreaterThan(100);
      expect((statSync(join(folder.path, 'out', format, file)).mode & 0o100) !== 0).toBe(file.endsWith('.sh'));
    }
    expect((await mirror([...args, '-o', `out/${format}`])).code).toBe(0);
  });

  test('a script to a file is a program', async () => {
    expect(await mirror(['app.yaml', ...HARBOR, '--format', 'script', '-o', 'mirror.sh'])).toMatchObject({ code: 0, out: '' });
    expect(statSync(join(folder.path, 'mirror.sh')).mode & 0o111).not.toBe(0);
  });

  test('repositories of an ECR', async () => {
    const { code, out } = await mirror(['app.yaml', '-r', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/agents', '--format', 'ecr']);

    expect({ code, line: out.split('\n').at(-4) }).toEqual({ code: 0, line: "repository '123456789012' 'eu-west-1' 'agents/acme/app'" });
  });

  test('nothing, when one of several files is in the way', async () => {
    await mirror(['app.yaml', ...HARBOR, '--format', 'airgap', '-o', 'taken']);
    folder.write('taken/load.sh', 'mine\n');
    const before = folder.read('taken/save.sh');
    const again = ['app.yaml', ...HARBOR, '--image', 'nginx', '--format', 'airgap', '-o', 'taken'];

    expect(await mirror(again)).toEqual({ code: 2, out: '', err: 'pullproof: [taken/save.sh] nothing was written: it exists and holds something else; give another name, or --force to replace it\n' });
    expect([folder.read('taken/save.sh'), folder.read('taken/load.sh')]).toEqual([before, 'mine\n']);
    expect((await mirror([...again, '--force'])).code).toBe(0);
    expect(folder.read('taken/load.sh')).toContain('library/nginx');
  });

  test('a list that may be incomplete ends with 1', async () => {
    const { code, err } = await mirror([...HARBOR, '--format', 'json'], `${deployment('quay.io/acme/app:1')}\n---\n${deployment('{{ image }}')}`);

    expect({ code, lines: err.split('\n') }).toEqual({
      code: 1, lines: ['1 image to copy: 0 optional, 0 at run time only; 0 private already', expect.stringMatching(/^missing: Deployment agents\/app: .* it is no image reference: a template, or a typing error$/), ''],
    });
  });
});

describe('what is refused', () => {
  test.each([
    ['no format', [...HARBOR], 'an option is missing: --format; see "pullproof help mirror"'],
    ['an unknown format', [...HARBOR, '--format', 'yaml'], '[--format] "yaml" is no format, expected json, regsync, skopeo, script, job, ecr, airgap, containerd, crio; see "pullproof help mirror"'],
    ['an unknown tool', ['app.yaml', ...HARBOR, '--format', 'script', '--tool', 'cp'], '[--tool] "cp" is no tool of a script, expected regctl, crane, skopeo, oras, docker, nerdctl'],
    ['options that do nothing', [...HARBOR, '--format', 'regsync', '--tool', 'crane', '--push-secret', 'a'], '--tool, --push-secret do nothing with --format regsync; see "pullproof help mirror"'],
    ['a release without an agent', [...HARBOR, '--format', 'json', '--release', '1'], '--release needs --agent with an agent of the catalogue; see "pullproof help mirror"'],
    ['an agent without a release', [...HARBOR, '--format', 'json', '--agent', 'cloudzero'], '--agent needs --release; name the version of its chart'],
    ['a login without a name', ['app.yaml', ...HARBOR, '--format', 'script', '--login', 'harbor.example.com'], '[--login] "harbor.example.com" names no host with a user, expected HOST=USERNAME; the password is no part of it'],
    ['a number that is none', ['app.yaml', ...HARBOR, '--format', 'job', '--chunk-size', '0'], '[--chunk-size] "0" cannot be used, expected a whole number from 1'],
    ['a digest that is no text', ['app.yaml', ...HARBOR, '--format', 'json', '--digests', 'numbers.yaml'], '[numbers.yaml] the digest of "a" is no text, expected sha256: and 64 hexadecimal digits'],
    ['a Tingyun project that is missing', [TINGYUN, '--agent', 'tingyun', '-r', 'harbor.example.com', '--format', 'json'],
      '[--registry] "harbor.example.com" names no project, expected domain/project, as the platform takes it; add the project that the images were pushed to'],
  ])('%s', async (_name, args, err) => {
    folder.write('numbers.yaml', 'a: 1\n');

    expect(await mirror(args)).toEqual({ code: 2, out: '', err: `pullproof: ${err}\n` });
  });

  test('a plan that a tool cannot do, and nothing is written', async () => {
    const { code, out, err } = await mirror([...HARBOR, '--image', `a/b@sha256:${'1'.repeat(64)}`, '--format', 'script', '--tool', 'docker', '-o', 'never.sh']);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^pullproof: docker cannot do this plan exactly\n {2}- .* has no tag, and docker writes tags only\n {2}regctl can\n$/);
    expect(() => folder.read('never.sh')).toThrow('ENOENT');
  });
});

test('a user name with a dollar sign stands in the script as it is, and a password nowhere', async () => {
  const { out } = await mirror(['app.yaml', ...HARBOR, '--format', 'script', '--login', `harbor.example.com=${CANARY_USERNAME}`]);

  expect(out).toContain(`username='${CANARY_USERNAME}'`);
  const refused = await mirror(['app.yaml', '-r', `https://robot:${CANARY_PASSWORD}@harbor.example.com`, '--format', 'script', '--login', `robot:${CANARY_PASSWORD}@harbor.example.com`]);
  expect(refused.code).toBe(2);
  expect(refused.out + refused.err).not.toContain(CANARY_PASSWORD);
});
