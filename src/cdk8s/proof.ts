import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import { audit, describeProblem, printJsonReport, printTextReport, refutes } from '../audit';
import type {
  Acknowledgement, AuditedObject, AuditSubject, DeclaredSecret, EchoedValues, ExpectedImages, Finding, IAuditRule, Verdict, VouchedRelease,
} from '../audit';
import { streamFromObjects } from '../manifest';
import type { ObjectSource } from '../manifest';
import type { Registry } from '../registry';
import { appObjects } from './app-objects';
import { isFilePerResource, outputLayout } from './output-layout';
import { OverwrittenFileRule } from './overwritten-file-rule';
import { oncePerSynth } from './synth-scope';
import { writeReport } from './write-report';

/** The id of the one proof below an app. */
const PROOF_ID = 'pullproof.Proof';

/**
 * The audit of a whole app: it runs at synthesis, over the final objects of every chart, and a failing app does not
 * synthesize.
 *
 * `AgentInstall` sets it up by itself; an app that only has workloads of its own asks for it:
 * `Proof.of(app).allowRegistry(registry)`.
 */
export class Proof extends Construct {
  /** The proof of the app that a construct belongs to; the first call switches it on. */
  public static of(scope: IConstruct): Proof {
    const proof = Proof._of(scope);
    proof._switchOn();
    return proof;
  }

  /** @internal The proof of the app, switched on or not: constructs tell it what they know either way. */
  public static _of(scope: IConstruct): Proof {
    const root = scope.node.root;
    const existing = root.node.tryFindChild(PROOF_ID);
    return existing === undefined ? new Proof(root as Construct, PROOF_ID) : existing as Proof;
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
  readonly #unwritten: (() => ObjectSource[])[] = [];
  readonly #verdict: () => Verdict;
  #strict = false;
  #on = false;

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#verdict = oncePerSynth(scope, () => this.#audit());
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

  /** Says that a pull secret exists although nothing in the app creates it. It becomes an assumption of the proof. */
  public declareSecret(secret: DeclaredSecret): this {
    this.#declaredSecrets.push(secret);
    return this;
  }

  /** Accepts findings of a rule, with a reason that is printed in the report. */
  public acknowledge(acknowledgement: Acknowledgement): this {
    this.#acknowledgements.push(acknowledgement);
    return this;
  }

  /** Adds a rule of one's own. It gets the objects that the app writes; among the images and pods are those of releases too. */
  public addRule(rule: IAuditRule): this {
    this.#rules.push(rule);
    return this;
  }

  /** Lets warnings refute the proof too. */
  public strict(): this {
    this.#strict = true;
    return this;
  }

  /** The verdict over the app as it is now. Reading it does not throw when the app is not proven. */
  public verdict(): Verdict {
    return this.#verdict();
  }

  /** The report for people; ends with a line feed. */
  public toText(): string {
    return printTextReport(this.verdict());
  }

  /** The report for programs, by `schema/report.json` of the package. */
  public toJson(): string {
    return printJsonReport(this.verdict());
  }

  /** @internal A method, not a private one: the proof of an app may be of another copy of this package. */
  public _switchOn(): void {
    if (!this.#on) {
      this.#on = true;
      this.node.addValidation({ validate: () => this.#problems() });
    }
  }

  /**
   * Writes the report to a file: JSON for a name that ends in `.json`, text for any other. Call it before `synth` to
   * have the report of a failing app too.
   *
   * @throws PullproofError `file-unwritable` when the file cannot be written; an older report stays as it was.
   */
  public writeReport(file: string): void {
    writeReport(file, file.endsWith('.json') ? this.toJson() : this.toText());
  }

  /** @internal A Secret, as `namespace/name`, whose clear text was chosen by its loud name. */
  public _chooseClearText(secrets: readonly string[]): void {
    for (const secret of secrets) {
      this.#chosenClearText.add(secret);
    }
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

  /** @internal Objects of the cluster that the app does not write, for the proof only; called once per audit. */
  public _alsoAudit(objects: () => ObjectSource[]): void {
    this.#unwritten.push(objects);
  }

  #audit(): Verdict {
    const stream = streamFromObjects([...appObjects(this.node.root), ...this.#unwritten.flatMap((objects) => objects())]);
    return audit(stream, {
      registries: this.#registries,
      nodeIdentityHosts: this.#nodeIdentityHosts,
      declaredSecrets: this.#declaredSecrets,
      chosenClearText: this.#chosenClearText,
      acknowledgements: this.#acknowledgements,
      rules: [...this.#rules.map(overWrittenObjects), ...(isFilePerResource(outputLayout(this.node.root)) ? [new OverwrittenFileRule()] : [])],
      echoes: this.#echoes,
      expected: this.#expected,
      vouchedReleases: this.#vouched,
      strict: this.#strict,
    });
  }

  #problems(): string[] {
    const { findings, strict } = this.verdict();
    return findings.filter((finding) => refutes(finding, strict)).map((finding) => describeProblem(finding));
  }
}

/** What a catalogue foresees of a release is enough for a proof, and no final object for a rule of one's own to judge. */
function overWrittenObjects(rule: IAuditRule): IAuditRule {
  const written = ({ objects }: AuditSubject): AuditedObject[] => objects.filter(({ location }) => location.file !== undefined);
  return { id: rule.id, title: rule.title, check: (subject): Finding[] => rule.check({ ...subject, objects: written(subject) }) };
}
