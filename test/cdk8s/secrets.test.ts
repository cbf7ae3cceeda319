import { inspect } from 'node:util';
import type { App} from 'cdk8s';
import { Chart, YamlOutputType } from 'cdk8s';
import { Agent, Credential, SecretValue } from '../../src';
import { AgentInstall, Deliver, Proof, PullSecret, ServiceAccountBinding } from '../../src/cdk8s';
import { addObjects } from '../../src/cdk8s/objects';
import { CANARY_PASSWORD, CANARY_USERNAME } from '../support/canary';
import { CLEAR_TEXT, errorOf, HARBOR, newApp, newChart, readFolder } from './support';

/** What of a text is the same in base64 whatever stands before it: three forms, without the characters that others share. */
function base64Forms(text: string): string[] {
  return [0, 1, 2].map((offset) => Buffer.from(`${'x'.repeat(offset)}${text}`).toString('base64').slice(offset === 0 ? 0 : 4, -4));
}

const FORMS = [CANARY_PASSWORD, ...base64Forms(CANARY_PASSWORD), ...base64Forms(`${CANARY_USERNAME}:${CANARY_PASSWORD}`)];

function leaks(text: string): string[] {
  return FORMS.filter((form) => text.includes(form));
}

/** An app with a credential in clear text, chosen by its loud name. */
function appWithCredential(): { app: App; pull: PullSecret } {
  const app = newApp();
  const chart = new Chart(app, 'chart');
  const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: CLEAR_TEXT, namespaces: ['agents', 'other'], name: 'pull' });
  new ServiceAccountBinding(chart, 'agent', { namespace: 'agents', pullSecrets: [pull] });
  new AgentInstall(chart, 'CloudZero', {
    agent: Agent.cloudZero('1.2.13'), registry: HARBOR, pullSecrets: [pull], namespace: 'agents', values: { existingSecretName: 'key' }, deliver: Deliver.flux(),
  });
  return { app, pull };
}

test('the search finds the credential where it is: in the data of the Secrets, and nowhere else in the output', () => {
  const { app } = appWithCredential();
  app.synth();
  const [file = ''] = Object.values(readFolder(app.outdir));

  const [secrets, others] = [true, false].map((isSecret) => file.split('---\n').filter((document) => document.includes('kind: Secret\n') === isSecret));

  expect(secrets).toHaveLength(2);
  expect(secrets?.every((document) => leaks(document).length > 0)).toBe(true);
  expect(leaks(others?.join('') ?? '')).toEqual([]);
});

test('inspecting the constructs, however deep, shows nothing of it', () => {
  const { app, pull } = appWithCredential();
  app.synthYaml();

  for (const construct of [app, pull, Proof.of(app), pull.objectIn('agents'), CLEAR_TEXT]) {
    const shown = inspect(construct, { depth: Infinity, showHidden: true, getters: true, maxStringLength: Infinity, maxArrayLength: Infinity });
    expect(leaks(shown)).toEqual([]);
  }
  expect(inspect(app, { depth: Infinity })).toContain('(hidden)');
});

test('neither report shows it', () => {
  const { app } = appWithCredential();
  const proof = Proof.of(app);

  expect(proof.verdict().proven).toBe(true);
  expect(leaks(proof.toText() + proof.toJson() + inspect(proof.verdict(), { depth: Infinity }))).toEqual([]);
});

test.each<[string, () => unknown]>([
  ['a clash of files', () => new PullSecret(newChart({ app: { yamlOutputType: YamlOutputType.FILE_PER_RESOURCE } }), 'Pull', { registry: HARBOR, credential: CLEAR_TEXT, namespaces: ['a', 'b'] })],
  ['labels for clear text', () => new PullSecret(newChart(), 'Pull', { registry: HARBOR, credential: CLEAR_TEXT, namespaceSelector: { a: 'b' } })],
  ['a secret value among chart values', () => {
    const { app, pull } = appWithCredential();
    const values = { existingSecretName: 'key', apiKey: SecretValue.unsafePlainText(CANARY_PASSWORD) };
    new AgentInstall(new Chart(app, 'more'), 'CloudZero', { agent: Agent.cloudZero('1.2.13'), registry: HARBOR, pullSecrets: [pull], namespace: 'agents', values, deliver: Deliver.flux() });
  }],
  ['a secret value in an object', () => {
    const chart = newChart();
    addObjects(chart, [{ id: 'x', object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { key: SecretValue.unsafePlainText(CANARY_PASSWORD) } } }]);
    chart.toJson();
  }],
  ['a user name in the password', () => Credential.unsafePlainText({ username: 'a:b', password: SecretValue.unsafePlainText(CANARY_PASSWORD) })],
  ['an app that is not proven', () => {
    const { app } = appWithCredential();
    Proof.of(app).acknowledge({ rule: 'no-such-rule', reason: 'none' });
    app.synth();
  }],
])('the error about %s does not show it', (_, fail) => {
  const error = errorOf(fail);

  expect(leaks(`${error.message}\n${error.stack}\n${JSON.stringify(error)}\n${inspect(error, { depth: Infinity, showHidden: true })}`)).toEqual([]);
});

test('the data of any Secret that is written is hidden until then, and is written as it is', () => {
  const chart = newChart();
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'a' }, data: { a: 'eA==', b: null }, stringData: { c: 'y' } };

  addObjects(chart, [{ id: 'Secret', object: secret }]);

  expect(inspect(chart, { depth: Infinity })).not.toContain('eA==');
  expect(chart.toJson()).toEqual([secret]);
});
