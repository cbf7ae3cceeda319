/** A Secret of a namespace. */
export interface SecretObjectReference {
  /** Namespace of the Secret. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
}

/** One key of a Secret. */
export interface SecretKeyReference extends SecretObjectReference {
  /** The key. */
  readonly key: string;
}

/** The part that every object of Crossplane's provider for Harbor has. */
export interface ManagedSpec<T> {
  /** What happens in Harbor when the object is deleted. */
  readonly deletionPolicy: 'Delete' | 'Orphan';
  /** Which login the provider takes. */
  readonly providerConfigRef: { readonly name: string };
  /** What is wanted. */
  readonly forProvider: T;
  /** Where the provider writes what it learns in confidence. */
  readonly writeConnectionSecretToRef?: SecretObjectReference;
}

/**
 * The fields that are written of `Registry`, by the definitions of the provider.
 *
 * @see https://github.com/globallogicuki/provider-harbor/tree/main/package/crds
 */
export interface RegistryParameters {
  /** Name in the Harbor. */
  readonly name: string;
  /** Type, as the provider calls it. */
  readonly providerName: string;
  /** Address. */
  readonly endpointUrl: string;
  /** What people see beside it. */
  readonly description?: string;
  /** Whether its certificate goes unchecked. */
  readonly insecure?: boolean;
  /** User name. */
  readonly accessId?: string;
  /** Where the password is. */
  readonly accessSecretSecretRef?: SecretKeyReference;
}

/** The fields that are written of `Project`. */
export interface ProjectParameters {
  /** Name in the Harbor. */
  readonly name: string;
  /** Whether everybody may pull. */
  readonly public: boolean;
  /** Whether it is emptied so that it can be deleted. */
  readonly forceDestroy: boolean;
  /** Whether images are scanned when they come in. */
  readonly vulnerabilityScanning?: boolean;
  /** Most that it holds, in GiB. */
  readonly storageQuota?: number;
  /** The object of the endpoint that it caches. */
  readonly registryIdRef?: { readonly name: string };
}

/** The fields that are written of `RobotAccount`. */
export interface RobotAccountParameters {
  /** Short name. */
  readonly name: string;
  /** `project` or `system`. */
  readonly level: string;
  /** What people see beside it. */
  readonly description?: string;
  /** Days until it expires; -1 for never. */
  readonly duration: number;
  /** What it may do. */
  readonly permissions: readonly {
    readonly kind: string;
    readonly namespace: string;
    readonly access: readonly { readonly resource: string; readonly action: string }[];
  }[];
  /** Where its secret is. */
  readonly secretSecretRef?: SecretKeyReference;
}

/** The fields that are written of `RetentionPolicy`. */
export interface RetentionPolicyParameters {
  /** The object of its project. */
  readonly scopeRef: { readonly name: string };
  /** When what nothing keeps is deleted. */
  readonly schedule: string;
  /** What stays. */
  readonly rule: readonly {
    readonly repoMatching: string;
    readonly tagMatching: string;
    readonly untaggedArtifacts: boolean;
    readonly mostRecentlyPushed?: number;
    readonly mostRecentlyPulled?: number;
    readonly nDaysSinceLastPush?: number;
    readonly nDaysSinceLastPull?: number;
    readonly alwaysRetain?: boolean;
  }[];
}

/** The fields that are written of `ImmutableTagRule`. */
export interface ImmutableTagRuleParameters {
  /** The object of its project. */
  readonly projectIdRef: { readonly name: string };
  /** Repositories that it is about. */
  readonly repoMatching: string;
  /** Tags that it is about. */
  readonly tagMatching: string;
}
