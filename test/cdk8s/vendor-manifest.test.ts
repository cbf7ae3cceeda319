import { Chart } from 'cdk8s';
import { Proof, PullSecret, VendorManifest } from '../../src/cdk8s';
import { CLEAR_TEXT, errorOf, HARBOR, newApp, newChart, STORE, written, writtenNames } from './support';

const MANIFEST = `# A collector.
apiVersion: v1
kind: ServiceAccount
metadata: {name: collector}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: collector}
spec:
  selector: {matchLabels: {app: c}}
  template:
    metadata: {labels: {app: c}}
    spec:
      serviceAccountName: collector
      containers: [{name: c, image: "quay.io/acme/collector:1.2"}]
`;

test('objects come in the order of the manifest, in their namespace, moved, bound and proven', () => {
  const app = newApp();
  const chart = new Chart(app, 'test', { namespace: 'elsewhere' });
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['agents'], name: 'pull' });
  const vendor = new VendorManifest(chart, 'Collector', { manifest: MANIFEST, registry: HARBOR, pullSecrets: [pull], namespace: 'agents' });

  expect(writtenNames(app)).toEqual(['ExternalSecret agents/pull', 'ServiceAccount agents/collector', 'DaemonSet agents/collector']);
  expect(written(app)[1]).toMatchObject({ imagePullSecrets: [{ name: 'pull' }] });
  expect(written(app)[2]).toMatchObject({
    spec: { template: { spec: { imagePullSecrets: [{ name: 'pull' }], containers: [{ name: 'c', image: 'harbor.example.com/agents/acme/collector:1.2' }] } } },
  });
  expect(vendor.text).toContain('# A collector.\n');
  expect(vendor.changes).toHaveLength(3);
  expect(Proof.of(app).verdict()).toMatchObject({ proven: true, findings: [] });
});

test('several pull secrets are named in their order; none where nodes pull with their own identity', () => {
  const chart = newChart();
  const [one, two] = ['one', 'two'].map((name) => PullSecret.fromSecretName(chart, name, { name, registry: HARBOR }));
  const pullSecrets = [one, two].filter((secret) => secret !== undefined);

  expect(new VendorManifest(chart, 'Both', { manifest: MANIFEST, registry: HARBOR, pullSecrets }).text).toContain('imagePullSecrets:\n  - name: one\n  - name: two\n');
  expect(new VendorManifest(newChart(), 'None', { manifest: MANIFEST, registry: HARBOR }).text).not.toContain('imagePullSecrets');
});

test('without a pull secret the app is not proven', () => {
  const app = newApp();
  new VendorManifest(new Chart(app, 'test'), 'Collector', { manifest: MANIFEST, registry: HARBOR });

  expect(Proof.of(app).verdict().findings.map(({ rule }) => rule)).toEqual(['pod-without-credential']);
});

const TEMPLATE = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  t: |\n    initContainers:\n    {{ .list }}\n';

test('what cannot be rewritten is refused, unless that is accepted', () => {
  const props = { manifest: TEMPLATE, registry: HARBOR, pullSecrets: [PullSecret.fromSecretName(newChart(), 'P', { name: 'pull', registry: HARBOR })] };

  expect(errorOf(() => new VendorManifest(newChart(), 'C', props))).toMatchObject({
    code: 'manifest-invalid', where: 'test/C', problems: [expect.stringContaining('does not begin with an item')],
  });
  expect(new VendorManifest(newChart(), 'C', { ...props, acceptSkipped: true }).skipped).toHaveLength(1);
});

test.each([
  ['a document that is no object', { manifest: 'a: 1\n' }, { code: 'manifest-invalid', where: 'test/C' }],
  ['the same object twice', { manifest: `${MANIFEST}---\n${MANIFEST}` }, { code: 'object-clash', where: 'test/C' }],
])('%s is refused', (_title, props, error) => {
  expect(errorOf(() => new VendorManifest(newChart(), 'C', { registry: HARBOR, acceptSkipped: true, ...props }))).toMatchObject(error);
});

test('a pull secret that is not delivered to a namespace with pods is refused', () => {
  const chart = newChart();
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: CLEAR_TEXT, namespaces: ['other'], name: 'pull' });

  expect(errorOf(() => new VendorManifest(chart, 'C', { manifest: MANIFEST, registry: HARBOR, pullSecrets: [pull], namespace: 'agents' })))
    .toMatchObject({ code: 'namespace-invalid', where: 'test/C' });
});
