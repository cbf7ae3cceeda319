import { App, Chart } from 'cdk8s';
import { Agent, Credential, Registry } from 'pullproof';
import { AgentInstall, Deliver, PullSecret } from 'pullproof/cdk8s';

/** What differs between two clusters that pull from one ECR. */
interface Cluster {
  readonly name: string;
  readonly credential: Credential;
}

/**
 * One ECR for two kinds of clusters. EKS nodes pull with their own identity: no secret is written, and the proof knows.
 * A cluster elsewhere gets tokens that External Secrets makes once in a hub namespace and copies to the others.
 */
const CLUSTERS: readonly Cluster[] = [
  { name: 'eks', credential: Credential.nodeIdentity() },
  { name: 'on-premises', credential: Credential.ecrToken({ hubNamespace: 'registry-system', serviceAccount: 'ecr-puller' }) },
];

/** Builds the app of one cluster: an app is what is applied to one cluster, and what one proof is about. */
export function build(app: App, { name, credential }: Cluster): void {
  const chart = new Chart(app, name);
  const registry = Registry.ecr({ account: '123456789012', region: 'eu-west-1', prefix: 'agents' });
  const pull = new PullSecret(chart, 'Pull', { registry, credential, namespaces: ['cloudzero-agent'] });

  new AgentInstall(chart, 'CloudZero', {
    agent: Agent.cloudZero('1.2.13'),
    registry,
    pullSecrets: [pull],
    namespace: 'cloudzero-agent',
    values: { cloudAccountId: '123456789012', clusterName: name, region: 'eu-west-1', existingSecretName: 'cloudzero-api-key' },
    deliver: Deliver.argoCd(),
  });
}

/** One app per cluster. */
export const clusters = CLUSTERS.map((cluster) => ({ name: cluster.name, build: (app: App): void => build(app, cluster) }));

if (require.main === module) {
  for (const cluster of clusters) {
    const app = new App({ outdir: `dist/${cluster.name}` });
    cluster.build(app);
    app.synth();
  }
}
