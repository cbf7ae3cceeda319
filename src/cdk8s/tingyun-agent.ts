import { Construct } from 'constructs';
import { checkTingyunVersion, rewriteTingyun, tingyunNamespace, tingyunRelocation, tingyunSecretName, tingyunSecretNamespaces } from '../agent';
import type { Credential } from '../credential';
import type { Registry } from '../registry';
import { refuseSkipped } from '../relocate';
import type { Layout } from '../relocate';
import { atConstruct } from './construct-error';
import { Proof } from './proof';
import { PullSecret } from './pull-secret';
import { writeStream } from './write-stream';

/** What a Tingyun UniAgent is made of. */
export interface TingyunAgentProps {
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
  /** Who may pull, and how that comes to the cluster. */
  readonly credential: Credential;
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
  readonly businessNamespaces?: string[];
  /**
   * Labels of namespaces whose pods get the agent injected, all of them; namespaces that come later included.
   *
   * @default - none by label
   */
  readonly businessNamespaceSelector?: { [key: string]: string };
  /**
   * Namespaces that need no pull secret of the agent, because those of their pods open its project already.
   *
   * @default - none
   */
  readonly excludedNamespaces?: string[];
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
 * Comments of the manifest are lost here, because cdk8s writes data; those inside its ConfigMap stay.
 *
 * @example
 * new TingyunAgent(chart, 'Tingyun', {
 *   manifest: readFileSync('tingyunagent.yaml', 'utf8'),
 *   agentVersion: '2.5.3.0',
 *   registry: Registry.harbor('harbor.example.com', { project: 'tingyun' }),
 *   credential: Credential.externalSecret({ store: 'platform', key: 'registries/harbor/tingyun' }),
 *   businessNamespaces: ['shop'],
 * });
 */
export class TingyunAgent extends Construct {
  /** Its pull secret. */
  public readonly pullSecret: PullSecret;
  /** The rewritten text, with its comments. */
  public readonly text: string;
  /** What was not changed although it should have been, in sentences; empty unless `acceptSkipped` is set. */
  public readonly skipped: string[];

  /**
   * @param scope the chart or construct it belongs to.
   * @param id the id of the construct; it names no object.
   * @param props what it is made of.
   * @throws PullproofError `release-too-old` for a release without pull secrets, `release-unknown` for what is no version,
   * `delivery-invalid` when the credential does not fit, `manifest-invalid` that lists every part which cannot be rewritten,
   * `object-clash` when the chart holds one of the objects already, and what the relocation refuses.
   */
  constructor(scope: Construct, id: string, props: TingyunAgentProps) {
    super(scope, id);
    const { agentNamespace = tingyunNamespace, agentVersion, manifest, file, registry, layout, credential, acceptSkipped = false } = props;
    const needsSecret = credential._source.type !== 'node-identity';
    atConstruct(this, () => needsSecret && checkTingyunVersion(agentVersion));
    const { namespaces = [], namespaceSelector, excludedNamespaces } = tingyunSecretNamespaces(props);
    this.pullSecret = new PullSecret(this, 'Pull', {
      registry, credential, name: tingyunSecretName, namespaces: [...namespaces],
      ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
      ...(excludedNamespaces === undefined ? {} : { excludedNamespaces: [...excludedNamespaces] }),
    });
    const relocation = atConstruct(this, () => tingyunRelocation(registry, layout));
    const rewritten = atConstruct(this, () => {
      const stream = rewriteTingyun(manifest, { relocation, agentVersion, agentNamespace, pullSecret: needsSecret, file });
      refuseSkipped(stream, acceptSkipped);
      return stream;
    });
    this.text = rewritten.text;
    this.skipped = rewritten.skipped.map(({ location, reason }) => `${location}: ${reason}`);
    writeStream(this, rewritten.text, { file, namespace: agentNamespace, pullSecrets: [this.pullSecret], acceptSkipped });
    const proof = Proof._of(this);
    proof.allowRegistry(registry);
    proof._switchOn();
  }
}
