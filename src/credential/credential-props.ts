import type { SecretValue } from './secret-value';

/** A static login in an external store. */
export interface ExternalSecretCredentialProps {
  /** Name of the SecretStore or ClusterSecretStore object. */
  readonly store: string;
  /**
   * Kind of the store. A `SecretStore` must exist in every namespace that gets the pull secret.
   *
   * @default "ClusterSecretStore"
   */
  readonly storeKind?: 'ClusterSecretStore' | 'SecretStore';
  /** Entry of the store that holds the login: `registries/harbor/agents`. */
  readonly key: string;
  /**
   * Property of the entry that holds the user name.
   *
   * @default "username"
   */
  readonly usernameProperty?: string;
  /**
   * Property of the entry that holds the password.
   *
   * @default "password"
   */
  readonly passwordProperty?: string;
  /**
   * The user name itself, such as `robot$agents+puller`: only the password is read from the store then.
   *
   * @default - the user name is read from the store
   */
  readonly username?: string;
  /**
   * How often External Secrets reads the store: a new password takes this long to arrive.
   *
   * @default "1h"
   */
  readonly refreshInterval?: string;
}

/** A token of Amazon ECR that External Secrets makes in one namespace and copies to the others. */
export interface EcrTokenCredentialProps {
  /**
   * AWS region of the registry.
   *
   * @default - taken from the host of the registry
   */
  readonly region?: string;
  /** Namespace where the token is made, such as `registry-system`. Only operators should read secrets there. */
  readonly hubNamespace: string;
  /**
   * ServiceAccount in the hub namespace that is bound to an IAM role (IRSA).
   *
   * @default - the identity of the External Secrets controller makes the token
   */
  readonly serviceAccount?: string;
  /**
   * ARN of an IAM role to assume before making the token.
   *
   * @default - no further role
   */
  readonly role?: string;
  /**
   * How often a new token is made.
   *
   * @default "4h"
   */
  readonly refreshInterval?: string;
  /**
   * How often the other namespaces copy the token. Together with `refreshInterval` it must stay below its twelve hours of life.
   *
   * @default "15m"
   */
  readonly spokeRefreshInterval?: string;
  /**
   * Name of the ClusterSecretStore that reads the hub namespace.
   *
   * @default - the name of the pull secret, followed by `-hub`
   */
  readonly hubStore?: string;
}

/** A pull secret that something else creates. */
export interface ExistingSecretCredentialProps {
  /**
   * Name of the secret.
   *
   * @default - the name of the pull secret where the credential is used
   */
  readonly name?: string;
  /**
   * What creates it, for reports: `the platform team's Terraform`.
   *
   * @default - reports say that it is not known
   */
  readonly createdBy?: string;
}

/** A login in clear text. */
export interface PlainTextCredentialProps {
  /** Login name, such as `robot$agents+puller`. */
  readonly username: string;
  /** Password or token. */
  readonly password: SecretValue;
  /**
   * E-mail address. No registry asks for one any more.
   *
   * @default - none
   */
  readonly email?: string;
}
