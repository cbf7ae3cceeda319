import * as pulumi from '@pulumi/pulumi';
import type { BlindSpot, ChartRendering, DeliveryObject, DescribedImage, HelmReleaseIntent, InstallPlan, PatchedRelease } from '../agent';
import { checkCoverage, serviceAccountObject } from '../credential';
import type { Relocation } from '../relocate';
import { addObject } from './add-object';
import type { ObjectInput } from './add-object';
import type { AgentInstallArgs } from './agent-install-args';
import { atResource } from './at-resource';
import { labelComponent } from './component-label';
import { core } from './core-modules';
import { helmChart, helmRelease } from './helm-resources';
import { planValues } from './plan-values';
import { Proof } from './proof';
import { ReleaseProof } from './release-proof';
import type { RenderedRelease } from './release-proof';
import type { ValueOutputs } from './value-outputs';

/**
 * A third-party agent, installed from a private registry, and proven.
 *
 * Every resource of it depends on the pull secrets, and on the accounts that its pods need, so that neither a pod nor a hook
 * starts without them.
 *
 * @example
 * new AgentInstall('cloudzero', {
 *   agent: Agent.cloudZero('1.2.13'),
 *   registry: Registry.harbor('harbor.example.com', { project: 'agents' }),
 *   pullSecrets: [pull],
 *   namespace: 'cloudzero-agent',
 *   values: { clusterName: cluster.name },
 *   deliver: Deliver.helmRelease(),
 * });
 */
export class AgentInstall extends pulumi.ComponentResource {
  /** Its images. */
  public readonly images: DescribedImage[];
  /** What the author of the values should know, in sentences. */
  public readonly notes: string[];
  /** Name of the Helm release. */
  public readonly releaseName: string;
  /** Namespace it is installed in. */
  public readonly namespace: string;
  /** What installs it: the chart, the release, the HelmRelease or the Application; `undefined` for values only. */
  public readonly main: pulumi.Resource | undefined;

  readonly #args: AgentInstallArgs;
  readonly #label: string;
  readonly #plan: InstallPlan;
  readonly #outputs: ValueOutputs;
  readonly #relocation: Relocation;
  /** What pods need before they start: pull secrets, and namespaces that pull secrets create. */
  readonly #dependencies: readonly pulumi.Resource[];
  #release: ReleaseProof | undefined;

  /**
   * @param name the name of the component, with which the names of its resources start.
   * @param args what it is made of.
   * @param opts options of the component.
   * @throws pulumi.ResourceError that lists every value which contradicts the relocation, every missing value, every pull
   * secret that is not delivered to the namespace, every wrong name, and what Helm and the relocation refuse.
   */
  constructor(name: string, args: AgentInstallArgs, opts?: pulumi.ComponentResourceOptions) {
    super('pullproof:index:AgentInstall', name, {}, opts);
    const { agent, namespace, values, pullSecrets = [], deliver } = args;
    this.#label = labelComponent(this, 'pullproof:index:AgentInstall', name);
    this.#args = { ...args, pullSecrets: [...pullSecrets] };
    this.releaseName = args.releaseName ?? agent.release.chart.name;
    this.namespace = namespace;
    this.#dependencies = pullSecrets.flatMap((secret) => secret.dependenciesIn(namespace));
    this.#relocation = atResource(this, this.#label, () => new (core.relocate().Relocation)(args));
    const { plan, outputs } = atResource(this, this.#label, () => {
      core.agent().checkInstallNames(this.releaseName, namespace);
      checkCoverage(pullSecrets, namespace);
      const marked = planValues({
        agent, relocation: this.#relocation, namespace, values, releaseName: this.releaseName, pullSecretName: this.#pullSecretNames(),
      });
      core.agent().checkPlan(marked.plan, agent, deliver._delivery.type === 'values-only');
      return marked;
    });
    this.#plan = plan;
    this.#outputs = outputs;
    this.images = core.agent().describeImages(plan);
    this.notes = plan.notes.map(({ path, text }) => (path === undefined ? text : `${path}: ${text}`));
    this.main = this.#deliver(name);
    this.registerOutputs({ releaseName: this.releaseName, namespace, images: this.images.map(({ target }) => target) });
  }

  /** The values that move every image and bring every pull secret, and nothing else. Returns a copy. */
  public get overrides(): { [key: string]: unknown } {
    return this.#outputs.restore(this.#plan.overrides) as { [key: string]: unknown };
  }

  /** The values that the chart gets: the given ones with the overrides over them. Returns a copy; outputs are outputs in it. */
  public get values(): { [key: string]: unknown } {
    return this.#outputs.restore(this.#plan.values) as { [key: string]: unknown };
  }

  /** @internal Images that the image availability exporter would not see by itself. */
  public _blindSpots(): BlindSpot[] {
    return this.#release?.blindSpots() ?? core.agent().blindSpotsOfPlan(this.#args.agent, this.#plan, this.#pullSecretNames());
  }

  #pullSecretNames(): string[] {
    return (this.#args.pullSecrets ?? []).filter((secret) => secret.needed).map((secret) => secret.name);
  }

  #deliver(name: string): pulumi.Resource | undefined {
    const delivery = this.#args.deliver._delivery;
    const proof = Proof._of(this);
    this.#relocation.registries.forEach((registry) => proof.allowRegistry(registry));
    proof._ignoreEchoes(this.#plan.echoes);
    proof._expect({ references: this.#plan.images.map(({ target }) => target), construct: this.#label });
    if (delivery.type === 'values-only') {
      return undefined; // nothing of it is in this program, so there is nothing to prove here
    }
    const dependsOn = [...this.#dependencies, ...this.#addAccounts(name)];
    const main = this.#addMain(name, dependsOn);
    proof._switchOn();
    return main;
  }

  #addMain(name: string, dependsOn: pulumi.Resource[]): pulumi.Resource | undefined {
    const delivery = this.#args.deliver._delivery;
    const { release } = this.#args.agent;
    const install = { chart: release.chart, releaseName: this.releaseName, namespace: this.namespace, values: this.values };
    switch (delivery.type) {
      case 'values-only':
        return undefined;
      case 'helm-chart': {
        const { rewrite = true, prove } = delivery.args;
        const chart = helmChart(`${name}-chart`, install, delivery.args, rewrite ? this.#relocation : undefined, { parent: this, dependsOn });
        this.#declareRelease(chart, 'helm.sh/v4', 'Chart', prove, rewrite);
        this.#noteHooks();
        return chart;
      }
      case 'helm-release': {
        const made = helmRelease(`${name}-release`, install, delivery.args, { parent: this, dependsOn });
        this.#declareRelease(made, 'helm.sh/v3', 'Release', delivery.args.prove, false);
        return made;
      }
      case 'flux': {
        const { repository, interval = '1h', repositorySecret, postRenderStrategy, prove } = delivery.args;
        const { objects, patched } = atResource(this, this.#label, () => {
          const patches = prove === undefined ? undefined : core.agent().patchRelease(this.#args.agent, {
            plan: this.#plan, releaseName: this.releaseName, relocation: this.#relocation,
            pullSecretNames: this.#pullSecretNames(), postRenderStrategy,
          }, prove);
          const options = { interval, repositorySecret, postRenderStrategy, patches: patches?.patches };
          return { objects: core.agent().fluxObjects(this.#intent(repository), options), patched: patches };
        });
        this.notes.push(...patched?.notes ?? []);
        return this.#addController(name, objects, dependsOn, { kind: 'HelmRelease', namespace: this.namespace }, prove, patched);
      }
      case 'argo-cd': {
        const {
          repository, applicationNamespace = 'argocd', project = 'default', server = 'https://kubernetes.default.svc', prove,
        } = delivery.args;
        const objects = atResource(this, this.#label, () =>
          core.agent().argoCdObjects(this.#intent(repository), { applicationNamespace, project, server }));
        return this.#addController(name, objects, dependsOn, { kind: 'Application', namespace: applicationNamespace }, prove);
      }
    }
  }

  /** The accounts that no chart creates come before everything that names them. */
  #addAccounts(name: string): pulumi.Resource[] {
    return this.#plan.accounts.filter(({ create }) => create).map((account) => {
      const object = atResource(this, this.#label, () => serviceAccountObject({
        name: account.name, namespace: account.namespace, pullSecrets: account.pullSecretNames,
      }));
      return addObject(this, name, { id: `account-${account.name}`, object: object as ObjectInput }, this.#dependencies);
    });
  }

  #addController(
    name: string, objects: readonly DeliveryObject[], dependsOn: readonly pulumi.Resource[],
    place: ReleasePlace, prove: ChartRendering | undefined, patched?: PatchedRelease,
  ): pulumi.Resource | undefined {
    const made: pulumi.Resource[] = [];
    for (const { id, object } of objects) {
      // A HelmRelease needs its source; both need what the pods need.
      made.push(addObject(this, name, { id: idOf(id), object: this.#outputs.restore(object) as ObjectInput }, [...dependsOn, ...made]));
    }
    const main = made.at(-1);
    if (main !== undefined) {
      this.#show(main, place, { prove, patched });
    }
    return main;
  }

  /** Tells the proof of a release that the provider makes: an object of no API, under the module of its type token. */
  #declareRelease(resource: pulumi.Resource, apiVersion: string, kind: string, prove: ChartRendering | undefined, rewritten: boolean): void {
    const object = { apiVersion, kind, metadata: { name: this.releaseName, namespace: this.namespace }, spec: { values: this.values } };
    Proof._of(this)._declare({ resource, object, label: `${this.#label}/${kind.toLowerCase()}` });
    this.#show(resource, { kind, namespace: this.namespace }, { prove, ...(rewritten ? { relocation: this.#relocation } : {}) });
  }

  /** What is rendered outside of the program is rendered for the proof, or the proof sees what the catalogue knows of it. */
  #show(resource: pulumi.Resource, place: ReleasePlace, rendering: Pick<RenderedRelease, 'prove' | 'patched' | 'relocation'>): void {
    const { agent } = this.#args;
    this.#release = new ReleaseProof({
      agent, plan: this.#plan, releaseName: this.releaseName, pullSecretNames: this.#pullSecretNames(), ...rendering,
    });
    this.#release.show(Proof._of(this), resource, this.#label, place);
  }

  #intent(repository: string | undefined): HelmReleaseIntent {
    const { chart } = this.#args.agent.release;
    return {
      releaseName: this.releaseName, namespace: this.namespace, chart: chart.name, version: chart.version,
      repository: repository ?? chart.repository, values: structuredClone(this.#plan.values),
    };
  }

  #noteHooks(): void {
    const hooks = this.#plan.workloads.filter((workload) => workload.hooks.length > 0);
    this.notes.push(...hooks.map(({ kind, name, hooks: when }) =>
      `${kind} ${name} is a Helm hook (${when.join(', ')}), and helm.v4.Chart runs none: use Deliver.helmRelease where the install needs it`));
  }
}

/** Kind and namespace of the object that asks for a release. */
interface ReleasePlace {
  readonly kind: string;
  readonly namespace: string;
}

/** Ids of the core are those of constructs: `Resource` is the main one. */
function idOf(id: string): string {
  return id === 'Resource' ? 'release' : id.toLowerCase();
}
