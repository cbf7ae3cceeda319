import type { JsonObject } from './json-object';

/** What a pull secret must know of a registry; every `Registry` has it. */
export interface RegistryHost {
  /** Host with its port: `123456789012.dkr.ecr.eu-west-1.amazonaws.com`. */
  readonly host: string;
  /** Key of the entry in the Docker configuration: the host, for Docker Hub `https://index.docker.io/v1/`. */
  readonly authKey: string;
}

/** What every way of delivery needs. */
export interface PullSecretProps {
  /** Name of the pull secret, the same in every namespace. */
  readonly name: string;
  /** Registries that the credential opens: each gets an entry. */
  readonly registries: readonly RegistryHost[];
  /**
   * Labels of the objects.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of the objects.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Which namespaces get a pull secret; a list, labels, or both (either is enough then). */
export interface NamespaceChoice {
  /**
   * Namespaces by name. They need not exist yet.
   *
   * @default - none by name
   */
  readonly namespaces?: readonly string[];
  /**
   * Labels that a namespace must have, all of them.
   *
   * @default - none by label
   */
  readonly namespaceSelector?: Readonly<Record<string, string>>;
  /**
   * Namespaces that are left out although they have the labels, because their own pull secrets are enough.
   *
   * @default - none
   */
  readonly excludedNamespaces?: readonly string[];
}

/** The type of every Secret that the kubelet reads logins from. */
export const PULL_SECRET_TYPE = 'kubernetes.io/dockerconfigjson';
/** The one key of such a Secret. */
export const PULL_SECRET_KEY = '.dockerconfigjson';

/** The `metadata` of an object: what is not given does not appear. */
export function metadataOf(name: string, namespace: string | undefined, props: PullSecretProps): JsonObject {
  return {
    name,
    ...namespace === undefined ? {} : { namespace },
    ...labelsOf(props),
  };
}

/** The labels and annotations of an object: what is not given does not appear. */
export function labelsOf({ labels, annotations }: PullSecretProps): JsonObject {
  return {
    ...labels === undefined ? {} : { labels: { ...labels } },
    ...annotations === undefined ? {} : { annotations: { ...annotations } },
  };
}
