import type { SecretValue } from './secret-value';

/** A static login that an external store keeps, read by External Secrets. */
export interface ExternalSecretSource {
  readonly type: 'external-secret';
  /** Name of the store object. */
  readonly store: string;
  /** Kind of the store object. */
  readonly storeKind: 'ClusterSecretStore' | 'SecretStore';
  /** Entry of the store. */
  readonly key: string;
  /** Property of the entry that holds the user name; not read when `username` is given. */
  readonly usernameProperty: string;
  /** Property of the entry that holds the password. */
  readonly passwordProperty: string;
  /** The user name itself, when only the password is kept in the store. */
  readonly username: string | undefined;
  /** How often External Secrets reads the store, as a Go duration. */
  readonly refreshInterval: string;
}

/** A rotating token of Amazon ECR: made once in a hub namespace, copied to all others. */
export interface EcrTokenSource {
  readonly type: 'ecr-token';
  /** AWS region; `undefined` when the host of the registry tells. */
  readonly region: string | undefined;
  /** Namespace where the token is made. */
  readonly hubNamespace: string;
  /** ServiceAccount of the hub namespace whose IAM role makes the token; `undefined` for the controller's own identity. */
  readonly serviceAccount: string | undefined;
  /** IAM role to assume before; `undefined` for none. */
  readonly role: string | undefined;
  /** How often a new token is made, as a Go duration. */
  readonly refreshInterval: string;
  /** How often the other namespaces copy it, as a Go duration. */
  readonly spokeRefreshInterval: string;
  /** Name of the ClusterSecretStore that reads the hub; `undefined` to derive it from the pull secret. */
  readonly hubStore: string | undefined;
}

/** The nodes pull with an identity of their own: there is no secret. */
export interface NodeIdentitySource {
  readonly type: 'node-identity';
}

/** Something else creates the pull secret. Nothing here proves it: it is an assumption, and reports say so. */
export interface ExistingSecretSource {
  readonly type: 'existing-secret';
  /** Name of the secret; `undefined` when the front end names it. */
  readonly name: string | undefined;
  /** What creates it, in the words of the caller. */
  readonly createdBy: string | undefined;
}

/** A login that goes into the manifests as it is. */
export interface PlainTextSource {
  readonly type: 'plain-text';
  /** Login name. */
  readonly username: string;
  /** Password. */
  readonly password: SecretValue;
  /** E-mail address, if any. */
  readonly email: string | undefined;
}

/** Where a credential comes from; told apart by `type`. */
export type CredentialSource = ExternalSecretSource | EcrTokenSource | NodeIdentitySource | ExistingSecretSource | PlainTextSource;
