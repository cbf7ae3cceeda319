import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { audit } from '../../src/audit';
import { parseManifests } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { CANARY_PASSWORD } from '../support/canary';
import { chart } from '../support/charts';
import { HELM_3, HELM_4 } from '../support/tools';
import { EXECUTABLE, pullproof, scratchFolder } from './support';
import type { Outcome } from './support';

const folder = scratchFolder();
const R = ['-r', 'harbor.example.com/agents'];
const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: apps} # mine\nspec:\n  containers:\n  - {name: c, image: quay.io/acme/app:1}\n';
const UNMOVABLE = `---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {config.yaml: ${Buffer.from('image: quay.io/acme/app:1\n').toString('base64')}}\n`;
const HOOKS = 'note: no hook of the chart is among the manifests: Helm 3 hands none to a post-renderer, so their images stay as they are\n';

const postRender = (args: readonly string[], input = ''): ReturnType<typeof pullproof> => pullproof(['post-render', ...args], { input, workingDirectory: folder.path });

describe('manifests', () => {
  test('are passed on with private images, byte for byte otherwise; the report goes to standard error', async () => {
    expect(await postRender([...R, '--pull-secret', 'pull'], POD)).toEqual({
      code: 0,
      out: POD.replace('quay.io', 'harbor.example.com/agents').replace('  containers', '  imagePullSecrets:\n  - name: pull\n  containers'),
      err: [
        'moved: Pod apps/p: spec.containers[0].image (stdin:6): quay.io/acme/app:1 → harbor.example.com/agents/acme/app:1',
        'bound: Pod apps/p: spec (stdin:5): pull',
        '2 changed, 0 skipped',
        HOOKS,
      ].join('\n'),
    });
  });

  test('in another layout', async () => {
    expect((await postRender([...R, '--layout', 'flat'], POD)).out).toBe(POD.replace('quay.io/acme', 'harbor.example.com/agents'));
  });

  test('that cannot all be moved are not passed on, so that Helm stops', async () => {
    const { code, out, err } = await postRender(R, POD + UNMOVABLE);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.split('\n').slice(1)).toEqual([
      'skipped: Secret s: data["config.yaml"] > image (stdin:11): it is encoded in base64, in the data of a Secret',
      '1 changed, 1 skipped',
      'finding: image-not-private: Secret default/s data["config.yaml"] > image: "quay.io/acme/app:1" is not in harbor.example.com/agents',
      HOOKS.trimEnd(),
      'nothing was passed on to Helm; set the values that move the rest, or give --allow-unmoved',
      '',
    ]);
  });

  test('are passed on all the same when that is asked for', async () => {
    const { code, out, err } = await postRender([...R, '--allow-unmoved'], POD + UNMOVABLE);

    expect({ code, out }).toEqual({ code: 0, out: POD.replace('quay.io', 'harbor.example.com/agents') + UNMOVABLE });
    expect(err).toContain('finding: image-not-private: ');
    expect(err).not.toContain('nothing was passed on');
  });

  test('with a text that only looks like a public image are passed on, unless --strict is given', async () => {
    const note = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: notes}\ndata: {note: "see quay.io/acme/app:1 for more"}\n';

    expect(await postRender(R, note)).toMatchObject({ code: 0, out: note });
    expect(await postRender([...R, '--strict'], note)).toMatchObject({ code: 1, out: '' });
  });

  test('that are none at all are said to be none: Helm 4 takes an empty answer for a failure', async () => {
    expect(await postRender(R, '\n')).toMatchObject({ code: 0, out: '# no manifests\n' });
  });

  test('that cannot be read are not passed on', async () => {
    expect(await postRender(R, 'a: [\n')).toMatchObject({ code: 1, out: '' });
  });
});

describe('a log', () => {
  test('holds the report, whether the manifests are passed on or not', async () => {
    const passed = await postRender([...R, '--log', 'run.log'], POD);
    expect(folder.read('run.log')).toBe(passed.err);
    const stopped = await postRender([...R, '--log', 'run.log'], POD + UNMOVABLE);
    expect(folder.read('run.log')).toBe(stopped.err);
    expect(stopped.code).toBe(1);
  });

  test('that cannot be written stops Helm too', async () => {
    expect(await postRender([...R, '--log', 'no/such/folder/run.log'], POD)).toMatchObject({ code: 2, out: '' });
  });
});

describe('what is refused', () => {
  test.each([
    ['no registry', [], 'an option is missing: --registry; see "pullproof help post-render"'],
    ['a secret that cannot be', [...R, '--pull-secret', 'Pull'], '[--pull-secret] "Pull" cannot be used'],
    ['an argument', [...R, 'x'], 'too many arguments for \'post-render\'. Expected 0 arguments but got 1; see "pullproof help post-render"'],
    ['an empty plugin folder', ['--write-plugin', ''], '[--write-plugin] the name of the folder is empty; check the variable that it comes from'],
    ['a plugin for a registry that cannot be', ['--write-plugin', 'p', '-r', 'https://harbor.example.com'], '[--registry] "https://harbor.example.com" is not a valid registry'],
    ['an argument that Helm would change', ['--write-plugin', 'p', ...R, '--log', '$HOME/run.log'],
      'Helm would take a part of "$HOME/run.log" for a variable; leave out the dollar sign, or give it to Helm with --post-renderer-args'],
  ])('%s', async (_title, args, message) => {
    const { code, out, err } = await postRender(args, POD);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err.startsWith(`pullproof: ${message}`)).toBe(true);
  });

  test('images that cannot move, with nothing passed on', async () => {
    expect(await postRender([...R, '--layout', 'explicit:quay.io/acme/other=x'], POD)).toMatchObject({ code: 2, out: '' });
  });
});

describe('a plugin', () => {
  const DESCRIPTION = [
    'apiVersion: v1', 'type: postrenderer/v1', 'name: pullproof', 'version: 1.2.3', 'runtime: subprocess', 'runtimeConfig:', '  platformCommand:',
    '    - command: pullproof', '      args:', '        - post-render', '',
  ].join('\n');

  test('is a folder with its description; written twice, it is the same', async () => {
    for (let times = 0; times < 2; times += 1) {
      expect(await postRender(['--write-plugin', 'plugins/plain'])).toEqual({
        code: 0, out: '', err: 'written: plugins/plain/plugin.yaml; Helm 4 finds it in a folder of HELM_PLUGINS, as the post-renderer pullproof\n',
      });
      expect(folder.read('plugins/plain/plugin.yaml')).toBe(DESCRIPTION);
    }
  });

  test('may have the options in it', async () => {
    await postRender(['--write-plugin', 'plugins/full', ...R, '--layout', 'flat', '--pull-secret', 'a', '--pull-secret', 'b', '--strict', '--allow-unmoved', '--log', 'run.log']);

    const { runtimeConfig } = parse(folder.read('plugins/full/plugin.yaml')) as { runtimeConfig: { platformCommand: { args: string[] }[] } };
    expect(runtimeConfig.platformCommand[0]?.args).toEqual([
      'post-render', '--registry', 'harbor.example.com/agents', '--layout', 'flat', '--pull-secret', 'a', '--pull-secret', 'b', '--strict', '--allow-unmoved', '--log', 'run.log',
    ]);
  });

  test('never replaces another one silently', async () => {
    await postRender(['--write-plugin', 'plugins/taken']);

    expect(await postRender(['--write-plugin', 'plugins/taken', ...R])).toEqual({
      code: 2, out: '', err: 'pullproof: [plugins/taken/plugin.yaml] nothing was written: it exists and holds something else; give another name, or --force to replace it\n',
    });
    expect(folder.read('plugins/taken/plugin.yaml')).toBe(DESCRIPTION);
    expect((await postRender(['--write-plugin', 'plugins/taken', ...R, '--force'])).code).toBe(0);
    expect(folder.read('plugins/taken/plugin.yaml')).toContain('harbor.example.com/agents');
  });

  test('needs a place where a folder can be', async () => {
    folder.write('file', 'x');

    expect(await postRender(['--write-plugin', 'file/plugin'])).toEqual({
      code: 2, out: '', err: 'pullproof: [file/plugin] nothing was written: the folder cannot be made: a part of the path is no folder; check the path\n',
    });
  });
});

test('a login in an image is never repeated', async () => {
  const { err } = await postRender(R, POD.replace('quay.io/acme/app:1', `"https://robot:${CANARY_PASSWORD}@quay.io/app:1"`));

  expect(err).toContain('finding: ');
  expect(err).not.toContain(CANARY_PASSWORD);
});

describe('with the real Helm', () => {
  const bin = join(folder.path, 'bin');
  const manifests = (args: readonly string[], helm: string, name = chart('literal-images')): Outcome => {
    const { status, stdout, stderr } = spawnSync(helm, ['template', 'rel', name, ...args], {
      encoding: 'utf8', cwd: folder.path, env: { PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, HELM_PLUGINS: join(folder.path, 'helm-plugins') },
    });
    return { code: status ?? -1, out: stdout, err: stderr };
  };
  const through = (...args: readonly string[]): string[] => ['--post-renderer', 'pullproof', ...args.flatMap((arg) => ['--post-renderer-args', arg])];
  const outside = (text: string): string[] => audit(parseManifests(text), {
    registries: [Registry.parse('harbor.example.com/agents')], declaredSecrets: [{ name: 'pull', registries: ['harbor.example.com'] }],
  }).findings.filter(({ severity }) => severity === 'error').map(({ rule, location }) => `${rule} ${location.kind ?? ''} ${location.name ?? ''}`);
  const broken = join(folder.path, 'broken');

  beforeAll(() => {
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'pullproof'), `#!/bin/sh\nexec "${process.execPath}" "${EXECUTABLE}" "$@"\n`);
    chmodSync(join(bin, 'pullproof'), 0o755);
    mkdirSync(join(broken, 'templates'), { recursive: true });
    writeFileSync(join(broken, 'Chart.yaml'), 'apiVersion: v2\nname: broken\nversion: 0.1.0\n');
    writeFileSync(join(broken, 'templates', 'secret.yaml'), UNMOVABLE);
    const empty = join(folder.path, 'empty');
    mkdirSync(join(empty, 'templates'), { recursive: true });
    writeFileSync(join(empty, 'Chart.yaml'), 'apiVersion: v2\nname: empty\nversion: 0.1.0\n');
    writeFileSync(join(empty, 'templates', 'NOTES.txt'), 'nothing\n');
  });

  describe('3', () => {
    const args = through('post-render', ...R, '--pull-secret', 'pull', '--log', 'helm3.log');

    test('everything is private but hooks, which it does not hand over, and the report says so', () => {
      const { code, out } = manifests(args, HELM_3);

      expect(code).toBe(0);
      expect(outside(out)).toEqual(['image-not-private Pod rel-test', 'image-not-private Job rel-migrate']);
      expect(readFileSync(join(folder.path, 'helm3.log'), 'utf8')).toMatch(new RegExp(`\n11 changed, 0 skipped\n${HOOKS}$`));
    });

    test('it stops when something cannot be moved, and shows the report', () => {
      const { code, out, err } = manifests(args, HELM_3, broken);

      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain('finding: image-not-private: Secret default/s data["config.yaml"] > image: "quay.io/acme/app:1" is not in harbor.example.com/agents\n');
    });

    test('a chart that renders nothing is no failure', () => {
      expect(manifests(args, HELM_3, join(folder.path, 'empty'))).toEqual({ code: 0, out: '# no manifests\n', err: '' });
    });
  });

  describe('4', () => {
    beforeAll(() => {
      execFileSync(process.execPath, [EXECUTABLE, 'post-render', ...R, '--pull-secret', 'pull', '--log', 'helm4.log', '--write-plugin', join('helm-plugins', 'pullproof')],
        { cwd: folder.path, stdio: 'pipe' });
    });

    test('the plugin makes everything private, hooks and tests too', () => {
      const { code, out, err } = manifests(through(), HELM_4);

      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(outside(out)).toEqual([]);
      expect(out).toContain('harbor.example.com/agents/library/alpine:3.20');
      expect(out).toContain('harbor.example.com/agents/curlimages/curl:8.9.1');
      expect(out).not.toContain('postrenderer.helm.sh');
      expect(readFileSync(join(folder.path, 'helm4.log'), 'utf8')).toMatch(/\n15 changed, 0 skipped\n$/);
    });

    test('options of a run come behind those of the plugin', () => {
      expect(manifests(through('--layout', 'flat'), HELM_4).out).toContain('image: harbor.example.com/agents/busybox:1.36');
    });

    test('it stops when something cannot be moved; the report is in the log', () => {
      const { code, out, err } = manifests(through(), HELM_4, broken);

      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toContain('plugin "pullproof" exited with error');
      expect(readFileSync(join(folder.path, 'helm4.log'), 'utf8')).toContain('nothing was passed on to Helm');
    });

    test('a chart that renders nothing is no failure', () => {
      expect(manifests(through(), HELM_4, join(folder.path, 'empty'))).toEqual({ code: 0, out: '\n', err: '' });
    });

    test('a plugin that Helm installs from a folder works as well', () => {
      const home = join(folder.path, 'home');
      const env = { PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, HELM_DATA_HOME: home };
      execFileSync(HELM_4, ['plugin', 'install', join(folder.path, 'helm-plugins', 'pullproof')], { env, stdio: 'pipe' });

      expect(outside(execFileSync(HELM_4, ['template', 'rel', chart('literal-images'), '--post-renderer', 'pullproof'], { env, encoding: 'utf8', cwd: folder.path }))).toEqual([]);
    });
  });
});
