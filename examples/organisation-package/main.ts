import { ApiObject, App, Chart } from 'cdk8s';
import { Credential, Layout } from 'pullproof';
import { AgentInstall, Deliver, Proof, PullSecret, ServiceAccountBinding } from 'pullproof/cdk8s';
import { ACME_COLLECTOR } from './acme-collector';
import { acmeRegistry } from './acme-registry';
import { TeamLabelRule } from './team-label-rule';

/** A construct package of an organisation: its own agent, its own kind of registry, its own rule. */
export function build(app: App): void {
  const chart = new Chart(app, 'acme', { labels: { team: 'platform' } });
  const registry = acmeRegistry('platform');

  const pull = new PullSecret(chart, 'Pull', {
    registry,
    credential: Credential.externalSecret({ store: 'vault', key: 'robots/platform', username: 'acme-platform' }),
    namespaces: ['collector'],
    createNamespaces: true,
  });

  new AgentInstall(chart, 'Collector', {
    agent: ACME_COLLECTOR,
    registry,
    layout: Layout.flat(),
    pullSecrets: [pull],
    namespace: 'collector',
    deliver: Deliver.flux(),
  });

  const account = new ServiceAccountBinding(chart, 'operator', { namespace: 'collector', pullSecrets: [pull] });
  new ApiObject(chart, 'Operator', {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'operator', namespace: 'collector' },
    spec: { serviceAccountName: account.name, containers: [{ name: 'operator', image: 'registry.acme.example/platform/operator:1.0.3' }] },
  });

  Proof.of(app).addRule(new TeamLabelRule());
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
