export type { EchoedObject, FallbackPlan, FallbackRequest, PatchedObject, PatchTarget, UnmovedPlace } from './fallback-plan';
export type { JsonPatchOperation } from './json-patch';
export { kustomizeOverlay } from './kustomize-overlay';
export type { KustomizeChart, KustomizeOverlayOptions, OverlayFile } from './kustomize-overlay';
export { kustomizePatches } from './kustomize-patches';
export type { KustomizePatch, KustomizeTarget } from './kustomize-patches';
export { planFallback } from './plan-fallback';
