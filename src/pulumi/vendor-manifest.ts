import * as pulumi from '@pulumi/pulumi';
import type { BlindSpot, CheckedKind } from '../agent';
import { atResource } from './at-resource';
import { labelComponent } from './component-label';
import { core } from './core-modules';
import { manifestObjects, refuseEarlySecrets } from './manifest-objects';
import { Proof } from './proof';
import { PullSecret } from './pull-secret';
import type { VendorManifestArgs } from './vendor-manifest-args';
import { writeGroup, writeNamespaces } from './write-manifest';

/**
 * A vendor's YAML in a program: its images moved, its accounts and pods bound to the pull secrets, and proven.
 *
 * Its namespaces are resources of their own; all other objects are one `yaml.v2.ConfigGroup`, which waits for the pull
 * secrets. Where the manifest makes a namespace that a pull secret goes to, let the pull secret create it.
 *
 * @example
 * new VendorManifest('collector', {
 *   manifest: readFileSync('collector.yaml', 'utf8'),
 *   registry: Registry.harbor('harbor.example.com', { project: 'agents' }),
 *   pullSecrets: [pull],
 * });
 */
export class VendorManifest extends pulumi.ComponentResource {
  /** The rewritten text, with its comments. */
  public readonly text: string;
  /** What was changed, in sentences. */
  public readonly changes: string[];
  /** What was not changed although it should have been, in sentences; empty unless `acceptSkipped` is set. */
  public readonly skipped: string[];
  /** The objects, but for namespaces; `undefined` when the manifest has no others. */
  public readonly main: pulumi.Resource | undefined;

  readonly #namespace: string;

  /**
   * @param name the name of the component, with which the names of its resources start.
   * @param args what it is made of.
   * @param opts options of the component.
   * @throws pulumi.ResourceError that lists every part which cannot be rewritten or read, every pull secret that is not
   * delivered to a namespace with pods, or that would come before its namespace, and what the relocation refuses.
   */
  constructor(name: string, args: VendorManifestArgs, opts?: pulumi.ComponentResourceOptions) {
    super('pullproof:index:VendorManifest', name, {}, opts);
    const label = labelComponent(this, 'pullproof:index:VendorManifest', name);
    const { manifest, file, pullSecrets = [], namespace = 'default', acceptSkipped = false } = args;
    this.#namespace = namespace;
    const created = (one: string): pulumi.Resource | undefined =>
      pullSecrets.map((secret) => (secret instanceof PullSecret ? secret._namespaceIn(one) : undefined)).find((resource) => resource !== undefined);
    const { relocation, rewritten, objects } = atResource(this, label, () => {
      const made = new (core.relocate().Relocation)(args);
      const pullSecretNames = pullSecrets.filter((secret) => secret.needed).map((secret) => secret.name);
      const stream = core.relocate().rewriteVendorManifest(manifest, { relocation: made, pullSecretNames, file, acceptSkipped });
      const read = manifestObjects(stream.text, file, namespace, pullSecrets);
      refuseEarlySecrets(read, pullSecrets, (one) => created(one) !== undefined);
      return { relocation: made, rewritten: stream, objects: read };
    });
    this.text = rewritten.text;
    this.changes = rewritten.changes.map(({ location, from, to }) => `${location}: ${from === undefined ? '' : `${from} → `}${to}`);
    this.skipped = rewritten.skipped.map(({ location, reason }) => `${location}: ${reason}`);
    const namespaces = writeNamespaces(this, name, objects, created);
    const used = new Set(objects.others.map(({ object }) => (object.metadata as { readonly namespace?: string }).namespace)
      .filter((one) => one !== undefined));
    const makers = [...used].flatMap((one) => pullSecrets.flatMap((secret) => secret.dependenciesIn(one)));
    this.main = writeGroup(this, name, objects, [...new Set([...namespaces.values(), ...makers])]);
    const proof = Proof._of(this);
    relocation.registries.forEach((registry) => proof.allowRegistry(registry));
    proof._switchOn();
    this.registerOutputs({ changes: this.changes, skipped: this.skipped });
  }

  /** @internal Images that the image availability exporter would not see by itself. */
  public _blindSpots(forced: readonly CheckedKind[]): BlindSpot[] {
    return core.agent().findBlindSpots(core.manifest().parseManifests(this.text).resources, { namespace: this.#namespace, checkedWhenDisabled: ['Deployment', ...forced] });
  }
}
