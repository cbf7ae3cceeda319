import type { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { planPullSecret } from '../credential';
import type { Credential, PullSecretPlan } from '../credential';
import { PullproofError, quote } from '../error';
import type { Registry } from '../registry';
import { atConstruct } from './construct-error';
import { ExistingPullSecret } from './existing-pull-secret';
import type { ExistingPullSecretProps } from './existing-pull-secret';
import { addObjects } from './objects';
import { Proof } from './proof';
import type { IPullSecret } from './pull-secret-reference';
import { SecretReference } from './secret-reference';

/** What a pull secret is made of. */
export interface PullSecretProps {
  /** The registry it opens. */
  readonly registry: Registry;
  /** Who may pull, and how that comes to the cluster. */
  readonly credential: Credential;
  /**
   * Namespaces that get the Secret, by name. They need not exist yet.
   *
   * @default - none by name
   */
  readonly namespaces?: string[];
  /**
   * Labels of namespaces that get the Secret, all of them; namespaces that come later included.
   *
   * @default - none by label
   */
  readonly namespaceSelector?: { [key: string]: string };
  /**
   * Namespaces that are left out although they have the labels, because their own pull secrets are enough.
   *
   * @default - none
   */
  readonly excludedNamespaces?: string[];
  /**
   * Whether the listed namespaces are created too.
   *
   * @default false
   */
  readonly createNamespaces?: boolean;
  /**
   * Name of the Secret, the same in every namespace.
   *
   * @default - the name that the credential gives, else one made from the host: `pull-harbor-example-com`
   */
  readonly name?: string;
  /**
   * Labels of the objects.
   *
   * @default - none beyond those of the chart
   */
  readonly labels?: { [key: string]: string };
  /**
   * Annotations of the objects.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * The pull secret of one registry, in many namespaces.
 *
 * A thousand namespaces are one construct with a thousand small objects in the chart of the caller; it never makes
 * charts. With node identity it makes nothing, and the proof knows.
 *
 * @example
 * new PullSecret(chart, 'Pull', {
 *   registry: Registry.harbor('harbor.example.com', { project: 'agents' }),
 *   credential: Credential.externalSecret({ store: 'platform', key: 'registries/harbor/agents' }),
 *   namespaces: ['cloudzero-agent'],
 * });
 */
export class PullSecret extends SecretReference implements IPullSecret {
  /**
   * A pull secret that something else creates. It becomes an assumption of the proof.
   *
   * @throws PullproofError `name-invalid` that lists every wrong name.
   */
  public static fromSecretName(scope: Construct, id: string, props: ExistingPullSecretProps): IPullSecret {
    return new ExistingPullSecret(scope, id, props);
  }

  /** The registry it opens. */
  public readonly registry: Registry;
  /** Whether pods need to name it at all. */
  public readonly needed: boolean;

  readonly #name: string | undefined;
  readonly #bySelector: boolean;
  readonly #excluded: ReadonlySet<string>;
  /** The listed namespaces, each with what makes its Secret, unless that is the common maker. */
  readonly #makers: Map<string, ApiObject | undefined>;
  readonly #created = new Map<string, ApiObject>();
  #commonMaker: ApiObject | undefined;

  /**
   * @param scope the chart or construct it belongs to.
   * @param id the id of the construct; it names no object.
   * @param props what it is made of.
   * @throws PullproofError `delivery-invalid` that lists everything that does not fit together, `object-clash` when the
   * chart holds one of the objects already, or the app writes one file per resource and would lose all but one Secret.
   */
  constructor(scope: Construct, id: string, props: PullSecretProps) {
    super(scope, id);
    this.registry = props.registry;
    const plan = atConstruct(this, () => planPullSecret(props));
    this.#name = plan.name;
    this.needed = plan.name !== undefined;
    this.#bySelector = props.namespaceSelector !== undefined;
    this.#makers = new Map((props.namespaces ?? []).map((namespace) => [namespace, undefined]));
    this.#excluded = new Set(props.excludedNamespaces ?? []);
    this.#write(plan);
    this.#informProof(plan);
  }

  /**
   * Name of the Secret in every namespace.
   *
   * @throws PullproofError `delivery-invalid` with node identity: there is no Secret to name.
   */
  public get name(): string {
    if (this.#name === undefined) {
      throw new PullproofError({
        code: 'delivery-invalid', where: this.node.path, what: 'nodes pull with their own identity, so there is no Secret to name',
        remedy: 'leave the pull secret of the pod out, or check `needed` first',
      });
    }
    return this.#name;
  }

  /** Namespaces of the list; those chosen by labels are not known here. Returns a copy. */
  public get namespaces(): string[] {
    return [...this.#makers.keys()];
  }

  /** Whether a namespace gets the Secret, as far as names tell: with labels, any namespace may. */
  public covers(namespace: string): boolean {
    return !this.needed || this.#makers.has(namespace) || (this.#bySelector && !this.#excluded.has(namespace));
  }

  /** The objects that must exist before a pod of the namespace starts: what makes the Secret, and the namespace if it is created here. */
  public dependenciesIn(namespace: string): IConstruct[] {
    return [this.#created.get(namespace), this.#makers.get(namespace) ?? this.#commonMaker].filter((object) => object !== undefined);
  }

  /**
   * The object that makes the Secret of a namespace, for patches: an ExternalSecret, a Secret, or the one object that
   * serves all namespaces.
   *
   * @throws PullproofError `namespace-invalid` when nothing here makes a Secret for it.
   */
  public objectIn(namespace: string): ApiObject {
    const maker = this.#makers.get(namespace) ?? this.#commonMaker;
    if (maker === undefined) {
      throw new PullproofError({
        code: 'namespace-invalid', where: this.node.path, what: `no object here makes the Secret of namespace ${quote(namespace)}`,
        remedy: 'add the namespace to the list',
      });
    }
    return maker;
  }

  #write({ namespaces, objects, commonMaker }: PullSecretPlan): void {
    const planned = [...namespaces, ...objects];
    const resources = addObjects(this, planned);
    planned.forEach(({ id, after, namespace }, index) => {
      const resource = resources[index] as ApiObject;
      after.forEach((other) => resource.addDependency(this.node.findChild(other)));
      if (namespace !== undefined) {
        (index < namespaces.length ? this.#created : this.#makers).set(namespace, resource);
      }
      if (id === commonMaker) {
        this.#commonMaker = resource;
      }
    });
    // So that `ApiObject.of` finds the one object there is, under an id that stays when namespaces are added.
    this.node.defaultChild = this.#commonMaker ?? (objects.length === 1 ? resources.at(-1) : undefined);
  }

  #informProof({ assumed, clearText, createdBy }: PullSecretPlan): void {
    const proof = Proof._of(this);
    proof._chooseClearText(clearText);
    if (!this.needed) {
      proof.trustNodeIdentity(this.registry.authKey);
    }
    if (assumed) {
      proof.declareSecret({
        name: this.name, registries: [this.registry.authKey], createdBy, ...(this.#bySelector ? {} : { namespaces: this.namespaces }),
      });
    }
  }
}
