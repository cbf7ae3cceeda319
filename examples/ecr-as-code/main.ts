import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-34';
import { Agent, Credential, Registry } from 'pullproof';
import { AgentInstall, Deliver, EcrRegistry, Proof, PullSecret } from 'pullproof/cdk8s';

/**
 * The ECR of a platform account as code, for the pods of this app: a repository per image that they pull, and no list of
 * repositories anywhere. Nodes of another account pull with their own identity, which the repositories let in.
 */
export function build(app: App): void {
  const registry = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
  const workloads = new Chart(app, 'workloads');
  const pull = new PullSecret(workloads, 'Pull', { registry, credential: Credential.nodeIdentity() });

  const cloudZero = new AgentInstall(workloads, 'CloudZero', {
    agent: Agent.cloudZero('1.2.13'),
    registry,
    pullSecrets: [pull],
    namespace: 'cloudzero-agent',
    values: { cloudAccountId: '210987654321', clusterName: 'prod-1', region: 'eu-west-1', existingSecretName: 'cloudzero-api-key' },
    deliver: Deliver.flux(),
  });
  const report = new kplus.Deployment(workloads, 'Report', {
    metadata: { namespace: 'finance' },
    containers: [{ image: `${registry.host}/agents/finance/report:1.4.0` }],
  });

  new EcrRegistry(new Chart(app, 'registry'), 'Registry', {
    registry,
    imagesOf: [cloudZero, report],
    createNamespace: true,
    pullers: { accounts: ['210987654321'] },
    tags: { owner: 'platform' },
  });
  Proof.of(app).allowRegistry(registry);
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
