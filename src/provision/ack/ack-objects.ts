import type { CreationTemplate } from '../ecr/creation-template';
import type { EcrAddress } from '../ecr/ecr-address';
import type { EcrRepositoryPlan } from '../ecr/ecr-repositories';
import { ecrLifecyclePolicy } from '../ecr/lifecycle-policy';
import { ecrRepositoryPolicy } from '../ecr/pull-policies';
import type { PullThroughRule } from '../ecr/pull-through-rules';
import type { AckEncryption, AckPullThroughCacheRuleSpec, AckRepositoryCreationTemplateSpec, AckRepositorySpec, AckTag } from './ack-specs';
import type { EcrObjectsDeclaration, EcrObjectSettings } from './ecr-objects-declaration';

/** What the controller reads from annotations. */
export function controllerAnnotations({ retain = true, takeOver = false }: EcrObjectsDeclaration, { region }: EcrAddress): Record<string, string> {
  return {
    'services.k8s.aws/region': region,
    ...(retain && { 'services.k8s.aws/deletion-policy': 'retain' }),
    ...(takeOver && { 'services.k8s.aws/adoption-policy': 'adopt-or-create' }),
  };
}

/** The spec of a repository. */
export function repositorySpec(declaration: EcrObjectsDeclaration, address: EcrAddress, repository: EcrRepositoryPlan): AckRepositorySpec {
  const { mutableTags = false, scanOnPush = true, lifecycle, pullers = {} } = declaration;
  const lifecyclePolicy = ecrLifecyclePolicy(lifecycle, repository);
  const policy = ecrRepositoryPolicy(pullers, address);
  const tags = tagsOf(declaration);
  return {
    name: repository.name,
    registryID: address.account,
    imageTagMutability: mutableTags ? 'MUTABLE' : 'IMMUTABLE',
    imageScanningConfiguration: { scanOnPush },
    encryptionConfiguration: encryptionOf(declaration),
    ...(lifecyclePolicy !== undefined && { lifecyclePolicy: JSON.stringify(lifecyclePolicy) }),
    ...(policy !== undefined && { policy: JSON.stringify(policy) }),
    ...(tags.length > 0 && { tags }),
  };
}

/** The spec of a cache rule. */
export function ruleSpec(rule: PullThroughRule, { account }: EcrAddress): AckPullThroughCacheRuleSpec {
  const { ecrRepositoryPrefix, upstreamRegistry, upstreamRegistryUrl, credentialArn, customRoleArn } = rule;
  return {
    registryID: account, ecrRepositoryPrefix, upstreamRegistryURL: upstreamRegistryUrl, upstreamRegistry,
    ...(credentialArn !== undefined && { credentialARN: credentialArn }), ...(customRoleArn !== undefined && { customRoleARN: customRoleArn }),
  };
}

/** The spec of a template. */
export function templateSpec(
  declaration: EcrObjectsDeclaration, address: EcrAddress, { prefix, appliedFor }: CreationTemplate,
): AckRepositoryCreationTemplateSpec {
  const isCache = appliedFor.includes('PULL_THROUGH_CACHE');
  // Tags move at the source, and a cache whose tags stay could never follow.
  const { mutableTags = isCache, lifecycle, pullers = {}, templateRole } = declaration;
  const lifecyclePolicy = ecrLifecyclePolicy(lifecycle);
  const policy = ecrRepositoryPolicy(pullers, address);
  const tags = tagsOf(declaration);
  return {
    prefix, appliedFor, description: isCache ? 'repositories of a pull-through cache' : 'repositories that nobody declared',
    imageTagMutability: mutableTags ? 'MUTABLE' : 'IMMUTABLE',
    encryptionConfiguration: encryptionOf(declaration),
    ...(lifecyclePolicy !== undefined && { lifecyclePolicy: JSON.stringify(lifecyclePolicy) }),
    ...(policy !== undefined && { repositoryPolicy: JSON.stringify(policy) }),
    ...(tags.length > 0 && { resourceTags: tags }),
    ...(templateRole !== undefined && { customRoleARN: templateRole }),
  };
}

function encryptionOf({ kmsKey }: EcrObjectSettings): AckEncryption {
  return kmsKey === undefined ? { encryptionType: 'AES256' } : { encryptionType: 'KMS', kmsKey: kmsKey };
}

function tagsOf({ tags = {} }: EcrObjectSettings): AckTag[] {
  return Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => ({ key, value }));
}
