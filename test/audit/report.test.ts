import { audit, printFinding, printJsonReport, printTextReport } from '../../src/audit';
import { streamFromObjects } from '../../src/manifest';
import type { JsonObject } from '../../src/manifest';
import { auditYaml, COLOURS, deployment, externalSecret, HARBOR, namespace } from './support';

const MIXED = auditYaml([
  namespace(),
  externalSecret(),
  deployment({ image: 'nginx' }),
  deployment({ name: 'second', secrets: '' }),
  deployment({ name: 'third' }),
  deployment({ name: 'fourth' }),
], { acknowledgements: [{ rule: 'image-floating-tag', reason: 'the vendor publishes no other tag' }] });

describe('text report', () => {
  test('of a stream that is not proven', () => {
    expect(printTextReport(MIXED)).toBe(`NOT PROVEN  6 objects, 4 image references, 4 pods: 2 findings, 1 accepted

error image-not-private  Deployment agents/server spec.template.spec.containers[0].image (rendered.yaml:35)
  "nginx" (which is docker.io/library/nginx) is not in harbor.example.com/agents
  → set the value that moves it, or relocate the rendered manifests

acknowledged image-floating-tag  Deployment agents/server spec.template.spec.containers[0].image (rendered.yaml:35)
  the image has no tag, which means latest
  accepted: the vendor publishes no other tag

error pod-without-credential  Deployment agents/second spec.template.spec (rendered.yaml:46)
  the pod names no pull secret, and ServiceAccount agents/default is not part of the stream; needed for harbor.example.com/agents/server:1.2.3
  → put imagePullSecrets on the pod, or on ServiceAccount agents/default

images:
  ✓ harbor.example.com/agents/server:1.2.3 ×3
  ✗ nginx

taken for granted:
  - ExternalSecret agents/pull finds the credential it names
`);
  });

  test('on a terminal: colours around words, never inside them', () => {
    const [bold, plain] = [printTextReport(MIXED, COLOURS), printTextReport(MIXED)];

    expect(bold.replace(/\u001b\[\d+m/g, '')).toBe(plain);
    expect(bold.split('\n').filter((line) => line.includes('\u001b'))).toEqual([
      '\u001b[31mNOT PROVEN\u001b[39m  6 objects, 4 image references, 4 pods: 2 findings, 1 accepted',
      '\u001b[31merror image-not-private\u001b[39m  Deployment agents/server spec.template.spec.containers[0].image\u001b[2m (rendered.yaml:35)\u001b[22m',
      '  \u001b[2m→\u001b[22m set the value that moves it, or relocate the rendered manifests',
      '\u001b[33macknowledged image-floating-tag\u001b[39m  Deployment agents/server spec.template.spec.containers[0].image\u001b[2m (rendered.yaml:35)\u001b[22m',
      '  \u001b[2maccepted:\u001b[22m the vendor publishes no other tag',
      '\u001b[31merror pod-without-credential\u001b[39m  Deployment agents/second spec.template.spec\u001b[2m (rendered.yaml:46)\u001b[22m',
      '  \u001b[2m→\u001b[22m put imagePullSecrets on the pod, or on ServiceAccount agents/default',
      '  \u001b[32m✓\u001b[39m harbor.example.com/agents/server:1.2.3\u001b[2m ×3\u001b[22m',
      '  \u001b[31m✗\u001b[39m nginx',
    ]);
  });

  test.each([
    ['proven', [externalSecret(), deployment()], {}, 'PROVEN  2 objects, 1 image reference, 1 pod: all private, all able to pull'],
    ['nothing to pull', [namespace()], {}, 'PROVEN  1 object, 0 image references, 0 pods: nothing names an image'],
    ['a warning', [externalSecret(), deployment({ image: 'harbor.example.com/agents/server' })], {},
      'PROVEN  2 objects, 1 image reference, 1 pod: all private, all able to pull, 1 warning'],
    ['a warning that counts', [externalSecret(), deployment({ image: 'harbor.example.com/agents/server' })], { strict: true },
      'NOT PROVEN  2 objects, 1 image reference, 1 pod: 1 finding'],
    ['an accepted error', [deployment({ image: 'docker.io/a/b:1' })], { acknowledgements: [{ rule: 'image-not-private', reason: 'public' }] },
      'PROVEN  1 object, 1 image reference, 1 pod: all private, all able to pull, but for what was accepted, 1 accepted'],
    ['nothing at all', [''], {}, 'NOT PROVEN  0 objects, 0 image references, 0 pods: 1 finding'],
  ])('headline of %s', (_, documents, options, headline) => {
    expect(printTextReport(auditYaml(documents, options)).split('\n')[0]).toBe(headline);
  });

  test('control characters of manifests do not reach the terminal', () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: "a\\e[31m\\nb"}\nspec: {containers: [{name: c, image: "x\\e[2J\\ny"}]}';

    expect(printTextReport(auditYaml(text))).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(printTextReport(auditYaml(text)).split('\n')[2])
      .toBe('error image-unparsable  Pod default/a\\u001b[31m\\nb spec.containers[0].image (rendered.yaml:4)');
  });

  test('images that only a release of the cluster pulls are listed apart', () => {
    // GIVEN a release, what is known of its pods, and a pod of the stream; one image is in both
    const release = { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { name: 'agent', namespace: 'agents' }, spec: {} };
    const pod = (name: string, ...images: string[]): JsonObject => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'agents' },
      spec: { containers: images.map((image, index) => ({ name: `c${index}`, image: `harbor.example.com/agents/${image}` })) },
    });
    const stream = streamFromObjects([
      { object: release, file: 'app.yaml' }, { object: pod('own', 'shared:1', 'own:1'), file: 'app.yaml' }, { object: pod('foreseen', 'shared:1', 'agent:1', 'agent:1') },
    ]);

    // WHEN
    const images = ['harbor.example.com/agents/shared:1', 'harbor.example.com/agents/agent:1'];
    const verdict = audit(stream, {
      registries: [HARBOR], nodeIdentityHosts: ['harbor.example.com'], vouchedReleases: [{ kind: 'HelmRelease', namespace: 'agents', name: 'agent', by: 'the catalogue', images }],
    });

    // THEN
    expect(verdict.releases).toEqual([{ release: 'HelmRelease agents/agent', by: 'the catalogue', images }]);
    expect(printTextReport(verdict)).toBe(`PROVEN  3 objects, 5 image references, 2 pods: all private, all able to pull

images:
  ✓ harbor.example.com/agents/own:1
  ✓ harbor.example.com/agents/shared:1 ×2

by the catalogue:
  ✓ harbor.example.com/agents/agent:1 ×2

taken for granted:
  - nodes pull from harbor.example.com with their own identity
  - HelmRelease agents/agent renders as the catalogue says
`);
  });

  test('a container without image is named', () => {
    expect(printTextReport(auditYaml('apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c}]}'))).toContain('\n  ✗ (none)\n');
  });

  test('a place is told by construct, file and line, whichever is known', () => {
    const finding = { rule: 'x', severity: 'error' as const, reason: 'r', remedy: 'm', location: { apiVersion: 'v1', kind: 'Pod', name: 'a' } };
    const head = (location: object): string | undefined => printFinding({ ...finding, location: { ...finding.location, ...location } }, false)[0];
    expect([head({}), head({ file: 'f', line: 2 }), head({ file: 'f' }), head({ line: 2 }), head({ construct: 'app/c' }), head({ construct: 'app/c', file: 'f' })])
      .toEqual(['error x  Pod a', 'error x  Pod a (f:2)', 'error x  Pod a (f)', 'error x  Pod a (line 2)', 'error x  Pod a (app/c)', 'error x  Pod a (app/c f)']);
  });
});

describe('JSON report', () => {
  test('is the verdict with a version in front', () => {
    const text = printJsonReport(MIXED);
    expect(JSON.parse(text)).toEqual({ version: 1, ...MIXED });
    expect(text.startsWith('{\n  "version": 1,\n  "proven": false,\n  "strict": false,\n  "findings": [\n    {\n      "rule": "image-not-private",\n')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
  });
});
