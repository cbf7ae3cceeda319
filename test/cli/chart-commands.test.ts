import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { parse } from 'yaml';
import { audit } from '../../src/audit';
import { run } from '../../src/cli/program';
import { parseManifests } from '../../src/manifest';
import { Registry } from '../../src/registry';
import { parseLock } from '../../src/relocate';
import { chart, KUBE_VERSION } from '../support/charts';
import { expectGolden } from '../support/golden';
import { HELM_3, helms, HELM_4, tool } from '../support/tools';
import { pullproof, scratchFolder } from './support';

const folder = scratchFolder();
const OBSERVER = chart('observer');
const TO_HARBOR = ['-r', 'harbor.example.com/agents', '--pull-secret', 'pull', '-n', 'observer'];

const on = (args: readonly string[]): ReturnType<typeof pullproof> => pullproof(args, { workingDirectory: folder.path });

function golden(name: string): string {
  return join(__dirname, 'golden', 'charts', name);
}

describe.each(helms)('with $name', ({ helmExecutable }) => {
  const helm = ['--helm', helmExecutable];

  it('values: the smallest overrides on standard output, the proof on standard error, and 1 when they are not enough', async () => {
    const { code, out, err } = await on(['values', OBSERVER, ...TO_HARBOR, ...helm]);

    expect(code).toBe(1);
    expectGolden(golden('observer-values.yaml'), out);
    expect(err).toContain('error image-not-private  Job observer/observer-migrate spec.template.spec.containers[0].image');
    expect(err).toContain('note: values alone do not prove it; "pullproof render", or "pullproof post-render" behind Helm, do the rest\n');
    expect(err).toContain('note: rendered 4 times\n');
  });

  it('values: 0 when they are enough', async () => {
    const { code, err } = await on(['values', chart('print-values'), '-r', 'harbor.example.com/agents', ...helm]);

    expect({ code, first: err.split('\n')[0] }).toEqual({ code: 0, first: 'PROVEN  1 object, 0 image references, 0 pods: nothing names an image' });
  });

  it('render: the whole stream, proven', async () => {
    const { code, out, err } = await on(['render', OBSERVER, ...TO_HARBOR, ...helm]);

    expect({ code, first: err.split('\n')[0] }).toEqual({ code: 0, first: 'PROVEN  4 objects, 4 image references, 3 pods: all private, all able to pull' });
    // Helm 4 leaves one line more between documents than Helm 3.
    expectGolden(golden('observer-rendered.yaml'), out.replace(/\n\n+/g, '\n'));
  });

  it('explain: where images come from', async () => {
    const { code, out } = await on(['explain', OBSERVER, '-r', 'harbor.example.com/agents', ...helm]);

    expect(code).toBe(0);
    expectGolden(golden('observer-explained.txt'), out);
  });

  it('a chart that does not render ends with 3 and Helm’s own words', async () => {
    const { code, out, err } = await on(['values', chart('failing-template'), ...TO_HARBOR, ...helm]);

    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/^pullproof: chart .*failing-template.* does not render/);
  });
});

describe('the values of the user', () => {
  it('stay, and are taken along where Helm replaces a list', async () => {
    folder.write('mine.yaml', 'image: {tag: 9.9.9, pullSecrets: [mine]}\n');
    const { out } = await on(['values', OBSERVER, ...TO_HARBOR, '-f', 'mine.yaml', '--helm', HELM_4]);

    expect(parse(out)).toMatchObject({ image: { pullSecrets: ['mine', 'pull'] } });
    expect(out).toContain('moves quay.io/acme/observer:9.9.9 and quay.io/acme/relay:0.9.0');
  });
});

describe('--report', () => {
  it('follows the published schema', async () => {
    await on(['render', OBSERVER, ...TO_HARBOR, '--helm', HELM_4, '--report', 'report.json', '-o', 'observer.yaml']);
    const report: unknown = JSON.parse(folder.read('report.json'));
    const ajv = new Ajv({ strict: true });
    const valid = ajv.validate(JSON.parse(readFileSync(join(__dirname, '..', '..', 'schema', 'install-report.json'), 'utf8')), report);

    expect(ajv.errors).toBeNull();
    expect(valid).toBe(true);
    expect(report).toMatchObject({ renders: 4, differences: [], proofs: { byValues: { proven: false }, byRewriting: { proven: true } } });
  });

  it('does not replace a file that holds something else', async () => {
    folder.write('taken.json', 'mine');
    const { code, err } = await on(['render', OBSERVER, ...TO_HARBOR, '--helm', HELM_4, '--report', 'taken.json']);

    expect({ code, kept: folder.read('taken.json') }).toEqual({ code: 2, kept: 'mine' });
    expect(err).toContain('taken.json');
  });
});

describe('render', () => {
  it('writes nothing when there are findings, unless it is told to', async () => {
    folder.write('clear.yaml', 'image: {repository: acme/observer, tag: latest}\n');
    const flags = ['render', OBSERVER, ...TO_HARBOR, '-f', 'clear.yaml', '--strict', '--helm', HELM_4];
    const refused = await on(flags);
    const insisted = await on([...flags, '--unproven']);

    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('image-floating-tag');
    expect(insisted.code).toBe(1);
    expect(insisted.out).toContain('image: harbor.example.com/agents/acme/observer:latest');
  });
});

describe('a proven install', () => {
  it('says what it rests on, and a line for each warning', async () => {
    folder.write('latest.yaml', 'image: {repository: acme/observer, tag: latest}\n');
    const { code, err } = await on(['render', OBSERVER, ...TO_HARBOR, '-f', 'latest.yaml', '--helm', HELM_4]);

    expect(code).toBe(0);
    expect(err.split('\n').slice(0, 3)).toEqual([
      'PROVEN  4 objects, 4 image references, 3 pods: all private, all able to pull, 1 warning',
      expect.stringMatching(/^warning image-floating-tag {2}DaemonSet observer\/observer spec\.template\.spec\.containers\[0\]\.image \(line \d+\): the tag latest moves$/),
      'taken for granted: Secret observer/pull exists, with an entry for harbor.example.com',
    ]);
  });
});

describe('--acknowledge', () => {
  const accepted = ['--acknowledge', 'image-not-private@Job observer/observer-migrate=a mirror of the nodes'];
  const bound = ['--acknowledge', 'pod-without-credential=the same'];

  it.each([['values', []], ['render', []], ['overlay', ['-o', 'accepted']]])('%s: a finding that somebody accepted refutes nothing', async (command, more) => {
    folder.write('clear.yaml', 'image: {repository: acme/observer, tag: latest}\n');
    const strict = ['--strict', '--acknowledge', 'image-floating-tag=the vendor publishes no other tag'];
    const { code, err } = await on([command, OBSERVER, ...TO_HARBOR, '-f', 'clear.yaml', ...strict, ...accepted, ...bound, ...more, '--helm', HELM_4]);

    expect(code).toBe(0);
    expect(err).toMatch(/^acknowledged image-floating-tag {2}DaemonSet .*: the tag latest moves; accepted: the vendor publishes no other tag$/m);
  });

  it('is for charts, and has to hold', async () => {
    expect(await on(['values', OBSERVER, ...TO_HARBOR, '--acknowledge', 'anything'])).toMatchObject({ code: 2, err: expect.stringContaining('[--acknowledge]') });
    expect(await on(['values', '--agent', 'cloudzero', '--release', '1.2.13', '-r', 'harbor.example.com', ...accepted])).toMatchObject({
      code: 2, err: expect.stringContaining('--acknowledge needs a chart'),
    });
  });
});

describe('a chart that does not render', () => {
  it('ends with Helm’s words and the way out, in options of the command', async () => {
    const { code, out, err } = await on(['values', chart('future-kubernetes'), ...TO_HARBOR, '--helm', HELM_4, '--kube-version', '1.20']);

    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain('set `--kube-version` to the version of the cluster');
  });
});

describe('overlay', () => {
  it('writes what Kustomize makes the proven objects of', async () => {
    const { code, out, err } = await on(['overlay', OBSERVER, ...TO_HARBOR, '--helm', HELM_4, '-o', 'overlay']);
    const built = spawnSync(tool('kubectl'), ['kustomize', join(folder.path, 'overlay')], { encoding: 'utf8' });
    const verdict = audit(parseManifests(built.stdout), {
      registries: [Registry.parse('harbor.example.com/agents')], namespace: 'observer', declaredSecrets: [{ name: 'pull', registries: ['harbor.example.com'] }],
    });

    expect({ code, out, first: err.split('\n')[0] }).toEqual({
      code: 0, out: '', first: 'PROVEN  4 objects, 4 image references, 3 pods: all private, all able to pull',
    });
    expect(verdict.proven).toBe(true);
    expect(verdict.pods.length).toBe(3);
  });

  it('writes nothing over what is there', async () => {
    mkdirSync(join(folder.path, 'mine'));
    folder.write('mine/kustomization.yaml', 'resources: []\n');

    expect(await on(['overlay', OBSERVER, ...TO_HARBOR, '--helm', HELM_4, '-o', 'mine'])).toMatchObject({ code: 2, err: expect.stringContaining('kustomization.yaml') });
    expect(readdirSync(join(folder.path, 'mine'))).toEqual(['kustomization.yaml']);
  });

  it('needs a folder', async () => {
    expect(await on(['overlay', OBSERVER, ...TO_HARBOR])).toMatchObject({ code: 2, err: expect.stringContaining('--output') });
  });
});

describe('lock', () => {
  it('saves a trace, keeps those of other releases, and knows when it is stale', async () => {
    const lock = ['lock', OBSERVER, '--helm', HELM_4, '-o', 'locks.yaml'];

    expect(await on([...lock, '-n', 'one'])).toMatchObject({ code: 0, out: '', err: 'locked observer 2.4.0: 3 of 4 references are put together from values, rendered 4 times\n' });
    expect(await on([...lock, '-n', 'two'])).toMatchObject({ code: 0 });
    expect(parseLock(folder.read('locks.yaml')).map(({ subject }) => subject.namespace)).toEqual(['one', 'two']);
    const before = folder.read('locks.yaml');
    expect(await on([...lock, '-n', 'one'])).toMatchObject({ code: 0 });
    expect(folder.read('locks.yaml')).toBe(before);

    expect(await on([...lock, '-n', 'one', '--check'])).toMatchObject({ code: 0 });
    folder.write('other.yaml', 'relay: {replicas: 3}\n');
    expect(await on([...lock, '-n', 'one', '-f', 'other.yaml', '--check'])).toMatchObject({ code: 1, err: expect.stringContaining('the values are other ones now') });
    expect(await on([...lock, '-n', 'three', '--check'])).toMatchObject({ code: 1 });
    expect(folder.read('locks.yaml')).toBe(before);
  });

  it('--check: a lock file that is not there is bad input', async () => {
    expect(await on(['lock', OBSERVER, '--helm', HELM_4, '-o', 'missing.yaml', '--check'])).toMatchObject({
      code: 2, out: '', err: expect.stringContaining('[missing.yaml] the input cannot be read (no such file or folder)'),
    });
  });

  it('leaves a file alone that is no lock file', async () => {
    folder.write('notes.yaml', 'version: 7\n');
    expect(await on(['lock', OBSERVER, '--helm', HELM_4, '-o', 'notes.yaml'])).toMatchObject({ code: 2, err: expect.stringContaining('notes.yaml cannot be used') });
    expect(folder.read('notes.yaml')).toBe('version: 7\n');
  });
});

describe('a chart from a repository', () => {
  let server: Server;
  let address: string;
  let downloads = 0;

  beforeAll(async () => {
    const packaged = spawnSync(HELM_3, ['package', OBSERVER, '-d', folder.path], { encoding: 'utf8' });
    expect(packaged.status).toBe(0);
    server = createServer(({ url }, response) => {
      if (url === '/index.yaml') {
        response.end(`apiVersion: v1\nentries:\n  observer:\n    - {apiVersion: v2, name: observer, version: 2.4.0, urls: [${address}/observer-2.4.0.tgz]}\n`);
      } else {
        downloads += 1;
        response.end(readFileSync(join(folder.path, 'observer-2.4.0.tgz')));
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('is downloaded once, and gives the values that the directory gives', async () => {
    const { out } = await on(['values', 'observer', '--repo', address, ...TO_HARBOR, '--helm', HELM_4]);

    expectGolden(golden('observer-values.yaml'), out);
    expect(downloads).toBe(1);
  });

  it('that cannot be downloaded is bad input, not a chart that does not render', async () => {
    expect(await on(['values', 'nowhere', '--repo', address, ...TO_HARBOR, '--helm', HELM_4])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('cannot be downloaded') });
  });

  it('is found as a package, too', async () => {
    const { out } = await on(['values', 'observer-2.4.0.tgz', ...TO_HARBOR, '--helm', HELM_4]);

    expectGolden(golden('observer-values.yaml'), out);
  });
});

it('explain: what only looks like an image is no matter of values', async () => {
  folder.write('agent.yaml', 'clusterName: prod-1\nexistingSecretName: key\n');
  const { code, out } = await on(['explain', chart('cloudzero-agent-1.2.13'), 'kube-rbac', '-r', 'harbor.example.com/agents', '-f', 'agent.yaml', '--helm', HELM_4, '--kube-version', KUBE_VERSION]);

  expect(code).toBe(0);
  expect(out).toContain('  only looks like an image, so no value is set for it; if it is one, it belongs to harbor.example.com/agents/brancz/kube-rbac-proxy:');
});

describe('what cannot be understood', () => {
  it.each([
    ['neither a chart nor an agent', ['values', '-r', 'harbor.example.com'], /neither a chart nor an agent is given/],
    ['a chart and an agent', ['values', OBSERVER, '--agent', 'cloudzero', '-r', 'harbor.example.com'], /--agent cannot be given together with a chart/],
    ['an option of charts for an agent', ['values', '--agent', 'cloudzero', '--release', '1.2.13', '-r', 'harbor.example.com', '--kube-version', '1.33.1', '--report', 'x'], /--kube-version, --report need a chart/],
    ['no registry', ['values', OBSERVER], /an option is missing: --registry/],
    ['no chart', ['render', '-r', 'harbor.example.com'], /missing required argument/],
    ['an image that the chart does not have', ['explain', OBSERVER, 'nginx', '--helm', HELM_4], /"observer" renders no image like "nginx"/],
    ['a namespace that cannot be', ['render', OBSERVER, '-r', 'harbor.example.com', '-n', 'A B'], /--namespace/],
    ['a release name that cannot be', ['render', OBSERVER, '-r', 'harbor.example.com', '--release-name', 'A B'], /--release-name/],
    ['a Kubernetes version that cannot be', ['render', OBSERVER, '-r', 'harbor.example.com', '--kube-version', 'newest'], /\[--kube-version\] "newest" is no version of Kubernetes/],
    ['an image of a chart without images', ['explain', chart('print-values'), '--helm', HELM_4], /"print-values" renders no image at all with these values; give the values/],
    ['a path that leads nowhere', ['explain', 'charts/nowhere', '--helm', HELM_4], /there is no folder or package "charts\/nowhere" here, and as a chart of a repository it cannot be downloaded/],
    ['a Helm that is not there', ['explain', OBSERVER, '--helm', '/nowhere/helm'], /or name it with `--helm`/],
    ['a folder that is no chart', ['explain', '.', '--helm', HELM_4], /has no Chart.yaml/],
  ])('%s', async (_, args, words) => {
    const { code, out, err } = await on(args);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(words);
  });
});

it('says on a terminal what it waits for, and takes it away', async () => {
  const said: string[] = [];
  const running = new Set<string>();
  const code = await run(['explain', OBSERVER, '--helm', HELM_4], '1.2.3', {
    out: () => undefined, err: () => undefined, readInput: () => Promise.resolve(Buffer.alloc(0)), inputIsTerminal: true, colour: false, columns: 80,
    workingDirectory: folder.path,
    startProgress: (text) => {
      running.add(text);
      said.push(text);
      return Promise.resolve({ say: (next) => void said.push(next), stop: () => void running.delete(text) });
    },
  });

  expect(code).toBe(0);
  expect(said).toContain('rendering observer: the chart as it is');
  expect(said.at(-1)).toBe('rendering observer: 4 overrides');
  expect([...running]).toEqual([]);
});
