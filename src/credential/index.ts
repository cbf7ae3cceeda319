export { Credential } from './credential';
export type {
  EcrTokenCredentialProps, ExistingSecretCredentialProps, ExternalSecretCredentialProps, PlainTextCredentialProps,
} from './credential-props';
export type {
  CredentialSource, EcrTokenSource, ExistingSecretSource, ExternalSecretSource, NodeIdentitySource, PlainTextSource,
} from './credential-source';
export { checkCoverage } from './delivery/check-coverage';
export type { DeliveredSecret } from './delivery/check-coverage';
export { describeExternalSecretTemplate } from './delivery/describe-template';
export type { TemplateDescription } from './delivery/describe-template';
export { EXPIRES_AT_ANNOTATION, ecrHubObjects } from './delivery/ecr-hub';
export type { EcrHubProps } from './delivery/ecr-hub';
export { clusterExternalSecretObject, externalSecretObject } from './delivery/external-secret';
export type { ClusterExternalSecretProps, ExternalSecretProps } from './delivery/external-secret';
export type { JsonObject, JsonValue } from './delivery/json-object';
export { plainSecretObject } from './delivery/plain-secret';
export type { PlainSecretProps } from './delivery/plain-secret';
export { PULL_SECRET_KEY, PULL_SECRET_TYPE } from './delivery/pull-secret-props';
export type { NamespaceChoice, PullSecretProps, RegistryHost } from './delivery/pull-secret-props';
export { planPullSecret } from './delivery/plan-pull-secret';
export type { PlannedObject, PullSecretDeclaration, PullSecretPlan } from './delivery/plan-pull-secret';
export { pullSecretTemplate } from './delivery/pull-secret-template';
export { serviceAccountObject } from './delivery/service-account';
export type { ServiceAccountProps } from './delivery/service-account';
export type { DockerConfigEntry } from './docker-config/entry';
export { parseDockerCfg, parseDockerConfig } from './docker-config/parse-docker-config';
export type { ParsedDockerConfig } from './docker-config/parse-docker-config';
export { printDockerConfig } from './docker-config/print-docker-config';
export { parseDuration, tryParseDuration } from './duration';
export { Keyring } from './kubelet/keyring';
export type { KeyringEntry } from './kubelet/keyring';
export { keyMatches, normaliseKey } from './kubelet/registry-key';
export { nameProblems, namespaceProblems } from './names';
export { dockerHubUsername } from './robot/docker-hub';
export { AZURE_TOKEN_USERNAME, ECR_USERNAME } from './robot/fixed-usernames';
export { gitlabDeployTokenUsername } from './robot/gitlab';
export { GOOGLE_JSON_KEY_BASE64_USERNAME, GOOGLE_JSON_KEY_USERNAME, GOOGLE_TOKEN_USERNAME, googleJsonKeyLogin } from './robot/google';
export { harborRobotUsername } from './robot/harbor';
export type { HarborRobot } from './robot/harbor';
export { huaweiLongTermLogin } from './robot/huawei';
export type { HuaweiAccessKey } from './robot/huawei';
export type { RobotLogin } from './robot/login';
export { QUAY_OAUTH_USERNAME, quayRobotUsername } from './robot/quay';
export type { QuayRobot } from './robot/quay';
export { SecretValue } from './secret-value';
