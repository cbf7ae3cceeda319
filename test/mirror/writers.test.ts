import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import {
  airGapScripts, containerdMirrors, crioMirrors, ecrScript, planMirror, regsyncConfig, skopeoSync,
} from '../../src/mirror';
import type { MirrorPlan } from '../../src/mirror';
import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';
import { CANARY_USERNAME } from '../support/canary';
import { digest, expectGoldenFiles, samplePlan, SOURCES } from './sample';

const ECR = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
const CACHE = Registry.harbor('harbor.example.com', { proxyCache: true });
const list = (relocation: Relocation, ...images: string[]): MirrorPlan => planMirror({ relocation, sources: [{ kind: 'images', images }] });

/** Part of the images come through a cache. */
const MIXED = list(new Relocation({ registry: Registry.generic('registry.example.com'), routes: { 'quay.io': { registry: CACHE } } }), 'quay.io/acme/app:1', 'ghcr.io/acme/tool:1');
const CACHED = list(new Relocation({ registry: CACHE }), 'quay.io/acme/app:1');

describe('regsync', () => {
  const options = { logins: [{ host: 'harbor.example.com', username: CANARY_USERNAME }], plainHttp: ['registry.vendor.example:5000'] };

  test('is what the golden file says', () => {
    expectGoldenFiles('regsync', regsyncConfig(samplePlan({ platforms: ['linux/amd64'] }), options));
  });

  test('has only keys that regsync knows, because it passes over all others', () => {
    const config = parse(regsyncConfig(samplePlan(), options).files[0]?.text ?? '') as Record<string, unknown>;

    expect(Object.keys(config)).toEqual(['version', 'creds', 'defaults', 'sync']);
    expect(config.creds).toEqual([
      { registry: 'harbor.example.com', repoAuth: true, user: CANARY_USERNAME, pass: '{{env "HARBOR_EXAMPLE_COM_PASSWORD"}}' },
      ...['docker.io', 'ghcr.io', 'quay.io'].map((registry) => {
        const variable = registry.toUpperCase().replace('.', '_');
        return { registry, repoAuth: true, user: `{{env "${variable}_USERNAME"}}`, pass: `{{env "${variable}_PASSWORD"}}` };
      }),
      {
        registry: 'registry.vendor.example:5000', repoAuth: true, tls: 'disabled',
        user: '{{env "REGISTRY_VENDOR_EXAMPLE_5000_USERNAME"}}', pass: '{{env "REGISTRY_VENDOR_EXAMPLE_5000_PASSWORD"}}',
      },
    ]);
    expect(config.defaults).toEqual({ parallel: 4, referrers: true, digestTags: true });
    expect(new Set((config.sync as object[]).flatMap((entry) => Object.keys(entry)))).toEqual(new Set(['source', 'target', 'type']));
  });

  test('a user name with braces is no template', () => {
    const text = regsyncConfig(samplePlan(), { logins: [{ host: 'quay.io', username: "a{{b}}'c" }] }).files[0]?.text ?? '';

    expect((parse(text) as { creds: { user: string }[] }).creds[3]?.user).toBe('a{{"{{"}}b}}\'c');
  });

  test('what a cache fetches is left out, and a cache alone has nothing to copy', () => {
    const { files, caveats } = regsyncConfig(MIXED);

    expect(files[0]?.text).not.toContain('quay.io');
    expect(caveats).toContain('1 image of a cache left out: the cache fetches them on the first pull, and a script warms it');
    for (const write of [regsyncConfig, skopeoSync, airGapScripts]) {
      expect(() => write(CACHED)).toThrow(expect.objectContaining({ code: 'mirror-unsupported', remedy: 'write a script, which pulls every image once to fill the cache' }));
    }
  });
});

describe('skopeo sync', () => {
  test('is what the golden files say: a file for each folder, and the rest in the script', () => {
    const written = skopeoSync(samplePlan({ platforms: ['linux/amd64'] }), { logins: [{ host: 'harbor.example.com', username: CANARY_USERNAME }] });

    expectGoldenFiles('skopeo', written);
    expect(written.files.map(({ path, executable }) => [path, executable])).toEqual([
      ['sync.sh', true], ['sync-1.yaml', false], ['sync-2.yaml', false], ['sync-3.yaml', false],
    ]);
    expect(written.caveats.at(-1)).toBe('1 image with another name, or with a tag and a digest, is in the script alone: skopeo sync would lose one of both');
  });

  test('images of one name in different folders never share a file', () => {
    const { files } = skopeoSync(list(new Relocation({ registry: Registry.generic('r.example') }), 'quay.io/a/app:1', 'quay.io/b/app:1', 'ghcr.io/a/other:1'));
    const syncs = files.slice(1).map(({ text }) => parse(text) as unknown);

    expect(syncs).toEqual([
      { 'ghcr.io': { images: { 'a/other': ['1'] } }, 'quay.io': { images: { 'a/app': ['1'] } } },
      { 'quay.io': { images: { 'b/app': ['1'] } } },
    ]);
    expect(files[0]?.text).toContain("sync_folder 'sync-1.yaml' 'r.example/a'\nsync_folder 'sync-2.yaml' 'r.example/b'\n");
  });

  test('an image that gets another name is copied by the script', () => {
    const relocation = new Relocation({ registry: Registry.generic('r.example'), layout: Layout.explicit({ 'quay.io/a/app': 'renamed' }, Layout.keep()) });
    const { files } = skopeoSync(list(relocation, 'quay.io/a/app:1', 'quay.io/a/other:1'));

    expect(files.slice(1).map(({ text }) => parse(text) as unknown)).toEqual([{ 'quay.io': { images: { 'a/other': ['1'] } } }]);
    expect(files[0]?.text).toContain("mirror 'quay.io/a/app' ':1' 'r.example/renamed' ':1'\n");
  });
});

describe('air gap', () => {
  test('is what the golden files say', () => {
    expectGoldenFiles('airgap', airGapScripts(samplePlan({ platforms: ['linux/amd64'] }), { logins: [{ host: 'harbor.example.com', username: CANARY_USERNAME }] }));
  });

  test('each side asks only for the logins of its hosts', () => {
    const [save, load] = airGapScripts(samplePlan()).files.map(({ text }) => [...text.matchAll(/log_in '([^']+)'/g)].map(([, host]) => host));

    expect([save, load]).toEqual([['docker.io', 'ghcr.io', 'quay.io', 'registry.vendor.example:5000'], ['harbor.example.com']]);
  });
});

describe('ECR', () => {
  const plan = list(new Relocation({ registry: ECR }), 'quay.io/acme/app:1', `quay.io/acme/app@${digest('a')}`, 'nginx');
  const folder = mkdtempSync(join(tmpdir(), 'pullproof-ecr-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is what the golden file says', () => {
    const written = ecrScript(plan);

    expectGoldenFiles('ecr', written);
    expect(written.caveats[1]).toBe('the tag latest is among them, which moves by nature');
  });

  test.each([
    ['nothing is there', 'echo "An error occurred (RepositoryNotFoundException) when calling" >&2; exit 254', 'exit 0', 0, '2 created, 0 there already, 0 failed'],
    ['everything is there', 'exit 0', 'exit 1', 0, '0 created, 2 there already, 0 failed'],
    ['somebody else is faster', 'echo RepositoryNotFoundException >&2; exit 254', 'echo "(RepositoryAlreadyExistsException)" >&2; exit 254', 0, '2 created, 0 there already, 0 failed'],
    ['looking is denied', 'echo "(AccessDeniedException) denied" >&2; exit 254', 'exit 0', 1, '0 created, 0 there already, 2 failed'],
    ['creating is denied', 'echo RepositoryNotFoundException >&2; exit 254', 'echo "(AccessDeniedException) denied" >&2; exit 254', 1, '0 created, 0 there already, 2 failed'],
  ])('runs where %s', (_name, describeRepositories, createRepository, status, summary) => {
    const place = mkdtempSync(join(folder, 'run-'));
    mkdirSync(join(place, 'tmp'));
    writeFileSync(join(place, 'aws'), `#!/bin/sh\necho "$*" >> '${place}/calls'\ncase "$2" in\n  describe-repositories) ${describeRepositories} ;;\n  create-repository) ${createRepository} ;;\nesac\n`);
    chmodSync(join(place, 'aws'), 0o755);
    const run = spawnSync('sh', ['-s'], {
      input: ecrScript(plan).files[0]?.text, encoding: 'utf8', env: { PATH: `${place}:/usr/bin:/bin`, TMPDIR: join(place, 'tmp'), ATTEMPTS: '1', DELAY: '0' },
    });

    expect({ status: run.status, out: run.stdout, summary: run.stderr.split('\n').find((line) => line.includes('there already')) }).toEqual({ status, out: '', summary });
    expect(readFileSync(join(place, 'calls'), 'utf8').split('\n')[0]).toBe('ecr describe-repositories --registry-id 123456789012 --region eu-west-1 --repository-names agents/acme/app');
    expect(run.stderr.includes('denied')).toBe(status === 1);
  });

  test('other registries are left out, and alone they are refused', () => {
    const mixed = list(new Relocation({ registry: ECR, routes: { 'quay.io': { registry: Registry.generic('r.example') } } }), 'quay.io/a/b:1', 'nginx:1');

    expect(ecrScript(mixed).files[0]?.text.match(/^repository .*$/gm)).toEqual(["repository '123456789012' 'eu-west-1' 'agents/library/nginx'"]);
    expect(ecrScript(mixed).caveats).toContain('r.example: not a private ECR, left out');
    expect(() => ecrScript(samplePlan())).toThrow(expect.objectContaining({ code: 'mirror-unsupported' }));
    expect(() => ecrScript(list(new Relocation({ registry: Registry.ecr({ account: '123456789012', region: 'eu-west-1', pullThrough: true }) }), 'quay.io/a/b:1')))
      .toThrow(expect.objectContaining({ remedy: 'a pull-through cache creates repositories by itself' }));
  });
});

describe('container runtimes', () => {
  test('containerd gets a folder for each source host', () => {
    expectGoldenFiles('containerd', containerdMirrors(samplePlan()));
  });

  test('containerd may fall back to the source, and be told of a registry without TLS', () => {
    const plan = list(new Relocation({ registry: Registry.generic('registry.lab:5000'), layout: Layout.bySource() }), 'nginx:1');
    const { files, caveats } = containerdMirrors(plan, { fallback: true, plainHttp: ['registry.lab:5000'] });

    expect(files.map(({ path, text }) => [path, text.replace(/^#.*\n/gm, '')])).toEqual([['docker.io/hosts.toml', [
      'server = "https://registry-1.docker.io"', '', '[host."http://registry.lab:5000/v2/dockerhub"]', '  capabilities = ["pull", "resolve"]', '  override_path = true', '',
    ].join('\n')]]);
    expect(caveats.at(-1)).toBe('what the registry lacks, or does not answer in time, comes from the source');
  });

  test('containerd cannot express other paths than those of the source', () => {
    const flat = list(new Relocation({ registry: Registry.generic('r.example'), layout: Layout.flat() }), 'quay.io/acme/app:1', 'nginx:1');
    const split = list(new Relocation({ registry: Registry.generic('r.example'), layout: Layout.explicit({ 'quay.io/a/b': 'x/a/b', 'quay.io/c/d': 'y/c/d' }) }), 'quay.io/a/b:1', 'quay.io/c/d:1');

    expect(() => containerdMirrors(flat)).toThrow(expect.objectContaining({
      code: 'mirror-unsupported',
      problems: ['quay.io/acme/app becomes r.example/app, which does not end with its path', 'docker.io/library/nginx becomes r.example/nginx, which does not end with its path'],
    }));
    expect(() => containerdMirrors(split)).toThrow(expect.objectContaining({ problems: ['images of quay.io go to several places: r.example/x and r.example/y'] }));
  });

  test('CRI-O gets an entry for each image, whatever the layout', () => {
    expectGoldenFiles('crio', crioMirrors(samplePlan()));
    const flat = list(new Relocation({ registry: Registry.generic('r.example:5000'), layout: Layout.flat() }), 'quay.io/acme/app:1');

    expect(crioMirrors(flat, { fallback: true, plainHttp: ['r.example:5000'] }).files[0]?.text.replace(/^#.*\n/gm, '')).toBe([
      '', '[[registry]]', 'prefix = "quay.io/acme/app"', 'location = "quay.io/acme/app"', '', '[[registry.mirror]]', 'location = "r.example:5000/app"', 'insecure = true', '',
    ].join('\n'));
  });

  test('CRI-O cannot send tags of one image to different places', () => {
    const relocation = new Relocation({ registry: Registry.generic('r.example'), layout: Layout.explicit({ 'quay.io/a/b:1': 'old', 'quay.io/a/b': 'new' }) });

    expect(() => crioMirrors(list(relocation, 'quay.io/a/b:1', 'quay.io/a/b:2'))).toThrow(expect.objectContaining({
      code: 'mirror-unsupported', problems: ['quay.io/a/b goes to r.example/new and r.example/old'],
    }));
  });

  test('a proxy cache is what such mirrors are made for', () => {
    expect(containerdMirrors(CACHED).files.map(({ path, text }) => [path, text.match(/^server.*$/m)?.[0]])).toEqual([
      ['quay.io/hosts.toml', 'server = "https://harbor.example.com/v2/quay"'],
    ]);
  });
});

test('the same plan makes the same bytes, whatever the order of its sources', () => {
  const [one, other] = [samplePlan(), samplePlan({ sources: [...SOURCES].reverse() })];

  for (const write of [regsyncConfig, skopeoSync, airGapScripts, containerdMirrors, crioMirrors]) {
    expect(write(one)).toEqual(write(other));
  }
});
