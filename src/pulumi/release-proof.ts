import type { Resource } from '@pulumi/pulumi';
import type { Agent, BlindSpot, ChartRendering, InstallPlan, PatchedRelease, PlannedImage } from '../agent';
import { printReference } from '../image';
import type { JsonObject } from '../manifest';
import type { Relocation } from '../relocate';
import { core } from './core-modules';
import type { Proof } from './proof';

/** A release that is rendered outside of the program. */
export interface RenderedRelease {
  /** What is installed. */
  readonly agent: Agent;
  /** Its plan; values that are known later are marks in it, which decide nothing that a proof asks for. */
  readonly plan: InstallPlan;
  /** Name of the release. */
  readonly releaseName: string;
  /** Names of its pull secrets. */
  readonly pullSecretNames: readonly string[];
  /**
   * Moves what no value moves, in the rendered objects.
   *
   * @default - they stay as the chart renders them
   */
  readonly relocation?: Relocation;
  /**
   * Renders the chart for the proof.
   *
   * @default - the proof takes the word of the catalogue
   */
  readonly prove?: ChartRendering | undefined;
  /**
   * The same, with the patches that its controller applies.
   *
   * @default - its controller applies none
   */
  readonly patched?: PatchedRelease | undefined;
}

/** What the proof and the image availability exporter get to know of a release. */
export class ReleaseProof {
  readonly #release: RenderedRelease;
  readonly #plan: InstallPlan;
  #objects: readonly JsonObject[] | undefined;

  constructor(release: RenderedRelease) {
    this.#release = release;
    const { plan, relocation, patched } = release;
    this.#objects = patched?.objects.map(({ object }) => object);
    this.#plan = relocation === undefined ? plan : { ...plan, images: plan.images.map(movedByRewriting) };
  }

  /**
   * Vouches for the release in a proof, and shows it the pods.
   *
   * @param proof the proof of its cluster.
   * @param resource what findings belong to.
   * @param label how they call it.
   * @param object kind and namespace of the object that asks for the release.
   */
  public show(proof: Proof, resource: Resource, label: string, object: { readonly kind: string; readonly namespace: string }): void {
    const { agent, prove, releaseName, patched } = this.#release;
    const rendering = patched === undefined || patched.patches.length === 0 ? 'the rendering for this proof' : 'the rendering for this proof, patched by Flux,';
    proof._vouchFor({
      ...object, name: releaseName, by: prove === undefined ? `${agent.title} ${agent.version} of the catalogue` : rendering,
      images: patched?.images ?? this.#plan.images.filter(({ required }) => required)
        .map(({ source, target, unmovable }) => printReference(unmovable === undefined ? target : source ?? target)),
    });
    proof._alsoAudit(() => this.#rendered().map((one) => ({ object: one, label, resource })));
  }

  /** Images that the image availability exporter would not see by itself. */
  public blindSpots(): BlindSpot[] {
    const { agent, plan, prove, pullSecretNames } = this.#release;
    if (prove === undefined) {
      return core.agent().blindSpotsOfPlan(agent, plan, [...pullSecretNames]);
    }
    const { resources } = core.manifest().streamFromObjects(this.#rendered().map((object) => ({ object })));
    return core.agent().findBlindSpots(resources, { namespace: plan.namespace, operatorPullSecretNames: [...pullSecretNames] });
  }

  #rendered(): readonly JsonObject[] {
    const { agent, plan, relocation, prove, releaseName } = this.#release;
    const install = { releaseName, namespace: plan.namespace, values: plan.values, traced: plan.traced, relocation };
    const { foreseeCompiledIn, foreseePods, renderAgent } = core.agent();
    this.#objects ??= [
      ...prove === undefined ? foreseePods(agent, this.#plan) : renderAgent(agent, install, prove).objects.map(({ object }) => object),
      ...relocation === undefined ? [] : foreseeCompiledIn(plan),
    ];
    return this.#objects;
  }
}

/** An image in a text of the rendered objects is moved there; one that is compiled into an operator stands in none. */
function movedByRewriting(image: PlannedImage): PlannedImage {
  const { unmovable, ...rest } = image;
  return unmovable?.standsIn === undefined ? image : rest;
}
