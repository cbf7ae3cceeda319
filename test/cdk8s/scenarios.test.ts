import { join } from 'node:path';
import type { App} from 'cdk8s';
import { Chart } from 'cdk8s';
import { Agent, Credential, Layout, Registry } from '../../src';
import { AgentInstall, Deliver, Proof, PullSecret, ServiceAccountBinding } from '../../src/cdk8s';
import { chart as fixture, KUBE_VERSION } from '../support/charts';
import { expectGolden } from '../support/golden';
import { HELM_4 } from '../support/tools';
import { COLLECTOR } from './collector';
import { ECR, HARBOR, newApp, STORE } from './support';

/** Whole outputs, one file of manifests and one report per scenario. Credentials are references in all of them. */
const SCENARIOS: readonly (readonly [string, (chart: Chart) => void])[] = [
  ['flux-with-external-secret', (chart) => {
    const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['agents'], createNamespaces: true });
    new AgentInstall(chart, 'CloudZero', {
      agent: Agent.cloudZero('1.2.13'), registry: HARBOR, pullSecrets: [pull], namespace: 'agents', deliver: Deliver.flux(),
      values: { existingSecretName: 'cloudzero-api-key', clusterName: 'prod-1', server: { resources: null } },
    });
  }],
  ['argo-cd-with-ecr-tokens', (chart) => {
    const credential = Credential.ecrToken({ hubNamespace: 'registry-system', serviceAccount: 'ecr-puller' });
    const pull = new PullSecret(chart, 'Pull', { registry: ECR, credential, namespaces: ['agents'], namespaceSelector: { team: 'observability' }, name: 'ecr-pull' });
    new AgentInstall(chart, 'CloudZero', {
      agent: Agent.cloudZero('1.2.9'), registry: ECR, pullSecrets: [pull], namespace: 'agents', deliver: Deliver.argoCd(), values: { existingSecretName: 'cloudzero-api-key' },
    });
  }],
  ['flux-from-oci-with-node-identity', (chart) => {
    const none = new PullSecret(chart, 'Pull', { registry: ECR, credential: Credential.nodeIdentity(), namespaces: ['agents'], createNamespaces: true });
    new AgentInstall(chart, 'Collector', {
      agent: Agent.custom(COLLECTOR), registry: ECR, pullSecrets: [none], namespace: 'agents', deliver: Deliver.flux({ interval: '10m', repositorySecret: 'charts-login' }),
    });
  }],
  ['accounts-in-labelled-namespaces', (chart) => {
    const pull = new PullSecret(chart, 'Pull', {
      registry: HARBOR, credential: STORE, namespaces: ['constructor', '10'], namespaceSelector: { pull: 'yes' }, createNamespaces: true, labels: { team: 'x' }, annotations: { note: 'y' },
    });
    new ServiceAccountBinding(chart, 'agent', { namespace: '10', pullSecrets: [pull], annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/agent' } });
    new ServiceAccountBinding(chart, 'default-of-constructor', { name: 'default', namespace: 'constructor', pullSecrets: [pull], existing: true, keep: ['default-dockercfg-x'] });
  }],
  ['rendered-by-helm', (chart) => {
    const quay = Registry.harbor('harbor.example.com', { project: 'quay-cache' });
    const pull = new PullSecret(chart, 'Pull', { registry: HARBOR, credential: STORE, namespaces: ['agents'], createNamespaces: true });
    new AgentInstall(chart, 'CloudZero', {
      agent: Agent.cloudZero('1.2.13'), registry: HARBOR, layout: Layout.flat(), routes: { 'quay.io': { registry: quay } }, pullSecrets: [pull], namespace: 'agents',
      releaseName: 'cz', values: { existingSecretName: 'cloudzero-api-key' },
      deliver: Deliver.rendered({ chart: fixture('cloudzero-agent-1.2.13'), helmExecutable: HELM_4, kubeVersion: KUBE_VERSION }),
    });
  }],
];

test.each(SCENARIOS)('%s', (name, build) => {
  const app: App = newApp();
  build(new Chart(app, 'scenario', { namespace: 'of-the-chart', labels: { 'app.example.com/owner': 'platform' } }));

  expectGolden(join(__dirname, 'golden', `${name}.yaml`), app.synthYaml());
  expectGolden(join(__dirname, 'golden', `${name}.report.txt`), Proof.of(app).toText());
});
