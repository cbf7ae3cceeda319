import { App, Chart } from 'cdk8s';
import { Agent, Credential, Registry } from 'pullproof';
import { AgentInstall, Deliver, HarborRegistry, PullSecret } from 'pullproof/cdk8s';

/**
 * A Harbor that caches what K8ssandra pulls, as code: an endpoint and a proxy-cache project per registry that its images come
 * from, and one robot for all of them.
 *
 * The robot's password is in an external store. The provider gives it to the robot, and the pull secret brings it to the
 * pods: nothing is copied from Harbor, and a new password in the store reaches both.
 */
export function build(app: App): void {
  const chart = new Chart(app, 'k8ssandra');
  const registry = Registry.harbor('harbor.example.com', { proxyCache: true });
  const credential = Credential.externalSecret({ store: 'platform', key: 'registries/harbor/puller', username: 'robot$puller' });

  const pull = new PullSecret(chart, 'Pull', { registry, credential, namespaces: ['cassandra'], createNamespaces: true });
  const k8ssandra = new AgentInstall(chart, 'K8ssandra', {
    agent: Agent.k8ssandra('1.3.0'),
    registry,
    pullSecrets: [pull],
    namespace: 'cassandra',
    values: { cassandra: { version: '4.0.0', datacenters: [{ name: 'dc1', size: 3 }] } },
    deliver: Deliver.argoCd(),
  });

  new HarborRegistry(chart, 'Registry', {
    registry,
    imagesOf: [k8ssandra],
    upstreamLogins: { 'docker.io': { username: 'acme', passwordSecret: { namespace: 'crossplane-system', name: 'docker-hub', key: 'token' } } },
    robot: { name: 'puller', description: 'pulls for the clusters', credential },
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
