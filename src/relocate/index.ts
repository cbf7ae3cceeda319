export { compareVersions } from './compare-versions';
export { kustomizeOverlay, kustomizePatches, planFallback } from './fallback';
export type {
  EchoedObject, FallbackPlan, FallbackRequest, JsonPatchOperation, KustomizeChart, KustomizeOverlayOptions, KustomizePatch, KustomizeTarget,
  OverlayFile, PatchedObject, PatchTarget, UnmovedPlace,
} from './fallback';
export { Layout } from './layout';
export type { RelocatedImage } from './relocated-image';
export type { ImageMover, OverrideConflict, OverrideNote, SlotImage } from './override-plan';
export { computeOverrides } from './overrides';
export type { OverrideRequest, Overrides } from './overrides';
export { Relocation } from './relocation';
export type { RelocationProps, RelocationRoute } from './relocation';
export { showValue } from './show-value';
export type { ImageFields, ImageSlot, PrecedingFields, PullSecretShape, PullSecretSlot } from './slot';
export { describeCondition, holds, isTruthy } from './value-condition';
export type { ValueCondition } from './value-condition';
export { blockedAt, parseValuesPath, readValue, withValue } from './values-path';
export { checkValuesPath, fillPath, fillText, pathsInBraces } from './values-template';
export { refuseSkipped } from './refuse-skipped';
export { rewriteManifest } from './rewrite-manifest';
export { rewriteVendorManifest } from './rewrite-vendor-manifest';
export type { VendorManifestRequest } from './rewrite-vendor-manifest';
export type { BoundPlaces, ManifestChange, RewritePullSecret, RewriteRequest, RewrittenStream } from './rewrite-request';
export { drive, driveSync } from './trace/render-step';
export type { RenderFailure, Rendering, RenderOutcome, RenderStep, RenderSuccess } from './trace/render-step';
export { solveTrace } from './trace/solve-trace';
export type { SolveRequest } from './trace/solve-trace';
export { traceChart } from './trace/trace-chart';
export type { TraceRequest, TraceResult } from './trace/trace-request';
export type {
  ChartTrace, Composition, CompositionPart, FixedPart, RejectedKey, SurroundingText, TracedAccount, TracedKey, TracedList, TracedObject,
  TracedPermission, TracedPod, TracedPullSecretKey, TracedReference, TraceSubject, ValuePart,
} from './trace/chart-trace';
export type { SolvedKey, SolvedPod, SolvedReference, TraceSolution } from './trace/trace-solution';
export { valuesDigest } from './trace/values-digest';
export { lockedTrace } from './lock/check-lock';
export { printComposition } from './lock/composition-text';
export { parseLock } from './lock/parse-lock';
export { printLock } from './lock/print-lock';
export type { RenderDifference } from './trace/compare-renders';
