import { Construct } from 'constructs';
import type { IConstruct } from 'constructs';
import {
  argoCdObjects, blindSpotsOfPlan, checkInstallNames, checkPlan, describeImages, findBlindSpots, fluxObjects, foreseeCompiledIn, foreseePods,
  patchRelease, planInstall, renderAgent,
} from '../agent';
import type {
  BlindSpot, DeliveryObject, FluxPostRenderStrategy, HelmReleaseIntent, InstallPlan, PatchedRelease, RenderedObjects,
} from '../agent';
import { checkCoverage, serviceAccountObject } from '../credential';
import { printReference } from '../image';
import { streamFromObjects } from '../manifest';
import type { JsonObject } from '../manifest';
import { Relocation } from '../relocate';
import type { AgentInstallProps, InstalledImage } from './agent-install-props';
import { atConstruct } from './construct-error';
import type { RenderedDeliveryProps } from './deliver';
import { addObjects, writeAfter } from './objects';
import { Proof } from './proof';

/**
 * A third-party agent, installed from a private registry, and proven.
 *
 * Its main object (the HelmRelease of Flux, the Application of Argo CD) is the child `Resource`, so `ApiObject.of` finds
 * it; rendered objects are children named after kind, namespace and name.
 *
 * @example
 * new AgentInstall(chart, 'CloudZero', {
 *   agent: Agent.cloudZero('1.2.13'),
 *   registry: Registry.harbor('harbor.example.com', { project: 'agents' }),
 *   pullSecrets: [pull],
 *   namespace: 'cloudzero-agent',
 *   values: { clusterName: 'prod-1' },
 *   deliver: Deliver.flux(),
 * });
 */
export class AgentInstall extends Construct {
  /** Its images. */
  public readonly images: InstalledImage[];
  /** What the author of the values should know, in sentences. */
  public readonly notes: string[];
  /** Name of the Helm release. */
  public readonly releaseName: string;
  /** Namespace it is installed in. */
  public readonly namespace: string;

  readonly #props: AgentInstallProps;
  readonly #plan: InstallPlan;
  /** What pods need before they start: pull secrets, and namespaces that pull secrets create. */
  readonly #dependencies: readonly IConstruct[];
  /** The objects that a controller will make, rendered for the proof. */
  readonly #relocation: Relocation;
  #renderedLater: (() => readonly JsonObject[]) | undefined;

  /**
   * @param scope the chart or construct it belongs to.
   * @param id the id of the construct; it names no object.
   * @param props what it is made of.
   * @throws PullproofError `values-conflict` that lists every value which contradicts the relocation, `values-invalid`
   * for missing values, `namespace-invalid` when a pull secret is not delivered to the namespace, `name-invalid` and
   * `delivery-invalid` for names and addresses that cannot be, `object-clash` when the chart holds one of its objects
   * already, and what Helm and the relocation refuse.
   */
  constructor(scope: Construct, id: string, props: AgentInstallProps) {
    super(scope, id);
    const { agent, namespace, values, pullSecrets = [] } = props;
    this.releaseName = props.releaseName ?? agent.release.chart.name;
    this.namespace = namespace;
    this.#props = { ...props, pullSecrets: [...pullSecrets] };
    this.#dependencies = pullSecrets.flatMap((secret) => secret.dependenciesIn(namespace));
    const relocation = atConstruct(this, () => new Relocation(props));
    this.#relocation = relocation;
    this.#plan = atConstruct(this, () => {
      checkInstallNames(this.releaseName, namespace);
      checkCoverage(pullSecrets, namespace);
      const plan = planInstall({ agent, relocation, namespace, values, releaseName: this.releaseName, pullSecretName: this.#pullSecretNames() });
      checkPlan(plan, agent, props.deliver._delivery.type === 'values-only');
      return plan;
    });
    this.images = describeImages(this.#plan);
    this.notes = this.#plan.notes.map(({ path, text }) => (path === undefined ? text : `${path}: ${text}`));
    const proof = Proof._of(this);
    relocation.registries.forEach((registry) => proof.allowRegistry(registry));
    proof._ignoreEchoes(this.#plan.echoes);
    proof._expect({ references: this.#plan.images.map(({ target }) => target), construct: this.node.path });
    this.#deliver(proof);
  }

  /** The values that move every image and bring every pull secret, and nothing else. Returns a copy. */
  public get overrides(): { [key: string]: unknown } {
    return copyOf(this.#plan.overrides);
  }

  /** The values that the chart gets: the given ones with the overrides over them. Returns a copy. */
  public get values(): { [key: string]: unknown } {
    return copyOf(this.#plan.values);
  }

  /** @internal Images that the image availability exporter would not see by itself, of pods that no object of the app tells of. */
  public _blindSpots(): BlindSpot[] {
    const { agent, deliver } = this.#props;
    if (deliver._delivery.type === 'rendered') {
      return [];
    }
    if (this.#renderedLater === undefined) {
      return blindSpotsOfPlan(agent, this.#plan, this.#pullSecretNames());
    }
    const { resources } = streamFromObjects(this.#renderedLater().map((object) => ({ object })));
    return findBlindSpots(resources, { namespace: this.namespace, operatorPullSecretNames: this.#pullSecretNames() });
  }

  #pullSecretNames(): string[] {
    return (this.#props.pullSecrets ?? []).filter((secret) => secret.needed).map((secret) => secret.name);
  }

  #deliver(proof: Proof): void {
    const delivery = this.#props.deliver._delivery;
    switch (delivery.type) {
      case 'values-only':
        return; // nothing of it is in this app, so there is nothing to prove here
      case 'rendered': {
        const { objects, notes } = this.#render(delivery.props, this.#relocation);
        this.#write(objects);
        this.notes.push(...notes);
        proof._alsoAudit(() => foreseeCompiledIn(this.#plan).map((object) => ({ object, construct: this.node.path })));
        break;
      }
      case 'flux': {
        const { repository, interval = '1h', repositorySecret, postRenderStrategy, prove } = delivery.props;
        const patched = prove === undefined ? undefined : this.#patch(prove, postRenderStrategy);
        const options = { interval, repositorySecret, postRenderStrategy, patches: patched?.patches };
        this.#write(atConstruct(this, () => fluxObjects(this.#intent(repository), options)));
        this.notes.push(...patched?.notes ?? []);
        this.#vouch(proof, 'HelmRelease', this.namespace, prove, patched);
        break;
      }
      case 'argo-cd': {
        const {
          repository, applicationNamespace = 'argocd', project = 'default', server = 'https://kubernetes.default.svc', prove,
        } = delivery.props;
        this.#write(atConstruct(this, () => argoCdObjects(this.#intent(repository), { applicationNamespace, project, server })));
        this.#vouch(proof, 'Application', applicationNamespace, prove);
        break;
      }
    }
    proof._switchOn();
  }

  #intent(repository: string | undefined): HelmReleaseIntent {
    const { chart } = this.#props.agent.release;
    return {
      releaseName: this.releaseName, namespace: this.namespace, chart: chart.name, version: chart.version,
      repository: repository ?? chart.repository, values: copyOf(this.#plan.values),
    };
  }

  /** Every object comes after the Secrets, so that no pod and no hook starts without them; accounts that pods need come before. */
  #write(objects: readonly DeliveryObject[]): void {
    const planned = this.#plan.accounts.filter(({ create }) => create).map(({ name, namespace, pullSecretNames }) => ({
      id: `account-${name}`, object: serviceAccountObject({ name, namespace, pullSecrets: pullSecretNames }),
    }));
    const accounts = addObjects(this, planned);
    accounts.forEach((account) => writeAfter(account, this.#dependencies));
    addObjects(this, objects).forEach((object) => writeAfter(object, [...this.#dependencies, ...accounts]));
  }

  /** @param relocation given for objects that are written; a proof of what others render takes the chart as it is. */
  #render(props: RenderedDeliveryProps, relocation?: Relocation): RenderedObjects {
    const { releaseName, namespace } = this;
    return atConstruct(this, () => renderAgent(this.#props.agent, {
      releaseName, namespace, relocation, values: this.#plan.values, traced: this.#plan.traced,
    }, props));
  }

  /** What Flux will render, with the patches that it will apply. */
  #patch(props: RenderedDeliveryProps, postRenderStrategy: FluxPostRenderStrategy | undefined): PatchedRelease {
    const { releaseName } = this;
    return atConstruct(this, () => patchRelease(this.#props.agent, {
      plan: this.#plan, releaseName, relocation: this.#relocation, pullSecretNames: this.#pullSecretNames(), postRenderStrategy,
    }, props));
  }

  /** What the cluster will render is not in the app: it is rendered for the proof, or the proof sees what the catalogue knows of it. */
  #vouch(proof: Proof, kind: string, namespace: string, prove: RenderedDeliveryProps | undefined, patched?: PatchedRelease): void {
    const { agent } = this.#props;
    proof._vouchFor({
      kind, namespace, name: this.releaseName,
      by: prove === undefined ? agent._source
        : patched === undefined || patched.patches.length === 0 ? 'the rendering for this proof' : 'the rendering for this proof, patched by Flux,',
      images: patched?.images ?? this.#plan.images.filter(({ required }) => required)
        .map(({ source, target, unmovable }) => printReference(unmovable === undefined ? target : source ?? target)),
    });
    let objects = patched?.objects.map(({ object }) => object);
    const rendered = (): readonly JsonObject[] => {
      objects ??= prove === undefined ? foreseePods(agent, this.#plan) : this.#render(prove).objects.map(({ object }) => object);
      return objects;
    };
    this.#renderedLater = prove === undefined ? undefined : rendered;
    proof._alsoAudit(() => rendered().map((object) => ({ object, construct: this.node.path })));
  }
}

function copyOf(values: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(values)) as JsonObject;
}
