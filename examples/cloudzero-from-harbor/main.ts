import { App, Chart } from 'cdk8s';
import { Agent, Credential, Registry } from 'pullproof';
import { AgentInstall, Deliver, PullSecret } from 'pullproof/cdk8s';

/**
 * The CloudZero Agent, from a Harbor project, installed by Flux. The robot's password stays in the external store:
 * External Secrets brings it to the namespace.
 */
export function build(app: App): void {
  const chart = new Chart(app, 'cloudzero');
  const registry = Registry.harbor('harbor.example.com', { project: 'agents' });

  const pull = new PullSecret(chart, 'Pull', {
    registry,
    credential: Credential.externalSecret({ store: 'platform', key: 'registries/harbor/agents' }),
    namespaces: ['cloudzero-agent'],
    createNamespaces: true,
  });

  new AgentInstall(chart, 'CloudZero', {
    agent: Agent.cloudZero('1.2.13'),
    registry,
    pullSecrets: [pull],
    namespace: 'cloudzero-agent',
    values: {
      cloudAccountId: '123456789012',
      clusterName: 'prod-1',
      region: 'eu-west-1',
      existingSecretName: 'cloudzero-api-key',
    },
    deliver: Deliver.flux(),
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
