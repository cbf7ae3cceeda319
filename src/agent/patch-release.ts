import { withoutHooks } from '../helm';
import { printReference } from '../image';
import type { ImageReference } from '../image';
import { findReferences, placeObjects } from '../manifest';
import { kustomizePatches, planFallback } from '../relocate';
import type { FallbackPlan, KustomizePatch, Relocation } from '../relocate';
import type { Agent } from './agent';
import { reachesHooks } from './delivery/flux-objects';
import type { FluxPostRenderStrategy } from './delivery/flux-objects';
import type { InstallPlan } from './install-plan';
import { refuseUnparsed, renderManifests } from './render-agent';
import type { ChartRendering, RenderedObjects } from './render-agent';
import { describeChanges } from './traced/complete-rendered';

/** A release that Flux renders, and what its patches have to know. */
export interface PatchedInstall {
  /** The plan of the install. */
  readonly plan: InstallPlan;
  /** Name of the Helm release. */
  readonly releaseName: string;
  /** Where its images go. */
  readonly relocation: Relocation;
  /** Names of its pull secrets. */
  readonly pullSecretNames: readonly string[];
  /**
   * How Flux hands hooks to the patches.
   *
   * @default - not at all
   */
  readonly postRenderStrategy?: FluxPostRenderStrategy;
}

/** What Flux will make of a release. */
export interface PatchedRelease extends RenderedObjects {
  /** Patches for its post-renderers. */
  readonly patches: readonly KustomizePatch[];
  /** The references that pods of the release pull, as far as the plan knows them. */
  readonly images: readonly string[];
}

const HOOKS = 'Flux 2.9 and newer patch hooks too when `postRenderStrategy` is `separate`';

/**
 * Renders the chart as Flux will, and plans the patches that move what no value moves: the objects are those of the
 * cluster, with the patches applied.
 *
 * @throws PullproofError what Helm and the relocation refuse; `chart-invalid` for a chart of another agent or release;
 * `manifest-invalid` when Helm prints something that is no manifest.
 */
export function patchRelease(agent: Agent, install: PatchedInstall, props: ChartRendering): PatchedRelease {
  const { plan, releaseName, relocation, pullSecretNames, postRenderStrategy } = install;
  const { namespace, values, echoes } = plan;
  const { chart, manifests } = renderManifests(agent, { releaseName, namespace, values }, props);
  const fallback = planFallback(manifests, {
    relocation, pullSecretNames, namespace, echoes, file: chart,
    boundAccounts: plan.accounts.filter(({ create }) => create).map((account) => `${account.namespace}/${account.name}`),
    reachesHooks: reachesHooks(postRenderStrategy),
  });
  refuseUnparsed(agent, fallback.patched.unparsed);
  return {
    objects: placeObjects(fallback.patched.resources.map((resource) => withoutHooks(resource)), namespace),
    patches: kustomizePatches(fallback),
    images: pulledImages(plan, fallback),
    notes: [
      ...fallback.objects.flatMap(({ changes }) => describeChanges(changes)),
      ...fallback.unmoved.map(({ location, reason }) => `left as it is: ${location}: ${reason}`),
      ...fallback.unmoved.some(({ hooks }) => hooks !== undefined) ? [HOOKS] : [],
    ],
  };
}

/** What no value moves is private once a patch moved it, unless it stands in no object, or in one that no patch reaches. */
function pulledImages({ images }: InstallPlan, { patched }: FallbackPlan): string[] {
  const standing = new Set(patched.resources.flatMap((resource) => findReferences(resource))
    .flatMap(({ reference }) => (reference === undefined ? [] : [printReference(reference)])));
  const isLeft = (source: ImageReference): boolean => standing.has(printReference(source));
  return images.filter(({ required }) => required).map(({ source, target, unmovable }) => {
    const moves = unmovable === undefined || source === undefined || (unmovable.standsIn !== undefined && !isLeft(source));
    return printReference(moves ? target : source);
  });
}
