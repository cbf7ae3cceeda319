import { App, Chart, Cron } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Credential, Registry } from 'pullproof';
import { Proof, PullSecret, ServiceAccountBinding } from 'pullproof/cdk8s';

/**
 * An application of one's own, written with cdk8s-plus, next to agents: its Deployment takes the pull secret and the
 * account, and the same proof covers it.
 */
export function build(app: App): void {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const registry = Registry.harbor('harbor.example.com', { project: 'shop' });

  const pull = new PullSecret(chart, 'Pull', {
    registry,
    credential: Credential.externalSecret({ store: 'platform', key: 'registries/harbor/shop' }),
    namespaces: ['shop'],
  });

  // Pods of this account need no list of their own.
  const account = new ServiceAccountBinding(chart, 'checkout', { namespace: 'shop', pullSecrets: [pull] });
  new kplus.Deployment(chart, 'Checkout', {
    serviceAccount: account,
    containers: [{ image: 'harbor.example.com/shop/checkout:2.7.1', portNumber: 8080 }],
  });

  // A pod may also name the pull secret itself.
  new kplus.CronJob(chart, 'Report', {
    schedule: Cron.daily(),
    dockerRegistryAuth: pull,
    containers: [{ image: 'harbor.example.com/shop/report:1.4.0' }],
  });

  Proof.of(app).allowRegistry(registry);
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
