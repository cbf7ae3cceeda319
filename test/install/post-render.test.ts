import { postRender } from '../../src/install';
import { Registry } from '../../src/registry';
import { Relocation } from '../../src/relocate';

const relocation = new Relocation({ registry: Registry.generic('harbor.example.com', { prefix: 'agents' }) });
const run = (text: string, pullSecretNames: readonly string[] = [], strict = false): ReturnType<typeof postRender> =>
  postRender(text, { relocation, pullSecretNames, strict });

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: p} # mine\nspec:\n  containers:\n  - {name: c, image: quay.io/acme/app:1}\n';

test('images move, and every other byte stays', () => {
  expect(run(POD)).toMatchObject({ text: POD.replace('quay.io', 'harbor.example.com/agents'), skipped: [], findings: [], seesHooks: false });
});

test('pods and accounts name every pull secret', () => {
  const { text, findings, bound } = run(`${POD}---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n`, ['pull', 'other']);

  expect(text.match(/- name: (?:pull|other)/g)).toEqual(['- name: pull', '- name: other', '- name: pull', '- name: other']);
  expect({ findings, bound }).toEqual({ findings: [], bound: { accounts: 1, pods: 1, nested: 0 } });
});

describe('a custom resource that may not know the key', () => {
  const probe = 'apiVersion: acme.example.com/v1\nkind: Probe\nmetadata: {name: p}\nspec: {image: quay.io/acme/app:1, serviceAccountName: a}\n';

  test('pulls by its account, where the chart makes that', () => {
    expect(run(`${probe}---\napiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n`, ['pull'])).toMatchObject({ skipped: [], findings: [] });
  });

  test('pulls nothing that the manifests name, where it names no image', () => {
    const cluster = 'apiVersion: acme.example.com/v1\nkind: Cluster\nmetadata: {name: c}\nspec: {podTemplate: {spec: {containers: [{name: main, resources: {}}]}}}\n';

    expect(run(cluster, ['pull'])).toMatchObject({ text: cluster, skipped: [], findings: [] });
  });

  test('is told where it does not', () => {
    expect(run(probe, ['pull'])).toMatchObject({ skipped: { length: 1 }, findings: [{ rule: 'pod-without-credential' }] });
    expect(run(probe)).toMatchObject({ skipped: [], findings: [] });
  });
});

test('an image that cannot move is a finding', () => {
  const secret = `apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {config.yaml: ${Buffer.from('image: quay.io/acme/app:1\n').toString('base64')}}\n`;

  expect(run(secret)).toMatchObject({ text: secret, skipped: { length: 1 }, findings: [{ rule: 'image-not-private' }] });
});

test('what only looks like an image is one when it is asked for', () => {
  const note = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: notes}\ndata: {note: "see quay.io/acme/app:1 for more"}\n';

  expect(run(note)).toMatchObject({ text: note, doubted: { length: 1 }, findings: [] });
  expect(run(note, [], true).findings.map(({ rule, severity }) => [rule, severity])).toEqual([['image-not-private', 'warning']]);
});

test('a document that cannot be read is a finding', () => {
  expect(run('a: [\n').findings.map(({ rule }) => rule)).toEqual(['document-unparsed']);
});

test('the rest of an install is the business of others', () => {
  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ntype: kubernetes.io/dockerconfigjson\nstringData: {.dockerconfigjson: "{}"}\n';

  expect(run(`${secret}---\n${secret}`, ['pull']).findings).toEqual([]);
  expect(run('').findings).toEqual([]);
});

test('Helm 4 marks what it hands over, hooks among it', () => {
  const marked = POD.replace('{name: p}', '{name: p, annotations: {postrenderer.helm.sh/postrender-filename: chart/templates/pod.yaml}}');

  expect(run(marked).seesHooks).toBe(true);
});
