import { Deployment } from '@pulumi/kubernetes/apps/v1';
import * as pulumi from '@pulumi/pulumi';
import { Credential, Registry } from 'pullproof';
import { Proof, PullSecret, relocateImages, ServiceAccountBinding } from 'pullproof/pulumi';

/**
 * An application of one's own, written with the resources of Pulumi. Every image of the stack moves to the registry, and the
 * proof covers every Kubernetes resource.
 */
export = (): { proof: Promise<string> } => {
  const registry = Registry.harbor('harbor.example.com', { project: 'shop' });
  pulumi.runtime.registerStackTransformation(relocateImages(registry));
  Proof.of().includeStack().allowRegistry(registry);

  const pull = new PullSecret('pull', {
    registry,
    credential: Credential.externalSecret({ store: 'platform', key: 'registries/harbor/shop' }),
    namespaces: ['shop'],
    createNamespaces: true,
  });

  // Pods of this account need no list of their own.
  const checkout = new ServiceAccountBinding('checkout', { namespace: 'shop', pullSecrets: [pull] });

  new Deployment('checkout', {
    metadata: { name: 'checkout', namespace: 'shop' },
    spec: {
      selector: { matchLabels: { app: 'checkout' } },
      template: {
        metadata: { labels: { app: 'checkout' } },
        spec: {
          serviceAccountName: checkout.name,
          containers: [
            { name: 'checkout', image: 'harbor.example.com/shop/checkout:2.7.1' },
            { name: 'proxy', image: 'docker.io/envoyproxy/envoy:v1.33.0' },
          ],
        },
      },
    },
  }, { dependsOn: checkout });

  return { proof: Proof.of().toText() };
};
