import { App, Chart } from 'cdk8s';
import { Agent, CaBundle, Credential, ImagePattern, Registry } from 'pullproof';
import { AgentInstall, Deliver, ImageAvailabilityExporter, Proof, PullSecret } from 'pullproof/cdk8s';

/**
 * K8ssandra from a Harbor project, and an exporter from the same project that keeps asking whether its images can still be
 * pulled: also those that only hooks, init containers and its operators run.
 */
export function build(app: App): void {
  const chart = new Chart(app, 'database');
  const registry = Registry.harbor('harbor.example.com', { project: 'agents' });

  const pull = new PullSecret(chart, 'Pull', {
    registry,
    credential: Credential.externalSecret({ store: 'platform', key: 'registries/harbor/agents' }),
    namespaces: ['k8ssandra', 'monitoring'],
  });

  const k8ssandra = new AgentInstall(chart, 'K8ssandra', {
    agent: Agent.k8ssandra('1.5.2'),
    registry,
    pullSecrets: [pull],
    namespace: 'k8ssandra',
    values: { cassandra: { version: '4.0.3' }, 'kube-prometheus-stack': { enabled: false } },
    deliver: Deliver.flux(),
  });

  new ImageAvailabilityExporter(chart, 'Exporter', {
    registry,
    pullSecrets: [pull],
    namespace: 'monitoring',
    // Harbor has a certificate of the company.
    caBundles: [CaBundle.configMap('corporate-ca')],
    // These are built in the cluster and come from nowhere else.
    ignoredImages: [ImagePattern.below('registry.internal:5000')],
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
    monitor: { labels: { release: 'kube-prometheus-stack' } },
    alerts: { labels: { release: 'kube-prometheus-stack' }, pendingFor: '10m', runbookUrl: 'https://wiki.example.com/images' },
    dashboard: {},
    watch: [k8ssandra],
  });

  // Its operator has two default images as literal text, and no value moves them. The proof wants to hear why that is fine.
  Proof.of(app).acknowledge({
    rule: 'release-image-not-private',
    resource: 'HelmRelease k8ssandra/k8ssandra',
    reason: 'the datacenter names its own logger and config builder, so the defaults of the operator are never pulled',
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
