import { findPodTemplates, formatPath, isJsonObject } from '../../manifest';
import type { Json, Path, PodTemplate, Resource } from '../../manifest';

/** What is looked at to find pods without a pull secret. */
export interface CredentialSearch {
  /** Accounts that name every pull secret and are not among the objects, as `NAMESPACE/NAME`. */
  readonly boundAccounts: readonly string[];
  /** Namespace of objects that name none. */
  readonly namespace: string;
}

/** Pods and accounts that have to name a pull secret, because pods would do without it otherwise. */
export class LackingCredentials {
  readonly #objects = new Set<Resource>();
  readonly #pods = new Set<string>();
  readonly #accounts = new Set<Resource>();

  /**
   * A pod's own list comes before that of its account, so a pod that has one needs the secret there. Pods in custom
   * resources may not know the key: their accounts name it, if those are among the objects.
   *
   * @param name name of the pull secret
   */
  constructor(resources: readonly Resource[], name: string, { boundAccounts, namespace }: CredentialSearch) {
    const accounts = new Map<string, Resource>();
    for (const resource of resources.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'ServiceAccount')) {
      accounts.set(`${resource.namespace ?? namespace}/${resource.name}`, resource);
    }
    for (const pod of resources.flatMap((resource) => findPodTemplates(resource)).filter(pullsSomething)) {
      const account = `${pod.namespace ?? namespace}/${pod.serviceAccountName}`;
      const known = accounts.get(account);
      const own = namesOf(pod.imagePullSecrets);
      const effective = own.length > 0 ? own : namesOf(known?.object.imagePullSecrets);
      if (effective.includes(name) || (own.length === 0 && boundAccounts.includes(account))) {
        continue;
      }
      if (pod.certainty === 'likely' && pod.imagePullSecrets === undefined && known !== undefined) {
        this.#accounts.add(known);
      } else {
        this.#objects.add(pod.resource);
        this.#pods.add(keyOf(pod.resource, pod.path));
      }
    }
  }

  /** Whether the pod at a path of an object has to name it. */
  public isPod(resource: Resource, path: Path): boolean {
    return this.#pods.has(keyOf(resource, path));
  }

  /** Whether an object or a pod of it has to name it. */
  public concerns(resource: Resource): boolean {
    return this.#accounts.has(resource) || this.#objects.has(resource);
  }

  /** Whether an account has to name it. */
  public isAccount(resource: Resource): boolean {
    return this.#accounts.has(resource);
  }
}

/** What an operator pulls for a custom resource that names no image is for the operator to say. */
function pullsSomething({ certainty, references }: PodTemplate): boolean {
  return certainty === 'certain' || references.length > 0;
}

/** No two objects of a text stand in the same place. */
function keyOf({ origin }: Resource, path: Path): string {
  return `${origin.document}${origin.pointer} ${formatPath(path)}`;
}

function namesOf(list: Json | undefined): Json[] {
  return Array.isArray(list) ? list.flatMap((item) => (isJsonObject(item) && typeof item['name'] === 'string' ? [item['name']] : [])) : [];
}
