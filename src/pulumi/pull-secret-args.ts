import type { Credential } from '../credential';
import type { Registry } from '../registry';
import type { RegistryLogin } from './registry-login';

/** What a pull secret is made of. Whatever decides how many resources there are, and how they are called, is plain. */
export interface PullSecretArgs {
  /** The registry it opens. */
  readonly registry: Registry;
  /** Who may pull, and how that comes to the cluster; or a login, of which parts may be known later. */
  readonly credential: Credential | RegistryLogin;
  /**
   * Namespaces that get the Secret, by name.
   *
   * @default - none by name
   */
  readonly namespaces?: readonly string[];
  /**
   * Labels of namespaces that get the Secret, all of them; namespaces that come later included. Only for credentials that
   * External Secrets delivers.
   *
   * @default - none by label
   */
  readonly namespaceSelector?: { readonly [key: string]: string };
  /**
   * Namespaces that are left out although they have the labels, because their own pull secrets are enough.
   *
   * @default - none
   */
  readonly excludedNamespaces?: readonly string[];
  /**
   * Whether the listed namespaces are created too.
   *
   * @default false
   */
  readonly createNamespaces?: boolean;
  /**
   * Name of the Secret, the same in every namespace.
   *
   * @default - the name that the credential gives, else one made from the host: `pull-harbor-example-com`
   */
  readonly name?: string;
  /**
   * Labels of the objects.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };
  /**
   * Annotations of the objects.
   *
   * @default - none
   */
  readonly annotations?: { readonly [key: string]: string };
}
