import type { JsonObject } from '../../manifest';
import type { Registry } from '../../registry';
import type { TemplateScenario } from '../ecr/creation-template';
import type { EcrRepositoryPlan } from '../ecr/ecr-repositories';
import type { EcrLifecycle } from '../ecr/lifecycle-policy';
import type { EcrPullPrincipals } from '../ecr/pull-policies';
import type { PullThroughRule } from '../ecr/pull-through-rules';
import type { RegistryObject } from '../object-name';
import type { ProvisionedImage } from '../provisioned-image';

/** A secret in AWS Secrets Manager with the login of a registry that ECR caches. */
export interface EcrUpstreamSecret {
  /**
   * Its ARN, in the account and region of the registry. Its name begins with `ecr-pullthroughcache/`, its keys are `username`
   * and `accessToken`.
   */
  readonly credentialArn: string;
}

/** What repositories are like. */
export interface EcrObjectSettings {
  /**
   * Source host to the secret with its login, for pull-through caches.
   *
   * @default - none
   */
  readonly upstreamLogins?: { readonly [sourceHost: string]: EcrUpstreamSecret };
  /**
   * Source host of an ECR in another account to the ARN of the role to pull from it with, for pull-through caches.
   *
   * @default - none
   */
  readonly upstreamRoles?: { readonly [sourceHost: string]: string };
  /**
   * Whether tags may move. In a cache they have to, because they move at the source.
   *
   * @default false
   */
  readonly mutableTags?: boolean;
  /**
   * Whether images are scanned when they are pushed.
   *
   * @default true
   */
  readonly scanOnPush?: boolean;
  /**
   * ARN of a KMS key.
   *
   * @default - images are encrypted with a key of ECR
   */
  readonly kmsKey?: string;
  /**
   * What repositories forget.
   *
   * @default - images without a tag expire after 14 days, except where a reference names one by its digest alone
   */
  readonly lifecycle?: EcrLifecycle;
  /**
   * Who may pull, beyond the account that owns the registry.
   *
   * @default - nobody
   */
  readonly pullers?: EcrPullPrincipals;
  /**
   * AWS tags.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
  /**
   * ARN of the role that ECR takes to make repositories by a template: with tags or a KMS key, it needs one.
   *
   * @default - none
   */
  readonly templateRole?: string;
  /**
   * What makes repositories that no image here names, under the prefix of the registry or of its caches: they get the same
   * settings, by a repository creation template.
   *
   * @default - pull-through caches, for a registry of those; else nothing
   */
  readonly templates?: TemplateScenario[];
}

/** What the objects of an ECR are made from. */
export interface EcrObjectsDeclaration extends EcrObjectSettings {
  /** The ECR. */
  readonly registry: Registry;
  /** The images that it holds; those of other registries are left out. */
  readonly images: readonly ProvisionedImage[];
  /**
   * Whether images that other values would pull count too.
   *
   * @default false
   */
  readonly optional?: boolean;
  /** Namespace of the objects. */
  readonly namespace: string;
  /**
   * Whether repositories, cache rules and templates stay in AWS when their objects are deleted.
   *
   * @default true
   */
  readonly retain?: boolean;
  /**
   * Whether repositories, cache rules and templates that exist become those of the objects.
   *
   * @default false
   */
  readonly takeOver?: boolean;
  /**
   * Labels of the objects.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the objects.
   *
   * @default - none beyond what the controller needs to know
   */
  readonly annotations?: { readonly [key: string]: string };
}

/** The objects of an ECR, and what else they settle. */
export interface EcrObjectsPlan {
  /** The objects, in the order in which they are needed. */
  readonly objects: readonly RegistryObject[];
  /** The repositories among them. */
  readonly repositories: readonly EcrRepositoryPlan[];
  /** The cache rules among them. */
  readonly rules: readonly PullThroughRule[];
  /** The policy of an identity that pulls these images, and nothing else. */
  readonly pullPolicy: JsonObject;
}
