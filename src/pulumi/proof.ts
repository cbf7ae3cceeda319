import * as pulumi from '@pulumi/pulumi';
import type {
  Acknowledgement, AuditedObject, AuditSubject, DeclaredSecret, EchoedValues, ExpectedImages, Finding, IAuditRule, Verdict, VouchedRelease,
} from '../audit';
import type { JsonObject, ObjectSource } from '../manifest';
import type { Registry } from '../registry';
import { core } from './core-modules';
import type { DeclaredObject } from './declared-object';
import { knownLater } from './known-later';
import { plainObject } from './plain-object';
import { proofErrors } from './proof-errors';
import { stackObject } from './stack-object';

/** The proof of each cluster: by its provider, or, for the default provider, by the stack. */
const PROOFS = new WeakMap<object, Proof>();
/** Stands for the stack where there is none, as in unit tests with mocks. */
const NO_STACK = {};

/** Objects of the cluster that no resource of the program is. */
type Unwritten = () => readonly { readonly object: JsonObject; readonly label: string; readonly resource: pulumi.Resource }[];

/**
 * The audit of what a program declares for one cluster.
 *
 * It runs by itself when the program has ended, in a preview too: every finding is an error at the resource that it is
 * about, and the preview or update fails. `AgentInstall` switches it on; a program with workloads of its own only asks for
 * it: `Proof.of().includeStack().allowRegistry(registry)`. There is one proof for each Kubernetes provider.
 *
 * In a preview, parts of objects may not be known yet. Those are named among the assumptions, and judged in the update.
 */
export class Proof {
  /**
   * The proof of a cluster; the first call switches it on.
   *
   * @param provider the Kubernetes provider of the cluster; without one, the default provider is meant.
   */
  public static of(provider?: pulumi.ProviderResource): Proof {
    const proof = Proof._for(provider);
    proof._switchOn();
    return proof;
  }

  /** @internal The proof of a cluster, switched on or not. */
  public static _for(provider?: pulumi.ProviderResource): Proof {
    const key = provider ?? pulumi.runtime.getStackResource() ?? NO_STACK;
    const proof = PROOFS.get(key) ?? new Proof();
    PROOFS.set(key, proof);
    return proof;
  }

  /** @internal The proof of the cluster that a component belongs to, switched on or not. */
  public static _of(component: pulumi.Resource): Proof {
    return Proof._for(component.getProvider('kubernetes:core/v1:Namespace'));
  }

  readonly #registries: Registry[] = [];
  readonly #nodeIdentityHosts: string[] = [];
  readonly #declaredSecrets: DeclaredSecret[] = [];
  readonly #chosenClearText = new Set<string>();
  readonly #acknowledgements: Acknowledgement[] = [];
  readonly #rules: IAuditRule[] = [];
  readonly #vouched: VouchedRelease[] = [];
  readonly #echoes: EchoedValues[] = [];
  readonly #expected: ExpectedImages[] = [];
  readonly #declared: DeclaredObject[] = [];
  readonly #unwritten: Unwritten[] = [];
  #strict = false;
  #on = false;
  #wholeStack = false;

  private constructor() {
    // Nothing to do: a proof is what is told to it.
  }

  /** Lets images come from a registry. Until one is allowed, every image is a finding. */
  public allowRegistry(registry: Registry): this {
    if (!this.#registries.some((known) => known.toString() === registry.toString())) {
      this.#registries.push(registry);
    }
    return this;
  }

  /** Says that nodes pull from a host with their own identity. It becomes an assumption of the proof. */
  public trustNodeIdentity(host: string): this {
    if (!this.#nodeIdentityHosts.includes(host)) {
      this.#nodeIdentityHosts.push(host);
    }
    return this;
  }

  /** Says that a pull secret exists although nothing in the program creates it. It becomes an assumption of the proof. */
  public declareSecret(secret: DeclaredSecret): this {
    this.#declaredSecrets.push(secret);
    return this;
  }

  /** Accepts findings of a rule, with a reason that is printed in the report. */
  public acknowledge(acknowledgement: Acknowledgement): this {
    this.#acknowledgements.push(acknowledgement);
    return this;
  }

  /** Adds a rule of one's own. It gets the objects that the program declares; among the images and pods are those of releases too. */
  public addRule(rule: IAuditRule): this {
    this.#rules.push(rule);
    return this;
  }

  /** Lets warnings refute the proof too. */
  public strict(): this {
    this.#strict = true;
    return this;
  }

  /**
   * Audits every Kubernetes resource that the program registers from here on, not only those of this package. Call it first.
   *
   * What a chart or a manifest component makes in the provider is not seen by a program; a policy pack sees that too.
   *
   * @throws Error outside of a stack, as in unit tests without `pulumi.runtime.runInPulumiStack`.
   */
  public includeStack(): this {
    if (!this.#wholeStack) {
      this.#wholeStack = true;
      pulumi.runtime.registerStackTransformation((args) => {
        const object = stackObject(args);
        const provider = (args.opts as pulumi.CustomResourceOptions).provider ?? args.opts.parent?.getProvider(args.type);
        if (object !== undefined && Proof._for(provider) === this) {
          this.#declared.push({ ofStack: true, resource: args.resource, object, label: `${args.type}::${args.name}` });
        }
        return undefined;
      });
    }
    return this;
  }

  /** The verdict over what is declared by now. It does not throw when that is not proven. */
  public async verdict(): Promise<Verdict> {
    const { sources, secrets, later, encrypted } = await this.#collect();
    const verdict = core.audit().audit(core.manifest().streamFromObjects(sources), {
      registries: this.#registries,
      nodeIdentityHosts: this.#nodeIdentityHosts,
      declaredSecrets: [...this.#declaredSecrets, ...secrets],
      chosenClearText: new Set([...this.#chosenClearText, ...encrypted]),
      acknowledgements: this.#acknowledgements,
      rules: this.#rules.map(overDeclaredObjects),
      echoes: this.#echoes,
      expected: this.#expected,
      vouchedReleases: this.#vouched,
      strict: this.#strict,
    });
    return { ...verdict, assumptions: [...verdict.assumptions, ...later.map((label) => `${label} is judged in the update: parts of it are not known yet`)] };
  }

  /** The report for people; ends with a line feed. */
  public async toText(): Promise<string> {
    return core.audit().printTextReport(await this.verdict());
  }

  /** The report for programs, by `schema/report.json` of the package. */
  public async toJson(): Promise<string> {
    return core.audit().printJsonReport(await this.verdict());
  }

  /** What stands against the proof, one error for each resource; empty when it is proven. */
  public async errors(): Promise<pulumi.ResourceError[]> {
    return proofErrors(await this.verdict(), this.#resources());
  }

  /** @internal */
  public _switchOn(): void {
    const stack = pulumi.runtime.getStackResource();
    if (this.#on || stack === undefined) {
      return;
    }
    this.#on = true;
    // The outputs of a stack are there when its program has ended. The program stays connected until the audit is done.
    const done = pulumi.runtime.rpcKeepAlive();
    ended(stack.outputs).then(() => this.#refuse(), () => undefined).catch((error: unknown) => fail(String(error))).finally(done).catch(fail);
  }

  /** @internal A Secret, as `namespace/name`, whose clear text was chosen by its loud name. */
  public _chooseClearText(secrets: readonly string[]): void {
    secrets.forEach((secret) => this.#chosenClearText.add(secret));
  }

  /** @internal A release that the cluster renders and a catalogue vouches for. */
  public _vouchFor(release: VouchedRelease): void {
    this.#vouched.push(release);
  }

  /** @internal The private references that an install must end up with. */
  public _expect(expected: ExpectedImages): void {
    this.#expected.push(expected);
  }

  /** @internal Objects that repeat chart values as text. */
  public _ignoreEchoes(echoes: readonly EchoedValues[]): void {
    this.#echoes.push(...echoes);
  }

  /** @internal An object of one of our components. */
  public _declare(declared: DeclaredObject): void {
    this.#declared.push(declared);
  }

  /** @internal Objects of the cluster that no resource of the program is, for the proof only. */
  public _alsoAudit(objects: Unwritten): void {
    this.#unwritten.push(objects);
  }

  /** Our own objects are seen by the transformation of the stack too, which does not know their labels. In the order of the program. */
  #written(): DeclaredObject[] {
    const own = new Set(this.#declared.filter(({ ofStack }) => ofStack !== true).map(({ resource }) => resource));
    return this.#declared.filter(({ ofStack, resource }) => ofStack !== true || !own.has(resource));
  }

  #resources(): Map<string, pulumi.Resource> {
    return new Map([...this.#written(), ...this.#unwritten.flatMap((objects) => [...objects()])].map(({ label, resource }) => [label, resource]));
  }

  async #collect(): Promise<{ sources: ObjectSource[]; secrets: DeclaredSecret[]; later: string[]; encrypted: Set<string> }> {
    const file = `stack ${pulumi.getStack()}`;
    const sources: ObjectSource[] = [];
    const secrets: DeclaredSecret[] = [];
    const later: string[] = [];
    // The class of a Secret makes its data secret, so it is clear text nowhere but in the cluster.
    const encrypted = new Set<string>();
    const written = this.#written();
    const objects = await Promise.all(written.map(({ object }) => plainObject(object)));
    objects.forEach((object, index) => {
      const label = written[index]?.label ?? '';
      const unknown = knownLater(object, pulumi.runtime.unknownValue);
      const { name, namespace = 'default' } = (object.metadata ?? {}) as { readonly name?: string; readonly namespace?: string };
      if (object.kind === 'Secret' && written[index]?.ofStack === true) {
        encrypted.add(`${namespace}/${String(name)}`);
      }
      if (unknown === undefined) {
        sources.push({ object, construct: label, file });
        return;
      }
      later.push(label);
      if (unknown === 'content' && name !== undefined) {
        secrets.push({ name, namespaces: [namespace], registries: this.#registries.map(({ authKey }) => authKey) });
      }
    });
    const unwritten = this.#unwritten.flatMap((also) => also().map(({ object, label }) => ({ object, construct: label })));
    return { sources: [...sources, ...unwritten], secrets, later, encrypted };
  }

  /** Shows each error at its resource, and fails the program: it has ended, so nothing but its exit code is left to do that with. */
  async #refuse(): Promise<void> {
    const errors = await this.errors();
    for (const { message, resource } of errors) {
      await pulumi.log.error(message, resource);
    }
    if (errors.length > 0) {
      fail(`not proven: ${errors.length} ${errors.length === 1 ? 'resource has findings' : 'resources have findings'}, see their errors`);
    }
  }
}

/**
 * Settles with the outputs of a stack. `apply` is not enough: in a preview it is never called for outputs that are not known.
 * `promise` is what `pulumi.runtime.runInPulumiStack` itself waits for.
 */
function ended(outputs: unknown): Promise<unknown> {
  return (outputs as { promise(): Promise<unknown> }).promise();
}

/** A rejection that nobody handles gives a program that has ended the exit code of a failure. The runtime prints the stack, so there is none. */
function fail(message: string): void {
  const error = new pulumi.RunError(message);
  error.stack = message;
  void Promise.reject(error);
}

/** What a catalogue foresees of a release is enough for a proof, and no final object for a rule of one's own to judge. */
function overDeclaredObjects(rule: IAuditRule): IAuditRule {
  const declared = ({ objects }: AuditSubject): AuditedObject[] => objects.filter(({ location }) => location.file !== undefined);
  return { id: rule.id, title: rule.title, check: (subject): Finding[] => rule.check({ ...subject, objects: declared(subject) }) };
}
