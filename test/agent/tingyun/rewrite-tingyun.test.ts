import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rewriteTingyun, tingyunChecksumAnnotation, tingyunRegistry, tingyunRelocation, tingyunSecretName, tingyunSecretNamespaces } from '../../../src/agent';
import { audit } from '../../../src/audit';
import { Credential, planPullSecret } from '../../../src/credential';
import { parseManifests, streamFromObjects } from '../../../src/manifest';
import type { JsonObject } from '../../../src/manifest';
import { Layout } from '../../../src/relocate';
import { expectGolden } from '../../support/golden';

const VENDOR = readFileSync(join(__dirname, '..', '..', 'fixtures', 'manifests', 'tingyunagent.yaml'), 'utf8');
const registry = tingyunRegistry('harbor.example.com/tingyun');
const request = { relocation: tingyunRelocation(registry), agentVersion: '2.5.3.0', file: 'tingyunagent.yaml' };

function checksums(text: string): string[] {
  return [...text.matchAll(new RegExp(`${tingyunChecksumAnnotation}: "?([0-9a-f]+)`, 'g'))].map((match) => match[1] ?? '');
}

describe('the sample manifest', () => {
  const rewritten = rewriteTingyun(VENDOR, request);

  test('comes out as the golden file, with nothing skipped', () => {
    expectGolden(join(__dirname, 'golden', 'tingyunagent.yaml'), rewritten.text);
    expect(rewritten).toMatchObject({ skipped: [], doubted: [], bound: { accounts: 1, pods: 2, nested: 1 } });
  });

  test('the same once more changes nothing', () => {
    expect(rewriteTingyun(rewritten.text, request)).toMatchObject({ text: rewritten.text, changes: [], skipped: [] });
  });

  test('with the layout keep, and with Windows line ends', () => {
    const kept = rewriteTingyun(VENDOR, { ...request, relocation: tingyunRelocation(registry, Layout.keep()) });

    expect(kept.text).toContain('image: "harbor.example.com/tingyun/agents/k8s-agent:2.5.3.0"   # one per cluster');
    // The content of a ConfigMap is the same whatever its lines end in, and so is its checksum.
    expect(rewriteTingyun(VENDOR.replaceAll('\n', '\r\n'), request).text).toBe(rewritten.text.replaceAll('\n', '\r\n'));
  });

  test.each([
    ['by name', { businessNamespaces: ['shop', 'tingyun'] }],
    ['by labels', { businessNamespaceSelector: { 'tingyun-injection': 'enabled' } }],
  ])('with the pull secrets %s, it is proven', (_title, choice) => {
    const credential = Credential.externalSecret({ store: 'platform', key: 'registries/harbor/tingyun' });
    const plan = planPullSecret({ registry, credential, name: tingyunSecretName, ...tingyunSecretNamespaces(choice) });
    const secrets = streamFromObjects(plan.objects.map(({ object }) => ({ object: object as JsonObject })));
    const vendor = parseManifests(rewritten.text);
    const verdict = (resources: typeof vendor.resources): boolean => audit({ ...vendor, resources }, { registries: [registry] }).proven;

    // The manifest begins with the namespace of the agent.
    expect(verdict([...vendor.resources.slice(0, 1), ...secrets.resources, ...vendor.resources.slice(1)])).toBe(true);
    expect(verdict(vendor.resources)).toBe(false);
  });
});

describe('the checksum', () => {
  test('is the same on all pod templates, changes with the ConfigMap, and replaces an old one', () => {
    const [first, second, ...more] = checksums(rewriteTingyun(VENDOR, request).text);
    const edited = rewriteTingyun(rewriteTingyun(VENDOR, request).text.replace('logLevel: info', 'logLevel: debug'), request);

    expect([first, more]).toEqual([second, []]);
    expect(checksums(edited.text)).toHaveLength(2);
    expect(checksums(edited.text)).not.toContain(first);
    expect(edited.changes).toEqual(['Deployment', 'DaemonSet'].map((kind) => (
      expect.objectContaining({ kind: 'annotation', location: expect.stringContaining(kind) as string, from: first })
    )));
    expect(rewriteTingyun(edited.text, request).changes).toEqual([]);
  });

  test('makes the metadata that a template lacks; jobs are left alone', () => {
    const work = (kind: string, apiVersion: string): string => `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\nspec:\n  template:\n    spec:\n      containers: [{name: c, image: x:1}]\n`;
    const { text } = rewriteTingyun(`${VENDOR}${work('StatefulSet', 'apps/v1')}${work('Job', 'batch/v1')}`, request);

    expect(checksums(text)).toHaveLength(3);
    expect(text).toContain(`    metadata:\n      annotations:\n        ${tingyunChecksumAnnotation}: `);
  });
});

describe('what is refused or reported', () => {
  test.each(['2.5.2.9', '2.4.10.0', '1.9.9.9'])('release %s knows no pull secrets', (agentVersion) => {
    expect(() => rewriteTingyun(VENDOR, { ...request, agentVersion })).toThrow(expect.objectContaining({ code: 'release-too-old' }) as Error);
    expect(rewriteTingyun(VENDOR, { ...request, agentVersion, pullSecret: false }).text).not.toContain(`\n  - name: ${tingyunSecretName}`);
  });

  test('a registry without a project', () => {
    expect(() => tingyunRegistry('harbor.example.com')).toThrow(/names no project, expected domain\/project/);
    expect(tingyunRegistry('harbor.example.com:8443/a/b')).toMatchObject({ host: 'harbor.example.com:8443', prefix: 'a/b', authKey: 'harbor.example.com:8443' });
  });

  test('a namespace that cannot be, and one that the manifest does not use', () => {
    expect(() => rewriteTingyun(VENDOR, { ...request, agentNamespace: 'Tingyun' })).toThrow(expect.objectContaining({ code: 'namespace-invalid' }) as Error);
    const { skipped, text } = rewriteTingyun(VENDOR, { ...request, agentNamespace: 'monitoring' });

    expect(skipped.map(({ reason }) => reason)).toEqual([
      'no pod of the agent was found in namespace monitoring: check the namespace',
      'no injection template (mutate.yaml) was found in a ConfigMap of namespace monitoring: injected pods may not be able to pull',
    ]);
    expect(text).not.toContain(`\n  - name: ${tingyunSecretName}`);
  });

  test('objects that name no namespace belong to the agent', () => {
    expect(rewriteTingyun(VENDOR.replaceAll('  namespace: tingyun\n', ''), { ...request, agentNamespace: 'monitoring' })).toMatchObject({
      skipped: [], bound: { accounts: 1, pods: 2, nested: 1 },
    });
  });

  test('an injection template that lines do not tell is reported once', () => {
    const broken = VENDOR.replace('    initContainers:\n', '    {{ if .java }}\n    initContainers:\n').replace('    volumes:\n', '    {{ else }}\n    initContainers:\n    - name: b\n    {{ end }}\n    volumes:\n');

    expect(rewriteTingyun(broken, request).skipped).toEqual([{ location: expect.stringMatching(/^ConfigMap tingyun\/tingyun-injector: data\["mutate\.yaml"\]/) as string, reason: expect.stringContaining('several lists of containers') as string }]);
  });
});
