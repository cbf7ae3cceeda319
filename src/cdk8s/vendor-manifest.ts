import { Construct } from 'constructs';
import { Relocation, rewriteVendorManifest } from '../relocate';
import { atConstruct } from './construct-error';
import { Proof } from './proof';
import type { VendorManifestProps } from './vendor-manifest-props';
import { writeStream } from './write-stream';

/**
 * A vendor's YAML in an app: its images moved, its accounts and pods bound to the pull secrets, and proven.
 *
 * Every object is a child of its own, in the order of the manifest. cdk8s writes data, so comments and the layout of the
 * text are lost here; where they matter, `rewriteManifest` and `pullproof rewrite` keep them. The text of a ConfigMap stays
 * as it is, with the comments in it.
 *
 * @example
 * new VendorManifest(chart, 'Collector', {
 *   manifest: readFileSync('collector.yaml', 'utf8'),
 *   registry: Registry.harbor('harbor.example.com', { project: 'agents' }),
 *   pullSecrets: [pull],
 * });
 */
export class VendorManifest extends Construct {
  /** The rewritten text, with its comments. */
  public readonly text: string;
  /** What was changed, in sentences. */
  public readonly changes: string[];
  /** What was not changed although it should have been, in sentences; empty unless `acceptSkipped` is set. */
  public readonly skipped: string[];

  /**
   * @param scope the chart or construct it belongs to.
   * @param id the id of the construct; it names no object.
   * @param props what it is made of.
   * @throws PullproofError `manifest-invalid` that lists every part which cannot be rewritten or read, `namespace-invalid` when
   * a pull secret is not delivered to a namespace with pods, `object-clash` when the chart holds one of the objects already,
   * and what the relocation refuses.
   */
  constructor(scope: Construct, id: string, props: VendorManifestProps) {
    super(scope, id);
    const { manifest, file, pullSecrets = [], namespace = 'default', acceptSkipped = false } = props;
    const relocation = atConstruct(this, () => new Relocation(props));
    const rewritten = atConstruct(this, () => {
      const pullSecretNames = pullSecrets.filter((secret) => secret.needed).map(({ name }) => name);
      return rewriteVendorManifest(manifest, { relocation, pullSecretNames, file, acceptSkipped });
    });
    this.text = rewritten.text;
    this.changes = rewritten.changes.map(({ location, from, to }) => `${location}: ${from === undefined ? '' : `${from} → `}${to}`);
    this.skipped = rewritten.skipped.map(({ location, reason }) => `${location}: ${reason}`);
    writeStream(this, rewritten.text, { file, namespace, pullSecrets, acceptSkipped });
    const proof = Proof._of(this);
    relocation.registries.forEach((registry) => proof.allowRegistry(registry));
    proof._switchOn();
  }
}
