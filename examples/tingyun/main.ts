import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Credential, Registry } from 'pullproof';
import { TingyunAgent } from 'pullproof/cdk8s';

/**
 * The Tingyun UniAgent, from the file that its platform hands out: images from a Harbor project, the pull secret in the
 * agent's namespace and in every namespace that the agent is injected into. `payments` has a secret of its own that opens
 * the project, so it is left out.
 */
export function build(app: App): void {
  new TingyunAgent(new Chart(app, 'tingyun'), 'Tingyun', {
    manifest: readFileSync(join(__dirname, 'tingyunagent.yaml'), 'utf8'),
    file: 'tingyunagent.yaml',
    agentVersion: '2.5.3.0',
    registry: Registry.harbor('harbor.example.com', { project: 'tingyun' }),
    credential: Credential.externalSecret({ store: 'platform', key: 'registries/harbor/tingyun' }),
    businessNamespaceSelector: { 'tingyun-injection': 'enabled' },
    excludedNamespaces: ['payments'],
  });
}

if (require.main === module) {
  const app = new App();
  build(app);
  app.synth();
}
