import * as pulumi from '@pulumi/pulumi';
import { Credential, planPullSecret, PULL_SECRET_KEY, SecretValue } from '../credential';
import type { PlannedObject, PullSecretPlan } from '../credential';
import { PullproofError, quote } from '../error';
import type { Registry } from '../registry';
import { addObject } from './add-object';
import type { ObjectInput } from './add-object';
import { atResource } from './at-resource';
import { labelComponent } from './component-label';
import { dockerConfigOutput } from './docker-config-output';
import { ExistingPullSecret } from './existing-pull-secret';
import type { ExistingPullSecretArgs } from './existing-pull-secret';
import { Proof } from './proof';
import type { PullSecretArgs } from './pull-secret-args';
import type { IPullSecret } from './pull-secret-reference';
import type { RegistryLogin } from './registry-login';

/** Stands in the plan for a login of which parts are known later; it never gets further. */
function standIn(): Credential {
  return Credential.unsafePlainText({ username: 'known-later', password: SecretValue.unsafePlainText('known-later') });
}

/**
 * The pull secret of one registry, in many namespaces.
 *
 * What holds the login is a secret output from the first step to the last. A new password updates the Secrets in place when
 * the Kubernetes provider has `enableSecretMutable: true`; without it, Pulumi deletes each Secret and makes it again, and for
 * that moment no pod of its namespace can pull. With node identity it makes nothing, and the proof knows.
 *
 * @example
 * new PullSecret('pull', {
 *   registry: Registry.harbor('harbor.example.com', { project: 'agents' }),
 *   credential: { username: robot.fullName, password: robot.secret },
 *   namespaces: ['cloudzero-agent'],
 * });
 */
export class PullSecret extends pulumi.ComponentResource implements IPullSecret {
  /**
   * A pull secret that something else creates. It becomes an assumption of the proof.
   *
   * @throws PullproofError `name-invalid` that lists every wrong name.
   */
  public static fromSecretName(args: ExistingPullSecretArgs): IPullSecret {
    return new ExistingPullSecret(args);
  }

  /** The registry it opens. */
  public readonly registry: Registry;
  /** Whether pods need to name it at all. */
  public readonly needed: boolean;
  /** The Docker configuration in the Secrets, as a secret; `undefined` where something else makes it, or nothing needs it. */
  public readonly dockerConfigJson: pulumi.Output<string> | undefined;

  readonly #label: string;
  readonly #name: string | undefined;
  readonly #bySelector: boolean;
  readonly #excluded: ReadonlySet<string>;
  /** The listed namespaces, each with what makes its Secret, unless that is the common maker. */
  readonly #makers: Map<string, pulumi.Resource | undefined>;
  readonly #created = new Map<string, pulumi.Resource>();
  #commonMaker: pulumi.Resource | undefined;
  /** One for all namespaces: there may be thousands. */
  #data: pulumi.Output<string> | undefined;

  /**
   * @param name the name of the component, with which the names of its resources start; it names no object of the cluster.
   * @param args what it is made of.
   * @param opts options of the component; `dependsOn` holds for its children too.
   * @throws pulumi.ResourceError that lists everything which does not fit together.
   */
  constructor(name: string, args: PullSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    // The arguments of a component go into state as they are, so they are not handed on.
    super('pullproof:index:PullSecret', name, {}, opts);
    this.#label = labelComponent(this, 'pullproof:index:PullSecret', name);
    this.registry = args.registry;
    const login = loginOf(args.credential);
    const plan = atResource(this, this.#label, () => planPullSecret({ ...args, credential: '_source' in args.credential ? args.credential : standIn() }));
    this.#name = plan.name;
    this.needed = plan.name !== undefined;
    this.#bySelector = args.namespaceSelector !== undefined;
    this.#makers = new Map((args.namespaces ?? []).map((namespace) => [namespace, undefined]));
    this.#excluded = new Set(args.excludedNamespaces ?? []);
    this.dockerConfigJson = login === undefined ? undefined : dockerConfigOutput(this, this.#label, args.registry, login);
    this.#write(name, plan);
    this.#informProof(plan);
    this.registerOutputs({ secretName: this.#name, dockerConfigJson: this.dockerConfigJson });
  }

  /**
   * Name of the Secret in every namespace.
   *
   * @throws pulumi.ResourceError with node identity: there is no Secret to name.
   */
  public get name(): string {
    return this.#name ?? this.#refuse('nodes pull with their own identity, so there is no Secret to name',
      'leave the pull secret of the pod out, or check `needed` first');
  }

  /** Namespaces of the list; those chosen by labels are not known here. Returns a copy. */
  public get namespaces(): string[] {
    return [...this.#makers.keys()];
  }

  /** Whether a namespace gets the Secret, as far as names tell: with labels, any namespace may. */
  public covers(namespace: string): boolean {
    return !this.needed || this.#makers.has(namespace) || (this.#bySelector && !this.#excluded.has(namespace));
  }

  /** The resources that must exist before a pod of the namespace starts: what makes the Secret, and the namespace if it is created here. */
  public dependenciesIn(namespace: string): pulumi.Resource[] {
    return [this.#created.get(namespace), this.#makers.get(namespace) ?? this.#commonMaker].filter((resource) => resource !== undefined);
  }

  /** @internal The namespace, if it is created here. */
  public _namespaceIn(namespace: string): pulumi.Resource | undefined {
    return this.#created.get(namespace);
  }

  /**
   * The resource that makes the Secret of a namespace: an ExternalSecret, a Secret, or the one object that serves all namespaces.
   *
   * @throws pulumi.ResourceError when nothing here makes a Secret for it.
   */
  public resourceIn(namespace: string): pulumi.Resource {
    return this.#makers.get(namespace) ?? this.#commonMaker
      ?? this.#refuse(`no resource here makes the Secret of namespace ${quote(namespace)}`, 'add the namespace to the list');
  }

  #write(name: string, { namespaces, objects, commonMaker }: PullSecretPlan): void {
    const resources = new Map<string, pulumi.Resource>();
    const add = ({ id, object, after }: PlannedObject): pulumi.Resource => {
      const resource = addObject(this, name, { id, object: this.#withLogin(object) }, after.flatMap((other) => resources.get(other) ?? []));
      resources.set(id, resource);
      return resource;
    };
    for (const planned of namespaces) {
      this.#created.set(planned.namespace ?? '', add(planned));
    }
    for (const planned of objects) {
      const resource = add(planned);
      if (planned.namespace !== undefined) {
        this.#makers.set(planned.namespace, resource);
      }
      if (planned.id === commonMaker) {
        this.#commonMaker = resource;
      }
    }
  }

  /** The plan knows the login by its stand-in only: the Secret gets the real one, as an output that stays secret. */
  #withLogin(object: ObjectInput): ObjectInput {
    const json = this.dockerConfigJson;
    if (json === undefined || object.kind !== 'Secret') {
      return object;
    }
    this.#data ??= json.apply((text) => Buffer.from(text, 'utf8').toString('base64'));
    return { ...object, data: { [PULL_SECRET_KEY]: this.#data } };
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

  #refuse(what: string, remedy: string): never {
    return atResource(this, this.#label, () => {
      throw new PullproofError({ code: 'delivery-invalid', what, remedy });
    });
  }
}

/** The login that goes into Secrets of this program, if it is one of those. */
function loginOf(credential: Credential | RegistryLogin): RegistryLogin | undefined {
  if (!('_source' in credential)) {
    return credential;
  }
  const source = credential._source;
  if (source.type !== 'plain-text') {
    return undefined;
  }
  const { username, password, email } = source;
  return { username, password: password.unsafeUnwrap(), ...(email === undefined ? {} : { email }) };
}
