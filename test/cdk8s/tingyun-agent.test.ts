import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { build } from '../../examples/tingyun/main';
import { Credential, Registry } from '../../src';
import { Proof, TingyunAgent } from '../../src/cdk8s';
import type { TingyunAgentProps } from '../../src/cdk8s';
import { CLEAR_TEXT, ECR, errorOf, loadAll, newApp, newChart, nameOf, STORE, written, writtenNames } from './support';

const VENDOR = readFileSync(join(__dirname, '..', 'fixtures', 'manifests', 'tingyunagent.yaml'), 'utf8');
const PROPS: TingyunAgentProps = {
  manifest: VENDOR, agentVersion: '2.5.3.0', registry: Registry.harbor('harbor.example.com', { project: 'tingyun' }), credential: STORE,
};

test('the namespace comes first, then the pull secrets, then all others; and the app is proven', () => {
  const app = newApp();
  const agent = new TingyunAgent(new Chart(app, 'test'), 'Tingyun', { ...PROPS, businessNamespaces: ['shop', 'pay'], excludedNamespaces: ['pay'] });
  const names = writtenNames(app);

  expect(names.filter((name) => /Namespace|ExternalSecret|Deployment|ServiceAccount/.test(name))).toEqual([
    'ExternalSecret shop/tingyun-image-secret', 'Namespace tingyun', 'ExternalSecret tingyun/tingyun-image-secret',
    'ServiceAccount tingyun/tingyun-k8s-monitor', 'Deployment tingyun/tingyun-agent',
  ]);
  expect(names).toHaveLength(loadAll(VENDOR).length + 2);
  expect(agent.pullSecret.name).toBe('tingyun-image-secret');
  expect(agent.skipped).toEqual([]);
  expect(Proof.of(app).verdict()).toMatchObject({ proven: true, findings: [] });
});

test('what is written is the vendor\'s manifest with the changes; comments inside the ConfigMap stay', () => {
  const app = newApp();
  const agent = new TingyunAgent(new Chart(app, 'test'), 'Tingyun', { ...PROPS });
  const rewritten = loadAll(agent.text);
  const objects = new Map(written(app).map((object) => [nameOf(object), object]));

  expect(rewritten.map((object) => objects.get(nameOf(object)))).toEqual(rewritten);
  expect(objects.get('ConfigMap tingyun/tingyun-injector')).toMatchObject({
    data: { 'mutate.yaml': expect.stringContaining('#- name: tingyun-image-secret\nimagePullSecrets:\n- name: tingyun-image-secret\ninitContainers:\n') },
  });
});

test('with labels, one object serves all namespaces but those left out', () => {
  const app = newApp();
  const agent = new TingyunAgent(new Chart(app, 'test'), 'Tingyun', {
    ...PROPS, businessNamespaceSelector: { 'tingyun-injection': 'enabled' }, excludedNamespaces: ['payments'],
  });

  expect(writtenNames(app).slice(0, 2)).toEqual(['Namespace tingyun', 'ClusterExternalSecret tingyun-image-secret']);
  expect(['tingyun', 'shop', 'payments'].map((namespace) => agent.pullSecret.covers(namespace))).toEqual([true, true, false]);
});

test('where nodes pull with their own identity there is no secret, and no gate', () => {
  const app = newApp();
  new TingyunAgent(new Chart(app, 'test'), 'Tingyun', { ...PROPS, registry: ECR, credential: Credential.nodeIdentity(), agentVersion: '2.4.0.0' });

  expect(app.synthYaml()).not.toMatch(/^ *imagePullSecrets:/m);
  expect(Proof.of(app).verdict().proven).toBe(true);
});

test.each([
  ['a release without pull secrets', { agentVersion: '2.5.2.9' }, { code: 'release-too-old' }],
  ['what is no version', { agentVersion: '2.5' }, { code: 'release-unknown' }],
  ['clear text for labels', { credential: CLEAR_TEXT, businessNamespaceSelector: { a: 'b' } }, { code: 'delivery-invalid', where: 'test/Tingyun/Pull' }],
  ['a manifest of another namespace', { agentNamespace: 'apm' }, { code: 'manifest-invalid', problems: { length: 2 } }],
  ['a manifest that is none', { manifest: 'a: [' }, { code: 'manifest-invalid' }],
])('%s is refused', (_title, props, error) => {
  expect(errorOf(() => new TingyunAgent(newChart(), 'Tingyun', { ...PROPS, ...props }))).toMatchObject({ where: 'test/Tingyun', ...error });
});

test('the example is proven', () => {
  const app = newApp();
  build(app);

  expect(Proof.of(app).verdict()).toMatchObject({ proven: true, findings: [] });
  expect(readFileSync(join(__dirname, '..', '..', 'examples', 'tingyun', 'tingyunagent.yaml'), 'utf8')).toBe(VENDOR);
});
