import { CANARY_PASSWORD } from '../support/canary';
import { deployment, pullproof } from './support';

const STREAM = `apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: agents }
spec:
  template:
    spec:
      initContainers:
        - image: harbor.example.com/agents/init:1.0
      containers:
        - image: app@sha256:${'0'.repeat(64)}
          args: [--sidecar-image=quay.io/acme/sidecar:2]
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data:
  settings.yaml: |
    proxy:
      image: quay.io/acme/proxy:3
`;

test('a table of every reference: what it is, how certain, and where', async () => {
  expect(await pullproof(['images'], { input: STREAM })).toEqual({
    code: 0,
    err: '',
    out: [
      `${'harbor.example.com/agents/init:1.0'.padEnd(75)}  certain   Deployment agents/app: spec.template.spec.initContainers[0].image (stdin:8)`,
      `app@sha256:${'0'.repeat(64)}  certain   Deployment agents/app: spec.template.spec.containers[0].image (stdin:10)`,
      `${'quay.io/acme/sidecar:2'.padEnd(75)}  likely    Deployment agents/app: spec.template.spec.containers[0].args[0] (stdin:11)`,
      `${'quay.io/acme/proxy:3'.padEnd(75)}  likely    ConfigMap settings: data["settings.yaml"] (stdin:17) → proxy.image`,
      '',
    ].join('\n'),
  });
});

test('JSON for programs', async () => {
  const { code, out } = await pullproof(['images', '--json'], { input: STREAM });

  expect(code).toBe(0);
  expect((JSON.parse(out) as unknown[])[3]).toEqual({
    image: 'quay.io/acme/proxy:3',
    canonical: 'quay.io/acme/proxy:3',
    certainty: 'likely',
    place: 'data',
    apiVersion: 'v1',
    kind: 'ConfigMap',
    name: 'settings',
    path: 'data["settings.yaml"]',
    nested: 'proxy.image',
    file: 'stdin',
    line: 17,
  });
});

test('no reference is no error, and no silence either', async () => {
  const input = '{ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "agents" } }';

  expect(await pullproof(['images'], { input })).toEqual({ code: 0, out: '', err: 'note: no image reference in 1 object\n' });
  expect(await pullproof(['images', '--json'], { input })).toEqual({ code: 0, out: '[]\n', err: 'note: no image reference in 1 object\n' });
});

test('a document that cannot be read is an error: the list would look complete', async () => {
  expect(await pullproof(['images'], { input: `${STREAM}---\n{ "apiVersion": \n---\njust text\n` })).toEqual({
    code: 2,
    out: '',
    err: expect.stringMatching(/^pullproof: 2 documents cannot be read\n {2}- stdin:\d+: .+\n {2}- stdin:23: .+\n {2}mend them, or leave them out\n$/) as string,
  });
});

test('colours only where they are wanted', async () => {
  const input = deployment('harbor.example.com/agents/app:1.0');

  expect((await pullproof(['images'], { input })).out).not.toContain('\u001b');
  expect((await pullproof(['images'], { input, colour: true })).out).toContain('\u001b[2mDeployment agents/app');
});

test('control characters of a manifest are escaped, in the table and in JSON', async () => {
  const input = 'apiVersion: v1\nkind: Pod\nmetadata: { name: "a\\e[31m\\nb" }\nspec: { containers: [{ image: "x:\\e[31m\\nroot" }] }\n';
  const { out } = await pullproof(['images'], { input });

  expect(out).toBe('x:\\u001b[31m\\nroot  certain   Pod a\\u001b[31m\\nb: spec.containers[0].image (stdin:4)\n');
  expect((await pullproof(['images', '--json'], { input })).out).not.toContain('\u001b');
});

describe('credentials in manifests stay there', () => {
  const address = `https://robot:${CANARY_PASSWORD}@harbor.example.com/agents/app:1.0`;

  test.each([
    ['in the image of a container', deployment(address)],
    ['in an argument', deployment('app:1', { initContainers: [{ image: 'app:1', args: [`--image=${address}`] }] })],
    ['in a variable', deployment('app:1', { initContainers: [{ image: 'app:1', env: [{ name: 'APP_IMAGE', value: address }] }] })],
    ['in a ConfigMap', JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { image: address } })],
    ['in a custom resource', JSON.stringify({ apiVersion: 'acme.example/v1', kind: 'Agent', metadata: { name: 'a' }, spec: { image: address } })],
    ['in a Secret', JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, stringData: { password: CANARY_PASSWORD, url: address } })],
    ['in a Secret, in the form of a reference', JSON.stringify({
      apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' },
      stringData: { token: `harbor.example.com/agents:${CANARY_PASSWORD}`, imageToken: `harbor.example.com/agents:${CANARY_PASSWORD}` },
      data: { password: Buffer.from(`harbor.example.com/agents:${CANARY_PASSWORD}`).toString('base64') },
    })],
    ['in a document that is no YAML', `apiVersion: v1\nkind: Secret\nstringData: { password: "${CANARY_PASSWORD}\n  x: ]`],
  ])('%s', async (_place, input) => {
    for (const format of [[], ['--json']]) {
      const { out, err } = await pullproof(['images', ...format], { input });

      expect(out + err).not.toContain(CANARY_PASSWORD);
    }
  });
});
