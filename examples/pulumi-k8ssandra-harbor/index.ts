import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { Agent, Registry } from 'pullproof';
import { AgentInstall, Deliver, HarborRegistry, HarborRobot, Proof, PullSecret } from 'pullproof/pulumi';

/**
 * K8ssandra from a Harbor project. The project and its robot are made here too; the robot’s secret goes from Harbor into the
 * Secret of the cluster, and is a secret all the way.
 */
export = (): { notes: string[]; proof: Promise<string> } => {
  const config = new pulumi.Config();
  const harbor = { url: 'https://harbor.example.com', username: 'admin', password: config.requireSecret('harborPassword') };
  const registry = Registry.harbor('harbor.example.com', { project: 'databases' });

  const project = new HarborRegistry('databases', { harbor, registry, scanOnPush: true, immutableTags: [{ tags: 'v*' }] });
  const robot = new HarborRobot('k8ssandra-pull', { harbor, registry, durationDays: 90, renewBeforeDays: 14 }, { dependsOn: project.resources });

  // A new secret of the robot updates the Secrets in place; without this, they would be gone for a moment.
  const cluster = new kubernetes.Provider('cluster', { enableSecretMutable: true });

  const pull = new PullSecret('pull', { registry, credential: robot.login, namespaces: ['cassandra'], createNamespaces: true }, { provider: cluster });

  const k8ssandra = new AgentInstall('k8ssandra', {
    agent: Agent.k8ssandra('1.3.0'),
    registry,
    pullSecrets: [pull],
    namespace: 'cassandra',
    values: { cassandra: { version: '4.0.0', datacenters: [{ name: 'dc1', size: 3 }] } },
    deliver: Deliver.helmRelease(),
  }, { provider: cluster });

  return { notes: k8ssandra.notes, proof: Proof.of(cluster).toText() };
};
