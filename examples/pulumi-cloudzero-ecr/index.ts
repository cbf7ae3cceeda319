import * as pulumi from '@pulumi/pulumi';
import { Agent, Credential, Registry } from 'pullproof';
import { AgentInstall, Deliver, EcrRegistry, Proof, PullSecret } from 'pullproof/pulumi';

/**
 * The CloudZero Agent on EKS. The images are in ECR, and the nodes pull with their own identity: there is no pull secret, and
 * the proof knows.
 */
export = (): { images: string[]; repositories: string[]; proof: Promise<string> } => {
  const config = new pulumi.Config();
  const registry = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
  const agent = Agent.cloudZero('1.2.13');

  // One repository for each image of the agent, by the same relocation that moves them.
  const ecr = new EcrRegistry('agents', {
    registry,
    agents: [{ agent, values: { existingSecretName: 'cloudzero-api-key' } }],
    pullRoles: [config.require('nodeRole')],
  });

  const pull = new PullSecret('pull', { registry, credential: Credential.nodeIdentity(), namespaces: ['cloudzero-agent'], createNamespaces: true });

  const cloudZero = new AgentInstall('cloudzero', {
    agent,
    registry,
    pullSecrets: [pull],
    namespace: 'cloudzero-agent',
    values: {
      cloudAccountId: '123456789012',
      clusterName: config.requireSecret('clusterName'),
      region: 'eu-west-1',
      existingSecretName: 'cloudzero-api-key',
    },
    deliver: Deliver.helmRelease({ options: { atomic: true } }),
  }, { dependsOn: ecr.resources });

  return { images: cloudZero.images.map(({ target }) => target), repositories: ecr.repositoryNames, proof: Proof.of().toText() };
};
