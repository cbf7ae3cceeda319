export {
  Agent, argoCdObjects, checkChart, compareAgentVersions, completeRendered, describeChanges, findTingyunPullError, fluxObjects, planInstall,
  rewriteTingyun, tingyunPullErrors, tingyunRegistry, tingyunRelocation, tingyunSecretName, tingyunSecretNamespaces,
} from './agent';
export type {
  AgentAccount, AgentChart, AgentContainer, AgentEcho, AgentImage, AgentRelease, AgentTrap, AgentWorkload, ArgoCdOptions, ChartAgentProps,
  ChartRendering, Completion, ComputedSource, DeliveryObject, DescribedImage, FluxOptions, FluxPostRenderStrategy,
  HelmReleaseIntent, InstallPlan, InstallRequest, PlannedAccount,
  PlannedContainer, PlannedEcho, PlannedImage, PlannedWorkload, RequiredValue, TingyunNamespaces, TingyunPullError, TingyunRewrite, TracedPlan,
  TrapSeverity, UnmovableImage, ValueWorkaround,
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
  absenceRulesOf, AVAILABILITY_STATES, checkAvailability, classifyRefusal, EXPORTER_STATES, missingPlatforms, parseChallenges, parsePlatform, REASONS,
  RegistryClient,
} from './availability';
export type {
  AbsenceRules, Answered as RegistryAnswered, AnswerBase, Authorized as RegistryAuthorized, AvailabilityAnswer, AvailabilityAttempt,
  AvailabilityRequest,
  AvailabilityState, AvailableAnswer, Challenge, CheckOptions, CheckProgress, DigestMismatchAnswer, Exchange as RegistryExchange, ExchangeProblem,
  ExporterState, Failed as RegistryFailed, FailedAnswer, Place as RegistryPlace, RateLimitedAnswer, Reason as AvailabilityReason, ReasonFacts,
  ReasonInfo, RefusalEvidence, RegistryAnswer, RegistryClientIo, RegistryHost as RegistryHostAnswer, RegistryReply, Task as RegistryTask,
  TokenRefused as RegistryTokenRefused, Unauthorizable as RegistryUnauthorizable, UsedCredential, WrongPlatformAnswer,
} from './availability';
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
export { diagnose, DIAGNOSIS_VERSION, findPullTrouble, printDiagnosisJson, printDiagnosisText, pullTroubles } from './diagnose';
export type { Diagnosis, DiagnosisInput, DiagnosisText, MessageExample, PullTrouble, TroubleFamily, TroubleFinding, TroublePlace } from './diagnose';
export { ERROR_CODES, PullproofError } from './error';
export type { ErrorCode, ErrorCodeInfo, KnownErrorCode, PullproofErrorDetails } from './error';
export {
  deleteHarborEndpoint, deleteHarborImmutability, deleteHarborProject, deleteHarborRetention, deleteHarborRobot, ensureHarborEndpoint,
  ensureHarborImmutability, ensureHarborProject, ensureHarborRetention, ensureHarborRobot, HarborClient, readHarborEndpoint, readHarborImmutability,
  readHarborProject, readHarborRetention, readHarborRobot, rotateHarborRobotSecret, updateHarborEndpoint, updateHarborProject, updateHarborRetention,
  updateHarborRobot,
} from './harbor';
export type {
  EndpointLogin, EndpointState, EnsuredRobot, EnsureEndpointOptions, EnsureRobotOptions, HarborClientIo, HarborConnection, HarborEndpoint,
  HarborImmutableRule, HarborProject, HarborReply, HarborRequest, HarborRetention, HarborRobotAccount, ImmutabilityState, ProjectState,
  RetentionState, RobotState, TakeOver,
} from './harbor';
export {
  coalesceValues, mergeValues, printValuesYaml, readChart, readChartContents, readChartContentsSync, readChartSync, renderChart, renderChartSync,
} from './helm';
export type { ChartContents, ChartInfo, ChartSource, HelmRender, HelmRendered, TemplateSource } from './helm';
export { proxyFromEnvironment, SYSTEM_CLOCK, TransportError, UndiciTransport } from './http';
export type {
  ConnectionOptions, IClock, IRegistryTransport, Login as RegistryLogin, ProxySettings, TransportProblem, TransportReply, TransportRequest,
} from './http';
export { imageName, parseReference, printReference, sameReference, tryParseReference } from './image';
export type { ImageReference } from './image';
export { installChart } from './install';
export type { ChartInstall, ChartInstallRequest } from './install';
export {
  findPodTemplates, findReferences, formatLocation, formatPath, ManifestReader, parseManifests, rewriteReferences, streamFromObjects,
} from './manifest';
export type {
  Certainty, EmbeddedPlace, FoundReference, ImageParts, Json, JsonObject, ManifestStream, NestedTemplate, ObjectSource, Origin, Path, PodTemplate,
  ReferenceChange, ReferencePlace, ReferenceSite, Resource, RewrittenManifest, SkippedReference, UnparsedDocument, UnreadTemplate,
} from './manifest';
export {
  cacheableHosts, cacheableUpstream, creationTemplates, ECR_CACHE_ACTIONS, ECR_CACHE_SECRET_PREFIX, ECR_PULL_ACTIONS, ecrAddress, ecrCacheSecretName,
  ecrCacheSecretProblems, ecrCacheSecretText, ecrLifecyclePolicy, ecrPullPolicy, ecrRegistryPolicy, ecrReplication, ecrRepositories, ecrRepositoryArn,
  ecrRepositoryPolicy, endpointSpecProblems, harborEndpoint, harborProjects, harborPullRobot, immutabilityRuleProblems, parseProvisionedImages,
  planEcrObjects, planHarborObjects, projectSpecProblems, provisionedImages, pullThroughRules, retentionSpecProblems, robotSecretProblems,
  robotSpecProblems, samePermissions,
} from './provision';
export type {
  CacheableUpstream, CreationTemplate, EcrAddress, EcrLifecycle, EcrObjectsDeclaration, EcrObjectSettings, EcrObjectsPlan, EcrPullPrincipals,
  EcrPullScope, EcrRegistryAccess, EcrReplica, EcrRepositoryPlan, EcrUpstreamSecret, HarborAccess, HarborEndpointLogin, HarborEndpointSpec,
  HarborEndpointType, HarborImmutabilityRule, HarborObjectsDeclaration, HarborObjectSettings, HarborObjectsPlan, HarborPermission,
  HarborProjectPlan, HarborProjectSpec, HarborPullRobotRequest, HarborRetentionRule, HarborRetentionSpec, HarborRobotObject, HarborRobotSpec,
  ImageChoice, KubernetesObject, MovedImage, ObjectMetadata, ProvisionedImage, ProvisionedImageText, PullThroughLogins, PullThroughRule,
  RegistryObject, SecretKeyReference, SecretObjectReference, TemplateScenario, UpstreamLogin,
} from './provision';
export {
  airGapScripts, containerdMirrors, crioMirrors, ecrScript, MIRROR_PLAN_VERSION, mirrorJob, mirrorJobObjects, mirrorScript, parseMirrorPlan,
  planMirror, printMirrorPlan, regsyncConfig, skopeoSync,
} from './mirror';
export type {
  AgentSource, AlreadyPrivate, ImageListSource, InstallSource, ManifestSource, MirrorConnections, MirrorCopy, MirrorFile, MirrorFiles, MirrorJob,
  MirrorJobOptions, MirrorLogin, MirrorMode, MirrorPlan, MirrorReason, MirrorRegistry, MirrorRequest, MirrorScriptOptions, MirrorSource, MirrorTool,
  RuntimeMirrorOptions, UnresolvedImage,
} from './mirror';
export {
  AVAILABILITY_REPORT_VERSION, checkPulls, overlayCluster, planPulls, printAvailabilityJson, printAvailabilityMetrics, printAvailabilityText,
  pullsOfMirrorPlan,
} from './preflight';
export type {
  AvailabilityReport, CheckedImage, CheckState, CredentialStanding, GivenCredentials, ImagePull, ImageUse, MirrorCheckOptions, PullPlan,
  PullPlanOptions, UncheckedImage,
} from './preflight';
export { Registry } from './registry';
export type {
  AlibabaAcrRegistryProps, AzureAcrRegistryProps, DockerHubRegistryProps, EcrPublicRegistryProps, EcrRegistryProps, GenericRegistryProps,
  GhcrRegistryProps, GitlabRegistryProps, GoogleArtifactRegistryProps, GoogleGcrRegistryProps, HarborRegistryProps, HuaweiSwrRegistryProps,
  IRegistryKind, JfrogMode, JfrogRegistryProps, QuayRegistryProps, RepositoryCreation,
} from './registry';
export {
  computeOverrides, drive, driveSync, kustomizeOverlay, kustomizePatches, Layout, lockedTrace, parseLock, planFallback, printComposition, printLock,
  Relocation, rewriteManifest, solveTrace, traceChart, valuesDigest,
} from './relocate';
export type {
  BoundPlaces, ChartTrace, Composition, CompositionPart, EchoedObject, FallbackPlan, FallbackRequest, FixedPart, ImageFields, ImageMover, ImageSlot,
  JsonPatchOperation, KustomizeChart, KustomizeOverlayOptions, KustomizePatch, KustomizeTarget, ManifestChange, OverlayFile, OverrideConflict,
  OverrideNote, OverrideRequest, Overrides, PatchedObject, PatchTarget, PrecedingFields, PullSecretShape, PullSecretSlot, RejectedKey,
  RelocatedImage, RelocationProps, RelocationRoute, RenderDifference, RenderFailure, Rendering, RenderOutcome, RenderStep, RenderSuccess,
  RewritePullSecret, RewriteRequest, RewrittenStream, SlotImage, SolvedKey, SolvedPod, SolvedReference, SolveRequest, SurroundingText,
  TracedAccount, TracedKey, TracedList, TracedObject, TracedPermission, TracedPod, TracedPullSecretKey, TracedReference, TraceRequest, TraceResult,
  TraceSolution, TraceSubject, UnmovedPlace, ValueCondition, ValuePart,
} from './relocate';
