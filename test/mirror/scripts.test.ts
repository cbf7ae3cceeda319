import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mirrorScript, planMirror } from '../../src/mirror';
import type { MirrorPlan, MirrorTool } from '../../src/mirror';
import { Registry } from '../../src/registry';
import { Relocation } from '../../src/relocate';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { holdsCanary } from '../support/holds-canary';
import { digest, expectGoldenFiles, samplePlan } from './sample';

const TOOLS = ['regctl', 'crane', 'skopeo', 'oras', 'docker', 'nerdctl'] as const satisfies readonly MirrorTool[];

/** Tools that write tags only get a plan without the image that has none. */
function planOf(tool: MirrorTool, platforms: readonly string[] = []): MirrorPlan {
  const plan = samplePlan({ platforms });
  return tool === 'docker' || tool === 'nerdctl' ? { ...plan, copies: plan.copies.filter(({ target }) => !/injected@/.test(target)) } : plan;
}

const folder = mkdtempSync(join(tmpdir(), 'pullproof-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(TOOLS)('%s', (tool) => {
  test('is what the golden file says', () => {
    expectGoldenFiles(join('scripts', tool), mirrorScript(planOf(tool, ['linux/amd64', 'linux/arm/v7']), { tool, logins: [{ host: 'harbor.example.com', username: CANARY_USERNAME }] }));
  });

  test('is a POSIX script, whatever names it is told, with or without platforms', () => {
    for (const platforms of [[], ['linux/arm64']]) {
      const [file] = mirrorScript(planOf(tool, platforms), { tool }).files;
      const { status, stderr } = spawnSync('sh', ['-n'], { input: file?.text, encoding: 'utf8' });

      expect({ status, stderr, path: file?.path, executable: file?.executable }).toEqual({ status: 0, stderr: '', path: 'mirror.sh', executable: true });
      // What stands outside comments and single quotes comes from us.
      expect(file?.text.replace(/^#.*$/gm, '').replace(/'[^']*'/g, '')).not.toMatch(/reboot|rm -rf \//);
    }
  });

  test('quotes a user name of any characters', () => {
    const username = `${CANARY_USERNAME} 'quoted' "twice" \`x\` \\ $(y) ; & |`;
    const [file] = mirrorScript(planOf(tool), { tool, logins: [{ host: 'harbor.example.com', username }] }).files;
    const line = file?.text.split('\n').find((one) => one.includes('username=\'robot'))?.replace(/^.*then /, '').replace(/; fi$/, '');

    expect(spawnSync('sh', ['-c', `${line}\nprintf '%s' "$username"`], { encoding: 'utf8' }).stdout).toBe(username);
  });
});

describe('what a tool cannot do exactly is refused', () => {
  test.each(['docker', 'nerdctl'] as const)('%s writes no image without a tag', (tool) => {
    expect(() => mirrorScript(samplePlan(), { tool })).toThrow(expect.objectContaining({
      code: 'mirror-unsupported', what: `${tool} cannot do this plan exactly`,
      problems: [`harbor.example.com/agents/deep/er/injected@${digest('b')} has no tag, and ${tool} writes tags only`],
    }));
  });

  test.each(['crane', 'docker', 'nerdctl'] as const)('%s cannot be told that one host has no TLS, the machine itself aside', (tool) => {
    const plan = planMirror({ relocation: new Relocation({ registry: Registry.generic('registry.lab:5000') }), sources: [{ kind: 'images', images: ['127.0.0.1:5001/a:1'] }] });

    expect(() => mirrorScript(plan, { tool, plainHttp: ['registry.lab:5000', '127.0.0.1:5001'] })).toThrow(expect.objectContaining({
      code: 'mirror-unsupported', problems: [`registry.lab:5000 has no TLS, which cannot be told to ${tool} for one host alone`],
    }));
    expect(mirrorScript(plan, { tool, plainHttp: ['127.0.0.1:5001'] }).files).toHaveLength(1);
  });

  test('an empty plan', () => {
    expect(() => mirrorScript(planMirror({ relocation: new Relocation({ registry: Registry.generic('r.example') }), sources: [] }), { tool: 'crane' }))
      .toThrow(expect.objectContaining({ code: 'mirror-unsupported', what: 'the plan has no image to mirror' }));
  });

  test('logins and hosts that the plan does not have, all at once', () => {
    expect(() => mirrorScript(samplePlan(), {
      tool: 'regctl', plainHttp: ['other.example'],
      logins: [{ host: 'me:x@harbor.example.com', username: 'a' }, { host: 'quay.io', username: 'a:b' }, { host: 'quay.io', username: ' ' }],
    })).toThrow(expect.objectContaining({
      code: 'mirror-invalid',
      problems: [
        'no image comes from or goes to "…@harbor.example.com"', 'no image comes from or goes to "other.example"',
        'the user name for "quay.io" is empty, or holds a colon, control characters or white space around it',
        'the user name for "quay.io" is empty, or holds a colon, control characters or white space around it',
        'a host has two user names',
      ],
    }));
  });
});

describe('caveats', () => {
  test.each([
    ['regctl', []],
    ['oras', ['signatures that are kept in tags']],
    ['crane', ['referrers (signatures, SBOMs']],
    ['skopeo', ['referrers (signatures, SBOMs']],
    ['docker', ['referrers (signatures, SBOMs', 'hosts without TLS']],
    ['nerdctl', ['referrers (signatures, SBOMs', 'nerdctl cannot ask a registry for a digest', 'hosts without TLS', 'every image takes space']],
  ] as const)('%s says what it loses, in the script too', (tool, starts) => {
    const { caveats, files } = mirrorScript(planOf(tool), { tool });
    const untagged = tool === 'docker' || tool === 'nerdctl' ? [] : ['1 image without a tag'];

    expect(caveats.map((caveat) => [...starts, ...untagged].find((start) => caveat.startsWith(start)))).toEqual([...starts, ...untagged]);
    caveats.forEach((caveat) => expect(files[0]?.text).toContain(`# Note: ${caveat}.\n`));
  });

  test('the password of an ECR comes from the AWS command line, its user is always the same', () => {
    const relocation = new Relocation({ registry: Registry.ecr({ account: '123456789012', region: 'eu-west-1' }) });
    const [file] = mirrorScript(planMirror({ relocation, sources: [{ kind: 'images', images: ['a/b:1'] }] }), { tool: 'regctl' }).files;

    expect(file?.text).toContain('#   123456789012.dkr.ecr.eu-west-1.amazonaws.com: HOST_123456789012_DKR_ECR_EU_WEST_1_AMAZONAWS_COM_PASSWORD, for AWS; $(aws ecr get-login-password --region eu-west-1)\n');
    expect(file?.text).toContain("if [ -z \"$username\" ]; then username='AWS'; fi");
  });

  test('hosts whose variables would be the same get different ones', () => {
    const relocation = new Relocation({ registry: Registry.generic('a-b.example') });
    const [file] = mirrorScript(planMirror({ relocation, sources: [{ kind: 'images', images: ['a.b.example/x:1'] }] }), { tool: 'regctl' }).files;

    expect(file?.text).toContain('#   a-b.example: A_B_EXAMPLE_USERNAME, A_B_EXAMPLE_PASSWORD\n#   a.b.example: A_B_EXAMPLE_2_USERNAME, A_B_EXAMPLE_2_PASSWORD\n');
  });
});

describe('docker and nerdctl, with a stand-in', () => {
  /** Runs a script with a program in place of the tool, which knows images as files of a folder. */
  function run(tool: 'docker' | 'nerdctl', plan: MirrorPlan, program: string, environment: Readonly<Record<string, string>> = {}) {
    const place = mkdtempSync(join(folder, 'run-'));
    const [bin, temporary] = [join(place, 'bin'), join(place, 'tmp')];
    [bin, temporary, join(place, 'home', '.docker', 'cli-plugins')].forEach((path) => mkdirSync(path, { recursive: true }));
    writeFileSync(join(bin, tool), `#!/bin/sh\nprintf '%s ' "$@" >> '${place}/calls'\necho >> '${place}/calls'\n${program.replaceAll('PLACE', place)}`);
    chmodSync(join(bin, tool), 0o755);
    const [file] = mirrorScript(plan, { tool, logins: [{ host: 'harbor.example.com', username: CANARY_USERNAME }] }).files;
    const { status, stdout, stderr } = spawnSync('sh', ['-s'], {
      input: file?.text, encoding: 'utf8', cwd: place,
      env: { PATH: `${bin}:/usr/bin:/bin`, HOME: join(place, 'home'), TMPDIR: temporary, ATTEMPTS: '2', DELAY: '0', HARBOR_EXAMPLE_COM_PASSWORD: CANARY_PASSWORD, ...environment },
    });
    const calls = readFileSync(join(place, 'calls'), 'utf8').replaceAll(/ $/gm, '').split('\n').slice(0, -1);

    expect(holdsCanary(calls.join('\n') + stdout + stderr)).toBe(false);
    return { status, stdout, stderr, calls, read: (name: string) => readFileSync(join(place, name), 'utf8') };
  }

  const plan = planMirror({
    relocation: new Relocation({ registry: Registry.harbor('harbor.example.com', { project: 'agents' }) }), platforms: ['linux/arm64', 'linux/arm/v7'],
    sources: [{ kind: 'images', images: ['quay.io/acme/index:1', `quay.io/acme/only:1@${digest('c')}`] }],
  });

  /** Buildx: an index and a single image, which a copy makes appear under their new names. */
  const BUILDX = `
case "$1 $2 $3" in
  'login --username '*) cat > PLACE/password; [ -L "$DOCKER_CONFIG/cli-plugins" ] ;;
  'buildx imagetools create') touch "PLACE/$(echo "$6" | tr -c 'a-z0-9\\n' _)" ;;
  'buildx imagetools inspect')
    for image; do :; done
    case $image in
      quay.io/*) ;;
      *) [ -e "PLACE/$(echo "$image" | tr -c 'a-z0-9\\n' _)" ] || { echo "ERROR: $image: not found" >&2; exit 1; } ;;
    esac
    case "$image $4" in
      */only*--format) printf '{\\n  "architecture": "arm64",\\n  "os": "linux"\\n}\\n' ;;
      */only*) printf 'Name:      %s\\nMediaType: application/vnd.oci.image.manifest.v1+json\\nDigest:    ${digest('c')}\\n' "$image" ;;
      *) printf 'Name:      %s\\nMediaType: application/vnd.oci.image.index.v1+json\\nDigest:    ${digest('d')}\\n           \\nManifests: \\n  Name:        x\\n  Platform:    linux/arm64/v8\\n  Platform:    linux/arm/v7\\n' "$image" ;;
    esac ;;
  *) exit 64 ;;
esac
`;

  test('docker copies between registries with buildx, by digest, and compares', () => {
    const { status, stderr, calls, read } = run('docker', plan, BUILDX);

    expect(calls.filter((call) => !call.includes('inspect'))).toEqual([
      `login --username ${CANARY_USERNAME} --password-stdin harbor.example.com`,
      `buildx imagetools create --prefer-index=false --tag harbor.example.com/agents/acme/index:1 quay.io/acme/index@${digest('d')}`,
      `buildx imagetools create --prefer-index=false --tag harbor.example.com/agents/acme/only:1 quay.io/acme/only@${digest('c')}`,
    ]);
    expect(read('password')).toBe(`${CANARY_PASSWORD}\n`);
    expect(stderr.split('\n').slice(-3)).toEqual(['2 copied, 0 there already, 1 failed', '  harbor.example.com/agents/acme/only:1: lacks linux/arm/v7', '']);
    expect(status).toBe(1);
  });

  test('docker that makes another image of it is found out', () => {
    const { status, stderr } = run('docker', { ...plan, copies: plan.copies.slice(1) }, BUILDX.replace(`Digest:    ${digest('c')}`, `Digest:    ${digest('e')}`));

    expect({ status, last: stderr.split('\n').at(-2) }).toEqual({ status: 1, last: `  harbor.example.com/agents/acme/only:1: is not ${digest('c')} after the copy` });
  });

  test('nerdctl pulls and pushes all platforms; a step that fails is tried again', () => {
    const { status, stderr, calls } = run('nerdctl', plan, `
case "$1" in
  login) cat > /dev/null ;;
  push) [ -e PLACE/tried ] || { touch PLACE/tried; exit 1; } ;;
esac
`);
    const steps = (source: string, target: string): string[] => [
      `pull --quiet --all-platforms --unpack=false ${source}`, `tag ${source} ${target}`, `push --quiet --all-platforms ${target}`,
    ];

    expect(calls).toEqual([
      `login --username ${CANARY_USERNAME} --password-stdin harbor.example.com`,
      ...steps('quay.io/acme/index:1', 'harbor.example.com/agents/acme/index:1'),
      ...steps('quay.io/acme/index:1', 'harbor.example.com/agents/acme/index:1'),
      ...steps(`quay.io/acme/only@${digest('c')}`, 'harbor.example.com/agents/acme/only:1'),
    ]);
    expect({ status, last: stderr.split('\n').slice(-3) }).toEqual({
      status: 0, last: ['harbor.example.com/agents/acme/only:1', '2 copied, 0 there already, 0 failed', ''],
    });
  });

  test('a cache is pulled from, for every platform that is wanted', () => {
    const cache = planMirror({
      relocation: new Relocation({ registry: Registry.harbor('harbor.example.com', { proxyCache: true }) }), platforms: ['linux/amd64', 'linux/arm64'],
      sources: [{ kind: 'images', images: ['quay.io/acme/app:1'] }],
    });
    const { calls } = run('docker', cache, 'if [ "$1" = login ]; then cat > /dev/null; fi\n');

    expect(calls.filter((call) => call.startsWith('pull'))).toEqual([
      'pull --quiet --platform linux/amd64 harbor.example.com/quay/acme/app:1', 'pull --quiet --platform linux/arm64 harbor.example.com/quay/acme/app:1',
    ]);
    expect(run('nerdctl', cache, 'if [ "$1" = login ]; then cat > /dev/null; fi\n').calls.slice(1)).toEqual([
      'pull --quiet --all-platforms --unpack=false harbor.example.com/quay/acme/app:1',
    ]);
  });

  test('a script that is ended leaves no login behind', async () => {
    const place = mkdtempSync(join(folder, 'ended-'));
    const [bin, temporary] = [join(place, 'bin'), join(place, 'tmp')];
    [bin, temporary].forEach((path) => mkdirSync(path));
    writeFileSync(join(bin, 'docker'), '#!/bin/sh\nif [ "$1" = login ]; then cat > "$DOCKER_CONFIG/config.json"; else echo working >&2; exec sleep 600; fi\n');
    chmodSync(join(bin, 'docker'), 0o755);
    const [file] = mirrorScript(plan, { tool: 'docker', logins: [{ host: 'harbor.example.com', username: CANARY_USERNAME }] }).files;
    writeFileSync(join(place, 'mirror.sh'), file?.text ?? '');
    const child = spawn('sh', [join(place, 'mirror.sh')], {
      detached: true, stdio: ['ignore', 'ignore', 'pipe'],
      env: { PATH: `${bin}:/usr/bin:/bin`, HOME: place, TMPDIR: temporary, HARBOR_EXAMPLE_COM_PASSWORD: CANARY_PASSWORD },
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    await new Promise<void>((resolve) => {
      let text = '';
      child.stderr.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        if (text.includes('working')) {
          resolve();
        }
      });
    });
    const during = readdirSync(temporary);
    // As the keys of a terminal do: the shell and what it runs.
    process.kill(-(child.pid ?? 0), 'SIGTERM');

    expect(during).toHaveLength(1);
    expect(await ended).toBe(143);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test('a password without a user name is refused before anything is done', () => {
    const { status, stderr } = run('nerdctl', plan, 'cat > /dev/null\n', { QUAY_IO_PASSWORD: CANARY_PASSWORD });

    expect(status).not.toBe(0);
    expect(stderr).toContain('QUAY_IO_USERNAME: is needed with QUAY_IO_PASSWORD');
  });
});
