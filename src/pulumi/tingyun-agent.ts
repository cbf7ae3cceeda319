import * as pulumi from '@pulumi/pulumi';
import type { Credential } from '../credential';
import type { Registry } from '../registry';
import type { Layout } from '../relocate';
import { atResource } from './at-resource';
import { labelComponent } from './component-label';
import { core } from './core-modules';
import { manifestObjects } from './manifest-objects';
import { Proof } from './proof';
import { PullSecret } from './pull-secret';
import type { RegistryLogin } from './registry-login';
import { writeGroup, writeNamespaces } from './write-manifest';

/** What a Tingyun UniAgent is made of. */
export interface TingyunAgentArgs {
  /** The text of `tingyunagent.yaml`, as the platform hands it out. */
  readonly manifest: string;
  /**
   * Name of its file, for messages.
   *
   * @default - messages name the line only
   */
  readonly file?: string;
  /** Version of the agent: four numbers, such as `2.5.3.0`, which is the first with pull secrets. */
  readonly agentVersion: string;
  /** The registry with the project that its images were pushed to: what the platform calls `domain/project`. */
  readonly registry: Registry;
  /**
   * How private paths are made.
   *
   * @default - `flat`: side by side in the project, as the vendor's `pushImages.sh` puts them
   */
  readonly layout?: Layout;
  /** Who may pull, and how that comes to the cluster; or a login, of which parts may be known later. */
  readonly credential: Credential | RegistryLogin;
  /**
   * Namespace of the agent. Objects that name no namespace belong to it.
   *
   * @default "tingyun"
   */
  readonly agentNamespace?: string;
  /**
   * Namespaces whose pods get the agent injected, by name: they get the pull secret too.
   *
   * @default - none by name
   */
  readonly businessNamespaces?: readonly string[];
  /**
   * Labels of namespaces whose pods get the agent injected, all of them; namespaces that come later included.
   *
   * @default - none by label
   */
  readonly businessNamespaceSelector?: { readonly [key: string]: string };
  /**
   * Namespaces that need no pull secret of the agent, because those of their pods open its project already.
   *
   * @default - none
   */
  readonly excludedNamespaces?: readonly string[];
  /**
   * Whether it is fine that parts of the manifest could not be rewritten.
   *
   * @default false
   */
  readonly acceptSkipped?: boolean;
}

/**
 * The Tingyun UniAgent, from the manifest of the vendor's platform: images moved, the pull secret in its own namespace and
 * in all that it is injected into, its injection template patched, a changed ConfigMap restarting it, and proven.
 *
 * @example
 * new TingyunAgent('tingyun', {
 *   manifest: readFileSync('tingyunagent.yaml', 'utf8'),
 *   agentVersion: '2.5.3.0',
 *   registry: Registry.harbor('harbor.example.com', { project: 'tingyun' }),
 *   credential: { username: robot.fullName, password: robot.secret },
 *   businessNamespaces: ['shop'],
 * });
 */
export class TingyunAgent extends pulumi.ComponentResource {
  /** Its pull secret. */
  public readonly pullSecret: PullSecret;
  /** The rewritten text, with its comments. */
  public readonly text: string;
  /** What was not changed although it should have been, in sentences; empty unless `acceptSkipped` is set. */
  public readonly skipped: string[];
  /** The objects, but for namespaces. */
  public readonly main: pulumi.Resource | undefined;

  /**
   * @param name the name of the component, with which the names of its resources start.
   * @param args what it is made of.
   * @param opts options of the component.
   * @throws pulumi.ResourceError for a release without pull secrets, when the credential does not fit, that lists every part
   * which cannot be rewritten, and what the relocation refuses.
   */
  constructor(name: string, args: TingyunAgentArgs, opts?: pulumi.ComponentResourceOptions) {
    super('pullproof:index:TingyunAgent', name, {}, opts);
    const label = labelComponent(this, 'pullproof:index:TingyunAgent', name);
    const { checkTingyunVersion, rewriteTingyun, tingyunNamespace, tingyunRelocation, tingyunSecretName, tingyunSecretNamespaces } = core.agent();
    const { agentNamespace = tingyunNamespace, agentVersion, manifest, file, registry, layout, credential, acceptSkipped = false } = args;
    const needsSecret = !('_source' in credential) || credential._source.type !== 'node-identity';
    const { rewritten, objects } = atResource(this, label, () => {
      if (needsSecret) {
        checkTingyunVersion(agentVersion);
      }
      const relocation = tingyunRelocation(registry, layout);
      const stream = rewriteTingyun(manifest, { relocation, agentVersion, agentNamespace, pullSecret: needsSecret, file });
      core.relocate().refuseSkipped(stream, acceptSkipped);
      // Its pull secret is made here, so it is in every namespace that needs it.
      return { rewritten: stream, objects: manifestObjects(stream.text, file, agentNamespace, []) };
    });
    this.text = rewritten.text;
    this.skipped = rewritten.skipped.map(({ location, reason }) => `${location}: ${reason}`);
    const namespaces = writeNamespaces(this, name, objects, () => undefined);
    const { namespaces: listed = [], namespaceSelector, excludedNamespaces } = atResource(this, label, () => tingyunSecretNamespaces({
      agentNamespace,
      ...(args.businessNamespaces === undefined ? {} : { businessNamespaces: [...args.businessNamespaces] }),
      ...(args.businessNamespaceSelector === undefined ? {} : { businessNamespaceSelector: { ...args.businessNamespaceSelector } }),
      ...(args.excludedNamespaces === undefined ? {} : { excludedNamespaces: [...args.excludedNamespaces] }),
    }));
    this.pullSecret = new PullSecret(`${name}-pull`, {
      registry, credential, name: tingyunSecretName, namespaces: [...listed],
      ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
      ...(excludedNamespaces === undefined ? {} : { excludedNamespaces: [...excludedNamespaces] }),
    }, { parent: this, dependsOn: [...namespaces.values()] });
    const makers = this.pullSecret.dependenciesIn(agentNamespace);
    this.main = writeGroup(this, name, objects, [...namespaces.values(), ...makers]);
    const proof = Proof._of(this);
    proof.allowRegistry(registry);
    proof._switchOn();
    this.registerOutputs({ skipped: this.skipped });
  }
}
