/**
 * The fields that are written of `Repository`, by the definitions of the ECR controller of AWS Controllers for Kubernetes.
 *
 * @see https://github.com/aws-controllers-k8s/ecr-controller/tree/main/config/crd/bases
 */
export interface AckRepositorySpec {
  /** Name of the repository. */
  readonly name: string;
  /** Account that owns it. */
  readonly registryID: string;
  /** Whether a tag stays at its image. */
  readonly imageTagMutability: 'IMMUTABLE' | 'MUTABLE';
  /** When images are scanned. */
  readonly imageScanningConfiguration: { readonly scanOnPush: boolean };
  /** How images are encrypted. */
  readonly encryptionConfiguration: AckEncryption;
  /** Lifecycle policy, as a text. */
  readonly lifecyclePolicy?: string;
  /** Resource policy, as a text. */
  readonly policy?: string;
  /** AWS tags. */
  readonly tags?: readonly AckTag[];
}

/** How images are encrypted. */
export interface AckEncryption {
  /** With a key of ECR, or with one of KMS. */
  readonly encryptionType: 'AES256' | 'KMS';
  /** ARN of the key. */
  readonly kmsKey?: string;
}

/** An AWS tag. */
export interface AckTag {
  /** Key. */
  readonly key: string;
  /** Value. */
  readonly value: string;
}

/** The fields that are written of `PullThroughCacheRule`. */
export interface AckPullThroughCacheRuleSpec {
  /** Account that owns it. */
  readonly registryID: string;
  /** First part of the path of what comes through it. */
  readonly ecrRepositoryPrefix: string;
  /** Address of the upstream. */
  readonly upstreamRegistryURL: string;
  /** Name of the upstream. */
  readonly upstreamRegistry: string;
  /** Secret with the login of the upstream. */
  readonly credentialARN?: string;
  /** Role to pull from an ECR of another account. */
  readonly customRoleARN?: string;
}

/** The fields that are written of `RepositoryCreationTemplate`. */
export interface AckRepositoryCreationTemplateSpec {
  /** First part of the names of the repositories. */
  readonly prefix: string;
  /** What makes them. */
  readonly appliedFor: readonly string[];
  /** What people see beside it. */
  readonly description: string;
  /** Whether a tag stays at its image. */
  readonly imageTagMutability: 'IMMUTABLE' | 'MUTABLE';
  /** How images are encrypted. */
  readonly encryptionConfiguration: AckEncryption;
  /** Lifecycle policy, as a text. */
  readonly lifecyclePolicy?: string;
  /** Resource policy, as a text. */
  readonly repositoryPolicy?: string;
  /** AWS tags. */
  readonly resourceTags?: readonly AckTag[];
  /** Role that ECR takes to tag and to encrypt. */
  readonly customRoleARN?: string;
}
