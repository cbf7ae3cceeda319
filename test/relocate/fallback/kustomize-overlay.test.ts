import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'yaml';
import { parseManifests } from '../../../src/manifest';
import type { JsonObject } from '../../../src/manifest';
import { kustomizeOverlay, kustomizePatches } from '../../../src/relocate';
import type { FallbackPlan, OverlayFile } from '../../../src/relocate';
import { chart, KUBE_VERSION } from '../../support/charts';
import { expectGolden } from '../../support/golden';
import { kustomize } from '../../support/kustomize';
import { HELM_3, HELM_4, helms, tool } from '../../support/tools';
import { account, container, deployment, plan, PRIVATE, PUBLIC, verdictOf } from './support';

const BOUND = { imagePullSecrets: [{ name: 'pull' }] };

/** The overlay over the manifests that it was planned for, built by the real Kustomize. */
function build(manifests: string, fallback: FallbackPlan): string {
  const { out, problem } = kustomize([...kustomizeOverlay(fallback), { path: 'rendered.yaml', content: manifests }]);
  expect(problem).toBe('');
  return out;
}

function documents(objects: readonly JsonObject[]): string {
  return objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
}

function render(name: string, helmExecutable: string, kubeVersion = KUBE_VERSION): string {
  return execFileSync(helmExecutable, ['template', 'rel', chart(name), '--kube-version', kubeVersion], { encoding: 'utf8' });
}

describe.each(helms)('a chart rendered by $name, laid over and built by Kustomize', ({ helmExecutable }) => {
  const errors = (manifests: string): string[] => verdictOf(parseManifests(manifests)).findings
    .filter(({ severity }) => severity === 'error').map(({ rule, location }) => `${rule} ${location.kind ?? ''} ${location.name ?? ''}`);

  test('is proven, hooks and all', () => {
    const manifests = render('literal-images', helmExecutable);

    expect(verdictOf(parseManifests(manifests)).proven).toBe(false);
    expect(verdictOf(parseManifests(build(manifests, plan(manifests))))).toMatchObject({ proven: true, objects: 8, pods: { length: 5 } });
  });

  test('is proven but for the pods of custom resources whose account the chart does not make', () => {
    const manifests = render('k8ssandra-1.5.2', helmExecutable, '1.24.0');
    const fallback = plan(manifests);

    expect(errors(build(manifests, fallback))).toEqual(['pod-without-credential CassandraDatacenter dc1', 'pod-without-credential Reaper rel-reaper']);
    expect(fallback.unmoved).toHaveLength(2);
  });
});

test('the overlay is the golden one, file by file', () => {
  const files = kustomizeOverlay(plan(render('literal-images', HELM_4)));

  expectGolden(join(__dirname, 'golden', 'literal-images.overlay.txt'), files.map(({ path, content }) => `=== ${path}\n${content}`).join(''));
});

test('the same manifests give the same overlay', () => {
  const manifests = render('k8ssandra-1.5.2', HELM_4, '1.24.0');

  expect(kustomizeOverlay(plan(manifests))).toEqual(kustomizeOverlay(plan(manifests)));
});

describe('what a patch is applied to', () => {
  const config = (name: string, metadata: JsonObject, apiVersion = 'v1', image = PUBLIC): JsonObject => (
    { apiVersion, kind: 'ConfigMap', metadata: { name, ...metadata }, data: { 'a.yaml': `image: ${image}\n` } }
  );
  const targets = (objects: readonly JsonObject[]): unknown[] => kustomizePatches(plan(documents(objects))).map(({ target }) => target);
  const built = (objects: readonly JsonObject[]): unknown[] => {
    const text = documents(objects);
    const fallback = plan(text);
    expect(fallback.unmoved).toEqual([]);
    return parseManifests(build(text, fallback)).resources.map(({ object }) => object);
  };
  const proven = (objects: readonly JsonObject[]): void =>
    expect(built(objects)).toEqual(expect.arrayContaining(plan(documents(objects)).patched.resources.map(({ object }) => object)));

  test('is a name, not a pattern', () => {
    const objects = [config('a.b', {}), config('aXb', {}, 'v1', PRIVATE)];

    expect(targets(objects)).toEqual([{ version: 'v1', kind: 'ConfigMap', name: 'a\\.b' }]);
    proven(objects);
  });

  test('may have a name that only some kinds can have', () => {
    const objects = [{ apiVersion: 'acme.example.com/v1', kind: 'Probe', metadata: { name: 'system:a(b)+[c]' }, spec: { image: PUBLIC } }];

    expect(targets(objects)).toEqual([{ group: 'acme\\.example\\.com', version: 'v1', kind: 'Probe', name: 'system:a\\(b\\)\\+\\[c\\]' }]);
    proven(objects);
  });

  test('is told from one in another namespace', () => {
    const objects = [config('a', {}), config('a', { namespace: 'other' }, 'v1', PRIVATE)];

    expect(targets(objects)).toEqual([{ version: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'default' }]);
    proven(objects);
    proven([config('a', { namespace: 'other' }), config('a', {}, 'v1', PRIVATE)]);
  });

  test('is told from one of another group', () => {
    const objects = [config('a', {}), config('a', {}, 'acme.example.com/v1', PRIVATE)];

    expect(targets(objects)).toEqual([{ group: '^$', version: 'v1', kind: 'ConfigMap', name: 'a' }]);
    proven(objects);
    proven([config('a', {}, 'acme.example.com/v1'), config('a', {}, 'v1', PRIVATE)]);
  });

  test('may stand in lists', () => {
    const list = (items: readonly JsonObject[]): JsonObject => ({ apiVersion: 'v1', kind: 'List', items: [...items] });

    proven([list([config('a', {}), list([config('b', {})])])]);
  });
});

test('texts of all kinds pass through Kustomize', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(
    'yes', 'null', '~', '1e3', '0x10', '2001-01-01', '.5', ' leading', 'trailing ', 'a\n\nb\n', '\n\nb', 'x\n \ny', '# no', '- no', 'a: b', '\u2028', '\ufeff', '<&>', 'tab\there',
    'a\r\nb', '\u{1f600}', '"', '\'', '\\', '%', '@x', '`',
  ));
  const pod = fc.record({ one: text, other: text, isNull: fc.boolean() }).map(({ one, other, isNull }): JsonObject => ({
    ...(isNull ? { imagePullSecrets: null } : {}), containers: [{ ...container(PUBLIC), args: [one, `${one} --helper-image=${PUBLIC}`], command: [other] }],
  }));
  const pods = fc.array(pod, { minLength: 1, maxLength: 4 })
    .map((specs) => specs.map((spec, index): JsonObject => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: `p${index}.x` }, spec })));
  const disputed = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

  fc.assert(fc.property(pods, (objects) => {
    const manifests = documents(objects).replace(disputed, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
    const fallback = plan(manifests);

    expect(parseManifests(build(manifests, fallback)).resources.map(({ object }) => object))
      .toEqual(fallback.patched.resources.map(({ object }) => object));
  }), { numRuns: 30 });
}, 60_000);

test('a patch for other manifests than these fails, and nothing is built', () => {
  const files = kustomizeOverlay(plan([deployment('app', { ...BOUND, containers: [container(PUBLIC)] })]));
  const newer = documents([deployment('app', { ...BOUND, containers: [container('quay.io/acme/app:2')] })]);

  expect(kustomize([...files, { path: 'rendered.yaml', content: newer }]).problem).toContain('testing value /spec/template/spec/containers/0/image failed');
});

describe('a chart that Kustomize renders', () => {
  const KUSTOMIZE_CHART = { name: 'literal-images', version: '0.1.0', releaseName: 'rel', namespace: 'agents', values: { image: { tag: '1.2.3' } } };

  test('is patched as it comes out of Helm', () => {
    const manifests = execFileSync(HELM_3, ['template', 'rel', chart('literal-images'), '-n', 'agents', '--skip-tests'], { encoding: 'utf8' });
    const files = kustomizeOverlay(plan(manifests), { chart: KUSTOMIZE_CHART });

    expect(parse(files[0]?.content ?? '')).toMatchObject({
      helmCharts: [{
        name: 'literal-images', version: '0.1.0', releaseName: 'rel', namespace: 'agents', valuesFile: 'values.yaml', includeCRDs: true, skipTests: true,
      }],
    });
    expect(files[0]?.content).not.toContain('resources:');
    expect(files[1]).toEqual({ path: 'values.yaml', content: 'image:\n  tag: 1.2.3\n' });
    expect(verdictOf(parseManifests(inflate(files)))).toMatchObject({ proven: true, pods: { length: 4 } });
  });

  test('may come from a repository, for a certain Kubernetes', () => {
    const [kustomization] = kustomizeOverlay(plan(''), {
      resources: ['namespace.yaml'],
      chart: { name: 'c', repository: 'oci://registry.example.com/charts', version: '1.0.0', releaseName: 'rel', namespace: 'agents', kubeVersion: '1.33.1', apiVersions: ['a/v1'] },
    });

    expect(kustomization?.content).toBe([
      'apiVersion: kustomize.config.k8s.io/v1beta1', 'kind: Kustomization', 'resources:', '  - namespace.yaml', 'helmCharts:', '  - name: c',
      '    repo: oci://registry.example.com/charts', '    version: 1.0.0', '    releaseName: rel', '    namespace: agents', '    includeCRDs: true', '    skipTests: true',
      '    kubeVersion: 1.33.1', '    apiVersions:', '      - a/v1', '',
    ].join('\n'));
  });

  /** Kustomize with Helm; charts without a repository lie beside the kustomization. */
  function inflate(files: readonly OverlayFile[]): string {
    const folder = mkdtempSync(join(tmpdir(), 'pullproof-inflate-'));
    try {
      files.forEach(({ path, content }) => {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), content);
      });
      cpSync(chart('literal-images'), join(folder, 'charts', 'literal-images'), { recursive: true });
      const { status, stdout, stderr } = spawnSync(tool('kubectl'), ['kustomize', '--enable-helm', '--helm-command', HELM_3, folder], { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
      return stdout;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
});

describe('what Kustomize does not load is refused before it does', () => {
  const refused = (objects: readonly JsonObject[]): string => {
    const text = documents(objects);
    const { problem } = kustomize([{ path: 'kustomization.yaml', content: 'resources: [rendered.yaml]\n' }, { path: 'rendered.yaml', content: text }]);
    expect(problem).not.toBe('');
    try {
      kustomizeOverlay(plan(text));
    } catch (error) {
      expect(error).toMatchObject({ code: 'manifest-invalid' });
      return (error as { problems: readonly string[] }).problems.join('\n');
    }
    return '';
  };

  test('objects of one kind and name, with and without the default namespace', () => {
    expect(refused([account('a'), account('a', ['x'])])).toBe('ServiceAccount a is there more than once');
    expect(refused([account('a'), account('a', ['x'], { namespace: 'default' })])).toBe('ServiceAccount default/a is there more than once');
  });

  test('objects that get their name when they are created', () => {
    expect(refused([{ apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'p-' }, spec: { containers: [container(PRIVATE)] } }]))
      .toBe('Pod p-* gets its name when it is created (generateName)');
  });

  test('documents that are no objects', () => {
    expect(() => kustomizeOverlay(plan('a: 1\n'))).toThrow('document 1 line 1: it is not a Kubernetes object');
  });
});

describe('file names', () => {
  const paths = (objects: readonly JsonObject[]): string[] => kustomizeOverlay(plan(documents(objects))).slice(1).map(({ path }) => path);
  const probe = (name: string, namespace?: string): JsonObject => (
    { apiVersion: 'acme.example.com/v1', kind: 'Probe', metadata: { name, ...(namespace === undefined ? {} : { namespace }) }, spec: { image: PUBLIC } }
  );

  test('are plain and lower-case, whatever the names of the objects are', () => {
    expect(paths([probe('../../etc/passwd'), probe('A:b*c'), probe('a', 'n')])).toEqual([
      'patches/probe-acme.example.com-..-..-etc-passwd.yaml', 'patches/probe-acme.example.com-a-b-c.yaml', 'patches/probe-acme.example.com-n-a.yaml',
    ]);
  });

  test('are told apart by numbers, and are never long', () => {
    expect(paths([probe('a:b'), probe('a*b'), probe('A-B')])).toEqual([
      'patches/probe-acme.example.com-a-b.yaml', 'patches/probe-acme.example.com-a-b-2.yaml', 'patches/probe-acme.example.com-a-b-3.yaml',
    ]);
    expect(paths([probe('x'.repeat(250)), probe(`${'x'.repeat(249)}y`)]).map((path) => path.length)).toEqual([133, 135]);
  });
});
