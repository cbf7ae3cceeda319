export { Agent } from './agent';
export type {
  AgentAccount, AgentChart, AgentContainer, AgentEcho, AgentImage, AgentRelease, AgentTrap, AgentWorkload, RequiredValue, TrapSeverity,
} from './agent-release';
export { checkChart } from './check-chart';
export type { ComputedSource } from './computed-source';
export { checkInstallNames } from './check-names';
export { checkPlan } from './check-plan';
export { describeImages } from './describe-images';
export type { DescribedImage } from './describe-images';
export { foreseeCompiledIn, foreseePods } from './foresee-pods';
export { completeRendered, describeChanges } from './traced/complete-rendered';
export type { Completion } from './traced/complete-rendered';
export { answerSteps, answerStepsAsync } from './traced/answer-steps';
export type { ChartAgentProps } from './traced/chart-agent-props';
export type { InstallPlan, PlannedAccount, PlannedContainer, PlannedEcho, PlannedImage, PlannedWorkload, TracedPlan } from './install-plan';
export { planInstall } from './plan-install';
export type { InstallRequest } from './plan-install';
export { argoCdObjects } from './delivery/argo-cd-objects';
export type { ArgoCdOptions } from './delivery/argo-cd-objects';
export { fluxObjects } from './delivery/flux-objects';
export type { FluxOptions, FluxPostRenderStrategy } from './delivery/flux-objects';
export type { DeliveryObject, HelmReleaseIntent } from './delivery/helm-release-intent';
export {
  blindSpotsOfPlan, CaBundle, canaryDeployments, declaredSpot, EXPORTER_RELEASES, exporterChartValues, findBlindSpots, ImagePattern, planExporter,
} from './image-availability-exporter';
export type {
  BlindSpot, BlindSpotOptions, CanaryImage, CheckedKind, ContainerResources, ExporterAlerts, ExporterChartOptions, ExporterDashboard,
  ExporterDeclaration, ExporterFlags, ExporterMonitor, ExporterOptions, ExporterPlan,
} from './image-availability-exporter';
export {
  checkTingyunVersion, compareAgentVersions, findTingyunPullError, rewriteTingyun, tingyunChecksumAnnotation,
  tingyunFirstReleaseWithSecret, tingyunNamespace,
  tingyunPullErrors, tingyunRegistry, tingyunRelocation, tingyunSecretName, tingyunSecretNamespaces,
} from './tingyun';
export type { TingyunNamespaces, TingyunPullError, TingyunRewrite } from './tingyun';
export { patchRelease } from './patch-release';
export type { PatchedInstall, PatchedRelease } from './patch-release';
export { renderAgent } from './render-agent';
export type { ChartRendering, RenderedInstall, RenderedObjects } from './render-agent';
export type { UnmovableImage } from './unmovable-image';
export type { ValueWorkaround } from './value-workaround';
