import type * as pulumi from '@pulumi/pulumi';
import type { EcrLifecycle, EcrReplica, TemplateScenario } from '../provision';
import type { RegistryImagesArgs } from './registry-images';

/** Who may pull from the repositories, beyond the account that owns them. */
export interface EcrPullersArgs {
  /**
   * AWS accounts, by their 12 digits: each decides by itself who of its own may pull.
   *
   * @default - none
   */
  readonly accounts?: readonly string[];
  /**
   * ARNs of roles and users, such as the node role of a cluster in another account.
   *
   * @default - none
   */
  readonly arns?: readonly pulumi.Input<string>[];
  /**
   * AWS Organizations, by their ids (`o-…`): every account in them.
   *
   * @default - none
   */
  readonly organizations?: readonly string[];
}

/** A login for a registry behind a pull-through cache: a secret that is made, or one that exists. */
export interface EcrUpstreamLogin {
  /**
   * User name. With `accessToken`, a secret is made in Secrets Manager, under the name and with the keys that ECR demands.
   *
   * @default - `credentialArn` names a secret
   */
  readonly username?: pulumi.Input<string>;
  /**
   * Token or password.
   *
   * @default - `credentialArn` names a secret
   */
  readonly accessToken?: pulumi.Input<string>;
  /**
   * ARN of a secret named `ecr-pullthroughcache/…` with the keys `username` and `accessToken`, in the account and region of the registry.
   *
   * @default - a secret is made
   */
  readonly credentialArn?: string;
}

/** What an ECR is made of. Whatever decides how many resources there are, and how they are called, is plain. */
export interface EcrRegistryArgs extends RegistryImagesArgs {
  /**
   * Whether a tag may be pushed again and name another image.
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
   * ARN of the KMS key that encrypts the repositories. Another key makes them anew.
   *
   * @default - AES-256 with a key of AWS
   */
  readonly kmsKey?: pulumi.Input<string>;
  /**
   * What the repositories forget.
   *
   * @default - images without a tag after 14 days, where no reference needs one
   */
  readonly lifecycle?: EcrLifecycle;
  /**
   * Who may pull, beyond the account itself: their repository policies say so.
   *
   * @default - nobody: the account decides by the policies of its roles
   */
  readonly pullers?: EcrPullersArgs;
  /**
   * Whether the pullers may also fill pull-through caches, by the first pull of an image. Written into the policy of the
   * registry, of which an account has one per region; takes ARNs that are plain text.
   *
   * @default false
   */
  readonly pullersFillCaches?: boolean;
  /**
   * What makes repositories that are not listed here: they get the same settings, by a repository creation template.
   *
   * @default - pull-through caches, for a registry of those; else nothing, and only the listed repositories exist
   */
  readonly templates?: readonly TemplateScenario[];
  /**
   * ARN of the role that ECR takes to make repositories with tags or a KMS key from a template.
   *
   * @default - none, which is enough without either
   */
  readonly templateRole?: pulumi.Input<string>;
  /**
   * Source host to the login for its pull-through cache, for a registry of those.
   *
   * @default - none; hosts that ECR does not cache without a login are an error
   */
  readonly upstreamLogins?: { readonly [sourceHost: string]: EcrUpstreamLogin };
  /**
   * Source host of an ECR in another account to the ARN of the role to pull from it with.
   *
   * @default - none
   */
  readonly upstreamRoles?: { readonly [sourceHost: string]: string };
  /**
   * Where images are copied to. An account has one such configuration per region: the whole of it is written.
   *
   * @default - replication is left as it is
   */
  readonly replicas?: readonly EcrReplica[];
  /**
   * Accounts that may replicate into this registry. Written into its policy, of which an account has one per region.
   *
   * @default - the policy is left as it is
   */
  readonly replicateFrom?: readonly string[];
  /**
   * Names of IAM roles that get the pull-only policy, such as the node role of a cluster.
   *
   * @default - none
   */
  readonly pullRoles?: readonly pulumi.Input<string>[];
  /**
   * Trust policy of a pull-only role that is made, as JSON: who may take it on, such as the account of a token generator.
   *
   * @default - no role is made
   */
  readonly pullRoleTrust?: pulumi.Input<string>;
  /**
   * Tags of everything that takes tags.
   *
   * @default - none
   */
  readonly tags?: { readonly [key: string]: string };
}
