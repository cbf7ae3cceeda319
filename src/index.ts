export {
  Agent, argoCdObjects, checkChart, compareAgentVersions, findTingyunPullError, fluxObjects, planInstall, rewriteTingyun, tingyunPullErrors,
  tingyunRegistry, tingyunRelocation, tingyunSecretName, tingyunSecretNamespaces,
} from './agent';
export type {
  AgentAccount, AgentChart, AgentContainer, AgentEcho, AgentImage, AgentRelease, AgentTrap, AgentWorkload, ArgoCdOptions, ComputedSource,
  DeliveryObject, FluxOptions, HelmReleaseIntent, InstallPlan, InstallRequest, PlannedAccount, PlannedContainer, PlannedEcho, PlannedImage,
  PlannedWorkload, RequiredValue, TingyunNamespaces, TingyunPullError, TingyunRewrite, TrapSeverity, UnmovableImage, ValueWorkaround,
} from './agent';
export {
  blindSpotsOfPlan, CaBundle, canaryDeployments, EXPORTER_RELEASES, exporterChartValues, findBlindSpots, ImagePattern, planExporter,
} from './agent';
export type {
  BlindSpot, BlindSpotOptions, CanaryImage, CheckedKind, ContainerResources, ExporterAlerts, ExporterChartOptions, ExporterDashboard,
  ExporterDeclaration, ExporterFlags, ExporterMonitor, ExporterOptions, ExporterPlan,
} from './agent';
export { audit, describeObject, printJsonReport, printTextReport, REPORT_VERSION, RULES } from './audit';
export type {
  Acknowledgement, AuditedObject, AuditOptions, AuditSubject, DeclaredSecret, EchoedValues, ExpectedImages, Finding, FindingLocation, IAuditRule,
  JsonReport, ReportedImage, ReportedPod, ReportedRelease, ReportStyle, Verdict, VouchedRelease,
} from './audit';
export {
  AZURE_TOKEN_USERNAME, Credential, dockerHubUsername, ECR_USERNAME, gitlabDeployTokenUsername, GOOGLE_JSON_KEY_BASE64_USERNAME,
  GOOGLE_JSON_KEY_USERNAME, GOOGLE_TOKEN_USERNAME, googleJsonKeyLogin, harborRobotUsername, huaweiLongTermLogin, keyMatches, Keyring, normaliseKey,
  parseDockerCfg, parseDockerConfig, planPullSecret, printDockerConfig, QUAY_OAUTH_USERNAME, quayRobotUsername, SecretValue, serviceAccountObject,
} from './credential';
export type {
  DockerConfigEntry, EcrTokenCredentialProps, ExistingSecretCredentialProps, ExternalSecretCredentialProps, HarborRobot, HuaweiAccessKey,
  KeyringEntry, NamespaceChoice, ParsedDockerConfig, PlainTextCredentialProps, PlannedObject, PullSecretDeclaration, PullSecretPlan, QuayRobot,
  RegistryHost, RobotLogin, ServiceAccountProps,
} from './credential';
export { ERROR_CODES, PullproofError } from './error';
export type { ErrorCode, ErrorCodeInfo, KnownErrorCode, PullproofErrorDetails } from './error';
export { coalesceValues, mergeValues, printValuesYaml, readChart, readChartSync, renderChart, renderChartSync } from './helm';
export type { ChartInfo, ChartSource, HelmRender, HelmRendered } from './helm';
export { imageName, parseReference, printReference, sameReference, tryParseReference } from './image';
export type { ImageReference } from './image';
export { findPodTemplates, findReferences, formatLocation, formatPath, parseManifests, rewriteReferences, streamFromObjects } from './manifest';
export type {
  Certainty, EmbeddedPlace, FoundReference, ImageParts, Json, JsonObject, ManifestStream, NestedTemplate, ObjectSource, Origin, Path, PodTemplate,
  ReferenceChange, ReferencePlace, ReferenceSite, Resource, RewrittenManifest, SkippedReference, UnparsedDocument, UnreadTemplate,
} from './manifest';
export { Registry } from './registry';
export type {
  AlibabaAcrRegistryProps, AzureAcrRegistryProps, DockerHubRegistryProps, EcrPublicRegistryProps, EcrRegistryProps, GenericRegistryProps,
  GhcrRegistryProps, GitlabRegistryProps, GoogleArtifactRegistryProps, GoogleGcrRegistryProps, HarborRegistryProps, HuaweiSwrRegistryProps,
  IRegistryKind, JfrogMode, JfrogRegistryProps, QuayRegistryProps, RepositoryCreation,
} from './registry';
export { computeOverrides, Layout, Relocation, rewriteManifest } from './relocate';
export type {
  BoundPlaces, ImageFields, ImageMover, ImageSlot, ManifestChange, OverrideConflict, OverrideNote, OverrideRequest, Overrides, PrecedingFields,
  PullSecretShape, PullSecretSlot, RelocatedImage, RelocationProps, RelocationRoute, RewritePullSecret, RewriteRequest, RewrittenStream, SlotImage,
  ValueCondition,
} from './relocate';
