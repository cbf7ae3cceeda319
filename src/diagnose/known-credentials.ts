import { buildContext, describeFailure, shownKey } from '../audit';
import type { AuditContext, AuditedPod, AuditedPodImage, PathFailure } from '../audit';
import { quote } from '../error';
import { sameReference, tryParseReference } from '../image';
import { groupKind } from '../manifest';
import type { ManifestStream, Resource } from '../manifest';

/** Objects from which the presence, or the absence, of a Secret can be told. */
const TELLING: ReadonlySet<string> = new Set([
  '/Secret', 'external-secrets.io/ExternalSecret', 'external-secrets.io/ClusterExternalSecret', 'bitnami.com/SealedSecret',
]);

/** What the objects of an input tell of the credentials of its pods. */
export class KnownCredentials {
  readonly #context: AuditContext;
  readonly #pods = new Map<string, AuditedPod>();
  readonly #workloads: readonly AuditedPod[];
  /** Whether a Secret that is not there is known to be missing. */
  readonly #knowsSecrets: boolean;

  constructor(stream: ManifestStream, namespace?: string) {
    this.#context = buildContext(stream, { registries: [], ...(namespace === undefined ? {} : { namespace }) });
    this.#knowsSecrets = stream.resources.some((resource) => TELLING.has(groupKind(resource)));
    for (const pod of this.#context.pods) {
      if (pod.template.resource.kind === 'Pod') {
        this.#pods.set(`${pod.namespace}/${pod.template.resource.name}`, pod);
      }
    }
    this.#workloads = this.#context.pods.filter(({ template }) => template.resource.kind !== 'Pod');
  }

  /** What is known of the credential that a pod has for an image; empty when the pod is not among the objects. */
  public describe(namespace: string, name: string, image: string): string[] {
    const live = this.#pods.get(`${namespace}/${name}`);
    const pod = live ?? this.#workloadOf(namespace, name);
    const reference = tryParseReference(image);
    const found = reference === undefined ? undefined : pod?.images.find((one) => sameReference(one.reference, reference));
    return pod === undefined || found === undefined ? [] : this.#describePath(pod, found, live !== undefined);
  }

  #describePath(pod: AuditedPod, { path }: AuditedPodImage, isLive: boolean): string[] {
    switch (path.type) {
      case 'node-identity':
        return [];
      case 'pull-secret':
        return [`the ${pod.binding.via} names Secret ${pod.namespace}/${path.secret}, whose entry ${quote(shownKey(path.key))} matches: its content is what the registry judges`];
      case 'none':
        return path.failures.map((failure) => this.#describeFailure(failure, pod, isLive));
    }
  }

  #describeFailure(failure: PathFailure, { namespace }: AuditedPod, isLive: boolean): string {
    if (failure.type === 'no-list' && isLive && !failure.binding.isOwn) {
      // The API server copies the list of the account when the pod is made.
      return `the pod has no pull secret: its ServiceAccount ${failure.binding.accountName} named none when it was made`;
    }
    if (failure.type === 'missing' && !this.#knowsSecrets) {
      return `the pod names Secret ${namespace}/${failure.secret}, which is not among the objects given here`;
    }
    return describeFailure(failure, namespace).reason;
  }

  /** Pods are called after the object that makes them, with something behind it. */
  #workloadOf(namespace: string, name: string): AuditedPod | undefined {
    return this.#workloads.filter((pod) => pod.namespace === namespace && name.startsWith(`${nameOf(pod.template.resource)}-`))
      .sort((a, b) => nameOf(b.template.resource).length - nameOf(a.template.resource).length)[0];
  }
}

function nameOf({ name }: Resource): string {
  return name;
}
