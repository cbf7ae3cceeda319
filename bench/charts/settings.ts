import { Registry } from '../../src/registry';
import { Layout, Relocation } from '../../src/relocate';

/** The Helm that renders. */
export const HELM = process.env.PULLPROOF_HELM ?? 'helm';

/** What every chart is installed as. */
export const INSTALL = { releaseName: 'rel', namespace: 'apps', kubeVersion: '1.31.0' };

/** Name of the one pull secret. */
export const PULL_SECRET = 'pull';

/** Where every image goes. */
export const RELOCATION = new Relocation({
  registry: Registry.parse(process.env.PULLPROOF_REGISTRY ?? 'harbor.example.com/agents'),
  ...(process.env.PULLPROOF_LAYOUT === undefined ? {} : { layout: Layout.parse(process.env.PULLPROOF_LAYOUT) }),
});
