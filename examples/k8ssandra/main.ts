import { App, Chart } from 'cdk8s';
import { Agent, Credential, Registry } from 'pullproof';
import { AgentInstall, Deliver, PullSecret } from 'pullproof/cdk8s';

/**
 * K8ssandra with Stargate, Reaper and its monitoring stack, from a Harbor project, installed by Argo CD.
 *
 * Its pods take pull secrets in three ways: lists of `{ name }`, lists of names, and accounts that must exist before the
 * install. The accounts are written beside the Application, and the values name them.
 */
export function build(app: App): void {
  const chart = new Chart(app, 'k8ssandra');
  const registry = Registry.harbor('harbor.example.com', { project: 'databases' });

  const pull = new PullSecret(chart, 'Pull', {
    registry,
    credential: Credential.externalSecret({ store: 'platform', key: 'registries/harbor/databases' }),
    namespaces: ['cassandra'],
    createNamespaces: true,
  });

  new AgentInstall(chart, 'K8ssandra', {
    agent: Agent.k8ssandra('1.3.0'),
    registry,
    pullSecrets: [pull],
    namespace: 'cassandra',
    values: { cassandra: { version: '4.0.0', datacenters: [{ name: 'dc1', size: 3 }] } },
    deliver: Deliver.argoCd(),
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
