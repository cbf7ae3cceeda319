export type { EcrObjectsDeclaration, EcrObjectSettings, EcrObjectsPlan, EcrUpstreamSecret } from './ack/ecr-objects-declaration';
export { planEcrObjects } from './ack/plan-ecr-objects';
export type { SecretKeyReference, SecretObjectReference } from './crossplane/crossplane-specs';
export { planHarborObjects } from './crossplane/plan-harbor-objects';
export type { HarborEndpointLogin, HarborObjectsDeclaration, HarborObjectSettings, HarborObjectsPlan } from './crossplane/plan-harbor-objects';
export type { HarborRobotObject } from './crossplane/robot-objects';
export { ECR_CACHE_SECRET_PREFIX, ecrCacheSecretName, ecrCacheSecretProblems, ecrCacheSecretText } from './ecr/cache-secret';
export { cacheableHosts, cacheableUpstream } from './ecr/cacheable-upstream';
export type { CacheableUpstream, UpstreamLogin } from './ecr/cacheable-upstream';
export { creationTemplates } from './ecr/creation-template';
export type { CreationTemplate, TemplateScenario } from './ecr/creation-template';
export { ecrAddress, ecrRepositoryArn } from './ecr/ecr-address';
export type { EcrAddress } from './ecr/ecr-address';
export { ecrRepositories } from './ecr/ecr-repositories';
export type { EcrRepositoryPlan } from './ecr/ecr-repositories';
export { ecrLifecyclePolicy } from './ecr/lifecycle-policy';
export type { EcrLifecycle } from './ecr/lifecycle-policy';
export { ECR_CACHE_ACTIONS, ECR_PULL_ACTIONS, ecrPullPolicy, ecrRepositoryPolicy } from './ecr/pull-policies';
export type { EcrPullPrincipals, EcrPullScope } from './ecr/pull-policies';
export { pullThroughRules } from './ecr/pull-through-rules';
export type { PullThroughLogins, PullThroughRule } from './ecr/pull-through-rules';
export { ecrRegistryPolicy, ecrReplication } from './ecr/registry-policy';
export type { EcrRegistryAccess, EcrReplica } from './ecr/registry-policy';
export {
  endpointSpecProblems, harborEndpoint, immutabilityRuleProblems, projectSpecProblems, retentionSpecProblems, robotSecretProblems, robotSpecProblems,
  samePermissions,
} from './harbor';
export type {
  HarborAccess, HarborEndpointSpec, HarborEndpointType, HarborImmutabilityRule, HarborPermission, HarborProjectSpec, HarborRetentionRule,
  HarborRetentionSpec, HarborRobotSpec,
} from './harbor';
export { harborProjects, harborPullRobot } from './harbor-plan';
export type { HarborProjectPlan, HarborPullRobotRequest } from './harbor-plan';
export type { KubernetesObject, ObjectMetadata, RegistryObject } from './object-name';
export { parseProvisionedImages, provisionedImages } from './provisioned-image';
export type { ImageChoice, MovedImage, ProvisionedImage, ProvisionedImageText } from './provisioned-image';
